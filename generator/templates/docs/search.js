/** So many results are shown. */
const MOST = 40;

const byId = (id) => document.getElementById(id);
const input = byId("search");
const found = byId("found");
const results = byId("results");
const status = byId("status");
const scopes = byId("scopes");

/** What can be found; read from the page when it is asked for first. */
let entries;
/** What is shown of it. */
let shown = [];
/** Which of the results is chosen; none is -1. */
let chosen = -1;
/** The version that is shown; all of them when empty. */
let scope = "";

function read(element) {
  const holder = element.closest("article");
  const id = element.id;
  const name = element.querySelector("a").textContent;
  const own = [...element.children].filter((child) => !child.matches(".parts, .of, h3, h4, .name"));
  const steps = (holder.dataset.paths ?? "").split("|").filter(Boolean);
  const paths = steps.map((step) => {
    const path = step.split(": ")[1] ?? "";
    return holder === element ? path : path === "" ? name : `${path}.${name}`;
  });
  const words = own
    .map((child) => child.textContent)
    .join(" ")
    .replace(/\s+/g, " ");
  return {
    id,
    kind: element.dataset.kind,
    scope: holder.dataset.scope ?? "",
    label: id.includes("~") ? name : id,
    name: name.toLowerCase(),
    full: id.toLowerCase(),
    paths: paths.map((path) => path.toLowerCase()),
    doc: own[0]?.textContent ?? "",
    words: words.toLowerCase(),
  };
}

/** How well an entry answers; 0 is not at all. */
function rank(entry, query, terms) {
  if (entry.name === query || entry.full === query) return 100;
  if (entry.paths.includes(query)) return 95;
  if (entry.name.startsWith(query)) return 80;
  if (entry.full.startsWith(query) || entry.full.includes(`.${query}`)) return 70;
  if (entry.paths.some((path) => path.endsWith(`.${query}`))) return 65;
  if (entry.name.includes(query)) return 50;
  if (entry.full.includes(query) || entry.paths.some((path) => path.includes(query))) return 40;
  if (entry.words.includes(query)) return 30;
  const all = `${entry.full} ${entry.words}`;
  return terms.every((term) => all.includes(term)) ? 20 : 0;
}

/** Of equally good answers: what stands for itself comes before its parts. */
const KINDS = [
  "type",
  "code",
  "call",
  "event",
  "error",
  "format",
  "rule",
  "context",
  "ruling",
  "list",
  "field",
  "value",
];

function search() {
  const query = input.value
    .trim()
    .toLowerCase()
    .replace(/\[\d+\]/g, "[]");
  if (query === "") return close();
  entries ??= [...document.querySelectorAll(".entry")].map(read);
  const terms = query.split(/\s+/);
  const ranked = entries
    .filter((entry) => scope === "" || entry.scope === "" || entry.scope === scope)
    .map((entry, index) => ({ entry, index, rank: rank(entry, query, terms) }))
    .filter(({ rank }) => rank > 0);
  ranked.sort(
    (a, b) =>
      b.rank - a.rank || KINDS.indexOf(a.entry.kind) - KINDS.indexOf(b.entry.kind) || a.index - b.index,
  );
  shown = ranked.slice(0, MOST).map(({ entry }) => entry);
  const more = ranked.length > MOST ? `the first ${MOST} of ${ranked.length}` : `${ranked.length}`;
  status.textContent = ranked.length === 0 ? "Nothing found" : `${more} found`;
  results.replaceChildren(...shown.map(option));
  found.hidden = false;
  input.setAttribute("aria-expanded", "true");
  choose(shown.length > 0 ? 0 : -1);
}

function option(entry, index) {
  const item = document.createElement("li");
  item.id = `result-${index}`;
  item.setAttribute("role", "option");
  const label = document.createElement("code");
  // Long names may break where their parts end.
  for (const part of entry.label.split(/(?<=\.)/)) label.append(part, document.createElement("wbr"));
  const kind = document.createElement("span");
  kind.className = "kind";
  kind.textContent = entry.kind;
  const words = document.createElement("span");
  words.className = "words";
  words.textContent = entry.doc;
  item.append(label, kind, words);
  item.addEventListener("pointerdown", (event) => event.preventDefault());
  item.addEventListener("click", () => open(entry));
  return item;
}

function choose(index) {
  chosen = index;
  [...results.children].forEach((item, at) => {
    item.setAttribute("aria-selected", String(at === index));
    if (at === index) item.scrollIntoView({ block: "nearest" });
  });
  if (index < 0) input.removeAttribute("aria-activedescendant");
  else input.setAttribute("aria-activedescendant", `result-${index}`);
}

function close() {
  found.hidden = true;
  results.replaceChildren();
  shown = [];
  choose(-1);
  input.setAttribute("aria-expanded", "false");
}

function open(entry) {
  close();
  input.blur();
  if (location.hash === `#${entry.id}`) arrive();
  else location.hash = entry.id;
}

/** Shows what the address names, whatever is filtered. */
function arrive() {
  const target = byId(decodeURIComponent(location.hash.slice(1)));
  if (target === null) return;
  if (target.closest("[hidden]") !== null) show("");
  target.scrollIntoView();
  if (target.matches(".entry")) target.querySelector("a").focus({ preventScroll: true });
}

/** Shows one version, and what is of every version. */
function show(wanted) {
  scope = wanted;
  for (const button of scopes.children) {
    button.setAttribute("aria-pressed", String(button.dataset.show === wanted));
  }
  for (const element of document.querySelectorAll("[data-scope]")) {
    element.hidden = wanted !== "" && element.dataset.scope !== wanted;
  }
}

input.addEventListener("input", search);
input.addEventListener("focus", search);
input.addEventListener("blur", close);
input.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined && shown.length > 0) choose((chosen + step + shown.length) % shown.length);
  else if (event.key === "Enter" && chosen >= 0) open(shown[chosen]);
  else if (event.key === "Escape" && input.value !== "") input.value = "";
  else if (event.key === "Escape") input.blur();
  else return;
  event.preventDefault();
  if (event.key === "Escape") close();
});
document.addEventListener("keydown", (event) => {
  const types = event.target.closest("input, textarea, select, [contenteditable]") !== null;
  if (event.key !== "/" || types || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  input.focus();
  input.select();
});
scopes.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button !== null) show(button.dataset.show);
});
window.addEventListener("hashchange", arrive);
window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("main details")) details.open = true;
});

document.querySelector(".controls").hidden = false;
// On a narrow screen the contents would push everything else away.
const wide = window.matchMedia("(min-width: 60.01rem)");
const fold = () => {
  byId("contents").open = wide.matches;
};
wide.addEventListener("change", fold);
fold();
arrive();
