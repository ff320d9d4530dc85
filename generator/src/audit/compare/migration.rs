use super::{State, index};
use crate::api::Scope;
use crate::audit::facts::{
    Fact, Migration, MigrationRow, Note, SectionFacts, Site, bare_words, is_evident_name, normal_path,
};
use crate::audit::finding::{Finding, Kind};
use std::collections::BTreeSet;

impl<'a> State<'a> {
    /// A note on what a version changed: the fields that it names are fields of the model.
    pub(super) fn note(&mut self, site: &Site, note: &Note) {
        self.count("notes", site, note.line, note.line);
        self.names_known(site, note.line, "the guide's note", &note.names);
    }

    /// Names that stand somewhere in a guide are names of the model.
    fn names_known<'n>(
        &mut self,
        site: &Site,
        line: usize,
        place: &str,
        names: impl IntoIterator<Item = &'n String>,
    ) {
        for name in names.into_iter().filter(|name| name.contains('_') && !name.contains('/')) {
            if self.is_known(name) {
                continue;
            }
            let subject = format!("{site}/{name}");
            let message = format!("{place} names `{name}`, which no version of the model has");
            let remedy = "add the field, or correct the model's name";
            self.find(Finding::new(Kind::NameNotInModel, subject, message, remedy).at(site, line));
        }
    }

    /// Whether any version has a field, a value, a path or a document's key of that name.
    fn is_known(&self, name: &str) -> bool {
        let last = name.rsplit('.').next().unwrap_or(name).trim_end_matches("[]");
        let field = self.compared.api.types.iter().any(|ty| {
            index::fields(ty).iter().any(|field| field.name == last) || index::values(ty).contains(&last)
        });
        let parameter =
            self.compared.api.operations.iter().any(|own| own.path.contains(&format!("{{{last}}}")));
        field || parameter || last.starts_with('_')
    }

    /// The table that leads from one version to the next, against the model's rows.
    pub(super) fn migrations(&mut self, sections: &[SectionFacts]) {
        for section in sections {
            for fact in &section.facts {
                if let Fact::Migration(table) = fact {
                    self.migration(&section.site, table);
                }
            }
        }
    }

    fn migration(&mut self, site: &Site, table: &Migration) {
        self.count("tables", site, table.line, table.line);
        table.rows.iter().for_each(|row| self.count("rows", site, row.line, row.line));
        let own: Vec<Own> = self
            .compared
            .api
            .migrations
            .iter()
            .filter(|(_, _, row)| !row.derived)
            .map(|(name, scope, row)| Own {
                name: name.clone(),
                scope: scope.clone(),
                names: row.from.iter().chain(&row.to).flat_map(|path| parts(path)).collect(),
                words: words(&format!("{} {}", name.replace('_', " "), row.doc)),
            })
            .collect();
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        // First the rows that share names, then those that share only words.
        let mut left: Vec<&MigrationRow> = Vec::new();
        for row in &table.rows {
            let names: BTreeSet<String> =
                parts(&row.area).into_iter().chain(parts(&row.from)).chain(parts(&row.to)).collect();
            let area = words(&row.area);
            let score = |own: &Own| {
                let names = own.names.intersection(&names).count();
                if names == 0 { 0 } else { names * 4 + own.words.intersection(&area).count() * 6 }
            };
            match best(&own, &taken, score) {
                Some(at) => {
                    taken.insert(at);
                    self.names_known(site, row.line, "the migration table", &names);
                }
                None => left.push(row),
            }
        }
        for row in left {
            let all = words(&format!("{} {} {}", row.area, row.from, row.to));
            let area = words(&row.area);
            let score =
                |own: &Own| own.words.intersection(&area).count() * 4 + own.words.intersection(&all).count();
            match best(&own, &taken, score) {
                Some(at) => {
                    taken.insert(at);
                }
                None => {
                    let subject = format!("{site}/{}", row.area);
                    let message = format!(
                        "the migration table has a row `{}` that the model's `migrations` lack",
                        row.area
                    );
                    let finding =
                        Finding::new(Kind::MigrationNotInModel, subject, message, "add it to `migrations`");
                    self.find(finding.at(site, row.line).model(self.index.list("migrations", site)));
                }
            }
        }
        let about = site.document.trim_end_matches('s');
        for (_, own) in
            own.iter().enumerate().filter(|(at, own)| !taken.contains(at) && own.name.starts_with(about))
        {
            let message =
                format!("the model's migration `{}` stands in no row of the guide's table", own.name);
            let spot = self.index.entry(&own.scope, "migrations", &own.name);
            let remedy = "remove it, or mark it `derived: true`";
            let finding = Finding::new(Kind::MigrationNotInGuide, own.name.clone(), message, remedy);
            self.find(finding.at(site, table.line).model(spot));
        }
    }
}

/// A row of the model.
struct Own {
    name: String,
    scope: Scope,
    names: BTreeSet<String>,
    words: BTreeSet<String>,
}

fn best(own: &[Own], taken: &BTreeSet<usize>, score: impl Fn(&Own) -> usize) -> Option<usize> {
    let scored =
        own.iter().enumerate().filter(|(at, _)| !taken.contains(at)).map(|(at, own)| (score(own), at));
    scored
        .filter(|(score, _)| *score > 0)
        .max_by_key(|(score, at)| (*score, usize::MAX - at))
        .map(|(_, at)| at)
}

/// The names in a cell or a path: fields, values, paths of calls.
fn parts(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for word in text.split_whitespace() {
        if word.starts_with('/') {
            found.insert(normal_path(word.trim_end_matches([',', ';'])));
            continue;
        }
        for name in bare_words(word).flat_map(|name| name.split('.')) {
            let name = name.trim_end_matches("[]");
            if is_evident_name(name) || ["tin", "gender", "state", "street", "nationality"].contains(&name) {
                found.insert(name.to_owned());
            }
        }
    }
    found
}

/// The words of a text, without small ones and endings.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_ascii_lowercase);
    let words = words.filter(|word| word.len() > 3 && !["field", "with", "body"].contains(&word.as_str()));
    words.map(|word| word.trim_end_matches('s').chars().take(6).collect()).collect()
}
