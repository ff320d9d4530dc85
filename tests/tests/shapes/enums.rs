use crate::issues;
use fin_payload::{FinPayload, UnknownValue};
use std::convert::Infallible;

#[derive(FinPayload, Debug, PartialEq, Clone, Copy)]
#[fin(text, deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Closed {
    FirstOne,
    #[serde(rename = "second one")]
    Second,
}

#[derive(FinPayload, Debug, PartialEq, Clone, serde::Serialize)]
#[fin(open, text, deserialize)]
enum Open {
    #[serde(rename = "active")]
    Active,
    #[fin(other)]
    #[serde(untagged)]
    Other(String),
}

#[derive(FinPayload, Debug)]
#[fin(rule(
    code = "only_active",
    at = "list",
    message = "Must be active",
    require = all(items(&self.list)?, |item| Some(text(item)? == "active"))?
))]
struct Both {
    closed: Option<Closed>,
    #[fin(max_length = 8)]
    list: Vec<Open>,
}

#[test]
fn a_closed_enum_has_its_values_and_no_others() {
    let read = Both::from_json(br#"{"closed": "FIRST_ONE", "list": ["active"]}"#).unwrap();
    assert_eq!((read.closed, read.list), (Some(Closed::FirstOne), vec![Open::Active]));
    assert_eq!(issues::<Closed>(r#""second one""#), [""; 0]);
    for wrong in ["\"FirstOne\"", "\"first_one\"", "\"\""] {
        assert_eq!(issues::<Closed>(wrong), [" enum"], "{wrong}");
    }
    assert_eq!(issues::<Closed>("1"), [" type"]);
    assert_eq!(Closed::ALL, [Closed::FirstOne, Closed::Second]);
    assert_eq!("FIRST_ONE".parse(), Ok(Closed::FirstOne));
    assert_eq!("x".parse::<Closed>(), Err(UnknownValue));
    assert_eq!(Closed::Second.to_string(), "second one");
    assert!(serde_json::from_str::<Closed>("\"x\"").is_err());
}

#[test]
fn an_open_enum_keeps_other_texts() {
    let open: Result<Open, Infallible> = "else".parse();
    assert_eq!(open, Ok(Open::Other("else".to_owned())));
    for text in ["\"active\"", "\"new status\"", "\"\""] {
        let read = Open::from_json(text.as_bytes()).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), text);
        assert_eq!(format!("{:?}", read.as_str()), text);
    }
    assert_eq!(Open::ALL, [Open::Active]);
    assert_eq!(
        issues::<Both>(r#"{"closed": "other", "list": ["active", "very new one", 5]}"#),
        ["closed enum", "list[1] max_length", "list[2] type"],
    );
    assert_eq!(issues::<Both>(r#"{"list": ["else"]}"#), ["list only_active"]);
}
