//! An enum → a `StrEnum`, and how its values may be spelt.

use super::Imports;
use crate::api::{EnumValue, Type};
use crate::emit::python::doc;
use crate::emit::python::index::spelling;
use crate::emit::python::names::{self, Names};
use crate::emit::python::text::{bracketed, docstring, fits, literal, sentence};
use crate::emit::rust::has_life_cycle;

/// Prints the enum and the type of the fields that hold it.
pub fn print(imports: &mut Imports<'_>, name: &str, ty: &Type, values: &[EnumValue]) -> String {
    imports.word("StrEnum");
    let mut docs = vec![doc::summary(&ty.doc), doc::STYLE.origin(&ty.place, &ty.rulings)];
    if ty.open {
        docs.push("Open: a value that is not listed here is kept as the text that came.".to_owned());
    }
    let mut text = format!("\n\nclass {name}(StrEnum):\n{}\n", docstring(&docs, 4));
    let members = members(values);
    for (value, member) in values.iter().zip(&members) {
        text.push_str(&format!("    {member} = {}\n", literal(&value.name)));
        let mut words = doc::summary(&value.doc);
        if let Some(reason) = &value.deprecated {
            words.push_str(&format!(" Deprecated: {}", sentence(reason)));
        }
        text.push_str(&docstring(&[words], 4));
    }
    if has_life_cycle(values) {
        text.push_str(&life_cycle(name, values, &members));
    }
    text.push_str(&like(imports, name, ty, values));
    text
}

/// The names of the members.
pub fn members(values: &[EnumValue]) -> Vec<String> {
    let mut taken = Names::default();
    values.iter().map(|value| taken.take(names::shouty(&value.name))).collect()
}

/// The type of fields: of a closed enum the members and their texts, of an open one any text too.
fn like(imports: &mut Imports<'_>, name: &str, ty: &Type, values: &[EnumValue]) -> String {
    let like = spelling(name);
    imports.word("TypeAlias");
    if ty.open {
        imports.word("Annotated");
        imports.word("Field");
        let parts = [format!("{name} | str"), "Field(union_mode=\"left_to_right\")".to_owned()];
        let open = format!("{like}: TypeAlias = Annotated[");
        let alias = bracketed(&open, &parts, "]", "", 0);
        let docs = docstring(&[format!("A `{name}`, or a text that the model does not know.")], 0);
        return format!("\n\n{alias}{docs}");
    }
    imports.word("TYPE_CHECKING");
    imports.word("Literal");
    let texts: Vec<String> = values.iter().map(|value| literal(&value.name)).collect();
    let open = format!("{like}: TypeAlias = {name} | Literal[");
    let mut alias = bracketed(&open, &texts, "]", "", 4);
    if !fits(&alias) || alias.lines().count() > 1 {
        let flat = format!("        {name} | Literal[{}]\n", texts.join(", "));
        let literals = bracketed("| Literal[", &texts, "]", "", 8);
        let union = if fits(&flat) { flat } else { format!("        {name}\n{literals}") };
        alias = format!("    {like}: TypeAlias = (\n{union}    )\n");
    }
    let docs = docstring(&[format!("A `{name}`, or its text.")], 4);
    format!("\n\nif TYPE_CHECKING:\n{alias}{docs}else:\n    {like} = {name}\n")
}

/// `can_become` and `is_final`, out of what may follow each value.
fn life_cycle(name: &str, values: &[EnumValue], members: &[String]) -> String {
    let member = |wire: &String| {
        values.iter().zip(members).find(|(value, _)| value.name == *wire).map(|(_, member)| member)
    };
    let mut rows = String::new();
    for (value, from) in values.iter().zip(members) {
        let mut next: Vec<String> =
            value.next.iter().flatten().filter_map(member).map(|to| format!("{name}.{to}")).collect();
        next.dedup();
        if !next.is_empty() {
            rows.push_str(&bracketed(&format!("{name}.{from}: {{"), &next, "}", ",", 12));
        }
    }
    let follows = docstring(
        &[
            "Whether the API moves from this status to `status` in one step.".to_owned(),
            "A value that the model does not know follows none.".to_owned(),
        ],
        8,
    );
    let last = docstring(&["Whether no other status follows.".to_owned()], 8);
    format!(
        "\n    def can_become(self, status: str) -> bool:\n{follows}        return status in self._next()\n\n    \
         @property\n    def is_final(self) -> bool:\n{last}        return not self._next()\n\n    \
         def _next(self) -> \"set[{name}]\":\n        following = {{\n{rows}        }}\n        \
         return following.get(self, set())\n"
    )
}
