//! What a change of a public name does to code that uses it, language by language.
//!
//! A request is built and read by the user's code; an answer is read. In Rust a struct literal and a `match` count on
//! either side, as `cargo semver-checks` has it. `POLICY.md` shows the table, and a test holds the two together.

use crate::kinds::changes;
use crate::surface::{Language, Side};

changes! { SourceKind "The kinds of changes of a public name.":
    Added "added" Removed: "A name that was not there.",
    Removed "removed" Added: "A name that is gone.",
    Renamed "renamed" Renamed: "A type with another name and the same parts.",
    RequiredAdded "required_added" RequiredRemoved: "A field that may not be absent and was not there.",
    RequiredRemoved "required_removed" RequiredAdded: "A field that could not be absent and is gone.",
    OptionalAdded "optional_added" OptionalRemoved: "A field that may be absent and was not there.",
    OptionalRemoved "optional_removed" OptionalAdded: "A field that could be absent and is gone.",
    BecameRequired "became_required" BecameOptional: "A field that may be absent no longer.",
    BecameOptional "became_optional" BecameRequired: "A field that may be absent now.",
    DefaultGained "default_gained" DefaultLost: "A field of the same type that has a value of its own now.",
    DefaultLost "default_lost" DefaultGained: "A field of the same type that had a value of its own.",
    TypeChanged "type_changed" TypeChanged: "A value of another type.",
    ValueAdded "value_added" ValueRemoved: "A variant or a member that was not there.",
    ValueRemoved "value_removed" ValueAdded: "A variant or a member that is gone.",
    DutyAdded "duty_added" DutyRemoved: "A method that whoever implements the trait has to have.",
    DutyRemoved "duty_removed" DutyAdded: "A method that nobody has to have any more.",
    TraitsGained "traits_gained" TraitsLost: "A type with more traits.",
    TraitsLost "traits_lost" TraitsGained: "A type that lacks a trait that it had.",
    SignatureChanged "signature_changed" SignatureChanged: "Other arguments, another result, another base.",
    SideChanged "side_changed" SideChanged: "A type that was of requests and is of answers, or the other way round.",
}

/// Of which names a row speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// All that no other row speaks of.
    All,
    /// Parts of a type whose values the user's code makes.
    Requests,
    /// Parts of a type whose values the API makes.
    Answers,
    /// Parts of a type of which the language knows that more may come.
    Open,
}

impl Whose {
    /// The name in the table.
    pub const fn name(self) -> &'static str {
        match self {
            Whose::All => "any",
            Whose::Requests => "request",
            Whose::Answers => "answer",
            Whose::Open => "open",
        }
    }
}

