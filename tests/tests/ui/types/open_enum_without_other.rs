use fin_payload::FinPayload;

#[derive(FinPayload)]
#[fin(open)]
enum Kind {
    Person,
}

fn main() {}
