//! Payloads that are too big for a line of the corpus: deep, wide, long, and made to be slow. Every runner answers
//! them as expected, soon, and stays alive.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fin_tests::{
    corpus::{self, Recorded},
    protocol::{Case, Issue, Options, Outcome},
    runner::{Language, Runner},
};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// How long a runner may take over one of them, built without optimisation and on a busy machine.
const LIMIT: Duration = Duration::from_secs(30);

#[test]
fn the_model_stays_quick_and_alive() {
    answers_soon(Language::Model);
}

#[test]
fn the_rust_sdk_stays_quick_and_alive() {
    answers_soon(Language::Rust);
}

#[test]
fn the_typescript_package_stays_quick_and_alive() {
    answers_soon(Language::TypeScript);
}

#[test]
fn the_python_package_stays_quick_and_alive() {
    answers_soon(Language::Python);
}

fn answers_soon(language: Language) {
    let mut runner = Runner::of(language).unwrap();
    let mut wrong = Vec::new();
    for Hostile { case, expected } in cases() {
        let name = case.id.clone();
        let start = Instant::now();
        let answer =
            runner.ask(&[case.line().unwrap()]).unwrap_or_else(|failure| panic!("{name}: {failure}"));
        let took = start.elapsed();
        let found: Outcome = serde_json::from_str(&answer[0]).unwrap();
        // Of more issues than are kept only the verdict is promised.
        let is_same = found == expected || (found.truncated && expected.truncated && !found.valid);
        if !is_same {
            let shown: String = answer[0].chars().take(300).collect();
            wrong.push(format!("{name}: {} issues, {shown}", found.issues.len()));
        }
        if took > LIMIT {
            wrong.push(format!("{name}: took {took:?}"));
        }
    }
    runner.close().unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

struct Hostile {
    case: Case,
    expected: Outcome,
}

/// A payload of the corpus in which one value, named by its JSON pointer, is replaced by any text.
struct Base {
    schema: String,
    payload: Value,
}

impl Base {
    fn of(corpus: &[Recorded], schema: &str) -> Base {
        let id = format!("{schema}/body/minimal");
        let found = corpus.iter().find(|case| case.says.id == id).unwrap();
        Base { schema: schema.to_owned(), payload: found.value().unwrap() }
    }

    fn with(&self, name: &str, pointer: &str, text: &str, expected: Expected) -> Hostile {
        let mut payload = self.payload.clone();
        let (above, key) = pointer.rsplit_once('/').unwrap();
        match payload.pointer_mut(above).unwrap() {
            Value::Array(items) => items[key.parse::<usize>().unwrap()] = json!("HERE"),
            above => above[key] = json!("HERE"),
        }
        self.text(name, payload.to_string().replacen("\"HERE\"", text, 1), expected)
    }

    fn text(&self, name: &str, payload: String, expected: Expected) -> Hostile {
        let context = [("today".to_owned(), json!("2026-01-01"))].into_iter().collect();
        let (payload, options) = (payload.into_bytes(), Options::default());
        let case = Case { id: name.into(), schema: self.schema.clone(), payload, context, options };
        Hostile { case, expected: expected.outcome() }
    }
}

enum Expected {
    Valid,
    /// One issue: path, code and message.
    One(&'static str, &'static str, &'static str),
    /// More issues than are kept.
    TooMany,
}

use Expected::{One, TooMany, Valid};

impl Expected {
    fn outcome(self) -> Outcome {
        let issue = |path: &str, code: &str, message: &str| Issue {
            path: path.to_owned(),
            code: code.to_owned(),
            message: message.to_owned(),
        };
        match self {
            Valid => Outcome { valid: true, ..Outcome::default() },
            One(path, code, message) => {
                Outcome { issues: vec![issue(path, code, message)], ..Outcome::default() }
            }
            TooMany => Outcome { truncated: true, ..Outcome::default() },
        }
    }
}

const NO_JSON: Expected = One("", "json", "Must be valid JSON");
const UNKNOWN: Expected = One("x", "unknown_field", "Unknown field");

/// How deep, how wide, and how long.
const DEPTH: usize = 100_000;
const WIDTH: usize = 20_000;
const LENGTH: usize = 200_000;

fn arrays() -> String {
    "[".repeat(DEPTH) + &"]".repeat(DEPTH)
}

fn objects() -> String {
    "{\"a\":".repeat(DEPTH) + "1" + &"}".repeat(DEPTH)
}

/// That many items, each made of its number.
fn many(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(",")
}

/// The value of a key that stands in its object that many times.
fn again(key: &str, value: &str, times: usize) -> String {
    vec![value; times].join(&format!(",\"{key}\":"))
}

fn cases() -> Vec<Hostile> {
    let corpus = corpus::load().unwrap();
    let base = |schema: &str| Base::of(&corpus, schema);
    let mut cases = deep(&base("v2.CreateIndividualCustomer"));
    cases.extend(wide(&base("v2.CreateIndividualCustomer"), &base("v2.AttachIndividualDocuments")));
    cases.extend(parties(&base("v2.CreateBusinessCustomer")));
    cases.extend(long(&base("v2.CreateBusinessCustomer"), &base("v1.CreateBusinessCustomer")));
    cases.extend(numbers(&base("v2.CreateIndividualCustomer"), &base("v1.CreateBusinessCustomer")));
    cases
}

fn deep(base: &Base) -> Vec<Hostile> {
    let (object, list) =
        (|path| One(path, "type", "Must be an object"), |path| One(path, "type", "Must be an array"));
    let text = |path| One(path, "type", "Must be a string");
    let mut cases = vec![
        base.text("deep/body", arrays(), object("")),
        base.text("deep/open arrays", "[".repeat(DEPTH), NO_JSON),
        base.text("deep/open objects", "{\"a\":".repeat(DEPTH), NO_JSON),
        base.text("deep/closed wrongly", "[".repeat(DEPTH) + &"}".repeat(DEPTH), NO_JSON),
        base.text("deep/open in turn", "[{\"a\":".repeat(DEPTH), NO_JSON),
        base.with("deep/object, array", "/basic_info", &arrays(), object("basic_info")),
        base.with("deep/map, array", "/meta_data", &arrays(), object("meta_data")),
        base.with("deep/last is wrong", "/x", &(arrays() + "01"), NO_JSON),
    ];
    for (shape, deep) in [("arrays", arrays()), ("objects", objects())] {
        let mut with = |name: &str, pointer: &str, expected| {
            cases.push(base.with(&format!("deep/{name}, {shape}"), pointer, &deep, expected));
        };
        with("unknown", "/x", UNKNOWN);
        with("text", "/basic_info/first_name", text("basic_info.first_name"));
        with("date", "/basic_info/dob", text("basic_info.dob"));
        with("enum", "/verification_type", text("verification_type"));
        let integer = One("financial_profile.occupation_id", "type", "Must be an integer");
        with("integer", "/financial_profile/occupation_id", integer);
        let item = One("financial_profile.source_of_fund_ids[0]", "type", "Must be an integer");
        with("item", "/financial_profile/source_of_fund_ids/0", item);
        let overwritten = format!("{deep},\"basic_info\":{}", base.payload["basic_info"]);
        cases.push(base.with(&format!("deep/overwritten, {shape}"), "/basic_info", &overwritten, Valid));
        let value = format!("{{\"a\":{deep}}}");
        cases.push(base.with(&format!("deep/map value, {shape}"), "/meta_data", &value, text("meta_data.a")));
    }
    let ids = "/financial_profile/source_of_fund_ids";
    cases.push(base.with(
        "deep/list, objects",
        ids,
        &objects(),
        list("financial_profile.source_of_fund_ids"),
    ));
    cases
}

fn wide(create: &Base, attach: &Base) -> Vec<Hostile> {
    let object = |entries: String| format!("{{{entries}}}");
    let list = |items: String| format!("[{items}]");
    let ids = "/financial_profile/source_of_fund_ids";
    let files = "/address_documents/0/files";
    let file = |number: usize| format!("{{\"uri\":\"file-{number}\"}}");
    let unknown_items = list(many(WIDTH, |number| number.to_string()));
    let unknown = |number: usize| format!("\"x\":1,\"unknown_{number}\":1");
    let basic_info = &create.payload["basic_info"];
    let overwritten = format!("{{\"z\":1}},\"basic_info\":{basic_info}");
    let tax = |number: usize| {
        format!(
            "{{\"country_code\":\"USA\",\"document_type\":\"SSN\",\"document_id\":\"{number:03}-00-{number:04}\"}}"
        )
    };
    let duplicate =
        |_: usize| "{\"country_code\":\"MEX\",\"document_type\":\"RFC\",\"document_id\":\"1\"}".to_owned();
    let [url, broken] = ["file", ""].map(|uri| move |_: usize| format!("{{\"uri\":\"{uri}\"}}"));
    vec![
        create.with("wide/ids", ids, &list(many(WIDTH, |number| number.to_string())), Valid),
        create.with("wide/2,000 mistakes", ids, &list(many(2_000, |_| "\"a\"".to_owned())), TooMany),
        create.with("wide/mistakes", ids, &list(many(WIDTH, |_| "null".to_owned())), TooMany),
        create.with("wide/unknown fields", "/y", &format!("1,{}", many(WIDTH, unknown)), TooMany),
        create.with(
            "wide/unknown names near a known one",
            "/y",
            &format!("1,{}", many(WIDTH, |number| format!("\"adress{number}\":1"))),
            TooMany,
        ),
        create.with("wide/below an unknown field", "/x", &unknown_items, UNKNOWN),
        create.with("wide/one unknown field again and again", "/x", &again("x", "1", WIDTH), UNKNOWN),
        create.with(
            "wide/one known field again and again",
            "/basic_info",
            &again("basic_info", &overwritten, 2_000),
            Valid,
        ),
        create.with(
            "wide/map",
            "/meta_data",
            &object(many(WIDTH, |number| format!("\"a.{number}\":\"\""))),
            Valid,
        ),
        create.with(
            "wide/wrong map",
            "/meta_data",
            &object(many(WIDTH, |number| format!("\"{number}\":1"))),
            TooMany,
        ),
        create.with(
            "wide/one key of a map again and again",
            "/meta_data",
            &object(many(WIDTH, |number| format!("\"a\":{number}"))),
            One("meta_data.a", "type", "Must be a string"),
        ),
        create.with("wide/unique ids", "/basic_info/tax_info", &list(many(1_000, tax)), Valid),
        create.with("wide/one id", "/basic_info/tax_info", &list(many(5_000, duplicate)), TooMany),
        attach.with("wide/unique files", files, &list(many(10_000, file)), Valid),
        attach.with("wide/one file", files, &list(many(10_000, url)), TooMany),
        attach.with("wide/blank files", files, &list(many(10_000, broken)), TooMany),
    ]
}

/// Many parties, of which rules ask for totals, roles and unique addresses.
fn parties(base: &Base) -> Vec<Hostile> {
    let party = &base.payload["associated_parties"][0];
    let parties = |count: usize, edit: &dyn Fn(usize, &mut Value)| {
        let item = |number: usize| {
            let mut party = party.clone();
            edit(number, &mut party);
            party.to_string()
        };
        format!("[{}]", many(count, item))
    };
    let email = |number: usize, party: &mut Value| {
        party["basic_info"]["email"] = json!(format!("a{number}@example.com"));
        party["ownership_info"]["percentage_of_ownership"] = json!(0.05);
    };
    let last_email = |number: usize, party: &mut Value| {
        email(number, party);
        if number == 999 {
            party["basic_info"]["email"] = json!("a0@example.com");
        }
    };
    let total =
        ("associated_parties", "ownership_total", "Total ownership percentages must be > 0 and < 100");
    let unique = ("email_duplicate", "Must be unique across all parties in the request");
    let at = "/associated_parties";
    vec![
        base.with("parties/unique", at, &parties(1_000, &email), Valid),
        base.with(
            "parties/one email twice",
            at,
            &parties(1_000, &last_email),
            One("associated_parties[999].basic_info.email", unique.0, unique.1),
        ),
        base.with("parties/too much in total", at, &parties(2_000, &email), One(total.0, total.1, total.2)),
    ]
}

fn long(v2: &Base, v1: &Base) -> Vec<Hostile> {
    let quoted = |text: String| format!("\"{text}\"");
    let mut cases = Vec::new();
    let mut with = |base: &Base, name: &str, pointer: &str, text: String, expected| {
        cases.push(base.with(&format!("long/{name}"), pointer, &quoted(text), expected));
    };
    let ascii = |path| One(path, "ascii", "Must use only English (Latin) characters");
    let name = ("/basic_info/registration_number", "basic_info.registration_number");
    with(v1, "text", name.0, "a".repeat(LENGTH), Valid);
    with(v1, "text of escapes", name.0, "\\u0061".repeat(LENGTH), Valid);
    with(v1, "text with one letter too many", name.0, "a".repeat(LENGTH) + "é", ascii(name.1));
    with(v1, "white space", name.0, " ".repeat(LENGTH), One(name.1, "blank", "Must not be blank"));
    let designation = "associated_parties[0].ownership_info.designation";
    let at = "/associated_parties/0/ownership_info/designation";
    with(
        v2,
        "pairs",
        at,
        "\\ud83d\\ude00".repeat(LENGTH),
        One(designation, "max_length", "Must have at most 100 characters"),
    );

    // What a backtracking engine would take for ever over.
    let (at, email) = ("/basic_info/email", "basic_info.email");
    let no_email = || One(email, "email", "Must be a valid email address");
    with(v1, "email", at, "a".repeat(LENGTH) + "@b", Valid);
    with(v1, "email without a name", at, "a".repeat(LENGTH), no_email());
    with(v1, "email of many labels", at, "a@".to_owned() + &"a.".repeat(LENGTH / 2) + "a", Valid);
    with(v1, "email that ends in a point", at, "a@".to_owned() + &"a.".repeat(LENGTH / 2), no_email());
    with(v1, "email of hyphens", at, "a@a".to_owned() + &"-".repeat(LENGTH), no_email());
    with(v1, "email of many hyphens", at, "a@".to_owned() + &"a-".repeat(LENGTH / 2), no_email());
    let no_url = || One("basic_info.website", "url", "Must be an http or https URL");
    with(v1, "url", "/basic_info/website", "https://".to_owned() + &"a/?#".repeat(LENGTH / 4), Valid);
    with(
        v1,
        "url with white space last",
        "/basic_info/website",
        "https://".to_owned() + &"a/".repeat(LENGTH / 2) + " ",
        no_url(),
    );
    let (at, street) = ("/addresses/incorporated_address/street", "addresses.incorporated_address.street");
    let po_box = || One(street, "no_po_box", "P.O. Boxes not accepted");
    with(v1, "street", at, "a ".repeat(LENGTH / 2), Valid);
    with(v1, "street of points", at, ".".repeat(LENGTH), Valid);
    with(v1, "street of almost boxes", at, "P.O. Bo ".repeat(LENGTH / 8), Valid);
    with(v1, "street of almost offices", at, "Post Office ".repeat(LENGTH / 12), Valid);
    with(v1, "street of spaces in a box", at, "P".to_owned() + &" ".repeat(LENGTH) + "O Bo", Valid);
    with(v1, "street of spaces in an office", at, "post".to_owned() + &" ".repeat(LENGTH) + "offic", Valid);
    with(v1, "box at the end", at, "a ".repeat(LENGTH / 2) + "PO Box", po_box());
    let (at, country) = ("/basic_info/country_of_incorporation", "basic_info.country_of_incorporation");
    with(
        v1,
        "country",
        at,
        "USA".repeat(LENGTH / 3),
        One(country, "country", "Must be an ISO Alpha-3 country code"),
    );
    with(
        v1,
        "date",
        "/basic_info/incorporation_date",
        "2018-06-15".repeat(LENGTH / 10),
        One("basic_info.incorporation_date", "date", "Must be a date in YYYY-MM-DD format"),
    );
    with(
        v1,
        "enum",
        "/basic_info/entity_type",
        "LLC".repeat(LENGTH / 3),
        One("basic_info.entity_type", "enum", "Must be one of the documented values"),
    );
    with(v1, "open text", name.0, "a".repeat(LENGTH) + "\\", NO_JSON);
    with(v1, "unknown text", "/x", "\\n".repeat(LENGTH), UNKNOWN);

    let key = "k".repeat(LENGTH);
    let mut unknown = v1.with("long/key", "/y", &format!("1,\"{key}\":1"), Valid);
    let issue = |path: String| Issue { path, code: "unknown_field".into(), message: "Unknown field".into() };
    unknown.expected = Outcome { issues: vec![issue("y".into()), issue(key)], ..Outcome::default() };
    cases.push(unknown);
    cases
}

fn numbers(individual: &Base, business: &Base) -> Vec<Hostile> {
    let (id, share) =
        ("/financial_profile/occupation_id", "/associated_parties/0/ownership_info/percentage_of_ownership");
    let integer = || One("financial_profile.occupation_id", "type", "Must be an integer");
    let (nines, zeros) = ("9".repeat(LENGTH), "0".repeat(LENGTH));
    let first_name = One("basic_info.first_name", "type", "Must be a string");
    let mut cases = Vec::new();
    for digits in [5_000, LENGTH] {
        let (nines, zeros) = (&nines[..digits], &zeros[..digits]);
        let mut with = |base: &Base, name: &str, pointer: &str, number: String, expected| {
            cases.push(base.with(&format!("numbers/{name} of {digits} digits"), pointer, &number, expected));
        };
        with(individual, "integer", id, nines.to_owned(), integer());
        with(individual, "negative integer", id, format!("-{nines}"), integer());
        with(individual, "fraction near one", id, format!("0.{nines}"), Valid);
        with(individual, "fraction near zero", id, format!("0.{zeros}1"), Valid);
        with(individual, "fraction of zeros", id, format!("7.{zeros}"), Valid);
        with(individual, "zeros and their exponent", id, format!("7{zeros}e-{digits}"), Valid);
        with(individual, "exponent", id, format!("1e{nines}"), integer());
        with(individual, "negative exponent", id, format!("1e-{nines}"), Valid);
        with(individual, "unknown", "/x", nines.to_owned(), UNKNOWN);
        with(individual, "overwritten", id, format!("{nines},\"occupation_id\":3"), Valid);
        let per_cent = "associated_parties[0].ownership_info.percentage_of_ownership";
        with(business, "share", share, nines.to_owned(), One(per_cent, "type", "Must be a number"));
        with(business, "small share", share, format!("1.{zeros}1"), Valid);
    }
    cases.push(individual.with("numbers/text", "/basic_info/first_name", &nines, first_name));
    cases
}
