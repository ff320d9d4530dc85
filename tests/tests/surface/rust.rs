//! What rustdoc sees of the crate, macros expanded: a line for each public name and signature.

use fin_tests::{
    root,
    toolchain::{run, target},
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    process::Command,
};

/// The traits that the surface speaks of; the derive adds others that no code asks for.
const TRAITS: [&str; 12] = [
    "Clone",
    "Copy",
    "Debug",
    "Deserialize",
    "Display",
    "Eq",
    "Error",
    "FinPayload",
    "FromStr",
    "Hash",
    "PartialEq",
    "Serialize",
];

/// Every name that rustdoc sees, without the word for its side.
pub fn lines() -> BTreeSet<String> {
    let folder = target("surface");
    let mut cargo = Command::new(env!("CARGO"));
    // Only an unstable option has rustdoc say what it knows; the compiler is the pinned one all the same.
    cargo.current_dir(root()).env("RUSTC_BOOTSTRAP", "1").args(["rustdoc", "--quiet", "--package=fin-sdk"]);
    cargo.arg("--target-dir").arg(&folder).args(["--", "-Z", "unstable-options", "--output-format=json"]);
    run(cargo.arg("--document-private-items")).unwrap();
    let text = fs::read_to_string(folder.join("doc/fin_sdk.json")).unwrap();
    let json: Value = serde_json::from_str(&text).unwrap();
    let mut docs =
        Docs { index: &json["index"], homes: BTreeMap::new(), found: Vec::new(), lines: BTreeSet::new() };
    let root = json["root"].to_string();
    // What several modules offer has its home in the shared one.
    docs.visit("", &root, &|name| name == "shared");
    docs.visit("", &root, &|name| name != "shared");
    for (path, id) in docs.found.clone() {
        docs.describe(&path, &id);
    }
    docs.lines
}

struct Docs<'j> {
    index: &'j Value,
    /// Paths by ids.
    homes: BTreeMap<String, String>,
    found: Vec<(String, String)>,
    lines: BTreeSet<String>,
}

