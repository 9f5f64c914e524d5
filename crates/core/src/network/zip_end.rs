//! Files of `torch.save` whose directory the zip reader looks for in the wrong place.
//!
//! PyTorch writes 76 bytes of 64-bit records between the archive's directory and its end, also where nothing needs 64 bits.
//! The reader takes the directory to lie right before the end, and where its first entry is 76 bytes long, as for names of
//! 21 characters, it finds the second entry there and misses the first. Without these records it reads the same file.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use pytorch_reader::{PytorchError, PytorchReader};

const END: [u8; 4] = *b"PK\x05\x06";
const END_64: [u8; 4] = *b"PK\x06\x06";
const LOCATOR_64: [u8; 4] = *b"PK\x06\x07";

/// Length of the end record without its comment.
const END_LENGTH: usize = 22;
/// Length of the record that tells where the 64-bit record lies.
const LOCATOR_LENGTH: usize = 20;

/// Opens a file, in a copy without 64-bit records where it can't be read with them.
pub(super) fn open(path: &Path) -> Result<PytorchReader, PytorchError> {
    let error = match PytorchReader::new(path) {
        Ok(reader) => return Ok(reader),
        Err(error) => error,
    };
    let copy = || -> io::Result<Option<tempfile::NamedTempFile>> {
        let Some(bytes) = without_64_bit_records(fs::read(path)?) else { return Ok(None) };
        let mut copy = tempfile::NamedTempFile::new()?;
        copy.write_all(&bytes)?;
        Ok(Some(copy))
    };
    match copy() {
        // The reader keeps the copy open when its name goes.
        Ok(Some(copy)) => PytorchReader::new(copy.path()).map_err(|_| error),
        Ok(None) | Err(_) => Err(error),
    }
}

/// The archive without them; nothing where it has none, or needs them.
fn without_64_bit_records(mut archive: Vec<u8>) -> Option<Vec<u8>> {
    let end = archive.len().checked_sub(END_LENGTH)?;
    let end = (end.saturating_sub(usize::from(u16::MAX))..=end).rev().find(|&at| archive[at..].starts_with(&END))?;
    let locator = end.checked_sub(LOCATOR_LENGTH)?;
    if !archive[locator..].starts_with(&LOCATOR_64) {
        return None;
    }
    let record = u64::from_le_bytes(archive[locator + 8..][..8].try_into().ok()?);
    let record = usize::try_from(record).ok().filter(|&record| record < locator)?;
    let number = |at: usize| Some(u32::from_le_bytes(archive[at..][..4].try_into().ok()?) as usize);
    let (size, offset) = (number(end + 12)?, number(end + 16)?);
    if !archive[record..].starts_with(&END_64) || offset.checked_add(size) != Some(record) {
        return None;
    }
    archive.drain(record..end);
    Some(archive)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_records_that_nothing_needs_are_left_out() {
        let archive = |offset: u32| {
            let mut bytes = b"entries-directory".to_vec();
            bytes.extend(END_64);
            bytes.extend([0; 52]);
            bytes.extend(LOCATOR_64);
            bytes.extend([0; 4]);
            bytes.extend(17_u64.to_le_bytes());
            bytes.extend([0; 4]);
            let end = bytes.len();
            bytes.extend(END);
            bytes.extend([0; 8]);
            bytes.extend(9_u32.to_le_bytes());
            bytes.extend(offset.to_le_bytes());
            bytes.extend([0; 2]);
            (bytes, end)
        };
        let (bytes, end) = archive(8);
        let expected = [&bytes[..17], &bytes[end..]].concat();
        assert_eq!(without_64_bit_records(bytes), Some(expected.clone()));
        assert_eq!(without_64_bit_records(expected), None, "there are none any more");
        assert_eq!(without_64_bit_records(archive(u32::MAX).0), None, "the offset is in the 64-bit record alone");
        for length in 0..30 {
            assert_eq!(without_64_bit_records(vec![b'P'; length]), None);
        }
    }
}
