// The conformance protocol, answered by the TypeScript SDK: a case a line in, an outcome a line out.
// Its one argument is the folder of the built package.
import { pathToFileURL } from "node:url";
import { member } from "./member.mjs";

const root = process.argv[2];
const load = (path) => import(pathToFileURL(`${root}/dist/esm/${path}/index.js`));
const versions = { v1: await load("v1"), v2: await load("v2") };
// A package of another model has no upgrades.
const upgrades = await import(pathToFileURL(`${root}/dist/esm/upgrade.js`)).catch(() => ({}));

const REQUESTS = new Set([
  "CreateIndividualCustomer",
  "AttachIndividualDocuments",
  "CreateBusinessCustomer",
  "AttachBusinessDocuments",
  "AttachAssociatedPartyDocuments",
]);

function outcome(result) {
  const found = { valid: result.success, issues: result.issues ?? [] };
  return result.issues?.truncated ? { ...found, truncated: true } : found;
}

/** The newer payload, or where the additions are not as many as the items. */
function upgraded({ upgrade, payload, additions }) {
  const make = upgrades[`upgrade${String(upgrade).split(".")[1]}`];
  if (make === undefined) return { error: `no upgrade of \`${upgrade}\`` };
  try {
    return { payload: make(payload, additions) };
  } catch (error) {
    if (!(error instanceof upgrades.AdditionsMismatch)) throw error;
    const { path, items, additions } = error;
    return { mismatch: { path, items, additions } };
  }
}

function answer(line) {
  let id = null;
  try {
    const given = JSON.parse(line);
    id = given.id ?? null;
    if ("upgrade" in given) return { id, ...upgraded(given) };
    const [version, name] = String(given.schema).split(".");
    const schema = REQUESTS.has(name) ? versions[version]?.[name] : undefined;
    if (schema === undefined) return { id, error: `unknown schema \`${given.schema}\`` };
    const text = "payload_text" in given ? given.payload_text : member(line, "payload");
    if (typeof text !== "string") return { id, error: "a case has either `payload` or `payload_text`" };
    const options = {
      context: given.context,
      ignore: given.options?.ignore,
      unknownFields: given.options?.unknown_fields,
    };
    const found = outcome(schema.safeParseJson(text, options));
    if (
      given.as_value_too &&
      JSON.stringify(outcome(schema.safeParse(given.payload, options))) !== JSON.stringify(found)
    )
      return { id, error: "the payload's text and its value are judged differently" };
    return { id, ...found };
  } catch {
    return { id, error: "the line holds no conformance case" };
  }
}

// Lines end at line feeds alone: `node:readline` would end one at U+2028 too.
let rest = "";
process.stdin.setEncoding("utf8");
for await (const chunk of process.stdin) {
  const lines = (rest + chunk).split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) process.stdout.write(`${JSON.stringify(answer(line))}\n`);
}
