use crate::issues;
use fin_payload::FinPayload;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The same struct and enum, read by serde and by the derive: both take the same keys.
macro_rules! cased {
    ($module:ident, $case:literal) => {
        mod $module {
            use super::*;

            #[derive(Deserialize, Default, FinPayload)]
            #[serde(rename_all = $case, default)]
            #[allow(non_snake_case)]
            struct Names {
                plain: i64,
                two_words: i64,
                with_2_digits: i64,
                digit2: i64,
                r#type: i64,
                trailing_: i64,
                double__score: i64,
                #[serde(rename = "oWn")]
                renamed: i64,
            }

            #[derive(Deserialize, FinPayload, PartialEq, Debug)]
            #[serde(rename_all = $case)]
            #[fin(text)]
            enum Texts {
                Plain,
                TwoWords,
                HTTPServer,
                With2Digits,
                A,
                #[serde(rename = "oWn")]
                Renamed,
            }

            #[test]
            fn fields_are_called_as_serde_calls_them() {
                // serde names what it expects in its error.
                let error = serde_json::from_str::<Strict>("{\"?\": 1}").err().unwrap().to_string();
                let expected: BTreeSet<_> = error.split('`').skip(3).step_by(2).map(str::to_owned).collect();
                assert_eq!(expected.len(), 8, "{error}");
                for name in expected {
                    let json = format!("{{{name:?}: 7}}");
                    assert_eq!(issues::<Names>(&json), Vec::<String>::new(), "{name}");
                    let ours = Names::from_json(json.as_bytes()).unwrap();
                    let theirs: Names = serde_json::from_str(&json).unwrap();
                    assert_eq!(numbers(&ours), numbers(&theirs), "{name}");
                    assert_eq!(numbers(&ours).iter().sum::<i64>(), 7, "{name}");
                }
            }

            fn numbers(names: &Names) -> [i64; 8] {
                [
                    names.plain,
                    names.two_words,
                    names.with_2_digits,
                    names.digit2,
                    names.r#type,
                    names.trailing_,
                    names.double__score,
                    names.renamed,
                ]
            }

            #[derive(Deserialize, Default)]
            #[serde(rename_all = $case, default, deny_unknown_fields)]
            #[allow(non_snake_case, dead_code)]
            struct Strict {
                plain: i64,
                two_words: i64,
                with_2_digits: i64,
                digit2: i64,
                r#type: i64,
                trailing_: i64,
                double__score: i64,
                #[serde(rename = "oWn")]
                renamed: i64,
            }

            #[test]
            fn variants_are_called_as_serde_calls_them() {
                for value in Texts::ALL {
                    let theirs: Texts = serde_json::from_str(&format!("{:?}", value.as_str())).unwrap();
                    assert_eq!(theirs, *value);
                    assert_eq!(value.as_str().parse(), Ok(theirs));
                }
            }
        }
    };
}

cased!(lower, "lowercase");
cased!(upper, "UPPERCASE");
cased!(pascal, "PascalCase");
cased!(camel, "camelCase");
cased!(snake, "snake_case");
cased!(screaming_snake, "SCREAMING_SNAKE_CASE");
cased!(kebab, "kebab-case");
cased!(screaming_kebab, "SCREAMING-KEBAB-CASE");

#[derive(FinPayload, Deserialize)]
#[serde(rename_all(deserialize = "camelCase", serialize = "UPPERCASE"))]
struct OneWay {
    first_name: String,
    #[serde(rename(serialize = "out", deserialize = "in"))]
    both: i64,
    #[serde(rename(serialize = "OUT"))]
    only_out: i64,
}

#[test]
fn of_two_directions_the_reading_one_counts() {
    let json = r#"{"firstName": "Ann", "in": 1, "onlyOut": 2}"#;
    let ours = OneWay::from_json(json.as_bytes()).unwrap();
    let theirs: OneWay = serde_json::from_str(json).unwrap();
    assert_eq!((&*ours.first_name, ours.both, ours.only_out), ("Ann", 1, 2));
    assert_eq!((&*theirs.first_name, theirs.both, theirs.only_out), ("Ann", 1, 2));
    assert_eq!(
        issues::<OneWay>(r#"{"first_name": "Ann", "in": 1, "onlyOut": 2}"#),
        ["firstName required", "first_name unknown_field"],
    );
}

#[derive(FinPayload)]
struct Odd {
    #[serde(rename = "like.this")]
    #[fin(not_blank)]
    dotted: String,
    #[fin(min_length = 2)]
    r#type: String,
}

#[test]
fn a_name_that_is_no_identifier_stands_in_brackets() {
    assert_eq!(
        issues::<Odd>(r#"{"like.this": "", "type": "x"}"#),
        ["[\"like.this\"] blank", "type min_length"]
    );
    let built = Odd { dotted: " ".to_owned(), r#type: "xy".to_owned() };
    assert_eq!(crate::listed(&built.validate().unwrap_err()), ["[\"like.this\"] blank"]);
}
