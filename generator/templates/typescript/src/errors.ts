import type { Issue, Issues } from "./runtime/issue.js";

export { FinValidationError, type Issue, type Issues } from "./runtime/issue.js";

/** One thing that the API says of a field: it names no rules. */
export interface ApiIssue {
  /** Where, in the API's notation. */
  readonly path: string;
  /** Always the same. */
  readonly code: "api";
  /** The API's words. */
  readonly message: string;
}

/** An error answer of the API. */
export class ApiError extends Error {
  override readonly name: string = "ApiError";
  /** The HTTP status of the answer. */
  readonly status: number;
  /** The body's own code, where it has one: `forbidden`, `conflict`. */
  readonly code: string | undefined;
  /** What the API says of single fields, in the order of the body. */
  readonly issues: readonly ApiIssue[];

  /**
   * Reads an error answer. It always succeeds: a body that is no object, or of a shape that is not documented,
   * leaves the status and what can be understood.
   *
   * Understood are `{message, errors: {path: [text]}}`, the same with a list `[{path: text}]`,
   * `{status, message, data: {path: text}}`, `{error: {code, message}}` and `{message}`.
   */
  constructor(status: number, body: unknown) {
    const outer = fields(body);
    const inner = fields(outer.error);
    super(plain(inner.message) ?? plain(outer.message) ?? `HTTP status ${status}`);
    this.status = status;
    this.code = plain(inner.code) ?? plain(outer.code);
    this.issues = [outer.errors, outer.data].flatMap(collect);
  }

  /** Reads an error answer out of its text, which may be no JSON. */
  static fromJson(status: number, text: string): ApiError {
    try {
      return new ApiError(status, JSON.parse(text));
    } catch {
      return new ApiError(status, undefined);
    }
  }
}

/** The fields of an object; of anything else none. */
function fields(value: unknown): { readonly [key: string]: unknown } {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? Object.assign(Object.create(null), value) : Object.create(null);
}

/** Texts by path, in an object or in a list of objects. */
function collect(value: unknown): ApiIssue[] {
  if (Array.isArray(value)) return value.flatMap((item) => (Array.isArray(item) ? [] : collect(item)));
  return Object.entries(fields(value)).flatMap(([path, said]) => {
    const texts = (Array.isArray(said) ? said : [said]).map(plain).filter((text) => text !== undefined);
    return texts.map((message): ApiIssue => ({ path, code: "api", message }));
  });
}

/** A text, or a number or boolean as one. */
function plain(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** The API's error bodies, by the guide that shows them. */
export interface ErrorBodies {
  /** Both versions of the individuals guide and v1 of the business guide. */
  readonly errors: {
    readonly message: string;
    readonly errors: { readonly [path: string]: readonly string[] };
  };
  /** v2 of the business guide. Of several texts at a path the first. */
  readonly data: {
    readonly status: 400;
    readonly message: string;
    readonly data: { readonly [path: string]: string };
  };
  /** The first issue's code and words. */
  readonly error: { readonly error: { readonly code: string; readonly message: string } };
  /** The first issue's words. */
  readonly message: { readonly message: string };
}

const FAILED = "Validation failed";

/** The body with which the API itself would answer. */
export function toErrorBody<K extends keyof ErrorBodies>(issues: Issues, body: K): ErrorBodies[K] {
  const message = issues[0]?.message ?? FAILED;
  const makers: { readonly [B in keyof ErrorBodies]: () => ErrorBodies[B] } = {
    errors: () => ({
      message: FAILED,
      errors: byPath(issues, (texts) => texts.map((issue) => issue.message)),
    }),
    data: () => ({ status: 400, message: FAILED, data: byPath(issues, ([first]) => first.message) }),
    error: () => ({ error: { code: issues[0]?.code ?? "invalid", message } }),
    message: () => ({ message }),
  };
  return makers[body]();
}

function byPath<T>(issues: Issues, of: (texts: [Issue, ...Issue[]]) => T): { [path: string]: T } {
  const paths = new Map<string, [Issue, ...Issue[]]>();
  for (const issue of issues) {
    const texts = paths.get(issue.path);
    if (texts) texts.push(issue);
    else paths.set(issue.path, [issue]);
  }
  return Object.fromEntries([...paths].map(([path, texts]) => [path, of(texts)]));
}
