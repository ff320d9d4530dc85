struct Code(#[fin(pattern = "[A-Z]{2}")] String);
