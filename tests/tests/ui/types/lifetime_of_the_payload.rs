use fin_payload::FinPayload;

use std::borrow::Cow;

#[derive(FinPayload)]
struct Contact<'de> {
    email: Cow<'de, str>,
}

fn main() {}
