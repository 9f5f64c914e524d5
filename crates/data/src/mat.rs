//! MATLAB's MAT-file, version 5, as far as the lists of Stanford Dogs use it: variables that are numbers or cells of
//! texts, compressed or not, on little-endian machines (MathWorks, *MAT-File Format*, chapter 1).

use std::{collections::BTreeMap, io::Read};

use flate2::read::ZlibDecoder;

use crate::DataError;

/// Length of the header before the first element.
const HEADER: usize = 128;

/// No list is larger uncompressed (those of Stanford Dogs have some MB); the limit, for all variables of a file together,
/// stops bombs.
const LARGEST: u64 = 64 << 20;

// Types of elements (table 1-1).
const INT8: u32 = 1;
const UINT8: u32 = 2;
const INT16: u32 = 3;
const UINT16: u32 = 4;
const INT32: u32 = 5;
const UINT32: u32 = 6;
const SINGLE: u32 = 7;
const DOUBLE: u32 = 9;
const MATRIX: u32 = 14;
const COMPRESSED: u32 = 15;
const UTF8: u32 = 16;

// Classes of arrays (table 1-3); those from here to the last one are numbers.
const CELLS: u8 = 1;
const CHARACTERS: u8 = 4;
const FIRST_NUMBERS: u8 = 6;
const LAST_NUMBERS: u8 = 15;

/// The value of a variable.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Numbers of any type, first dimension fastest.
    Numbers(Vec<f64>),
    /// A text.
    Text(String),
    /// A cell array of texts.
    Texts(Vec<String>),
    /// Something that no list needs.
    Other,
}

/// Reads the variables of a file; `name` is for messages. Inside compressed variables the offset of a fault is where
/// the variable begins.
///
/// # Errors
/// When the file is none of this version, ends early, or has elements that contradict each other.
pub fn read(name: &str, bytes: &[u8]) -> Result<BTreeMap<String, Value>, DataError> {
    let header = bytes.get(..HEADER).ok_or_else(|| DataError::damaged(name, bytes.len(), "its header is cut short"))?;
    // Version 1.0 of the format "Level 5", then the order of bytes as this machine reads it.
    if header[124..] != [0, 1, b'I', b'M'] {
        let what = format!("it is no little-endian MAT-file of version 5 (it says {:02x?})", &header[124..]);
        return Err(DataError::damaged(name, 124, what));
    }
    let (mut variables, mut left) = (BTreeMap::new(), LARGEST);
    let mut file = Elements { name, bytes, at: HEADER, inside: None };
    while let Some(element) = file.next()? {
        let plain;
        let (element, inside) = if element.kind == COMPRESSED {
            plain = inflate(name, &element, left)?;
            left -= plain.len() as u64;
            let mut inner = Elements { name, bytes: &plain, at: 0, inside: Some(element.offset) };
            let matrix =
                inner.next()?.ok_or_else(|| DataError::damaged(name, element.offset, "a variable is empty"))?;
            (matrix, Some(element.offset))
        } else {
            (element, None)
        };
        if element.kind == MATRIX {
            let (variable, value) = matrix(name, element.data, element.offset, inside)?;
            variables.insert(variable, value);
        }
    }
    Ok(variables)
}

/// The content of a compressed variable, of at most `limit` bytes.
fn inflate(name: &str, element: &Element<'_>, limit: u64) -> Result<Vec<u8>, DataError> {
    let mut plain = Vec::new();
    let read = ZlibDecoder::new(element.data).take(limit + 1).read_to_end(&mut plain);
    read.map_err(|error| DataError::damaged(name, element.offset, format!("a compressed variable breaks ({error})")))?;
    if plain.len() as u64 > limit {
        let what = format!("its variables have more than {LARGEST} bytes together");
        return Err(DataError::damaged(name, element.offset, what));
    }
    Ok(plain)
}

/// One element: its type, its content, and where its content begins.
struct Element<'a> {
    kind: u32,
    data: &'a [u8],
    offset: usize,
}

