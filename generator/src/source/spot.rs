/// A file of the model, by its index in [`super::Texts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub usize);

/// A step from a YAML node to one below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into the n-th entry of that key (it stands more than once where it is a mistake).
    Key(String, usize),
    /// Into an item.
    Index(usize),
}

/// What of a node is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The key that leads to it.
    Key,
    /// The value.
    Value,
    /// These bytes of the value's text.
    Words(std::ops::Range<usize>),
}

/// Something in a file, named by the keys that lead there. Where that is, is looked up only when it is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The file.
    pub file: FileId,
    /// From the top of the file.
    pub steps: Vec<Step>,
    /// What of it.
    pub part: Part,
}

/// Where a walk through a file stands: a [`Spot`] that costs nothing until it is needed.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    file: FileId,
    last: Option<(&'a Cursor<'a>, Move<'a>)>,
}

#[derive(Clone, Copy, Debug)]
enum Move<'a> {
    Key(&'a str, usize),
    Index(usize),
}

impl<'a> Cursor<'a> {
    /// The top of a file.
    pub fn top(file: FileId) -> Self {
        Cursor { file, last: None }
    }

    /// Into the entry of that key.
    pub fn key(&'a self, key: &'a str) -> Self {
        self.nth(key, 0)
    }

    /// Into the n-th entry of that key.
    pub fn nth(&'a self, key: &'a str, n: usize) -> Self {
        Cursor { file: self.file, last: Some((self, Move::Key(key, n))) }
    }

    /// Into an item.
    pub fn index(&'a self, index: usize) -> Self {
        Cursor { file: self.file, last: Some((self, Move::Index(index))) }
    }

    /// The key that leads here.
    pub fn at_key(&self) -> Spot {
        self.spot(Part::Key)
    }

    /// The value here.
    pub fn at_value(&self) -> Spot {
        self.spot(Part::Value)
    }

    /// These bytes of the text here.
    pub fn at_words(&self, words: std::ops::Range<usize>) -> Spot {
        self.spot(Part::Words(words))
    }

    fn spot(&self, part: Part) -> Spot {
        let mut steps = Vec::new();
        let mut here = self;
        while let Some((up, step)) = &here.last {
            steps.push(match step {
                Move::Key(key, n) => Step::Key((*key).to_owned(), *n),
                Move::Index(index) => Step::Index(*index),
            });
            here = up;
        }
        steps.reverse();
        Spot { file: self.file, steps, part }
    }
}
