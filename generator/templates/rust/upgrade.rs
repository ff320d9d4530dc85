/// The additions for the items of a list are not as many as its items.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AdditionsMismatch {
    /// The list in the newer payload: `associated_parties`.
    pub path: String,
    /// How many items it has.
    pub items: usize,
    /// How many additions there are.
    pub additions: usize,
}

impl std::fmt::Display for AdditionsMismatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} has {} items, and the additions have {}", self.path, self.items, self.additions)
    }
}

impl std::error::Error for AdditionsMismatch {}

impl AdditionsMismatch {
    fn below(self, path: &str) -> Self {
        Self { path: format!("{path}.{}", self.path), ..self }
    }
}

/// Each item with its additions.
fn each<O, A, N>(
    path: &str,
    items: Vec<O>,
    additions: Vec<A>,
    one: impl Fn(O, A) -> Result<N, AdditionsMismatch>,
) -> Result<Vec<N>, AdditionsMismatch> {
    if items.len() != additions.len() {
        let (items, additions) = (items.len(), additions.len());
        return Err(AdditionsMismatch { path: path.to_owned(), items, additions });
    }
    let pairs = items.into_iter().zip(additions).enumerate();
    pairs
        .map(|(index, (item, more))| one(item, more).map_err(|error| error.below(&format!("{path}[{index}]"))))
        .collect()
}
