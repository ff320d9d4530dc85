import { broken, type CheckOptions, type Fields, type Look, object, run } from "./checker.js";
import type { Issues } from "./issue.js";
import { JSON_TEXT } from "./words.js";

/** Reads a JSON text, or its bytes in UTF-8, and runs a check on it. */
export function checkJson(
  fields: Fields | undefined,
  json: string | Uint8Array,
  options?: CheckOptions,
  look: Look = object,
): { readonly value: unknown; readonly issues: Issues } {
  let text: string;
  let value: unknown;
  let ascii: boolean;
  try {
    text = typeof json === "string" ? json : decode(json);
    value = JSON.parse(text);
    const isEscaped = text.includes("\\u");
    ascii = isAscii(text, json);
    if (!ascii && !isWellFormed(text)) throw undefined;
    if (isEscaped) {
      ascii = false;
      if (!hasPairs(text)) throw undefined;
    }
  } catch {
    return { value: undefined, issues: run(() => broken("json", JSON_TEXT), undefined, options) };
  }
  isDisordered = false;
  let issues = run(look, value, options, fields, keys, ascii);
  if (isDisordered && issues.length) {
    const orders = keyOrders(text, value);
    issues = run(look, value, options, fields, (v) => orders.get(v) ?? Object.keys(v), ascii);
  }
  return { value, issues };
}

/** Whether an object was met whose keys JavaScript may have put into another order: it puts indices first. */
let isDisordered = false;

function keys(v: object): string[] {
  const all = Object.keys(v);
  const first = all.length > 1 ? (all[0] as string).charCodeAt(0) : 0;
  if (first > 47 && first < 58) isDisordered = true;
  return all;
}

/** Whether a text is known to be ASCII, which is only asked where it costs next to nothing. */
function isAscii(text: string, json: string | Uint8Array): boolean {
  if (typeof json !== "string") return json.length === text.length;
  byteLength ??= (globalThis as { Buffer?: { byteLength: ByteLength } }).Buffer?.byteLength ?? (() => -1);
  return byteLength(text) === text.length;
}

type ByteLength = (text: string) => number;

let byteLength: ByteLength | undefined;

/** A part of the web platform that browsers, Node and edge runtimes have; its types need no library here. */
declare class TextDecoder {
  constructor(label: string, options: { readonly fatal: boolean; readonly ignoreBOM: boolean });
  decode(bytes: Uint8Array): string;
}

/** The text of bytes that are UTF-8; throws where they are not. */
function decode(json: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(json);
}

/** Whether a text has no half of a surrogate pair. */
function isWellFormed(text: string): boolean {
  const { isWellFormed } = text as { isWellFormed?: () => boolean };
  return isWellFormed ? isWellFormed.call(text) : !/\p{Surrogate}/u.test(text);
}

/** Whether the escapes of a JSON text have no half of a surrogate pair. */
function hasPairs(text: string): boolean {
  // Every backslash begins an escape: the text is JSON.
  let high = -1;
  for (let at = text.indexOf("\\"); at >= 0; ) {
    const unit = text[at + 1] === "u" ? Number.parseInt(text.slice(at + 2, at + 6), 16) : 0;
    const isLow = unit >= 0xdc00 && unit < 0xe000;
    if (isLow !== (high === at)) return false;
    const next = at + (text[at + 1] === "u" ? 6 : 2);
    high = unit >= 0xd800 && unit < 0xdc00 ? next : -1;
    at = text.indexOf("\\", next);
    if (high >= 0 && at !== high) return false;
  }
  return true;
}

/** An object or list that a scan stands in. */
interface Open {
  /** What the parser made of it; `undefined` where a later duplicate took its place. */
  readonly value: object | undefined;
  /** The keys so far, each where it first stood; `undefined` in a list. */
  readonly keys: Set<string> | undefined;
  /** The index of a list's item. */
  index: number;
}

/**
 * The order of keys in a JSON text, of every object in which JavaScript has another one: it puts keys that look
 * like indices first.
 */
export function keyOrders(text: string, root: unknown): Map<object, string[]> {
  const orders = new Map<object, string[]>();
  const open: Open[] = [];
  let key = "";
  let isKey = false;
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    const top = open[open.length - 1];
    if (mark === "{" || mark === "[") {
      const value = top ? child(top, top.keys ? key : top.index) : root;
      const isObject = typeof value === "object" && value !== null;
      open.push({
        value: isObject ? value : undefined,
        keys: mark === "{" ? new Set() : undefined,
        index: 0,
      });
      isKey = mark === "{";
    } else if (mark === "}" || mark === "]") {
      open.pop();
      if (top?.value && top.keys) orders.set(top.value, [...top.keys]);
    } else if (mark === ",") {
      if (top) top.index++;
      isKey = top?.keys !== undefined;
    } else if (mark === '"') {
      const end = stringEnd(text, at);
      if (isKey) {
        key = JSON.parse(text.slice(at, end + 1));
        top?.keys?.add(key);
        isKey = false;
      }
      at = end;
    }
  }
  return orders;
}

/** Where a string ends: at the first quote with an even number of backslashes before it. */
function stringEnd(text: string, start: number): number {
  for (let end = start; ; ) {
    end = text.indexOf('"', end + 1);
    let before = end;
    while (text[before - 1] === "\\") before--;
    if ((end - before) % 2 === 0) return end;
  }
}

function child(open: Open, key: string | number): unknown {
  const value = open.value as { readonly [key: string]: unknown } | undefined;
  return value && Object.hasOwn(value, key) ? value[key] : undefined;
}
