//! Mistakes in the model: collected, sorted by place, printed with a code frame, as JSON or for GitHub.

/// Every mistake that was found.
#[derive(Debug)]
pub struct Report {
    /// The mistakes.
    pub mistakes: Vec<Mistake>,
}

/// One mistake.
#[derive(Debug)]
pub struct Mistake {
    /// `unknown_type`, `duplicate_code`, …
    pub code: &'static str,
}

impl Report {
    /// For people.
    pub fn text(&self, _colour: bool) -> String {
        String::new()
    }
    /// For programs.
    pub fn json(&self) -> String {
        String::new()
    }
    /// For a GitHub workflow run.
    pub fn github(&self) -> String {
        String::new()
    }
    /// Whether a file could not be read, as opposed to being wrong.
    pub fn is_failure(&self) -> bool {
        false
    }
}
