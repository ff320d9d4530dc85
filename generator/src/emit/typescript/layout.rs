//! Code as the formatter of the output would lay it out: on one line if it fits, else an argument a line.

/// How wide a line may be.
pub const WIDTH: usize = 110;

/// A piece of code.
#[derive(Clone, Debug)]
pub enum Code {
    /// What is never broken.
    Word(String),
    /// A call: what is called, and its arguments.
    Call(String, Vec<Code>),
    /// Operands with `&&` or `||` between them.
    Chain(&'static str, Vec<Code>),
    /// `[a, b]`
    List(Vec<Code>),
    /// `{ key: value }`, keys as they are printed.
    Object(Vec<(String, Code)>),
}

impl Code {
    /// A word.
    pub fn word(text: impl Into<String>) -> Code {
        Code::Word(text.into())
    }

    /// A call.
    pub fn call(name: impl Into<String>, arguments: impl Into<Vec<Code>>) -> Code {
        Code::Call(name.into(), arguments.into())
    }

    /// On one line.
    pub fn flat(&self) -> String {
        match self {
            Code::Word(text) => text.clone(),
            Code::Call(name, arguments) => format!("{name}({})", flat(arguments)),
            Code::List(items) => format!("[{}]", flat(items)),
            Code::Chain(operator, operands) => {
                let operands: Vec<String> =
                    operands.iter().map(|operand| operand.operand(operator)).collect();
                operands.join(&format!(" {operator} "))
            }
            Code::Object(entries) if entries.is_empty() => "{}".to_owned(),
            Code::Object(entries) => {
                let entries: Vec<String> =
                    entries.iter().map(|(key, value)| format!("{key}: {}", value.flat())).collect();
                format!("{{ {} }}", entries.join(", "))
            }
        }
    }

    /// As an operand of that operator: another one stands in brackets.
    fn operand(&self, outer: &str) -> String {
        match self {
            Code::Chain(operator, _) if *operator != outer => format!("({})", self.flat()),
            _ => self.flat(),
        }
    }

    /// From a line that is at `column` after an indent of `indent`, with `after` yet to come on the last line.
    pub fn print(&self, indent: usize, column: usize, after: usize) -> String {
        let flat = self.flat();
        if column + width(&flat) + after <= WIDTH { flat } else { self.broken_at(indent, after) }
    }

    /// Broken, though it may fit.
    fn broken(&self, indent: usize) -> String {
        match self {
            Code::Chain(..) => self.broken_at(indent, 0),
            other => other.print(indent, indent, 0),
        }
    }

    fn broken_at(&self, indent: usize, after: usize) -> String {
        match self {
            Code::Word(text) => text.clone(),
            Code::Call(_, arguments) if arguments.is_empty() => self.flat(),
            Code::Call(name, arguments) => {
                format!("{name}(\n{}{:indent$})", lines(arguments, indent + 2), "")
            }
            Code::List(items) => format!("[\n{}{:indent$}]", lines(items, indent + 2), ""),
            Code::Object(entries) => {
                let inner = indent + 2;
                let mut text = String::from("{\n");
                for (key, value) in entries {
                    text.push_str(&entry(key, value, inner));
                }
                format!("{text}{:indent$}}}", "")
            }
            Code::Chain(operator, operands) => {
                let last = operands.len().saturating_sub(1);
                let lines: Vec<String> = operands
                    .iter()
                    .enumerate()
                    .map(|(index, operand)| {
                        let end = if index == last { String::new() } else { format!(" {operator}") };
                        let room = if index == last { after } else { end.len() };
                        format!("{}{end}", operand.broken_operand(operator, indent, room))
                    })
                    .collect();
                lines.join(&format!("\n{:indent$}", ""))
            }
        }
    }

    fn broken_operand(&self, outer: &str, indent: usize, after: usize) -> String {
        match self {
            Code::Chain(operator, _) if *operator != outer => {
                format!("({})", self.print(indent + 2, indent + 1, after + 1))
            }
            _ => self.print(indent, indent, after),
        }
    }
}

/// `key: value,` on a line of its own; a text that is too long stands alone on the next.
pub fn entry(key: &str, value: &Code, indent: usize) -> String {
    let column = indent + width(key) + 2;
    let value = match value {
        Code::Word(text) if column + width(text) + 1 > WIDTH => format!("\n{:1$}{text}", "", indent + 2),
        value => format!(" {}", value.print(indent, column, 1)),
    };
    format!("{:indent$}{key}:{value},\n", "")
}

/// `head = value;` at the start of a line: the value stands on the next one where not even its first word fits.
pub fn assign(head: &str, value: &Code) -> String {
    let first = match value {
        Code::Call(name, _) => width(name) + 1,
        Code::Word(text) => width(text) + 1,
        Code::List(_) | Code::Object(_) | Code::Chain(..) => 1,
    };
    let column = width(head) + 3;
    if column + first <= WIDTH || column + width(&value.flat()) < WIDTH {
        format!("{head} = {};\n", value.print(0, column, 1))
    } else {
        format!("{head} =\n  {};\n", value.print(2, 2, 1))
    }
}

/// The head of an exported function, up to its brace.
pub fn function(name: &str, parameters: &[String], result: &str) -> String {
    let end = format!(": {result} {{");
    let head =
        Code::call(format!("export function {name}"), parameters.iter().map(Code::word).collect::<Vec<_>>());
    format!("{}{end}\n", head.print(0, 0, width(&end)))
}

/// A statement that is a call.
pub fn statement(code: &Code, indent: usize) -> String {
    format!("{:indent$}{};\n", "", code.print(indent, indent, 1))
}

/// `if (condition) statement`
pub fn when(condition: &Code, then: &Code, indent: usize) -> String {
    let head = condition.flat();
    let flat = format!("if ({head}) {};", then.flat());
    if indent + width(&flat) <= WIDTH {
        return format!("{:indent$}{flat}\n", "");
    }
    let inner = indent + 2;
    let is_short = indent + width(&head) + 8 <= WIDTH;
    let head =
        if is_short { head } else { format!("\n{:inner$}{}\n{:indent$}", "", condition.broken(inner), "") };
    // How lists in conditions are broken is the formatter's secret: such a rule keeps its lines.
    let is_odd = !is_short && (head.contains("sumOrder(") || head.lines().any(|line| width(line) > WIDTH));
    let keep = if is_odd {
        format!("{:indent$}// biome-ignore format: one operand a line\n", "")
    } else {
        String::new()
    };
    format!("{keep}{:indent$}if ({head}) {{\n{}{:indent$}}}\n", "", statement(then, inner), "")
}

fn flat(list: &[Code]) -> String {
    list.iter().map(Code::flat).collect::<Vec<_>>().join(", ")
}

fn lines(list: &[Code], indent: usize) -> String {
    list.iter().map(|code| format!("{:indent$}{},\n", "", code.print(indent, indent, 1))).collect()
}

/// How many columns a text takes: the letters of East Asia and pictures take two, combining marks none.
pub fn width(text: &str) -> usize {
    let columns = |c: char| match c as u32 {
        0x300..=0x36F => 0,
        0x1100..=0x115F | 0x2E80..=0x303E | 0x3041..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF => 2,
        0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1F64F | 0x1F900..=0x1F9FF => 2,
        0x2_0000..=0x3_FFFD => 2,
        _ => 1,
    };
    text.chars().map(columns).sum()
}
