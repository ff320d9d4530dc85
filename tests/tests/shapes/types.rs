use crate::{issues, listed};
use fin_payload::{Date, FinPayload};
use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};
use uuid::Uuid;

#[derive(FinPayload, Debug, PartialEq, Clone)]
struct Generic<T, const N: usize>
where
    T: Clone,
{
    #[fin(max_items = 2)]
    list: Vec<T>,
    one: Option<Box<T>>,
}

#[derive(FinPayload, Debug, PartialEq, Clone)]
#[fin(deserialize)]
struct Leaf {
    #[fin(max_length = 3)]
    text: String,
}

#[test]
fn generics_take_what_can_be_read() {
    let read = Generic::<Leaf, 3>::from_json(br#"{"list": [{"text": "abc"}], "one": {"text": ""}}"#).unwrap();
    assert_eq!(read.list, [Leaf { text: "abc".to_owned() }]);
    assert_eq!(
        issues::<Generic<i64, 0>>(r#"{"list": [1, 2, 3], "one": 0.5}"#),
        ["list max_items", "one type"]
    );
    assert_eq!(issues::<Generic<Leaf, 0>>(r#"{"list": [{"text": "long"}]}"#), ["list[0].text max_length"]);
    let nested = r#"{"list": [{"list": [[]]}]}"#;
    assert_eq!(issues::<Generic<Generic<Vec<String>, 1>, 2>>(nested), [""; 0]);
}

#[derive(FinPayload)]
#[fin(deserialize)]
struct Borrowed<'a, T> {
    #[fin(not_blank, max_length = 5)]
    text: Cow<'a, str>,
    list: Vec<Cow<'a, str>>,
    value: Option<T>,
}

#[test]
fn a_text_is_borrowed_where_it_holds_no_escape() {
    let json = r#"{"text": "plain", "list": ["a\n", "b"], "value": {"text": "x", "list": []}}"#.to_owned();
    let read = Borrowed::<Borrowed<'_, Leaf>>::from_json(json.as_bytes()).unwrap();
    assert!(matches!(read.text, Cow::Borrowed("plain")));
    assert!(matches!(&*read.list, [Cow::Owned(first), Cow::Borrowed("b")] if first == "a\n"));
    assert!(read.value.is_some_and(|inner| inner.text == "x" && inner.value.is_none()));
    let by_serde: Borrowed<'_, Leaf> = serde_json::from_str(r#"{"text": "too long", "list": []}"#).unwrap();
    assert_eq!(listed(&by_serde.validate().unwrap_err()), ["text max_length"]);
}

#[derive(FinPayload, Debug, PartialEq, Eq, Hash, Clone)]
struct Email(#[fin(not_blank, format = "email")] String);

#[derive(FinPayload, Debug, PartialEq)]
struct Percent(
    #[fin(range(0..=100), rule(code = "even", message = "Must be even", require = self.0 % 2 == 0))] i64,
);

#[derive(FinPayload, Debug)]
struct Tags(#[fin(not_blank, max_items = 2, unique_items)] Vec<String>);

#[derive(FinPayload, Debug)]
struct Maybe(#[fin(max_length = 1)] Option<String>);

#[derive(FinPayload, Debug)]
struct Wrapped<T>(T);

#[derive(FinPayload)]
struct Newtypes {
    email: Email,
    #[fin(max_length = 12)]
    emails: Option<Vec<Email>>,
    by_name: BTreeMap<String, Email>,
    percent: Option<Percent>,
    tags: Option<Box<Tags>>,
    maybe: Maybe,
    wrapped: Wrapped<Option<Percent>>,
}

#[test]
fn newtypes_carry_their_constraints_along() {
    assert_eq!(
        issues::<Newtypes>(
            r#"{"email": " ", "emails": ["a@b", "x", "Long@example.com"], "by_name": {"a b": "X@y", "c": ""}, "percent": 101,
                "tags": ["a", "", "a"], "maybe": "xy", "wrapped": 7}"#
        ),
        [
            "email blank",
            "emails[1] email",
            "emails[2] email_lowercase",
            "emails[2] max_length",
            "by_name[\"a b\"] email_lowercase",
            "by_name.c blank",
            "percent maximum",
            "percent even",
            "tags[1] blank",
            "tags max_items",
            "tags[2] unique_items",
            "maybe max_length",
            "wrapped even",
        ],
    );
    assert_eq!(issues::<Newtypes>(r#"{"email": "a@b", "by_name": {}}"#), [""; 0]);
    assert_eq!(
        issues::<Newtypes>(r#"{"email": 1, "by_name": [], "percent": "x", "wrapped": false}"#),
        ["email type", "by_name type", "percent type", "wrapped type"],
    );
    let built = Percent(-1);
    assert_eq!(listed(&built.validate().unwrap_err()), [" minimum", " even"]);
    assert_eq!(issues::<Percent>("-2"), [" minimum"]);
}

#[derive(FinPayload)]
struct Collections {
    matrix: Vec<Vec<i64>>,
    boxed: Box<Vec<Option<Leaf>>>,
    hashed: HashMap<String, Vec<Leaf>>,
    keyed: BTreeMap<Box<str>, HashMap<String, Date>>,
    ids: Option<Vec<Uuid>>,
}

#[test]
fn collections_nest() {
    assert_eq!(
        issues::<Collections>(
            r#"{"matrix": [[1], [2, "x"], 3], "boxed": [null, {"text": "long"}, {}], "hashed": {"a": [{"text": "long"}]},
                "keyed": {"x": {"y": "2024-02-30"}}, "ids": ["00000000-0000-0000-0000-00000000000G", "x"]}"#
        ),
        [
            "matrix[1][1] type",
            "matrix[2] type",
            "boxed[1].text max_length",
            "boxed[2].text required",
            "hashed.a[0].text max_length",
            "keyed.x.y date",
            "ids[0] uuid",
            "ids[1] uuid",
        ],
    );
    let read = Collections::from_json(
        br#"{"matrix": [[], [1, 2]], "boxed": [null], "hashed": {"a": []}, "keyed": {"x": {"y": "2024-02-29"}}}"#,
    );
    let read = read.unwrap();
    assert_eq!((read.matrix[1][1], read.boxed.len(), read.hashed["a"].len()), (2, 1, 0));
    assert_eq!(read.keyed["x"]["y"], crate::day("2024-02-29"));
    assert!(read.ids.is_none());
}

#[test]
fn an_id_has_one_form() {
    for good in ["00000000-0000-0000-0000-000000000000", "F47AC10B-58CC-4372-a567-0e02b2c3d479"] {
        assert_eq!(issues::<Uuid>(&format!("{good:?}")), [""; 0]);
    }
    for bad in [
        "{f47ac10b-58cc-4372-a567-0e02b2c3d479}",
        "f47ac10b58cc4372a5670e02b2c3d479",
        "urn:uuid:f47ac10b-58cc-4372-a567-0e02b2c3d479",
        "",
    ] {
        assert_eq!(issues::<Uuid>(&format!("{bad:?}")), [" uuid"], "{bad}");
    }
}

macro_rules! large {
    ($($field:ident)*) => {
        #[derive(FinPayload)]
        #[fin(builder, debug)]
        struct Large { $(#[fin(maximum = 5)] $field: i64,)* }
        const FIELDS: &[&str] = &[$(stringify!($field)),*];
    };
}
large! {
    a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 b0 b1 b2 b3 b4 b5 b6 b7 b8 b9 c0 c1 c2 c3 c4 c5 c6 c7 c8 c9
    d0 d1 d2 d3 d4 d5 d6 d7 d8 d9 e0 e1 e2 e3 e4 e5 e6 e7 e8 e9 f0 f1 f2 f3 f4 f5 f6 f7 f8 f9
    g0 g1 g2 g3 g4 g5 g6 g7 g8 g9 h0 h1 h2 h3 h4 h5 h6 h7 h8 h9
}

#[test]
fn a_struct_may_have_many_fields() {
    let forward: Vec<_> = FIELDS.iter().map(|name| format!("\"{name}\": 9")).collect();
    let expected: Vec<_> = FIELDS.iter().map(|name| format!("{name} maximum")).collect();
    assert_eq!(issues::<Large>(&format!("{{{}}}", forward.join(","))), expected);
    let backward: Vec<_> = forward.into_iter().rev().collect();
    assert_eq!(issues::<Large>(&format!("{{{}}}", backward.join(","))), expected);
    assert_eq!(issues::<Large>("{}").len(), 80);
}

#[derive(FinPayload, Debug)]
#[fin(deserialize)]
struct Tree {
    #[fin(not_blank)]
    name: String,
    left: Option<Box<Tree>>,
    children: Option<Vec<Tree>>,
    by_name: Option<BTreeMap<String, Tree>>,
}

#[test]
fn types_may_hold_themselves() {
    assert_eq!(
        issues::<Tree>(
            r#"{"name": "a", "left": {"name": "", "children": [{"name": "b"}, {"name": ""}]}, "by_name": {"x": {"left": {}}}}"#
        ),
        [
            "left.name blank",
            "left.children[1].name blank",
            "by_name.x.name required",
            "by_name.x.left.name required"
        ],
    );
}

mod renamed {
    pub use fin_payload as fin;
}

#[derive(fin_payload::FinPayload)]
#[fin(crate = crate::types::renamed::fin, builder, debug, deserialize)]
#[allow(dead_code)]
struct Elsewhere {
    #[fin(format = "phone", rule(code = "long", message = "Long", require = text(&self.phone)?.len() > 5))]
    phone: String,
    #[fin(min_items = 1, past)]
    days: Vec<Date>,
}

#[test]
fn the_runtime_may_have_another_name() {
    assert_eq!(issues::<Elsewhere>(r#"{"phone": "+155", "days": []}"#), ["phone long", "days min_items"]);
}

#[test]
fn a_type_may_stand_in_a_function_and_in_a_macro() {
    macro_rules! payload {
        ($name:ident, $ty:ty) => {
            #[derive(FinPayload)]
            #[fin(builder)]
            struct $name {
                #[fin(max_length = 2)]
                value: $ty,
            }
        };
    }
    payload!(Text, String);
    payload!(Optional, Option<String>);
    assert_eq!(issues::<Text>("{}"), ["value required"]);
    assert_eq!(issues::<Optional>("{}"), [""; 0]);
    assert_eq!(listed(&Text::builder().value("abc").build().err().unwrap()), ["value max_length"]);
    assert!(Optional::builder().value("ab").build().is_ok());
}

#[test]
fn serde_reads_by_the_same_reader() {
    let leaf: Leaf = serde_json::from_value(serde_json::json!({"text": "too long", "stranger": 1})).unwrap();
    assert_eq!(leaf.text, "too long");
    let error = serde_json::from_str::<Leaf>(r#"{"text": 5}"#).unwrap_err().to_string();
    assert!(error.starts_with("text: Must be a string [type]"), "{error}");
    let tree: Tree = serde_json::from_value(serde_json::json!({"name": "x", "left": {"name": "y"}})).unwrap();
    assert_eq!(tree.left.map(|left| left.name).as_deref(), Some("y"));
}

#[derive(FinPayload)]
struct Empty {}

#[test]
fn a_struct_may_be_empty() {
    assert_eq!(issues::<Empty>("{}"), [""; 0]);
    assert_eq!(issues::<Empty>(r#"{"a": 1}"#), ["a unknown_field"]);
    assert_eq!(issues::<Vec<Empty>>("[{}, 1]"), ["[1] type"]);
}
