//! A digest at the end of a JSON object, by which damage is noticed that leaves it readable, such as other digits in weights.

use std::io::{self, BufWriter, Write};

use serde::Serialize;
use sha2::{Digest, Sha256};

/// What comes before the digest, which is of everything before this.
const MARK: &str = ",\"sha256\":\"";
const END: &str = "\"}";

/// Whether a text still is what was sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seal {
    Whole,
    Broken,
    /// It was never sealed, or its end is missing.
    None,
}

/// Writes an object that has fields, with the digest as the last one. It is never a text in memory: with its weights it may be
/// larger than all the rest of a run.
pub fn write(object: &impl Serialize, to: impl Write) -> io::Result<()> {
    let mut buffer = BufWriter::with_capacity(1 << 16, Sealing { to, digest: Sha256::new(), last: None });
    serde_json::to_writer(&mut buffer, object)?;
    let Sealing { mut to, digest, last } = buffer.into_inner().map_err(io::IntoInnerError::into_error)?;
    debug_assert_eq!(last, Some(b'}'), "an object");
    write!(to, "{MARK}{:x}{END}", digest.finalize())
}

/// Hands on all bytes but the last, which closes the object.
struct Sealing<W> {
    to: W,
    digest: Sha256,
    last: Option<u8>,
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some((&last, bytes)) = bytes.split_last() else { return Ok(0) };
        if let Some(before) = self.last.replace(last) {
            self.to.write_all(&[before])?;
            self.digest.update([before]);
        }
        self.to.write_all(bytes)?;
        self.digest.update(bytes);
        Ok(bytes.len() + 1)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Compares the digest with the text before it.
pub fn check(text: &str) -> Seal {
    let Some((sealed, digest_and_end)) = text.rsplit_once(MARK) else { return Seal::None };
    if digest_and_end.strip_suffix(END) == Some(&digest(sealed)) { Seal::Whole } else { Seal::Broken }
}

fn digest(text: &str) -> String {
    format!("{:x}", Sha256::digest(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_object_is_written_in_pieces_and_whole() {
        let numbers: Vec<usize> = (0..50_000).collect();
        let mut text = Vec::new();
        write(&serde_json::json!({ "numbers": numbers }), &mut text).expect("it writes");
        let text = String::from_utf8(text).expect("a text");
        assert_eq!(check(&text), Seal::Whole);
        let value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(value["numbers"], serde_json::json!(numbers));
    }

    #[test]
    fn one_other_digit_breaks_the_seal() {
        let mut text = Vec::new();
        write(&serde_json::json!({ "step": 7, "weights": "AAEC" }), &mut text).expect("it writes");
        let text = String::from_utf8(text).expect("a text");
        let value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!((&value["step"], value["sha256"].as_str().map(str::len)), (&7.into(), Some(64)));
        assert_eq!(check(&text), Seal::Whole);
        assert_eq!(check(&text.replace("AAEC", "AAED")), Seal::Broken);
        assert_eq!(check(&text[..text.len() - 1]), Seal::Broken);
        assert_eq!(check(r#"{"step":7}"#), Seal::None);
    }
}