/// What happens to code that uses a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Some of it stops compiling, or passing its type checker.
    Breaks(&'static str),
    /// All of it goes on.
    GoesOn(&'static str),
}

use Effect::{Breaks, GoesOn};
use SourceKind as Of;

/// A kind, of which names, and the effect in Rust, TypeScript and Python.
pub type Row = (SourceKind, Whose, [Effect; 3]);

const NEW: Effect = GoesOn("nothing has named it");
const NAMED: Effect = Breaks("code names it");
const READ: Effect = GoesOn("code that reads an answer need not read it");
const LITERAL: &str = "a struct literal, or a pattern without `..`, lacks it";
const NOT_OF: Effect = GoesOn("there is nothing of the kind");

/// The whole policy. A row of its own for some names goes before the one for all.
pub const TABLE: &[Row] = &[
    (Of::Added, Whose::All, [NEW; 3]),
    (Of::Removed, Whose::All, [NAMED; 3]),
    (Of::Renamed, Whose::All, [Breaks("code has the old name"); 3]),
    (
        Of::RequiredAdded,
        Whose::Requests,
        [
            Breaks("a struct literal lacks it, and `build` waits for its setter"),
            Breaks("an object literal lacks it"),
            Breaks("a call lacks the keyword"),
        ],
    ),
    (Of::RequiredAdded, Whose::Answers, [Breaks(LITERAL), READ, READ]),
    (Of::RequiredAdded, Whose::Open, [GoesOn("no literal or pattern lists all fields"), READ, READ]),
    (Of::RequiredRemoved, Whose::All, [NAMED; 3]),
    (
        Of::OptionalAdded,
        Whose::Requests,
        [Breaks(LITERAL), GoesOn("an object literal may lack it"), GoesOn("a call may lack the keyword")],
    ),
    (Of::OptionalAdded, Whose::Answers, [Breaks(LITERAL), READ, READ]),
    (Of::OptionalAdded, Whose::Open, [GoesOn("no literal or pattern lists all fields"), READ, READ]),
    (Of::OptionalRemoved, Whose::All, [NAMED; 3]),
    (
        Of::BecameRequired,
        Whose::Requests,
        [
            Breaks("it was an `Option`, and `build` waits for its setter"),
            Breaks("an object literal may lack it"),
            Breaks("a call may lack the keyword"),
        ],
    ),
    (
        Of::BecameRequired,
        Whose::Answers,
        [
            Breaks("it was an `Option`"),
            GoesOn("code that expects `undefined` takes a value too"),
            GoesOn("code that expects `None` takes a value too"),
        ],
    ),
    (
        Of::BecameOptional,
        Whose::All,
        [
            Breaks("it is an `Option` now"),
            Breaks("code that reads it meets `null` and `undefined`"),
            Breaks("code that reads it meets `None`"),
        ],
    ),
    (Of::DefaultGained, Whose::All, [NOT_OF, NOT_OF, GoesOn("a call may lack the keyword")]),
    (Of::DefaultLost, Whose::Requests, [NOT_OF, NOT_OF, Breaks("a call may lack the keyword")]),
    (Of::DefaultLost, Whose::All, [NOT_OF, NOT_OF, GoesOn("code that reads it finds the same type")]),
    (Of::TypeChanged, Whose::All, [Breaks("code expects the old type"); 3]),
    (
        Of::ValueAdded,
        Whose::All,
        [
            Breaks("a `match` without `_` lacks it"),
            Breaks("a `switch` that handles all lacks it"),
            Breaks("a `match` that handles all lacks it"),
        ],
    ),
    (
        Of::ValueAdded,
        Whose::Open,
        [
            GoesOn("every `match` has `_`"),
            GoesOn("the type takes any text, and no `switch` handles all"),
            GoesOn("the type takes any text, and no `match` handles all"),
        ],
    ),
    (Of::ValueRemoved, Whose::All, [NAMED; 3]),
    (Of::ValueRemoved, Whose::Open, [NAMED, GoesOn("the type takes any text, this one too"), NAMED]),
    (Of::DutyAdded, Whose::All, [Breaks("code that implements the trait lacks it"), NOT_OF, NOT_OF]),
    (Of::DutyRemoved, Whose::All, [NAMED; 3]),
    (Of::TraitsGained, Whose::All, [GoesOn("nothing has asked for it"), NOT_OF, NOT_OF]),
    (Of::TraitsLost, Whose::All, [Breaks("code asks for the trait"), NOT_OF, NOT_OF]),
    (Of::SignatureChanged, Whose::All, [Breaks("code uses it as it was"); 3]),
    (
        Of::SideChanged,
        Whose::All,
        [
            Breaks("requests are closed and built, answers are open and kept"),
            Breaks("requests are closed, answers are open"),
            Breaks("requests are closed, answers are open"),
        ],
    ),
];

/// What a change does to code in that language.
pub fn effect(language: Language, kind: SourceKind, side: Option<Side>, is_open: bool) -> Effect {
    let own = match side {
        Some(Side::Request) => Whose::Requests,
        Some(Side::Answer) => Whose::Answers,
        None => Whose::All,
    };
    let wanted = if is_open { [Whose::Open, own, Whose::All] } else { [own, Whose::All, Whose::All] };
    let row = wanted
        .into_iter()
        .find_map(|whose| TABLE.iter().find(|(of, names, _)| *of == kind && *names == whose));
    let Some((_, _, [rust, typescript, python])) = row else {
        // What no row speaks of is not called harmless.
        return NAMED;
    };
    match language {
        Language::Rust => *rust,
        Language::TypeScript => *typescript,
        Language::Python => *python,
    }
}
