use super::{Build, Entry, mistake};
use crate::model::{Change, MigrationRow};
use crate::report::{Code, Draft, quoted};
use crate::resolve::Resolver;
use crate::source::{Cursor, TypesOf};
use std::collections::{BTreeSet, HashMap};

impl<'a> Resolver<'a> {
    /// A row on which a step rests is there, and speaks of one of the fields that the step is about.
    pub(super) fn upgrade_row(
        &mut self,
        build: &mut Build<'a>,
        entry: &Entry<'a>,
        at: &[&str],
        row: &'a str,
        about: Option<&[&str]>,
    ) {
        let version = entry.of.version.as_deref();
        let Some(found) = build.migrations.get(&(version, row)).copied() else {
            let message = format!("unknown row {} of `migrations`", quoted(row));
            let draft = Draft::new(Code::UnknownRow, entry.value(at), message);
            let known = build.migrations.keys().filter(|(of, _)| *of == version).map(|(_, name)| *name);
            let known: BTreeSet<&str> = known.collect();
            return self.report_unknown(
                draft,
                row,
                known.into_iter(),
                "add it: what changes, from what, to what",
            );
        };
        build.rows.insert(row);
        let speaks = |name: &&str| found.from.iter().chain(&found.to).any(|path| names(path, name));
        if let Some(about) = about.filter(|about| !about.iter().any(speaks)) {
            let about: Vec<String> = about.iter().map(|name| quoted(name)).collect();
            let message = format!("the row {} does not speak of {}", quoted(row), about.join(" or "));
            let remedy = "name the row that does, or add the field to its `from` or `to`";
            self.report(mistake(Code::UpgradeRow, entry.value(at), message, remedy));
        }
    }

    /// The rows of `migrations`, by version and name.
    pub(super) fn migration_rows(&self) -> HashMap<(Option<&'a str>, &'a str), &'a MigrationRow> {
        let of_file = |of: &'a TypesOf| {
            of.content.migrations.iter().map(|(name, row)| ((of.version.as_deref(), name), row))
        };
        self.files.types.iter().flat_map(of_file).collect()
    }

    /// Every entry is needed by a request, and every row that asks for a step has one.
    pub(super) fn upgrade_rows(&mut self, build: &Build<'a>) {
        for entry in build.entries.iter().filter(|entry| !build.reached.contains(&(entry.from, entry.to))) {
            let message = format!("no request needs the upgrade {}", quoted(entry.key));
            let remedy = "an upgrade of a request's body has to lead to it: remove it, or add that one";
            self.report(mistake(Code::UnusedUpgrade, entry.at(&[]), message, remedy));
        }
        for of in &self.files.types {
            let is_upgraded = build.entries.iter().any(|entry| entry.of.version == of.version);
            let top = Cursor::top(of.file);
            let list = top.key("migrations");
            for (name, row) in of.content.migrations.iter().filter(|_| is_upgraded) {
                // What is only behaviour, or a field or value more that need not be given, asks for no step.
                let asks = !matches!(row.change, Change::Behaviour | Change::Added);
                if asks && !build.rows.contains(name) {
                    let message = format!("no step of `upgrades` rests on the row {}", quoted(name));
                    let remedy = "let the step name it, `row: …`, or say `change: behaviour`";
                    self.report(mistake(Code::UnusedUpgrade, list.key(name).at_key(), message, remedy));
                }
            }
        }
    }
}

/// Whether a name stands on a path.
fn names(path: &str, name: &str) -> bool {
    path.split(['.', ' ']).any(|part| part.trim_end_matches("[]").trim_matches(['{', '}']) == name)
}
