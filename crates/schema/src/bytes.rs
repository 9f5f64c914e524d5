//! Serialisation of bytes as Base64, which in JSON is a quarter of the size of a list of numbers. Weights are large: neither way
//! makes a text of them in between.

use std::fmt;

use base64::{Engine, display::Base64Display, prelude::BASE64_STANDARD};
use serde::{
    Deserializer, Serializer,
    de::{Error, Visitor},
};

pub(crate) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&Base64Display::new(bytes, &BASE64_STANDARD))
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    deserializer.deserialize_str(Decoded)
}

struct Decoded;

impl Visitor<'_> for Decoded {
    type Value = Vec<u8>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Base64")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Vec<u8>, E> {
        BASE64_STANDARD.decode(text).map_err(E::custom)
    }
}

/// Serialisation of optional bytes, as Base64 or nothing.
pub(crate) mod maybe {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize)]
    struct Given<'a>(#[serde(with = "super")] &'a [u8]);

    #[derive(Deserialize)]
    struct Taken(#[serde(with = "super")] Vec<u8>);

    pub fn serialize<S: Serializer>(bytes: &Option<Vec<u8>>, serializer: S) -> Result<S::Ok, S::Error> {
        bytes.as_deref().map(Given).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<u8>>, D::Error> {
        Ok(Option::<Taken>::deserialize(deserializer)?.map(|Taken(bytes)| bytes))
    }
}
