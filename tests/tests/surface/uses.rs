//! Code that uses each name of `change.yaml` as people do, by the type that the change is in: it compiles before the
//! change, and afterwards where the diff says that it goes on.

/// A type of `change.yaml` and code that uses it in Rust, TypeScript and Python.
pub type Use = (&'static str, [&'static str; 3]);

pub const USES: &[Use] = &[
    (
        "AskRequiredAdded",
        [
            "pub fn f() -> Result<v1::AskRequiredAdded, fin_sdk::Issues> { v1::AskRequiredAdded::builder().a(\"x\").build() }",
            "export const x: v1.AskRequiredAdded = { a: \"x\" };",
            "x = v1.AskRequiredAdded(a=\"x\")",
        ],
    ),
    (
        "AskOptionalAdded",
        [
            "pub fn f() -> v1::AskOptionalAdded { v1::AskOptionalAdded { a: String::new() } }",
            "export const x: v1.AskOptionalAdded = { a: \"x\" };",
            "x = v1.AskOptionalAdded(a=\"x\")",
        ],
    ),
    (
        "AskRequiredRemoved",
        [
            "pub fn f(x: v1::AskRequiredRemoved) -> String { x.b }",
            "export const x = (y: v1.AskRequiredRemoved): string => y.b;",
            "def x(y: v1.AskRequiredRemoved) -> str:\n    return y.b",
        ],
    ),
    (
        "AskOptionalRemoved",
        [
            "pub fn f() -> Result<v1::AskOptionalRemoved, fin_sdk::Issues> { v1::AskOptionalRemoved::builder().a(\"x\").b(\"x\").build() }",
            "export const x: v1.AskOptionalRemoved = { a: \"x\", b: \"x\" };",
            "x = v1.AskOptionalRemoved(a=\"x\", b=\"x\")",
        ],
    ),
    (
        "AskBecameRequired",
        [
            "pub fn f(x: v1::AskBecameRequired) -> String { x.b.unwrap_or_default() }",
            "export const x: v1.AskBecameRequired = { a: \"x\" };",
            "x = v1.AskBecameRequired(a=\"x\")",
        ],
    ),
    (
        "AskBecameOptional",
        [
            "pub fn f(x: v1::AskBecameOptional) -> String { x.b }",
            "export const x = (y: v1.AskBecameOptional): string => y.b;",
            "def x(y: v1.AskBecameOptional) -> str:\n    return y.b",
        ],
    ),
    (
        "AskTypeChanged",
        [
            "pub fn f(x: v1::AskTypeChanged) -> i64 { x.a }",
            "export const x: v1.AskTypeChanged = { a: 1 };",
            "x = v1.AskTypeChanged(a=1)",
        ],
    ),
    (
        "AskValueAdded",
        [
            "pub fn f(x: v1::AskValueAdded) -> u8 { match x { v1::AskValueAdded::One => 1 } }",
            "export function x(y: v1.AskValueAdded): number {\n  switch (y) {\n    case \"ONE\":\n      return 1;\n  }\n}",
            "def x(y: v1.AskValueAdded) -> int:\n    match y:\n        case v1.AskValueAdded.ONE:\n            return 1\n        case never:\n            assert_never(never)",
        ],
    ),
    (
        "AskValueRemoved",
        [
            "pub fn f() -> v1::AskValueRemoved { v1::AskValueRemoved::Two }",
            "export const x: v1.AskValueRemoved = \"TWO\";",
            "x = v1.AskValueRemoved.TWO",
        ],
    ),
    (
        "AskRenamed",
        [
            "pub fn f(x: v1::AskRenamed) -> String { x.a }",
            "export const x = (y: v1.AskRenamed): string => y.a;",
            "def x(y: v1.AskRenamed) -> str:\n    return y.a",
        ],
    ),
    (
        "TellRequiredAdded",
        [
            "pub fn f(x: v1::TellRequiredAdded) -> String { let v1::TellRequiredAdded { a, other: _ } = x; a }",
            "export const x = (y: v1.TellRequiredAdded): string => y.a;",
            "def x(y: v1.TellRequiredAdded) -> str:\n    return y.a",
        ],
    ),
    (
        "TellOptionalAdded",
        [
            "pub fn f(x: v1::TellOptionalAdded) -> String { let v1::TellOptionalAdded { a, other: _ } = x; a }",
            "export const x = (y: v1.TellOptionalAdded): string => y.a;",
            "def x(y: v1.TellOptionalAdded) -> str:\n    return y.a",
        ],
    ),
    (
        "TellBecameRequired",
        [
            "pub fn f(x: v1::TellBecameRequired) -> String { x.b.unwrap_or_default() }",
            "export const x = (y: v1.TellBecameRequired): string => y.b ?? \"\";",
            "def x(y: v1.TellBecameRequired) -> str:\n    return y.b or \"\"",
        ],
    ),
    (
        "TellBecameOptional",
        [
            "pub fn f(x: v1::TellBecameOptional) -> String { x.b }",
            "export const x = (y: v1.TellBecameOptional): string => y.b;",
            "def x(y: v1.TellBecameOptional) -> str:\n    return y.b",
        ],
    ),
    (
        "TellValueAdded",
        [
            "pub fn f(x: v1::TellValueAdded) -> u8 { match x { v1::TellValueAdded::One => 1, v1::TellValueAdded::Other(_) => 2 } }",
            "export const x = (y: v1.TellValueAdded): number => (y === \"ONE\" ? 1 : 2);",
            "def x(y: v1.TellValueAddedLike) -> int:\n    match y:\n        case v1.TellValueAdded.ONE:\n            return 1\n        case str():\n            return 2",
        ],
    ),
    (
        "TellValueRemoved",
        [
            "pub fn f(x: v1::TellValueRemoved) -> bool { x == v1::TellValueRemoved::Two }",
            "export const x = (y: v1.TellValueRemoved): boolean => y === \"TWO\";",
            "def x(y: v1.TellValueRemovedLike) -> bool:\n    return y == v1.TellValueRemoved.TWO",
        ],
    ),
    (
        "TellRemoved",
        [
            "pub fn f(x: v1::TellRemoved) -> String { x.x }",
            "export const x = (y: v1.TellRemoved): string => y.x;",
            "def x(y: v1.TellRemoved) -> str:\n    return y.x",
        ],
    ),
    (
        "RemovedCall",
        [
            "pub fn f() -> &'static str { fin_sdk::operations::v1::REMOVED_CALL.path }",
            "export const x: string = operations.v1.removedCall.path;",
            "x = operations.v1.REMOVED_CALL.path",
        ],
    ),
];
