//! Checksums of files against the published ones.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use layerlab_data::catalogue::Checksum;
use md5::Md5;
use sha2::{Digest, Sha256};

/// Compares a file with its published checksum; `progress` hears of bytes read.
///
/// # Errors
/// When the file can't be read, or is another one.
pub fn verify(path: &Path, checksum: Checksum, progress: impl Fn(u64)) -> Result<()> {
    let name = path.display();
    let open = || File::open(path).with_context(|| format!("{name} could not be read"));
    let broken = || format!("{name} could not be read to its end");
    let file = Told { inner: open()?, tell: progress };
    let (kind, published, found) = match checksum {
        Checksum::Md5(published) => ("MD5", published, digest::<Md5>(file).with_context(broken)?),
        Checksum::Sha256(published) => ("SHA-256", published, digest::<Sha256>(file).with_context(broken)?),
        Checksum::Content(published) => {
            // A file that was unpacked has the same content.
            let found = if is_gzip(path).with_context(broken)? {
                digest::<Sha256>(GzDecoder::new(file))
            } else {
                digest::<Sha256>(file)
            };
            ("content's SHA-256", published, found.with_context(broken)?)
        }
    };
    if found != published {
        bail!("{name} is not the published file: its {kind} is {found} instead of {published}");
    }
    Ok(())
}

fn is_gzip(path: &Path) -> io::Result<bool> {
    let mut magic = Vec::new();
    File::open(path)?.take(2).read_to_end(&mut magic)?;
    Ok(magic == [0x1f, 0x8b])
}

fn digest<D: Digest + io::Write>(mut from: impl Read) -> io::Result<String> {
    let mut digest = D::new();
    io::copy(&mut from, &mut digest)?;
    Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A reader that tells how much was read.
struct Told<R, F> {
    inner: R,
    tell: F,
}

impl<R: Read, F: Fn(u64)> Read for Told<R, F> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(to)?;
        (self.tell)(count as u64);
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

    #[test]
    fn known_checksums_fit_and_others_are_told() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (plain, zipped) = (folder.path().join("abc"), folder.path().join("abc.gz"));
        std::fs::write(&plain, "abc").expect("it can be written");
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(b"abc").expect("it compresses");
        std::fs::write(&zipped, gzip.finish().expect("it compresses")).expect("it can be written");
        for (path, checksum) in [
            (&plain, MD5),
            (&plain, Checksum::Sha256(SHA256)),
            (&plain, Checksum::Content(SHA256)),
            (&zipped, Checksum::Content(SHA256)),
        ] {
            verify(path, checksum, |_| {}).expect("it fits");
        }
        let message = verify(&zipped, MD5, |_| {}).expect_err("compressed").to_string();
        assert!(message.contains("abc.gz") && message.contains("instead of 900150983cd2"), "{message}");
    }
}
