//! What each SDK offers to the code of its users: the public names with their signatures, as data and as text.
//!
//! The emitters say what there is (`emit::surface`); `text` prints it one name a line and reads it again. What a
//! change of it breaks is for [`crate::diff`] to say.

mod text;

pub use text::{Damage, items, path_end};

use crate::kinds::kinds;
use serde::Serialize;
use std::fmt::{self, Display};

/// A language that there is a package for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// The crate.
    Rust,
    /// The npm package.
    TypeScript,
    /// The Python package.
    Python,
}

impl Language {
    /// Every language.
    pub const ALL: [Language; 3] = [Language::Rust, Language::TypeScript, Language::Python];

    /// The name in paths and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Language::Rust => "rust",
            Language::TypeScript => "typescript",
            Language::Python => "python",
        }
    }

    /// The name for people.
    pub const fn title(self) -> &'static str {
        match self {
            Language::Rust => "Rust",
            Language::TypeScript => "TypeScript",
            Language::Python => "Python",
        }
    }

    /// Where the surface is published.
    pub const fn file(self) -> &'static str {
        match self {
            Language::Rust => "generated/surface.rust.txt",
            Language::TypeScript => "generated/surface.typescript.txt",
            Language::Python => "generated/surface.python.txt",
        }
    }
}

/// Who makes the values of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The user's code, which also reads them.
    Request,
    /// The API: they are only read.
    Answer,
}

impl Side {
    /// The word in front of a line.
    pub const fn name(self) -> &'static str {
        match self {
            Side::Request => "request",
            Side::Answer => "answer",
        }
    }
}

kinds! { Kind "What a name stands for.":
    Module "module": "A module, a namespace or an entry point.",
    Reexport "reexport": "Something that has another home, under this name too.",
    Struct "struct": "A struct, with the traits that it has.",
    Interface "interface": "An interface.",
    Class "class": "A class, with what it is made of.",
    Enum "enum": "An enum, with the traits or the class that it has.",
    Union "union": "A type that is one of its members.",
    Alias "alias": "A name for another type.",
    Trait "trait": "A trait.",
    Field "field": "A field of a struct, a property, an attribute and the keyword of it.",
    Setter "setter": "A method of what `builder()` gives, named after the field that it sets.",
    Variant "variant": "A variant of an enum.",
    Member "member": "A member of an enum or of a union.",
    Function "function": "A function.",
    Method "method": "A method, or a function of a type.",
    Const "const": "A constant.",
}

/// A public name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Whose values the type has, of types and what is in them.
    pub side: Option<Side>,
    /// Whether the language takes it that more may come: no code can list all that is in it.
    pub is_open: bool,
    /// What it stands for.
    pub kind: Kind,
    /// From the package down: `v2::CreateBusinessCustomer.basic_info`.
    pub path: String,
    /// What follows the name: `: Option<String>`, `(value: unknown): Issues`.
    pub signature: String,
}

impl Item {
    /// An item that belongs to no payload.
    pub fn new(kind: Kind, path: impl Into<String>, signature: impl Into<String>) -> Item {
        Item { side: None, is_open: false, kind, path: path.into(), signature: signature.into() }
    }

    /// The same of a type on that side.
    #[must_use]
    pub fn on(mut self, side: Side) -> Item {
        self.side = Some(side);
        self
    }

    /// The same, open or closed.
    #[must_use]
    pub fn open(mut self, is_open: bool) -> Item {
        self.is_open = is_open;
        self
    }

    /// The path of what the item is a part of.
    pub fn owner(&self) -> &str {
        self.path.get(..self.last()).unwrap_or_default()
    }

    /// The last name of the path.
    pub fn name(&self) -> &str {
        self.path.get(self.last()..).unwrap_or_default().trim_start_matches(['.', ':'])
    }

    /// Where the last step of the path begins. A step in brackets may hold anything.
    fn last(&self) -> usize {
        let (dot, colons) = (self.path.rfind('.'), self.path.rfind("::"));
        self.path.find('[').or(dot.max(colons)).unwrap_or(0)
    }

    /// Whether it is a part of a type, and nothing without it.
    pub const fn is_part(&self) -> bool {
        match self.kind {
            Kind::Field | Kind::Setter | Kind::Variant | Kind::Member | Kind::Method => true,
            Kind::Module
            | Kind::Reexport
            | Kind::Struct
            | Kind::Interface
            | Kind::Class
            | Kind::Enum
            | Kind::Union
            | Kind::Alias
            | Kind::Trait
            | Kind::Function
            | Kind::Const => false,
        }
    }

    /// By type, the type itself before its parts.
    fn rank(&self) -> (String, Kind) {
        (self.path.replace("::", "\0").replace(['.', '['], "\0"), self.kind)
    }
}

impl Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(side) = self.side {
            write!(f, "{} ", side.name())?;
        }
        if self.is_open {
            f.write_str("open ")?;
        }
        write!(f, "{} {}{}", self.kind.name(), self.path, self.signature)
    }
}

/// A text as the last step of a path: a JSON string in brackets, what cannot be seen escaped.
pub fn bracketed(text: &str) -> String {
    let mut step = String::from("[");
    for c in serde_json::Value::from(text).to_string().chars() {
        if c.is_ascii_control() || (!c.is_ascii() && c.escape_debug().count() > 1) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                step.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            step.push(c);
        }
    }
    step + "]"
}

/// The public names of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surface {
    /// The package's language.
    pub language: Language,
    /// The names in the order of their paths; none stands twice.
    items: Vec<Item>,
}

impl Surface {
    /// The items in order. Of two of one kind and path the first one counts.
    pub fn new(language: Language, mut items: Vec<Item>) -> Surface {
        items.sort_by_cached_key(Item::rank);
        items.dedup_by(|a, b| a.path == b.path && a.kind == b.kind);
        Surface { language, items }
    }

    /// The items in order.
    pub fn items(&self) -> &[Item] {
        &self.items
    }
}
