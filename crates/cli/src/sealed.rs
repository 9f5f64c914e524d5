//! A digest at the end of a JSON object, by which damage is noticed that leaves it readable, such as other digits in weights.

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

/// Adds the digest as the last field of an object that has others.
pub fn seal(mut object: String) -> String {
    if object.ends_with('}') {
        object.pop();
    }
    let digest = digest(&object);
    object + MARK + &digest + END
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
    fn one_other_digit_breaks_the_seal() {
        let text = seal(r#"{"step":7,"weights":"AAEC"}"#.into());
        let value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!((&value["step"], value["sha256"].as_str().map(str::len)), (&7.into(), Some(64)));
        assert_eq!(check(&text), Seal::Whole);
        assert_eq!(check(&text.replace("AAEC", "AAED")), Seal::Broken);
        assert_eq!(check(&text[..text.len() - 1]), Seal::Broken);
        assert_eq!(check(r#"{"step":7}"#), Seal::None);
    }
}
