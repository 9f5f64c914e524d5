//! The comparison of a file's tensors with those of a network, and the error when they do not match.

use layerlab_schema::{Argument, Message, message};
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
    /// Whether the file has parts of weights instead of weights, such as those of spectral normalisation.
    pub is_reparametrised: bool,
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
    /// The naming scheme of a file whose tensors have no names and belong to the network's by their order.
    pub const BY_ORDER: &'static str = "torch.nn.Sequential, by their order";

    /// Whether the file has exactly the tensors of the network, apart from ignored ones.
    pub fn fits(&self) -> bool {
        self.missing.is_empty() && self.extra.is_empty() && self.misshaped.is_empty()
    }
}

/// Weights that don't belong to the network, or can't be read.
#[derive(Debug, Error)]
#[error("{}", self.message())]
pub enum WeightsError {
    /// The file is damaged or in another format.
    Unreadable {
        /// The expected format.
        format: &'static str,
        /// The parser's message.
        reason: String,
    },
    /// The file holds no tensors.
    Empty {
        /// Its format.
        format: &'static str,
    },
    /// It has one of the forms of PyTorch before 1.6, which only the binary reads.
    OldPytorch,
    /// Its tensors are inside objects, such as a whole model, instead of in dictionaries.
    PytorchObject,
    /// The tensors do not match the network's; no weight was replaced.
    Misfit(Box<LoadReport>),
    /// These tensors hold NaN or an infinity.
    NotFinite(Vec<String>),
}

impl WeightsError {
    /// What is wrong with the file, and what to use instead.
    pub fn message(&self) -> Message {
        match self {
            Self::Unreadable { format, reason } => {
                message!("weights-error-unreadable", format = *format, reason = reason)
            }
            Self::Empty { format } => message!("weights-error-empty", format = *format),
            Self::OldPytorch => message!("weights-error-old-pytorch"),
            Self::PytorchObject => message!("weights-error-pytorch-object"),
            Self::NotFinite(names) => {
                message!("weights-error-not-finite", count = Argument::Count(names.len()), names = listed(names))
            }
            Self::Misfit(report) => {
                let misshaped: Vec<Message> = report.misshaped.iter().map(Misshaped::message).collect();
                message!(
                    "weights-error-misfit",
                    matched = Argument::Count(report.matched),
                    missing = Argument::Count(report.missing.len()),
                    missing_names = listed(&report.missing),
                    misshaped = Argument::Count(misshaped.len()),
                    misshaped_names = listed(&misshaped),
                    extra = Argument::Count(report.extra.len()),
                    extra_names = listed(&report.extra),
                    ignored = Argument::Count(report.ignored.len()),
                    ignored_names = listed(&report.ignored),
                    advice = if report.is_reparametrised { "reparametrised" } else { "none" }
                )
            }
        }
    }
}

impl Misshaped {
    /// Its name, with the shape that it has and the one that it should have.
    pub fn message(&self) -> Message {
        let expected = format!("{:?}", self.expected);
        message!("weights-misshaped", name = &self.name, found = &self.found, expected = expected)
    }
}

/// The first names, and how many there are beside them.
fn listed<T: Clone + Into<Argument>>(names: &[T]) -> Argument {
    let first: Vec<T> = names.iter().take(MAX_LISTED).cloned().collect();
    match names.len() - first.len() {
        0 => first.into(),
        more => message!("list-more", names = first, more = Argument::Count(more)).into(),
    }
}
