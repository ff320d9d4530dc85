use super::statements::stems;
use super::{State, index};
use crate::api::{Field, Operation, Type};
use crate::audit::facts::{Claim, Sides, Site, ValueRow};
use crate::audit::finding::{Finding, Kind};

/// Demands of sentences that are no bounds: each is put to the model, and each function says whether it could be.
impl<'a> State<'a> {
    /// A text that is taken beside one that is not: the format of the field that the sentence is about is asked.
    pub(super) fn texts(&mut self, site: &Site, claim: &Claim, takes: &str, refuses: &str) -> bool {
        for said in [&claim.sentence, &claim.around] {
            let said = stems(said);
            let mut about = Vec::new();
            for (_, ty) in
                self.index.types(&site.version).filter(|(_, ty)| ty.place.document == site.document)
            {
                for field in index::fields(ty).iter().filter(|_| ty.in_request && !ty.open) {
                    let own = stems(&field.name.replace('_', " "));
                    let named =
                        claim.names.contains(&field.name) || own.iter().all(|stem| said.contains(stem));
                    about.extend(
                        index::format(field)
                            .filter(|_| named && !own.is_empty())
                            .map(|format| (ty, field, format)),
                    );
                }
            }
            // It is about the field that it names first.
            let lower = claim.around.to_ascii_lowercase();
            let first = |field: &Field| {
                let name = field.name.replace('_', " ");
                lower.find(&name).or_else(|| lower.find(name.split(' ').next()?)).unwrap_or(usize::MAX)
            };
            about.sort_by_key(|(_, field, _)| first(field));
            let holds = |text: &str, format: &str| self.judge.has_format(format, text) == Some(true);
            if about.iter().any(|(.., format)| holds(takes, format) && !holds(refuses, format)) {
                return true;
            }
            if let Some((ty, field, format)) = about.first() {
                let subject = format!("{}.{}", ty.qualified(), field.name);
                let said = if holds(takes, format) {
                    (refuses, "refuses", "takes")
                } else {
                    (takes, "takes", "refuses")
                };
                let message = format!(
                    "the guide {} the text {} of `{subject}`, the model's format `{format}` {} it",
                    said.1,
                    crate::report::quoted(said.0),
                    said.2
                );
                let remedy = format!("change the format `{format}`, or the field's `format`");
                let spot = self.index.format(format);
                self.find(
                    Finding::new(Kind::FormatDiffers, subject, message, remedy)
                        .at(site, claim.line)
                        .model(spot),
                );
                return true;
            }
        }
        false
    }

    /// A shape in letters: some format of the model has it.
    pub(super) fn shape(&mut self, site: &Site, claim: &Claim, shape: &str) -> bool {
        let digits = shape.replace('x', "1");
        let bare: String = digits.chars().filter(char::is_ascii_digit).collect();
        let api = self.compared.api;
        let has = |name: &str| {
            self.judge.has_format(name, &digits) == Some(true)
                && self.judge.has_format(name, &bare) == Some(false)
        };
        if api.formats.iter().any(|format| has(&format.name)) {
            return true;
        }
        let near = api
            .formats
            .iter()
            .find(|format| format.message.contains("xx-") || format.message.contains("-xx"));
        let message = format!("no format of the model has the shape `{shape}`");
        let remedy = match near {
            Some(format) => format!(
                "change the `pattern` of the format `{}`, its `message` and its examples",
                format.name
            ),
            None => "add a format of that shape, and name it at the field".to_owned(),
        };
        let spot = near.and_then(|format| self.index.format(&format.name));
        let finding = Finding::new(Kind::FormatDiffers, format!("shape {shape}"), message, remedy);
        self.find(finding.at(site, claim.line).model(spot));
        true
    }

