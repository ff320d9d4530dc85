use fin_payload::FinPayload;

#[derive(FinPayload)]
struct Contact<'a> {
    borrowed: &'a str,
    single: f32,
    letter: Option<char>,
    huge: Vec<i128>,
    set: std::collections::HashSet<String>,
    pair: (i64, i64),
    array: [i64; 2],
    shared: Vec<Option<std::rc::Rc<String>>>,
}

fn main() {}
