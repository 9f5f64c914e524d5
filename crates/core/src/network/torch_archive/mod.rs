//! Files that `torch.save` has written since PyTorch 1.6, from their bytes, as a browser has them: a zip of a pickle, which
//! says what there is, and of the numbers of every storage. The pickle is read by a machine that knows tensors and
//! dictionaries, and calls nothing.

mod archive;
mod collect;
mod pickle;
mod value;
mod view;

use thiserror::Error;

use super::{StateDict, WeightsError};
use archive::Archive;

/// The format in messages.
const FORMAT: &str = "PyTorch";

/// What is wrong with a file.
#[derive(Debug, Error, PartialEq, Eq)]
enum Flaw {
    #[error("it ends too early")]
    Short,
    #[error("its archive is damaged")]
    NoZip,
    #[error("its archive has no data.pkl")]
    NoPickle,
    #[error("its entry {0} is compressed, and PyTorch compresses none")]
    Compressed(String),
    #[error("it was written by a machine that puts the largest byte first")]
    BigEndian,
    #[error("its pickle is larger than {0} MB")]
    LongPickle(usize),
    #[error("its pickle has protocol {0} instead of 2 to 4")]
    Protocol(u8),
    #[error("its pickle has the instruction 0x{0:02x}, which no dictionary of tensors needs")]
    Instruction(u8),
    #[error("its pickle is damaged")]
    Damaged,
    #[error("its pickle holds more than {0} values")]
    TooMany(usize),
    #[error("its dictionaries are nested more than {0} deep")]
    TooDeep(usize),
    #[error("the numbers of its storage {0} are missing or too few")]
    Storage(String),
    #[error("a tensor reaches beyond its storage")]
    Beyond,
    #[error("its tensors take more than {0} MB when they are unfolded")]
    TooLarge(usize),
    #[error("two of its tensors are named {0}")]
    Twice(String),
    #[error("it holds no dictionary")]
    NoDictionary,
    #[error("it is a pickle without an archive around it")]
    NoArchive,
}

/// What the first bytes of a file say that it is.
#[derive(Debug, PartialEq, Eq)]
enum Form {
    Safetensors,
    Archive,
    /// The forms of PyTorch before 1.6: several pickles in a row, or a tar.
    Old,
    Pickle,
}

impl Form {
    fn of(file: &[u8]) -> Self {
        // The number that old files begin with, as a pickle.
        const OLD: [u8; 10] = [0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];
        const TAR: usize = 257;
        if file.get(8) == Some(&b'{') {
            Self::Safetensors
        } else if file.starts_with(b"PK\x03\x04") {
            Self::Archive
        } else if file.get(4..).is_some_and(|rest| rest.starts_with(&OLD))
            || file.get(TAR..).is_some_and(|rest| rest.starts_with(b"ustar"))
        {
            Self::Old
        } else if matches!(file, [0x80, 2..=5, ..]) {
            Self::Pickle
        } else {
            Self::Safetensors
        }
    }
}

impl<'a> StateDict<'a> {
    /// The tensors of a safetensors file, or of one that `torch.save` wrote: a state dict, or dictionaries around one. Which
    /// it is, its first bytes say.
    ///
    /// # Errors
    /// When it is neither, is damaged, has the form of PyTorch before 1.6, or holds its tensors inside objects.
    pub fn read(file: &'a [u8]) -> Result<Self, WeightsError> {
        let unreadable = |flaw: Flaw| WeightsError::Unreadable { format: FORMAT, reason: flaw.to_string() };
        match Form::of(file) {
            Form::Safetensors => Self::safetensors(file),
            Form::Old => Err(WeightsError::OldPytorch),
            Form::Pickle => Err(unreadable(Flaw::NoArchive)),
            Form::Archive => {
                let archive = Archive::open(file).map_err(unreadable)?;
                let pickled = pickle::read(&archive).map_err(unreadable)?;
                let tensors = collect::tensors(&pickled).map_err(unreadable)?;
                if tensors.is_empty() && pickled.holds_tensors() {
                    return Err(WeightsError::PytorchObject);
                }
                Ok(Self::new(tensors))
            }
        }
    }
}

#[cfg(all(test, feature = "pytorch"))]
mod tests;
