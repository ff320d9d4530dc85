use std::fmt;

/// A place in a document: which one, which tab of it, under which heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The document's key in `spec/fin.yaml`.
    pub document: String,
    /// The document's title.
    pub title: String,
    /// The tab or version, when the document has several.
    pub tab: Option<String>,
    /// The heading of the section.
    pub section: String,
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
