use super::State;
use super::statements::{Statement, statements, stems};
use crate::audit::facts::{Claim, ErrorExample, Fact, SectionFacts, Site, What};
use crate::audit::finding::{Finding, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// The statements of the model, by document and version.
type Known = BTreeMap<(String, String), Vec<Statement>>;

/// What a claim and a statement have in common.
struct Common {
    names: usize,
    stems: usize,
    section: bool,
}

impl Common {
    fn of(claim: &Claim, said: &BTreeSet<String>, site: &Site, own: &Statement) -> Common {
        let parts = |name: &str| name.split('.').any(|part| own.names.contains(part.trim_end_matches("[]")));
        Common {
            names: claim.names.iter().filter(|name| parts(name)).count(),
            stems: said.intersection(&own.stems).count(),
            section: own.place.section == site.section,
        }
    }

    /// Whether one may speak of the other.
    fn may_be(&self) -> bool {
        self.names > 0 || self.stems > 1
    }

    /// Whether it does, beyond doubt.
    fn must_be(&self) -> bool {
        self.names > 0 || self.stems > 2 || (self.section && self.stems > 1)
    }

    fn score(&self) -> usize {
        self.names * 4 + self.stems + usize::from(self.section) * 2
    }
}

impl<'a> State<'a> {
    /// What sentences, descriptions and notes demand, against all that the model demands.
    pub(super) fn prose(&mut self, sections: &[SectionFacts]) {
        let mut known = Known::new();
        for section in sections {
            for fact in &section.facts {
                let site = &section.site;
                match fact {
                    Fact::Sentence(sentence) => self.claims(&mut known, site, &sentence.claims),
                    Fact::Fields(table) => {
                        table.rows.iter().for_each(|row| self.claims(&mut known, site, &row.claims));
                    }
                    Fact::Values(table) => {
                        table.rows.iter().for_each(|row| self.claims(&mut known, site, &row.claims));
                    }
                    Fact::Migration(table) => {
                        let (from, to) = &table.versions;
                        for row in &table.rows {
                            for (version, claims) in [(from, &row.claims.0), (to, &row.claims.1)] {
                                let site = Site { version: version.clone(), ..site.clone() };
                                self.claims(&mut known, &site, claims);
                            }
                        }
                    }
                    Fact::Error(error) => self.told_by_error(&mut known, site, error),
                    _ => {}
                }
            }
        }
        self.unstated(sections, &known);
    }

    /// What an error's text says of bounds counts as stated; whether its words are the model's is asked elsewhere.
    fn told_by_error(&mut self, known: &mut Known, site: &Site, error: &ErrorExample) {
        let known = self.known(known, site);
        let texts = error.fields.iter().map(|(_, said, _)| said).chain([&error.message]);
        for claim in texts.flat_map(|text| crate::audit::facts::claims(text, None, error.line)) {
            if let What::Bound(key, value) = &claim.what {
                self.stated(known, site, &claim, key, value);
            }
        }
    }

    /// Bounds of the model that no sentence of the guide states, those aside that a row or a table gives.
    fn unstated(&mut self, sections: &[SectionFacts], known: &Known) {
        for ((document, version), known) in known {
            for own in known.iter().filter(|own| own.place.document == *document) {
                let bounds = ["at_most", "above", "below", "total", "unique", "equal", "future"];
                let stated = self.stated.contains(&(own.subject.clone(), own.key));
                let section = sections.iter().find(|section| {
                    section.site.document == *document
                        && section.site.version == *version
                        && section.site.section == own.place.section
                });
                let Some(section) = section.filter(|_| bounds.contains(&own.key) && !stated && !own.tabled)
                else {
                    continue;
                };
                let subject = super::bounded(&own.subject, own.key, &own.value);
                let bound = super::told(own.key, &own.value);
                let message = format!(
                    "the model holds `{}` to {bound}, no sentence of the guide states it",
                    own.subject
                );
                let remedy = "remove it, or say in a ruling where it comes from";
                let finding = Finding::new(Kind::LimitNotInGuide, subject, message, remedy);
                self.find(finding.at(&section.site, section.line).model(own.spot.clone()));
            }
        }
    }

    fn known<'k>(&self, known: &'k mut Known, site: &Site) -> &'k [Statement] {
        let key = (site.document.clone(), site.version.clone());
        known.entry(key).or_insert_with(|| {
            let mut all = statements(&self.index, &site.document, &site.version);
            for own in &mut all {
                let tabled = self.tabled.iter().any(|(id, fields)| {
                    self.compared.api.type_of(*id).is_some_and(|ty| {
                        fields.iter().any(|field| own.subject == format!("{}.{field}", ty.qualified()))
                    })
                });
                own.tabled = tabled;
            }
            all
        })
    }

    /// Remembers what of the model says the same; whether anything does.
    fn stated(&mut self, known: &[Statement], site: &Site, claim: &Claim, key: &str, value: &str) -> bool {
        let (said, around) = (stems(&claim.sentence), stems(&claim.around));
        let speaks = |own: &Statement| {
            let common = Common::of(claim, &said, site, own);
            // A sentence of a section may speak of what the one before it has named.
            let here = own.place.section == site.section && around.intersection(&own.stems).count() > 1;
            match key {
                "latin" => true,
                // That two things are to be alike is said of many that no payload holds.
                "equal" => common.names > 0,
                _ => common.may_be() || here,
            }
        };
        let same =
            |own: &&Statement| fits(key, own.key) && super::same_number(&own.value, value) && speaks(own);
        let found: Vec<&Statement> = known.iter().filter(same).collect();
        self.stated.extend(found.iter().map(|own| (own.subject.clone(), own.key)));
        !found.is_empty()
    }

    fn claims(&mut self, known: &mut Known, site: &Site, claims: &[Claim]) {
        if claims.is_empty() {
            return;
        }
        let known = self.known(known, site);
        for claim in claims {
            let compared = match &claim.what {
                What::Bound(key, value) => self.bound(known, site, claim, key, value),
                What::Texts(takes, refuses) => self.texts(site, claim, takes, refuses),
                What::Shape(shape) => self.shape(site, claim, shape),
                What::Files(kinds) => self.files(site, claim, kinds),
                What::Sides(of, both) => self.sides(site, claim, of, *both),
                What::Answer(status) => self.answers(site, claim, *status),
                What::InStatus(of) => self.in_status(site, claim, of),
                What::Other => false,
            };
            self.demanded(site, claim, compared);
        }
    }

    /// Whether a bound could be compared.
    fn bound(&mut self, known: &[Statement], site: &Site, claim: &Claim, key: &str, value: &str) -> bool {
        if matches!(key, "required" | "optional") {
            return self.whether(known, site, claim, key, value);
        }
        if self.stated(known, site, claim, key, value) {
            return true;
        }
        let said = stems(&claim.sentence);
        let common = |own: &Statement| Common::of(claim, &said, site, own);
        let fitting = known.iter().filter(|own| fits(key, own.key)).map(|own| (common(own), own));
        // What has no number says the same or nothing.
        let near = fitting.filter(|(common, _)| !value.is_empty() && common.must_be());
        if let Some((_, own)) = near.max_by_key(|(common, _)| common.score()) {
            self.stated.insert((own.subject.clone(), own.key));
            let (guide, model) = (super::told(key, value), super::told(own.key, &own.value));
            let message =
                format!("the guide states {guide} in a sentence, the model {model} in `{}`", own.subject);
            let remedy = if own.subject.contains(' ') {
                "change the rule's `require`, and its `message` and `says` with it".to_owned()
            } else {
                format!("write `{}: {value}`", constraint_key(own.key))
            };
            self.differs(site, claim, own, (key, value), message, remedy);
            return true;
        }
        // Nothing in the model is of the kind: is there a field that should have it?
        let of_field = known.iter().filter(|own| matches!(own.key, "required" | "optional"));
        let named = of_field.map(|own| (common(own), own)).filter(|(common, _)| common.names > 0);
        let Some((_, own)) = named.max_by_key(|(common, _)| common.score()).filter(|_| constrains(key))
        else {
            return false;
        };
        let guide = super::told(key, value);
        let message = format!(
            "the guide states {guide} for `{}` in a sentence, the model nothing of the kind",
            own.subject
        );
        let remedy = match key {
            "unique" | "equal" => "add a rule that says so".to_owned(),
            key if value.is_empty() => format!("write `{key}: true`"),
            key => format!("write `{}: {value}`", constraint_key(key)),
        };
        self.differs(site, claim, own, (key, value), message, remedy);
        true
    }

    /// A sentence that says whether a field must be there.
    fn whether(&mut self, known: &[Statement], site: &Site, claim: &Claim, key: &str, name: &str) -> bool {
        let mut own = known.iter().filter(|own| own.names.contains(name)).peekable();
        if own.peek().is_none() {
            return false;
        }
        let exactly = |own: &&Statement| own.key == key && own.subject.ends_with(&format!(".{name}"));
        // A rule may require what the type leaves out.
        let by_rule = |own: &&Statement| key == "required" && own.key == "required";
        if own.clone().any(|own| exactly(&own) || by_rule(&own)) {
            return true;
        }
        let of_field = |own: &&Statement| own.subject.ends_with(&format!(".{name}"));
        if let Some(own) = own.find(of_field) {
            let message =
                format!("`{}` is {key} by a sentence of the guide, and not so in the model", own.subject);
            let remedy = if key == "required" {
                format!("write `{name}` without `?`")
            } else {
                format!("write `{name}?`")
            };
            let subject = format!("{} {key}", own.subject);
            let finding = Finding::new(Kind::RequiredDiffers, subject, message, remedy);
            self.find(finding.at(site, claim.line).model(own.spot.clone()));
        }
        true
    }

    fn differs(
        &mut self,
        site: &Site,
        claim: &Claim,
        own: &Statement,
        (key, value): (&str, &str),
        message: String,
        remedy: String,
    ) {
        let subject = super::bounded(&own.subject, key, value);
        let finding = Finding::new(Kind::LimitDiffers, subject, message, remedy);
        self.find(finding.at(site, claim.line).model(own.spot.clone()));
    }
}

/// Whether a statement of one key can be held against a claim of another.
fn fits(claim: &str, own: &str) -> bool {
    match claim {
        "exactly" => matches!(own, "exactly" | "at_most" | "at_least"),
        "at_most" | "at_least" => own == claim || own == "exactly",
        _ => own == claim,
    }
}

/// The constraint by which a field has such a bound.
fn constraint_key(key: &str) -> &str {
    match key {
        "at_least" | "exactly" => "min_items",
        "at_most" => "max_items",
        key => key,
    }
}

/// Whether a constraint or a rule of a field could demand it.
fn constrains(key: &str) -> bool {
    !matches!(
        key,
        "within" | "share" | "kinds" | "above" | "below" | "total" | "at_least" | "at_most" | "exactly"
    )
}
