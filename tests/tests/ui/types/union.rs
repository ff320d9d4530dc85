use fin_payload::FinPayload;

#[derive(FinPayload)]
union Either {
    left: u32,
    right: u32,
}

fn main() {}
