use super::{Mistake, Place, Report, style};
use crate::source::Texts;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::ops::Range;

/// The width at which frames break off long lines: fixed, so that the same mistakes print the same.
const WIDTH: usize = 120;

/// What stands at one place, for a frame.
struct Mark<'a> {
    kind: AnnotationKind,
    place: &'a Place,
    label: &'a str,
}

impl Report {
    /// For people: a code frame for each mistake, and a last line that counts them.
    pub fn text(&self, colour: bool) -> String {
        let renderer = Renderer::styled().term_width(WIDTH);
        let mut text = String::new();
        for mistake in &self.mistakes {
            let title = Level::ERROR.primary_title(mistake.message.as_str()).id(mistake.code.name());
            let mut groups = vec![source(Group::with_title(title), mistake, &self.texts)];
            if let Some(remedy) = &mistake.remedy {
                groups.push(Group::with_title(Level::HELP.secondary_title(remedy.as_str())));
            }
            text.push_str(&renderer.render(&groups));
            text.push_str("\n\n");
        }
        text.push_str(&style::painted(style::ERROR, self.count()));
        text.push('\n');
        style::shown(text, colour)
    }

    /// `2 mistakes in the model`
    pub(super) fn count(&self) -> String {
        let count = self.mistakes.len();
        format!("{count} {} in {}", if count == 1 { "mistake" } else { "mistakes" }, self.of)
    }

    /// The lines of a mistake with what stands under them, without its message.
    pub(super) fn excerpt(&self, mistake: &Mistake) -> String {
        let group = source(Group::with_level(Level::ERROR), mistake, &self.texts);
        Renderer::plain().term_width(WIDTH).render(&[group])
    }
}

/// Adds the places of a mistake to its frame, file by file.
fn source<'a>(frame: Group<'a>, mistake: &'a Mistake, texts: &Texts) -> Group<'a> {
    let first = Mark { kind: AnnotationKind::Primary, place: &mistake.place, label: &mistake.label };
    let notes = mistake.notes.iter().map(|note| Mark {
        kind: AnnotationKind::Context,
        place: &note.place,
        label: &note.label,
    });
    let mut marks: Vec<Mark<'_>> = std::iter::once(first).chain(notes).collect();
    let mut elements = Vec::new();
    while let Some(file) = marks.first().map(|mark| mark.place.file.clone()) {
        let (here, elsewhere) = marks.into_iter().partition::<Vec<_>, _>(|mark| mark.place.file == file);
        elements.push(snippet(file, texts, &here));
        marks = elsewhere;
    }
    elements.into_iter().fold(frame, Group::element)
}

/// The lines from the first mark to the last: handing over the whole file would make every frame as dear as the file.
fn snippet<'a>(
    file: String,
    texts: &Texts,
    marks: &[Mark<'a>],
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = texts.text_of(&file).unwrap_or_default();
    let first = marks.iter().map(|mark| mark.place.bytes.start).min().unwrap_or(0);
    let last = marks.iter().map(|mark| mark.place.bytes.end).max().unwrap_or(0);
    let line = marks.iter().map(|mark| mark.place.line).min().unwrap_or(1);
    let start = text.get(..first).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let rest = text.get(last..).unwrap_or_default();
    let end = last + rest.find('\n').unwrap_or(rest.len());
    let source = text.get(start..end).unwrap_or_default().to_owned();
    let relative = |bytes: &Range<usize>| bytes.start - start..bytes.end - start;
    let annotations: Vec<_> = marks
        .iter()
        .map(|mark| {
            mark.kind.span(relative(&mark.place.bytes)).label(Some(mark.label).filter(|l| !l.is_empty()))
        })
        .collect();
    Snippet::source(source).line_start(line).path(file).annotations(annotations)
}
