// What the compiler sees of a package: a line for each public name and signature, as the surface has it, without the
// word for its side. Usage: node surface.mjs PACKAGE_FOLDER

import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import ts from "typescript";

const folder = process.argv[2];
const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const files = new Map();
for (const [name, conditions] of Object.entries(manifest.exports)) {
  if (name !== "./package.json") files.set(name.slice(2), join(folder, conditions.import.types));
}
const program = ts.createProgram([...files.values()], {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
});
const checker = program.getTypeChecker();

/** The symbol that a name leads to. */
function resolved(symbol) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function isNamespace(symbol) {
  return (symbol.flags & ts.SymbolFlags.ValueModule) !== 0;
}

function part(of, name) {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `${of}.${name}` : `${of}[${JSON.stringify(name)}]`;
}

const lines = [];
/** Where a symbol has its home: where it is offered first. */
const homes = new Map();
const found = [];

function visit(prefix, module) {
  for (const exported of checker.getExportsOfModule(module)) {
    const symbol = resolved(exported);
    const path = prefix ? `${prefix}.${exported.name}` : exported.name;
    if (isNamespace(symbol)) {
      lines.push(`module ${path}`);
      // A version's namespace is its entry point.
      if (prefix) visit(path, symbol);
    } else if (homes.has(symbol)) {
      lines.push(`reexport ${path} = ${homes.get(symbol)}`);
    } else {
      homes.set(symbol, path);
      found.push([path, symbol]);
    }
  }
}

const later = ["", "operations", "webhooks", "errors", "rulings", "upgrade"];
const versions = [...files.keys()].filter((entry) => entry !== "shared" && !later.includes(entry));
for (const entry of ["shared", ...versions, ...later]) {
  if (entry) lines.push(`module ${entry}`);
  visit(entry, checker.getSymbolAtLocation(program.getSourceFile(files.get(entry))));
}

/** The text of a node, names in it by their homes. */
function text(node) {
  const source = node.getSourceFile().text;
  const names = [];
  const collect = (inner) => {
    // Of `v1.Name` the last part says which it is.
    const name = ts.isQualifiedName(inner) ? inner.right : inner;
    if (ts.isIdentifier(name)) {
      const symbol = checker.getSymbolAtLocation(name);
      const home = symbol && homes.get(resolved(symbol));
      if (home) {
        names.push([inner.getStart(), inner.getEnd(), home]);
        return;
      }
    }
    ts.forEachChild(inner, collect);
  };
  collect(node);
  let printed = "";
  let at = node.getStart();
  for (const [start, end, home] of names) {
    printed += source.slice(at, start) + home;
    at = end;
  }
  printed += source.slice(at, node.getEnd());
  return printed
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/\s+/g, " ")
    .replace(/; \}/g, " }")
    .replace(/^\| /, "");
}

function list(nodes) {
  return nodes.map(text).join(", ");
}

function head(node) {
  const parameters = node.typeParameters ? `<${list(node.typeParameters)}>` : "";
  const heritage = (node.heritageClauses ?? []).map((clause) => ` extends ${list(clause.types)}`);
  return parameters + heritage.join("");
}

function call(node) {
  const parameters = node.typeParameters ? `<${list(node.typeParameters)}>` : "";
  const result = node.type ? `: ${text(node.type)}` : "";
  return `${parameters}(${list(node.parameters)})${result}`;
}

function members(path, node) {
  for (const member of node.members) {
    const flags = ts.getCombinedModifierFlags(member);
    if (flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) continue;
    if (ts.isConstructorDeclaration(member)) {
      lines.push(`method ${path}.constructor${call(member)}`);
      continue;
    }
    const name = ts.isIdentifier(member.name) ? member.name.text : member.name.text;
    if (ts.isMethodSignature(member) || ts.isMethodDeclaration(member)) {
      lines.push(`method ${part(path, name)}${call(member)}`);
    } else {
      lines.push(`field ${part(path, name)}${member.questionToken ? "?" : ""}: ${text(member.type)}`);
    }
  }
}

/** The members of a union of texts or of interfaces, and whether any text is one too. */
function union(node) {
  if (ts.isTypeReferenceNode(node) && node.typeName.getText() === "Open") {
    const inner = union(node.typeArguments[0]);
    return inner && { names: inner.names, open: true };
  }
  const types = ts.isUnionTypeNode(node) ? node.types : [node];
  const names = types.map((type) => {
    if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) {
      return `[${JSON.stringify(type.literal.text)}]`;
    }
    const symbol = ts.isTypeReferenceNode(type) && checker.getSymbolAtLocation(type.typeName);
    const isInterface = symbol && resolved(symbol).flags & ts.SymbolFlags.Interface;
    return isInterface ? `.${type.typeName.getText()}` : undefined;
  });
  return names.includes(undefined) ? undefined : { names, open: false };
}

for (const [path, symbol] of found) {
  for (const node of symbol.declarations) {
    if (ts.isInterfaceDeclaration(node)) {
      lines.push(`interface ${path}${head(node)}`);
      members(path, node);
    } else if (ts.isClassDeclaration(node)) {
      lines.push(`class ${path}${head(node)}`);
      members(path, node);
    } else if (ts.isFunctionDeclaration(node)) {
      lines.push(`function ${path}${call(node)}`);
    } else if (ts.isVariableDeclaration(node)) {
      lines.push(`const ${path}: ${text(node.type)}`);
    } else if (ts.isTypeAliasDeclaration(node)) {
      const of = node.typeParameters ? undefined : union(node.type);
      if (of) {
        const open = of.open ? "open " : "";
        lines.push(`${open}union ${path}`, ...of.names.map((name) => `${open}member ${path}${name}`));
      } else {
        lines.push(`alias ${path}${head(node)} = ${text(node.type)}`);
      }
    } else {
      throw new Error(`${path}: a declaration of an unknown kind`);
    }
  }
}

process.stdout.write(`${[...new Set(lines)].join("\n")}\n`);
