//! What a pickle can hold here: all values in one list, which point to each other by their places in it. A value that a pickle
//! names twice is so stored once, however often it is nested.

use super::{
    Flaw,
    view::{Storage, View},
};

/// Values of a pickle, at most.
pub(super) const MOST_VALUES: usize = 1_000_000;

/// The place of a value.
pub(super) type Place = usize;

#[derive(Debug)]
pub(super) enum Value<'a> {
    /// Whatever is not looked into: fractions, bytes, sets, objects.
    Opaque,
    Integer(i64),
    Text(&'a str),
    /// A function or class: its module and name. It is never called.
    Global(&'a str, &'a str),
    Tuple(Vec<Place>),
    List(Vec<Place>),
    Dictionary(Vec<(Place, Place)>),
    Storage(Storage<'a>),
    Tensor(View<'a>),
}

/// The values of a pickle, of which one is the whole.
#[derive(Debug, Default)]
pub(super) struct Values<'a> {
    all: Vec<Value<'a>>,
    pub root: Place,
}

impl<'a> Values<'a> {
    pub fn push(&mut self, value: Value<'a>) -> Result<Place, Flaw> {
        if self.all.len() >= MOST_VALUES {
            return Err(Flaw::TooMany(MOST_VALUES));
        }
        self.all.push(value);
        Ok(self.all.len() - 1)
    }

    pub fn get(&self, place: Place) -> &Value<'a> {
        &self.all[place]
    }

    pub fn get_mut(&mut self, place: Place) -> &mut Value<'a> {
        &mut self.all[place]
    }

    pub fn holds_tensors(&self) -> bool {
        self.all.iter().any(|value| matches!(value, Value::Tensor(_)))
    }

    /// A size, an offset or a count.
    pub fn size(&self, place: Place) -> Result<usize, Flaw> {
        match *self.get(place) {
            Value::Integer(number) => usize::try_from(number).map_err(|_| Flaw::Damaged),
            _ => Err(Flaw::Damaged),
        }
    }

    pub fn sizes(&self, place: Place) -> Result<Vec<usize>, Flaw> {
        self.tuple(place)?.iter().map(|&place| self.size(place)).collect()
    }

    pub fn tuple(&self, place: Place) -> Result<&[Place], Flaw> {
        match self.get(place) {
            Value::Tuple(places) => Ok(places),
            _ => Err(Flaw::Damaged),
        }
    }

    pub fn text(&self, place: Place) -> Result<&'a str, Flaw> {
        match *self.get(place) {
            Value::Text(text) => Ok(text),
            _ => Err(Flaw::Damaged),
        }
    }
}