    /// The kinds of files that an upload takes, both ways.
    pub(super) fn files(&mut self, site: &Site, claim: &Claim, kinds: &[String]) -> bool {
        let own: Vec<&str> =
            self.compared.api.upload_types.iter().map(|(ending, _)| ending.as_str()).collect();
        for kind in kinds.iter().filter(|kind| !own.contains(&kind.as_str())) {
            let message = format!("the guide takes files of the type `{kind}`, the model does not");
            let remedy = "add it to `upload_types`, with its media type";
            let finding =
                Finding::new(Kind::ValueNotInModel, format!("upload_types {kind}"), message, remedy);
            self.find(finding.at(site, claim.line).model(self.index.upload_type(None)));
        }
        for kind in own.iter().filter(|own| !kinds.iter().any(|kind| kind == *own)) {
            let message = format!("the model takes files of the type `{kind}`, the guide's list does not");
            let finding =
                Finding::new(Kind::ValueNotInGuide, format!("upload_types {kind}"), message, super::STAYS);
            self.find(finding.at(site, claim.line).model(self.index.upload_type(Some(kind))));
        }
        true
    }

    /// Types of documents whose sides a sentence asks for, as a table would.
    pub(super) fn sides(&mut self, site: &Site, claim: &Claim, of: &[String], both: bool) -> bool {
        let api = self.compared.api;
        let has_all = |ty: &&Type| {
            let own = index::values(ty);
            of.iter().all(|name| own.contains(&name.as_str()))
        };
        let mut types: Vec<_> = self.index.types(&site.version).map(|(_, ty)| ty).filter(has_all).collect();
        // A guide without documents of its own speaks of the other's.
        if types.iter().any(|ty| ty.place.document == site.document) {
            types.retain(|ty| ty.place.document == site.document);
        }
        // Sides are asked of identity documents; of address documents no rule speaks.
        let ruled = |ty: &&&Type| {
            let id = api.find(&ty.qualified());
            api.types.iter().any(|own| {
                let of_type = |field: &Field| self.index.named(&field.ty) == id;
                index::fields(own).iter().any(of_type) && !index::rules(own).is_empty()
            })
        };
        let types: Vec<_> = types.iter().filter(ruled).copied().collect();
        for ty in &types {
            for name in of {
                let sides = Some(if both { Sides::Both } else { Sides::Optional });
                let row = ValueRow { sides, ..ValueRow::plain(claim.line, name) };
                self.document_rule(site, ty, &row);
            }
        }
        !types.is_empty()
    }

    /// A status with which some call answers.
    pub(super) fn answers(&mut self, site: &Site, claim: &Claim, status: u16) -> bool {
        let own = |own: &&Operation| index::Index::in_version(&own.scope, &site.version);
        let known = self.compared.api.operations.iter().filter(own).any(|own| {
            own.answers.iter().any(|(code, _)| *code == status)
                || own.errors.iter().any(|(code, _)| *code == status)
        });
        if !known {
            let message = format!(
                "a sentence of the guide names the status {status}, no call of the model answers with it"
            );
            let remedy = "add it to the `errors` or `answers` of the operation that gives it";
            let subject = format!("{}/{} {status}", site.document, site.version);
            self.find(Finding::new(Kind::ErrorNotInModel, subject, message, remedy).at(site, claim.line));
        }
        true
    }

    /// The statuses in which a call may be made.
    pub(super) fn in_status(&mut self, site: &Site, claim: &Claim, of: &[String]) -> bool {
        let operations = self.compared.api.operations.iter();
        let own: Vec<_> = operations
            .filter(|own| index::Index::in_version(&own.scope, &site.version) && !own.when_status.is_empty())
            .filter(|own| own.place.document == site.document)
            .collect();
        let same = |own: &&&Operation| {
            own.when_status.len() == of.len() && of.iter().all(|name| own.when_status.contains(name))
        };
        if own.iter().any(|own| same(&own)) {
            return true;
        }
        let Some(own) = own.first() else { return false };
        let message = format!(
            "the guide asks for the statuses {}, the model's `{}` for {}",
            of.join(", "),
            own.name,
            own.when_status.join(", ")
        );
        let remedy = format!("write `when_status: [{}]`", of.join(", "));
        let spot = self.index.entry(&own.scope, "operations", &own.name);
        let subject = format!("{} when_status", own.name);
        self.find(
            Finding::new(Kind::LimitDiffers, subject, message, remedy).at(site, claim.line).model(spot),
        );
        true
    }
}
