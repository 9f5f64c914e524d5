//! Checksums of files against the published ones.

use std::{
    error::Error,
    fmt::{self, Display, Formatter},
    io::{self, BufReader, Read},
    path::Path,
};

use anyhow::{Error as Fault, Result};
use layerlab_data::{DataError, catalogue::Checksum, file, gzip};
use layerlab_words::t;
use md5::Md5;
use sha2::{Digest, Sha256};

use crate::error_text::shown;

/// A file that was read, and is another one than the published: it will never become right.
#[derive(Debug)]
pub struct Mismatch(String);

impl Display for Mismatch {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Mismatch {}

/// Compares a file with its published checksum; `progress` receives the number of bytes read.
///
/// # Errors
/// When the file can't be read, or is another one, which is a [`Mismatch`].
pub fn verify(path: &Path, checksum: Checksum, progress: impl Fn(u64)) -> Result<()> {
    let name = shown(path);
    let broken = |error: io::Error| match error.kind() {
        // The decompressor's errors for a stream that is not compressed, or is truncated.
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            Fault::new(Mismatch(t!("data-gzip-breaks", name = name.as_str(), reason = error.to_string())))
        }
        _ => Fault::new(error).context(t!("data-end-unread", name = name.as_str())),
    };
    let is_zipped = matches!(checksum, Checksum::Content(_)) && is_gzip(path)?;
    let file = ReportingReader { inner: file::open(path)?, report: progress };
    let (kind, published, found) = match checksum {
        Checksum::Md5(published) => ("md5", published, digest::<Md5>(file).map_err(broken)?),
        Checksum::Sha256(published) => ("sha-256", published, digest::<Sha256>(file).map_err(broken)?),
        Checksum::Content(published) => {
            // A file that was unpacked has the same content.
            let found = if is_zipped {
                digest::<Sha256>(gzip::Reader::new(BufReader::new(file)))
            } else {
                digest::<Sha256>(file)
            };
            ("content", published, found.map_err(broken)?)
        }
    };
    if found != published {
        let what = t!("data-other-file", name = name, kind = kind, found = found, published = published);
        return Err(Mismatch(what).into());
    }
    Ok(())
}

fn is_gzip(path: &Path) -> Result<bool, DataError> {
    let mut magic = Vec::new();
    let outcome = file::open(path)?.take(2).read_to_end(&mut magic);
    outcome.map_err(|error| DataError::unreadable(path.display(), &error))?;
    Ok(magic == gzip::MAGIC)
}

fn digest<D: Digest + io::Write>(mut from: impl Read) -> io::Result<String> {
    let mut digest = D::new();
    io::copy(&mut from, &mut digest)?;
    Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A reader that reports the number of bytes read.
struct ReportingReader<R, F> {
    inner: R,
    report: F,
}

impl<R: Read, F: Fn(u64)> Read for ReportingReader<R, F> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(to)?;
        (self.report)(count as u64);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    // Of "abc": RFC 1321, section A.5, and FIPS 180-2, appendix B.1.
    const MD5: Checksum = Checksum::Md5("900150983cd24fb0d6963f7d28e17f72");
    const SHA256: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn member(content: &[u8]) -> Vec<u8> {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(content).expect("it compresses");
        gzip.finish().expect("it compresses")
    }

    #[test]
    fn known_checksums_fit_and_others_are_told() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let [plain, zipped, members] = ["abc", "abc.gz", "members.gz"].map(|name| folder.path().join(name));
        std::fs::write(&plain, "abc").expect("it can be written");
        std::fs::write(&zipped, member(b"abc")).expect("it can be written");
        std::fs::write(&members, [member(b"ab"), member(b""), member(b"c")].concat()).expect("it can be written");
        for (path, checksum) in [
            (&plain, MD5),
            (&plain, Checksum::Sha256(SHA256)),
            (&plain, Checksum::Content(SHA256)),
            (&zipped, Checksum::Content(SHA256)),
            (&members, Checksum::Content(SHA256)),
        ] {
            verify(path, checksum, |_| {}).expect("it fits");
        }
        let error = verify(&zipped, MD5, |_| {}).expect_err("compressed");
        assert!(error.is::<Mismatch>());
        let message = error.to_string();
        assert!(message.contains("abc.gz") && message.contains("instead of 900150983cd2"), "{message}");
    }

    #[test]
    fn what_can_be_read_and_what_cannot_are_different_faults() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("abc.gz");
        assert!(!verify(&path, MD5, |_| {}).expect_err("missing").is::<Mismatch>());
        std::fs::write(&path, [0x1f, 0x8b, 8, 0]).expect("it can be written");
        assert!(verify(&path, Checksum::Content(SHA256), |_| {}).expect_err("cut").is::<Mismatch>());
        let members = [member(b"ab"), member(b"c")].concat();
        std::fs::write(&path, &members[..members.len() - 9]).expect("it can be written");
        let error = verify(&path, Checksum::Content(SHA256), |_| {}).expect_err("the last member is cut");
        assert!(error.is::<Mismatch>() && error.to_string().contains("its gzip stream breaks"), "{error}");
        let error = verify(folder.path(), MD5, |_| {}).expect_err("a folder");
        assert!(crate::error_text::error_text(&error).contains("it is a folder, and a file is expected"), "{error}");
    }
}
