//! Gzip files of one member or of several, one after the other, as `bgzip` writes them and `cat` joins them.

use std::io::{self, BufRead, ErrorKind, Read};

use flate2::bufread::GzDecoder;

/// The first two bytes of every gzip file (RFC 1952, section 2.3.1).
pub const MAGIC: [u8; 2] = [0x1f, 0x8b];

/// Reads the uncompressed content of all members. Zeros between and after them are passed over, since tools that write
/// whole blocks fill the last one with them; anything else there is an error.
pub struct Reader<R> {
    /// The member that is being read; nothing after the last one.
    member: Option<GzDecoder<R>>,
}

impl<R: BufRead> Reader<R> {
    /// Reads the first member's header; what is wrong with it is the error of the first read.
    pub fn new(file: R) -> Self {
        Self { member: Some(GzDecoder::new(file)) }
    }
}

impl<R: BufRead> Read for Reader<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if to.is_empty() {
            return Ok(0);
        }
        while let Some(member) = &mut self.member {
            let count = member.read(to)?;
            if count > 0 {
                return Ok(count);
            }
            if let Some(ended) = self.member.take() {
                self.member = next_member(ended.into_inner())?;
            }
        }
        Ok(0)
    }
}

/// The member that follows, if any.
fn next_member<R: BufRead>(mut file: R) -> io::Result<Option<GzDecoder<R>>> {
    loop {
        let bytes = match file.fill_buf() {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if bytes.is_empty() {
            return Ok(None);
        }
        let zeros = bytes.iter().take_while(|&&byte| byte == 0).count();
        if zeros == 0 {
            return Ok(Some(GzDecoder::new(file)));
        }
        file.consume(zeros);
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Write};

    use proptest::prelude::*;

    use super::*;

    fn member(content: &[u8]) -> Vec<u8> {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(content).expect("it compresses");
        gzip.finish().expect("it compresses")
    }

    fn content(file: &[u8]) -> io::Result<Vec<u8>> {
        let mut content = Vec::new();
        // A small buffer, so that members begin and end anywhere in it.
        Reader::new(BufReader::with_capacity(7, file)).read_to_end(&mut content)?;
        Ok(content)
    }

    #[test]
    fn empty_members_and_zeros_are_passed_over() {
        // The last block of bgzip is an empty member.
        let file = [member(b""), member(b"abc"), vec![0; 20], member(b"def"), member(b""), vec![0; 500]].concat();
        assert_eq!(content(&file).expect("good"), b"abcdef");
    }

    #[test]
    fn what_is_cut_short_or_appended_is_an_error() {
        let (first, second) = (member(b"abc"), member(b"def"));
        let both = [first.as_slice(), &second].concat();
        for length in (1..both.len()).filter(|&length| length != first.len()) {
            assert!(content(&both[..length]).is_err(), "{length} of {} bytes", both.len());
        }
        assert!(content(&[first.as_slice(), b"\nappended"].concat()).is_err());
        assert!(content(b"").is_err(), "nothing is no gzip");
    }

    proptest! {
        #[test]
        fn members_are_read_one_after_the_other(parts in proptest::collection::vec(
            proptest::collection::vec(any::<u8>(), 0..200), 1..6,
        )) {
            let file: Vec<u8> = parts.iter().flat_map(|part| member(part)).collect();
            prop_assert_eq!(content(&file).expect("good"), parts.concat());
        }
    }
}
