//! The value with which the terms are accepted.

/// The names under which the value was seen or is to be expected in the query. The guides give none.
const NAMES: [&str; 2] = ["tos_policies_value", "tos_policies"];

/// Takes the `tos_policies_value` of an attach call out of the `tos_policies_url` of a create call's answer.
///
/// The guides say that the value stands in the query of the address, and not in which parameter; their values
/// are UUIDs, and webhooks were seen with the UUID in place of the address. So: a UUID alone is the value itself;
/// in a query it is the parameter `tos_policies_value` or `tos_policies`, else the one parameter whose value is
/// a UUID. `None` where there is no such parameter, or more than one.
///
/// ```
/// let url = "https://example.com/terms?lang=en&session=e9414388-fbdf-4407-b5c2-bc39eae3645b";
/// let value = fin_sdk::tos_policies_value(url);
/// assert_eq!(value.as_deref(), Some("e9414388-fbdf-4407-b5c2-bc39eae3645b"));
/// ```
#[must_use]
pub fn tos_policies_value(url: &str) -> Option<String> {
    let url = url.trim();
    if is_uuid(url) {
        return Some(url.to_owned());
    }
    let (_, rest) = url.split_once('?')?;
    let query = rest.split_once('#').map_or(rest, |(query, _)| query);
    let parameters: Vec<(String, String)> = query
        .split('&')
        .filter_map(|parameter| parameter.split_once('='))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect();
    let named = NAMES.iter().find_map(|wanted| {
        parameters.iter().find(|(name, value)| name == wanted && !value.trim().is_empty())
    });
    let mut uuids = parameters.iter().filter(|(_, value)| is_uuid(value));
    let only = match (uuids.next(), uuids.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    };
    named.or(only).map(|(_, value)| value.clone())
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36 && uuid::Uuid::try_parse(text).is_ok()
}

/// Percent signs and plus signs of a query undone; what is no UTF-8 then stands for itself.
fn decode(text: &str) -> String {
    let digit = |byte: u8| (byte as char).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        match (first, tail) {
            (b'%', [high, low, after @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high * 16 + low);
                    rest = after;
                }
                _ => bytes.push(b'%'),
            },
            (b'+', _) => bytes.push(b' '),
            (byte, _) => bytes.push(*byte),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::tos_policies_value;

    const VALUE: &str = "e9414388-fbdf-4407-b5c2-bc39eae3645b";

    fn value(url: &str) -> Option<String> {
        tos_policies_value(&url.replace("VALUE", VALUE))
    }

    #[test]
    fn a_uuid_alone_is_the_value() {
        assert_eq!(value(" VALUE ").as_deref(), Some(VALUE));
        assert_eq!(value("{VALUE}"), None);
    }

    #[test]
    fn the_query_is_read_as_browsers_read_it() {
        assert_eq!(value("https://a.b/c?tos_policies_value=VALUE").as_deref(), Some(VALUE));
        assert_eq!(value("https://a.b?x=1&tos%5Fpolicies_value=VALUE#top?y=2").as_deref(), Some(VALUE));
        assert_eq!(
            value("https://a.b?x=1&id=e9414388%2Dfbdf-4407-b5c2-bc39eae3645b").as_deref(),
            Some(VALUE)
        );
        assert_eq!(value("/terms?tos_policies_value=any+text%").as_deref(), Some("any text%"));
    }

    #[test]
    fn nothing_is_guessed() {
        assert_eq!(value("https://a.b/VALUE"), None);
        assert_eq!(value("https://a.b?x=VALUE&y=VALUE"), None);
        assert_eq!(value("https://a.b?tos_policies_value=&x=1"), None);
        assert_eq!(value("https://a.b#?x=VALUE"), Some(VALUE.to_owned()));
        assert_eq!(value(""), None);
    }
}
