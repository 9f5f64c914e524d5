//! The comparison of a file's tensors with those of a network, and the error when they do not match.

use thiserror::Error;

/// Names that a message lists before it only counts the others.
const MAX_LISTED: usize = 4;

/// How the tensors of a file fit a network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoadReport {
    /// The naming scheme of the file: `layerlab`, `torchvision`, `timm`, …
    pub names: &'static str,
    /// Number of tensors that were found with the expected shape and type.
    pub matched: usize,
    /// Tensors of the network that the file lacks, by their names in the file's scheme.
    pub missing: Vec<String>,
    /// Tensors of the file that the network does not have.
    pub extra: Vec<String>,
    /// Tensors that certainly do not affect predictions: an optimiser's state, modules that a program creates and never
    /// uses.
    pub ignored: Vec<String>,
    /// Tensors whose shape or type differs from the network's.
    pub misshaped: Vec<Misshaped>,
}

/// A tensor of another shape or type than the network's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misshaped {
    /// Its name in the file.
    pub name: String,
    /// Its type and shape in the file.
    pub found: String,
    /// Its shape in the network.
    pub expected: Vec<usize>,
}

impl LoadReport {
    /// Whether the file has exactly the tensors of the network, apart from ignored ones.
    pub fn fits(&self) -> bool {
        self.missing.is_empty() && self.extra.is_empty() && self.misshaped.is_empty()
    }
}

impl std::fmt::Display for LoadReport {
    /// `3 tensors are missing (conv1.weight, …), 1 is extra (…)`; `all 62 tensors fit`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let misshaped: Vec<String> =
            self.misshaped.iter().map(|m| format!("{} is {} instead of {:?}", m.name, m.found, m.expected)).collect();
        let lists = [
            ("missing", &self.missing),
            ("of another shape or type", &misshaped),
            ("extra", &self.extra),
            ("ignored", &self.ignored),
        ];
        let parts: Vec<String> =
            lists.iter().filter(|(_, names)| !names.is_empty()).map(|(what, names)| list(what, names)).collect();
        if parts.is_empty() {
            return write!(f, "all {} tensors fit", self.matched);
        }
        write!(f, "{} fit, {}", self.matched, parts.join(", "))
    }
}

fn list(what: &str, names: &[String]) -> String {
    let verb = if names.len() == 1 { "is" } else { "are" };
    let others = names.len().saturating_sub(MAX_LISTED);
    let more = if others > 0 { format!(" and {others} more") } else { String::new() };
    format!("{} {verb} {what} ({}{more})", names.len(), names[..names.len() - others].join(", "))
}

/// Weights that don't belong to the network, or can't be read.
#[derive(Debug, Error)]
pub enum WeightsError {
    /// The file is damaged or in another format.
    #[error("the weights are not a complete {format} file ({reason}); use the file as it was written")]
    Unreadable {
        /// The expected format.
        format: &'static str,
        /// The parser's message.
        reason: String,
    },
    /// The tensors do not match the network's; no weight was replaced.
    #[error("the weights do not fit the network: of its tensors {0}; use weights of the same network")]
    Misfit(LoadReport),
}
