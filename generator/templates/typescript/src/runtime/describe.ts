/** A version of JSON Schema that types can be described in. */
export type Target = "draft-2020-12" | "draft-07" | "openapi-3.0";

/** A type as JSON Schema: its name, and what it is. */
export interface Described {
  readonly name: string;
  readonly schema: () => JsonSchema;
}

/** JSON Schema, with a `$ref` to the description itself. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** A text that is not empty and not only white space. */
export const NOT_BLANK = "[^\\t-\\r \\x85\\xA0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000]";

/** A text of ASCII characters. */
export const ASCII = "^[\\x00-\\x7F]*$";

type Json = Record<string, unknown>;

const DIALECTS: { readonly [target: string]: readonly [uri: string, definitions: string] | undefined } = {
  "draft-2020-12": ["https://json-schema.org/draft/2020-12/schema", "$defs"],
  "draft-07": ["http://json-schema.org/draft-07/schema#", "definitions"],
};

/** A type as JSON Schema of that version. Rules over several fields have no words there. */
export function describe(type: Described, target: string): Json {
  if (target === "openapi-3.0") return inline(type.schema());
  const dialect = Object.hasOwn(DIALECTS, target) ? DIALECTS[target] : undefined;
  if (!dialect) throw new TypeError("the targets are draft-2020-12, draft-07 and openapi-3.0");
  const [uri, where] = dialect;
  const definitions = new Map<string, Json>();
  const refer = (schema: JsonSchema): Json => {
    return walk(schema, (described, beside) => {
      if (!definitions.has(described.name)) {
        definitions.set(described.name, {});
        definitions.set(described.name, refer(described.schema()));
      }
      const reference = { $ref: `#/${where}/${described.name}` };
      // Before 2019 nothing beside a `$ref` was read.
      const alone = where === "$defs" || !Object.keys(beside).length;
      return alone ? { ...reference, ...beside } : { allOf: [reference], ...beside };
    });
  };
  const own = refer(type.schema());
  const all = Object.fromEntries(definitions);
  return { $schema: uri, ...own, ...(definitions.size ? { [where]: all } : {}) };
}

/** Without references, which would lead nowhere in an OpenAPI document. */
function inline(schema: JsonSchema): Json {
  return walk(schema, (described, beside) => ({ ...inline(described.schema()), ...beside }));
}

/** A copy of a schema whose references are replaced. */
function walk(schema: JsonSchema, replace: (type: Described, beside: Json) => Json): Json {
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    return typeof value === "object" && value !== null ? walk(value as JsonSchema, replace) : value;
  };
  const { $ref, ...rest } = schema;
  const copied = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, copy(value)]));
  return typeof $ref === "object" ? replace($ref as Described, copied) : copied;
}
