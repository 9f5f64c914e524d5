//! How the tensors of a file fit a network, all of them at once, and what is said when they do not.

use thiserror::Error;

/// How many names a sentence lists before it counts the others.
const LISTED: usize = 4;

/// How the tensors of a file fit a network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoadReport {
    /// Whose names the file uses: `layerlab`, `torchvision`, …
    pub names: &'static str,
    /// How many tensors were found and fit.
    pub matched: usize,
    /// Tensors of the network that the file lacks, by the file's kind of names.
    pub missing: Vec<String>,
    /// Tensors of the file that the network has no place for.
    pub extra: Vec<String>,
    /// Extra tensors that are known to change nothing: an optimiser's state beside the weights, parts that a program
    /// makes and never uses.
    pub aside: Vec<String>,
    /// Tensors of another shape or type.
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
    /// Whether the weights are exactly the network's; what stands aside does no harm.
    pub fn fit(&self) -> bool {
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
            ("set aside", &self.aside),
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
    let others = names.len().saturating_sub(LISTED);
    let more = if others > 0 { format!(" and {others} more") } else { String::new() };
    format!("{} {verb} {what} ({}{more})", names.len(), names[..names.len() - others].join(", "))
}

/// Weights that don't belong to the network, or can't be read.
#[derive(Debug, Error)]
pub enum WeightsError {
    /// Not a file of weights, or a broken one.
    #[error("the weights are no whole {format} file ({reason}); use the file as it was written")]
    Unreadable {
        /// What it should be.
        format: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// The tensors do not fit, as a whole; nothing was replaced.
    #[error("the weights do not fit the network: of its tensors {0}; use weights of the same network")]
    Misfit(LoadReport),
}