/// Elements one after the other.
struct Elements<'a> {
    name: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// Where the compressed variable begins that these bytes were.
    inside: Option<usize>,
}

impl<'a> Elements<'a> {
    fn next(&mut self) -> Result<Option<Element<'a>>, DataError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if rest.is_empty() {
            return Ok(None);
        }
        let Some(tag) = rest.get(..8) else { return Err(self.fault("the tag of an element is cut short")) };
        let (first, second) = (number(&tag[..4]), number(&tag[4..]));
        // Up to four bytes lie in the tag itself, whose upper half then is their number.
        let small = (first >> 16) as usize;
        let (kind, start, size) = if small > 0 { (first & 0xffff, 4, small) } else { (first, 8, second as usize) };
        if small > 4 {
            return Err(self.fault(format!("a small element of {small} bytes, of at most 4")));
        }
        let Some(data) = rest.get(start..).and_then(|rest| rest.get(..size)) else {
            return Err(self.fault(format!("an element promises {size} bytes, but {} follow", rest.len() - start)));
        };
        let element = Element { kind, data, offset: self.place(self.at) };
        let padded = if small > 0 || kind == COMPRESSED { size } else { size.next_multiple_of(8) };
        self.at += if small > 0 { 8 } else { 8 + padded };
        Ok(Some(element))
    }

    /// The next element, which must be there.
    fn expect(&mut self, what: &str) -> Result<Element<'a>, DataError> {
        let missing = self.fault(format!("{what} of a variable is missing"));
        self.next()?.ok_or(missing)
    }

    fn place(&self, at: usize) -> usize {
        self.inside.unwrap_or(at)
    }

    fn fault(&self, what: impl Into<String>) -> DataError {
        DataError::damaged(self.name, self.place(self.at), what)
    }
}

/// Name and value of a variable, or of a cell. `offset` is where it is, `inside` where the compressed variable around it
/// begins.
fn matrix(name: &str, data: &[u8], offset: usize, inside: Option<usize>) -> Result<(String, Value), DataError> {
    // Offsets within a variable are told as those of the variable: it is what can be found in the file.
    let mut parts = Elements { name, bytes: data, at: 0, inside: Some(inside.unwrap_or(offset)) };
    let class = parts.expect("the flags")?.data.first().copied().unwrap_or_default();
    parts.expect("the size")?;
    let variable = String::from_utf8_lossy(parts.expect("the name")?.data).into_owned();
    let value = match class {
        CELLS => {
            let mut texts = Vec::new();
            while let Some(cell) = parts.next()? {
                texts.push(text_of_cell(&parts, &cell)?);
            }
            Value::Texts(texts)
        }
        CHARACTERS => Value::Text(parts.next()?.map(|content| text(&content)).unwrap_or_default()),
        FIRST_NUMBERS..=LAST_NUMBERS => match parts.next()? {
            Some(content) => Value::Numbers(numbers(&parts, &content)?),
            None => Value::Numbers(Vec::new()),
        },
        _ => Value::Other,
    };
    Ok((variable, value))
}

fn text_of_cell(around: &Elements<'_>, cell: &Element<'_>) -> Result<String, DataError> {
    let no_text = || around.fault("a cell is no text");
    if cell.kind != MATRIX {
        return Err(no_text());
    }
    let mut parts = Elements { name: around.name, bytes: cell.data, at: 0, inside: around.inside };
    let class = parts.expect("the flags")?.data.first().copied();
    parts.expect("the size")?;
    parts.expect("the name")?;
    if class != Some(CHARACTERS) {
        return Err(no_text());
    }
    Ok(parts.next()?.map(|content| text(&content)).unwrap_or_default())
}

/// Texts are stored as bytes or as UTF-16.
fn text(content: &Element<'_>) -> String {
    if content.kind == UINT16 {
        let units: Vec<u16> = content.data.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
        String::from_utf16_lossy(&units)
    } else {
        String::from_utf8_lossy(content.data).into_owned()
    }
}

