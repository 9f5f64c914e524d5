//! Reading JSON with less code than `serde_json` alone needs.
//!
//! Derived code can read a struct from a list as well as from a map, and `serde_json` offers it both, so each struct
//! brings two loops over its fields into the page. Nothing that Layerlab writes needs the list. [`from_json`] stands
//! between derived code and `serde_json` and asks for the map alone.

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use std::fmt;

/// Reads a value from JSON as `serde_json::from_str` does, except that a list is not accepted for a struct.
///
/// # Errors
/// Where the text is no JSON, is cut off or does not fit the type, with line and column.
pub fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = T::deserialize(Reader(&mut deserializer))?;
    deserializer.end()?;
    Ok(value)
}

/// A deserializer, or access to the elements of one, that hands on what it reads in this module's way.
struct Reader<D>(D);

/// Values without values inside: nothing to change.
macro_rules! read_plainly {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method(visitor)
        })*
    };
}

/// Values with values inside, which are to be read by a [`Reader`] as well.
macro_rules! read_inside {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method(Inside(visitor))
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Reader<D> {
    type Error = D::Error;

    read_plainly! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_i128 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64 deserialize_char deserialize_str deserialize_string deserialize_bytes
        deserialize_byte_buf deserialize_unit deserialize_identifier deserialize_ignored_any
    }
    read_inside! { deserialize_option deserialize_seq deserialize_map }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_seq(Inside(visitor))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_seq(Inside(visitor))
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_unit(visitor)
    }

    /// JSON has no mark of a newtype: its value stands alone.
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(Inside(visitor))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_enum(name, variants, Inside(visitor))
    }
}

/// The visitor of a value with values inside.
struct Inside<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Inside<V> {
    type Value = V::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(formatter)
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Reader(deserializer))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Reader(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Reader(entries))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, variant: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(Reader(variant))
    }
}

/// The seed of a value inside another.
struct Seed<S>(S);

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Seed<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Reader(deserializer))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Reader<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Seed(seed))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Reader<A> {
    type Error = A::Error;

    /// A key has no values inside.
    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(Seed(seed))
    }
}

impl<'de, A: EnumAccess<'de>> EnumAccess<'de> for Reader<A> {
    type Error = A::Error;
    type Variant = Reader<A::Variant>;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self::Variant), A::Error> {
        let (variant, content) = self.0.variant_seed(seed)?;
        Ok((variant, Reader(content)))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Reader<A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.0.unit_variant()
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        self.0.newtype_variant_seed(Seed(seed))
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, A::Error> {
        self.0.tuple_variant(length, Inside(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, A::Error> {
        self.0.newtype_variant_seed(Fields(visitor))
    }
}

/// The seed of the fields of a variant.
struct Fields<V>(V);

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for Fields<V> {
    type Value = V::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        deserializer.deserialize_map(Inside(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Attack, Experiment, METHODS, Norm, Optimizer};
    use serde::{Deserialize, Serialize};
    use std::collections::BTreeMap;

    /// One of each kind of thing that serde knows and the schema uses.
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Kinds {
        unit: (),
        option: Option<u64>,
        pair: (f32, Box<str>),
        list: Vec<Variant>,
        map: BTreeMap<String, Variant>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        absent: Option<Inner>,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Inner(i32);

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Variant {
        Plain,
        Newtype(Inner),
        Pair(u8, bool),
        WithFields { first: Option<Inner>, second: Vec<f64> },
    }

    fn kinds() -> Kinds {
        let variants = [
            Variant::Plain,
            Variant::Newtype(Inner(-3)),
            Variant::Pair(7, true),
            Variant::WithFields { first: Some(Inner(2)), second: vec![0.1, -1e300] },
        ];
        let map = variants.into_iter().enumerate().map(|(index, variant)| (index.to_string(), variant)).collect();
        let list = vec![Variant::WithFields { first: None, second: Vec::new() }, Variant::Plain];
        Kinds { unit: (), option: Some(u64::MAX), pair: (0.1, "a\"é\n".into()), list, map, absent: Some(Inner(1)) }
    }

    #[test]
    fn every_kind_of_value_is_read_back() {
        let text = serde_json::to_string_pretty(&kinds()).expect("it serialises");
        assert_eq!(from_json::<Kinds>(&text).expect("it parses"), kinds());
        let experiment = Experiment {
            optimizer: Optimizer::Sgd { learning_rate: 0.1, momentum: 0.0, weight_decay: 1e-4 },
            ..Experiment::default()
        };
        let text = serde_json::to_string(&experiment).expect("it serialises");
        assert_eq!(from_json::<Experiment>(&text).expect("it parses"), experiment);
        for row in METHODS {
            let attack = Attack::new(row.method, Norm::L2, 0.1);
            let text = serde_json::to_string(&attack).expect("it serialises");
            assert_eq!(from_json::<Attack>(&text).expect("it parses"), attack);
        }
    }

    /// The same error at the same place, for text cut anywhere and for each character replaced.
    #[test]
    fn errors_are_those_of_serde_json() {
        let text = serde_json::to_string_pretty(&kinds()).expect("it serialises");
        let mut compared = 0;
        let mut compare = |text: &str| {
            let (ours, theirs) = (from_json::<Kinds>(text), serde_json::from_str::<Kinds>(text));
            match (ours, theirs) {
                (Ok(ours), Ok(theirs)) => assert_eq!(ours, theirs, "{text}"),
                (Err(ours), Err(theirs)) => {
                    assert_eq!((ours.line(), ours.classify()), (theirs.line(), theirs.classify()), "{text}");
                    compared += 1;
                }
                (ours, theirs) => panic!("{ours:?} and {theirs:?} from {text}"),
            }
        };
        for (index, character) in text.char_indices() {
            compare(&text[..index]);
            for other in ["x", "7", "\"", "{", ",", "null"] {
                compare(&format!("{}{other}{}", &text[..index], &text[index + character.len_utf8()..]));
            }
        }
        compare(&format!("{text} x"));
        assert!(compared > 1000, "{compared} errors");
    }

    #[test]
    fn a_struct_is_a_map_and_nothing_else() {
        let error = from_json::<Vec<Variant>>(r#"[{"with-fields": [null, []]}]"#).expect_err("a list").to_string();
        assert!(error.starts_with("invalid type: sequence"), "{error}");
        let experiment = serde_json::to_value(Experiment::default()).expect("it serialises");
        let values: Vec<_> = experiment.as_object().expect("a map").values().cloned().collect();
        let list = serde_json::to_string(&values).expect("it serialises");
        assert!(from_json::<Experiment>(&list).expect_err("a list").to_string().starts_with("invalid type: sequence"));
    }
}
