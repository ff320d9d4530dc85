use sha2::{Digest, Sha256};

/// A guide: what a page says, whatever form its text has.
#[derive(Clone, Debug)]
pub struct Page {
    /// The document's key in `fin.yaml`.
    pub document: String,
    /// The versions that it describes, in the page's order.
    pub tabs: Vec<Tab>,
}

/// What a page says of one version.
#[derive(Clone, Debug, Default)]
pub struct Tab {
    /// The version; empty for what stands before the first one.
    pub version: String,
    /// In the page's order.
    pub sections: Vec<Section>,
}

/// A heading and what stands beneath it, up to the next heading of any depth.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// The heading; empty for what stands before the first one.
    pub heading: String,
    /// The line of the heading.
    pub line: usize,
    /// In the page's order.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Clone, Debug)]
pub struct Block {
    /// The line on which it starts.
    pub line: usize,
    /// What it is.
    pub body: Body,
}

/// What a block is.
#[derive(Clone, Debug)]
pub enum Body {
    /// A paragraph, a list item, a note: without its markup.
    Text(String),
    /// A table.
    Table(Table),
    /// A block of code, `json` and `curl` among them.
    Code {
        /// What it is marked as, or what it looks like.
        language: String,
        /// The text.
        text: String,
    },
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What is said right before it, where that ends with a colon.
    pub label: String,
    /// The cells of the header, without markup.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its line.
    pub line: usize,
    /// The cells, without markup: as many as the header has, or more.
    pub cells: Vec<String>,
}

impl Row {
    /// A cell, or nothing where the row is too short.
    pub fn cell(&self, index: usize) -> &str {
        self.cells.get(index).map_or("", String::as_str)
    }
}

impl Section {
    /// The fingerprint of the section's text: white space and markup do not count.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        let mut take = |text: &str| {
            for word in text.split_whitespace() {
                hash.update(word.as_bytes());
                hash.update(b" ");
            }
            hash.update(b"\n");
        };
        take(&self.heading);
        for block in &self.blocks {
            match &block.body {
                Body::Text(text) | Body::Code { text, .. } => take(text),
                Body::Table(table) => {
                    take(&table.header.join(" | "));
                    table.rows.iter().for_each(|row| take(&row.cells.join(" | ")));
                }
            }
        }
        hex(&hash.finalize())
    }
}

/// A short fingerprint of a sentence or a cell: it tells that the words are others, and says none of them.
pub fn words(text: &str) -> String {
    let normal: Vec<&str> = text.split_whitespace().collect();
    let mut short = hex(&Sha256::digest(normal.join(" ").as_bytes()));
    short.truncate(8);
    short
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