/// Numbers are stored in the smallest type that holds them all.
fn numbers(around: &Elements<'_>, content: &Element<'_>) -> Result<Vec<f64>, DataError> {
    let data = content.data;
    let of = |size: usize, read: fn(&[u8]) -> f64| data.chunks_exact(size).map(read).collect();
    Ok(match content.kind {
        INT8 => of(1, |b| f64::from(b[0].cast_signed())),
        UINT8 | UTF8 => of(1, |b| f64::from(b[0])),
        INT16 => of(2, |b| f64::from(i16::from_le_bytes([b[0], b[1]]))),
        UINT16 => of(2, |b| f64::from(u16::from_le_bytes([b[0], b[1]]))),
        INT32 => of(4, |b| f64::from(number(b).cast_signed())),
        UINT32 => of(4, |b| f64::from(number(b))),
        SINGLE => of(4, |b| f64::from(f32::from_bits(number(b)))),
        DOUBLE => of(8, |b| f64::from_bits(u64::from(number(b)) | u64::from(number(&b[4..])) << 32)),
        kind => return Err(around.fault(format!("numbers of the unknown type {kind}"))),
    })
}

/// The first four bytes as a number.
fn number(bytes: &[u8]) -> u32 {
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Two texts and two labels, compressed, as SciPy 1.17 writes them (`fuzz/make_seeds.py`).
    const LISTS: &[u8] = include_bytes!("../tests/lists.mat");

    #[test]
    fn a_file_of_scipy_gives_its_variables() {
        let found = read("lists.mat", LISTS).expect("good");
        let texts = ["n02085620-Chihuahua/n02085620_5927.jpg", "n02085782-Japanese_spaniel/n02085782_2.jpg"];
        assert_eq!(found["file_list"], Value::Texts(texts.map(String::from).to_vec()));
        assert_eq!(found["labels"], Value::Numbers(vec![1.0, 2.0]));
    }

    #[test]
    fn mistakes_name_file_and_offset() {
        let mut big_endian = LISTS.to_vec();
        big_endian[126..128].copy_from_slice(b"MI");
        let mut broken = LISTS.to_vec();
        broken[150] ^= 0xff;
        for (bytes, says) in [
            (&LISTS[..100], "lists.mat is damaged at byte 100: its header is cut short"),
            (&big_endian, "lists.mat is damaged at byte 124: it is no little-endian MAT-file"),
            (&LISTS[..LISTS.len() - 5], "an element promises"),
            (&LISTS[..132], "lists.mat is damaged at byte 128: the tag of an element is cut short"),
            (&broken, "lists.mat is damaged at byte 128: "),
        ] {
            let message = read("lists.mat", bytes).expect_err("bad").to_string();
            assert!(message.contains(says), "{message}");
        }
    }

    #[test]
    fn all_variables_together_are_limited() {
        // Two variables of nothing but zeros, each within the limit; zeros are elements without a content.
        let zeros = vec![0; (LARGEST / 4 * 3) as usize];
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut zlib, &zeros).expect("it compresses");
        let packed = zlib.finish().expect("it compresses");
        let mut file = LISTS[..HEADER].to_vec();
        for _ in 0..2 {
            file.extend(COMPRESSED.to_le_bytes());
            file.extend((packed.len() as u32).to_le_bytes());
            file.extend(&packed);
        }
        let message = read("lists.mat", &file).expect_err("too much").to_string();
        assert!(message.contains("more than 67108864 bytes together"), "{message}");
    }

    proptest! {
        #[test]
        fn never_panics(place in 128_usize..LISTS.len(), value in any::<u8>(), cut in 0_usize..600) {
            let mut bytes = LISTS.to_vec();
            bytes[place] = value;
            bytes.truncate(cut.max(place));
            let _ = read("x", &bytes);
        }
    }
}
