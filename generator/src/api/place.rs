use super::Api;
use crate::model::SourceRef;
use std::fmt;

/// A place in a document: which one, which tab of it, under which heading, and what is said there.
///
/// Printed, it is the section; [`Place::statement`] is all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The document's key in `spec/fin.yaml`.
    pub document: String,
    /// The document's title.
    pub title: String,
    /// The tab or version, when the document has several.
    pub tab: Option<String>,
    /// The heading of the section.
    pub section: String,
    /// Where in the section: the row of a table, the note below it, the example.
    pub locator: Option<String>,
    /// What is said there, in our own words.
    pub says: Option<String>,
}

impl Place {
    /// Whether both are in the same section.
    pub fn same_section(&self, other: &Place) -> bool {
        (&self.document, &self.tab, &self.section) == (&other.document, &other.tab, &other.section)
    }

    /// The section without what is said in it.
    pub fn section_alone(&self) -> Place {
        Place { locator: None, says: None, ..self.clone() }
    }

    /// The place of an entry in what this one locates: the row of a table, the key of an example.
    pub fn entry(&self, name: &str) -> Place {
        let locator = self.locator.as_ref().map(|locator| format!("{locator}, `{name}`"));
        Place { locator, says: None, ..self.clone() }
    }

    /// The same as the model writes it, with nothing left out.
    pub fn reference(&self) -> SourceRef {
        SourceRef {
            document: Some(self.document.clone()),
            tab: self.tab.clone(),
            section: self.section.clone(),
            locator: self.locator.clone(),
            says: self.says.clone(),
        }
    }

    /// Section, where in it, and what is said there.
    pub fn statement(&self) -> String {
        let mut text = self.to_string();
        for (before, part) in [(", ", &self.locator), (": ", &self.says)] {
            if let Some(part) = part {
                text.push_str(before);
                text.push_str(part);
            }
        }
        text
    }
}

impl Api {
    /// A place as the model writes it, with the title of its document.
    pub fn place_of(&self, reference: &SourceRef) -> Place {
        let document = reference.document.clone().unwrap_or_default();
        let title = self.documents.iter().find(|(key, _)| *key == document);
        Place {
            title: title.map(|(_, found)| found.title.clone()).unwrap_or_default(),
            document,
            tab: reference.tab.clone(),
            section: reference.section.clone(),
            locator: reference.locator.clone(),
            says: reference.says.clone(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title)?;
        if let Some(tab) = &self.tab {
            write!(f, " ({tab})")?;
        }
        write!(f, ", {}", self.section)
    }
}