fn ids(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(Value::to_string).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

impl<'j> Docs<'j> {
    fn item(&self, id: &str) -> &'j Value {
        &self.index[id]
    }

    fn line(&mut self, line: String) {
        self.lines.insert(line);
    }

    fn visit(&mut self, prefix: &str, module: &str, is_wanted: &dyn Fn(&str) -> bool) {
        for id in ids(&self.item(module)["inner"]["module"]["items"]) {
            let item = self.item(&id);
            let is_hidden = item["attrs"].to_string().contains("hidden");
            if item["visibility"] != "public" || is_hidden {
                continue;
            }
            let inner = &item["inner"];
            let (name, target) = match inner.get("use") {
                Some(used) => (text(&used["name"]), used["id"].to_string()),
                None => (item["name"].as_str().unwrap_or_default(), id.clone()),
            };
            let path = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}::{name}") };
            if prefix.is_empty() && !is_wanted(name) {
                continue;
            }
            if inner.get("module").is_some() {
                self.line(format!("module {path}"));
                self.visit(&path, &id, is_wanted);
            } else if self.item(&target).is_null() || self.item(&target)["crate_id"] != 0 {
                self.line(format!("reexport {path} = {}", text(&inner["use"]["source"])));
                self.homes.insert(target, path);
            } else if let Some(home) = self.homes.get(&target) {
                let line = format!("reexport {path} = {home}");
                self.line(line);
            } else {
                self.homes.insert(target.clone(), path.clone());
                self.found.push((path, target));
            }
        }
    }

    fn describe(&mut self, path: &str, id: &str) {
        let item = self.item(id);
        let open = if item["attrs"].to_string().contains("non_exhaustive") { "open " } else { "" };
        let (kind, inner) = item["inner"].as_object().unwrap().iter().next().unwrap();
        match kind.as_str() {
            "struct" => {
                self.line(format!("{open}struct {path}: {}", self.traits(inner)));
                for field in ids(&inner["kind"]["plain"]["fields"]) {
                    let field = self.item(&field);
                    if field["visibility"] == "public" {
                        let of = self.of(&field["inner"]["struct_field"]);
                        self.line(format!("{open}field {path}.{}: {of}", text(&field["name"])));
                    }
                }
                self.methods(path, inner);
            }
            "enum" => {
                self.line(format!("{open}enum {path}: {}", self.traits(inner)));
                for variant in ids(&inner["variants"]) {
                    let variant = self.item(&variant);
                    let held = variant["inner"]["variant"]["kind"].get("tuple").map(|fields| {
                        let of = |id: &String| self.of(&self.item(id)["inner"]["struct_field"]);
                        format!("({})", ids(fields).iter().map(of).collect::<Vec<_>>().join(", "))
                    });
                    let name = text(&variant["name"]);
                    self.line(format!("{open}variant {path}::{name}{}", held.unwrap_or_default()));
                }
                self.methods(path, inner);
            }
            "trait" => {
                self.line(format!("trait {path}: {}", self.bounds(&inner["bounds"])));
                for method in ids(&inner["items"]) {
                    let method = self.item(&method);
                    let call = self.call(&method["inner"]["function"]);
                    self.line(format!("method {path}::{}{call}", text(&method["name"])));
                }
            }
            "function" => self.line(format!("function {path}{}", self.call(inner))),
            "constant" => self.line(format!("const {path}: {}", self.of(&inner["type"]))),
            other => panic!("{path} is a {other}"),
        }
    }

    fn impls(&self, inner: &Value) -> Vec<&'j Value> {
        ids(&inner["impls"]).iter().map(|id| &self.item(id)["inner"]["impl"]).collect()
    }

    fn traits(&self, inner: &Value) -> String {
        let impls = self.impls(inner);
        let names = impls.iter().filter_map(|one| one["trait"]["path"].as_str()?.rsplit("::").next());
        let names: BTreeSet<&str> = names.filter(|name| TRAITS.contains(name)).collect();
        names.into_iter().collect::<Vec<_>>().join(" + ")
    }

    fn inherent(&self, inner: &Value) -> Vec<&'j Value> {
        let impls = self.impls(inner).into_iter().filter(|one| one["trait"].is_null());
        let items = impls.flat_map(|one| ids(&one["items"])).map(|id| self.item(&id));
        items
            .filter(|item| item["visibility"] == "public" && !item["attrs"].to_string().contains("hidden"))
            .collect()
    }

    fn methods(&mut self, path: &str, inner: &Value) {
        for item in self.inherent(inner) {
            let name = text(&item["name"]);
            if let Some(constant) = item["inner"].get("assoc_const") {
                self.line(format!("const {path}::{name}: {}", self.of(&constant["type"])));
            } else if name == "builder" {
                let built = &item["inner"]["function"]["sig"]["output"]["resolved_path"];
                self.line(format!("method {path}::builder() -> {}", text(&built["path"])));
                self.setters(path, &built["id"].to_string());
            } else {
                self.line(format!("method {path}::{name}{}", self.call(&item["inner"]["function"])));
            }
        }
    }

    fn setters(&mut self, path: &str, builder: &str) {
        for item in self.inherent(&self.item(builder)["inner"]["struct"]) {
            let (name, function) = (text(&item["name"]), &item["inner"]["function"]);
            if name.starts_with("build") {
                let call = self.call(function);
                let own = path.rsplit("::").next().unwrap();
                let home = call.replace(path, "T").replace(own, "T");
                self.line(format!("method _Builder::{name}{home}"));
                continue;
            }
            let takes = self.of(&function["sig"]["inputs"][1][1]);
            let is_required = function["generics"]["where_predicates"].to_string().contains("IsUnset");
            let need = if is_required { ", required" } else { "" };
            self.line(format!("setter {path}.{name}({takes}){need}"));
        }
    }

    fn call(&self, function: &Value) -> String {
        let sig = &function["sig"];
        let inputs = sig["inputs"].as_array().unwrap().iter().map(|input| {
            let (name, of) = (text(&input[0]), self.of(&input[1]));
            match (name, of.as_str()) {
                ("self", "Self") => "self".to_owned(),
                ("self", "&Self") => "&self".to_owned(),
                _ => format!("{name}: {of}"),
            }
        });
        let inputs = inputs.collect::<Vec<_>>().join(", ");
        match &sig["output"] {
            Value::Null => format!("({inputs})"),
            output => format!("({inputs}) -> {}", self.of(output)),
        }
    }

    /// A type in words.
    fn of(&self, ty: &Value) -> String {
        let (kind, inner) = ty.as_object().unwrap().iter().next().unwrap();
        match kind.as_str() {
            "primitive" | "generic" => text(inner).to_owned(),
            "resolved_path" => self.path(inner),
            "borrowed_ref" => {
                let lifetime = inner["lifetime"].as_str().map(|name| format!("{name} ")).unwrap_or_default();
                format!("&{lifetime}{}", self.of(&inner["type"]))
            }
            "slice" => format!("[{}]", self.of(inner)),
            "tuple" => {
                let items: Vec<String> = inner.as_array().unwrap().iter().map(|item| self.of(item)).collect();
                format!("({})", items.join(", "))
            }
            "impl_trait" => format!("impl {}", self.bounds(inner)),
            other => panic!("a type of the kind {other}"),
        }
    }

    fn bounds(&self, bounds: &Value) -> String {
        let one = |bound: &Value| self.path(&bound["trait_bound"]["trait"]);
        bounds.as_array().unwrap().iter().map(one).collect::<Vec<_>>().join(" + ")
    }

    fn path(&self, path: &Value) -> String {
        let written = text(&path["path"]);
        let home = self.homes.get(&path["id"].to_string()).filter(|_| !written.starts_with("fin_payload::"));
        let name = home.map_or_else(
            || {
                let known = ["std::collections::", "::core::convert::", "::core::iter::", "::core::result::"];
                known.iter().fold(written, |name, prefix| name.trim_start_matches(prefix)).to_owned()
            },
            Clone::clone,
        );
        let inside = &path["args"]["angle_bracketed"];
        if inside.is_null() {
            return name;
        }
        let args = inside["args"].as_array().unwrap().iter().map(|arg| self.of(&arg["type"]));
        let bound = inside["constraints"].as_array().unwrap().iter().map(|constraint| {
            let of = self.of(&constraint["binding"]["equality"]["type"]);
            format!("{} = {of}", text(&constraint["name"]))
        });
        let args: Vec<String> = args.chain(bound).collect();
        if args.is_empty() { name } else { format!("{name}<{}>", args.join(", ")) }
    }
}
