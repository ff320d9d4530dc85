use crate::{day, listed};
use fin_payload::{Context, Date, FinPayload, Options};
use std::{borrow::Cow, collections::BTreeMap};
use uuid::Uuid;

#[derive(FinPayload, Debug, PartialEq)]
#[fin(builder, rule(code = "not_nil", at = "id", message = "Not nil", require = !self.id.is_nil()))]
struct Customer {
    #[fin(not_blank)]
    name: String,
    dob: Date,
    id: Uuid,
    count: i64,
    small: Option<u8>,
    ratio: Option<f64>,
    flag: bool,
    #[fin(min_items = 1)]
    tags: Vec<String>,
    numbers: Option<Vec<u16>>,
    meta: Option<BTreeMap<String, String>>,
    address: Box<Address>,
    others: Option<Vec<Address>>,
    r#type: Option<String>,
    #[serde(default)]
    level: i64,
    #[serde(skip, default = "seven")]
    skipped: i64,
    #[serde(flatten)]
    flat: Flat,
    #[serde(flatten)]
    rest: BTreeMap<String, i64>,
}

fn seven() -> i64 {
    7
}

#[derive(FinPayload, Debug, PartialEq, Clone)]
#[fin(builder)]
struct Address {
    #[fin(max_length = 3)]
    country: String,
}

#[derive(FinPayload, Debug, PartialEq, Clone)]
struct Flat {
    flat: i64,
}

#[test]
fn setters_take_what_is_natural() {
    let address = Address::builder().country("USA").build().unwrap();
    let built = Customer::builder()
        .address(address.clone())
        .name("Ann")
        .dob(day("1990-01-02"))
        .id(Uuid::from_u128(1))
        .count(3_000_000_000)
        .small(5)
        .ratio(5)
        .flag(true)
        .tags(["a", "b"])
        .numbers([1, 2])
        .meta([("key", "value")])
        .others(vec![address.clone()])
        .r#type("x")
        .flat(Flat { flat: 1 })
        .build()
        .unwrap();
    let json = r#"{"name": "Ann", "dob": "1990-01-02", "id": "00000000-0000-0000-0000-000000000001",
        "count": 3000000000, "small": 5, "ratio": 5.0, "flag": true, "tags": ["a", "b"], "numbers": [1, 2],
        "meta": {"key": "value"}, "address": {"country": "USA"}, "others": [{"country": "USA"}], "type": "x",
        "flat": 1}"#;
    assert_eq!(built, Customer::from_json(json.as_bytes()).unwrap());
    assert_eq!(built.skipped, 7);
}

#[test]
fn build_checks_and_build_unchecked_does_not() {
    let start = || {
        Customer::builder()
            .name(" ")
            .dob(day("1990-01-02"))
            .id(Uuid::nil())
            .count(1)
            .flag(false)
            .tags(Vec::<String>::new())
            .flat(Flat { flat: 0 })
            .address(Address::builder().country("too long").build_unchecked())
            .rest([("more", 1)])
    };
    let issues = start().build().unwrap_err();
    assert_eq!(listed(&issues), ["name blank", "tags min_items", "address.country max_length", "id not_nil"]);
    let options = Options::new().ignore("blank").ignore("min_items").ignore("max_length").ignore("not_nil");
    assert!(start().build_with(&Context::new(), &options).is_ok());
    assert_eq!(start().build_unchecked().rest["more"], 1);
}

#[derive(FinPayload, Debug)]
#[fin(builder)]
struct Generic<'a, T: Clone, const N: usize>
where
    T: PartialEq,
{
    text: Cow<'a, str>,
    value: T,
    #[allow(dead_code)]
    list: Option<Vec<T>>,
}

#[test]
fn builders_have_the_generics_of_their_struct() {
    let own = "own".to_owned();
    let built = Generic::<'_, i64, 4>::builder().text(&*own).value(5).list([6]).build().unwrap();
    assert_eq!((&*built.text, built.value), ("own", 5));
}

mod inner {
    #[derive(fin_payload::FinPayload)]
    #[fin(builder)]
    pub struct Visible {
        pub one: i64,
    }

    pub fn start() -> VisibleBuilder {
        Visible::builder()
    }
}

#[test]
fn a_builder_can_be_named() {
    assert_eq!(inner::start().one(1).build_unchecked().one, 1);
}

#[derive(FinPayload)]
#[fin(builder)]
#[serde(default)]
struct Defaulted {
    a: i64,
    b: String,
}

impl Default for Defaulted {
    fn default() -> Self {
        Defaulted { a: 1, b: "two".to_owned() }
    }
}

#[test]
fn what_has_a_default_needs_no_setter() {
    let built = Defaulted::builder().a(5).build().unwrap();
    assert_eq!((built.a, &*built.b), (5, "two"));
}
