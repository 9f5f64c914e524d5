//! Arrays from NumPy's .npy and from safetensors, as they come out of other programs.

use std::{
    fs::File,
    io::{BufReader, Read, Seek},
    path::Path,
};

use anyhow::{Context, Result, bail};
use layerlab_dependency::{Activations, Values};
use layerlab_words::t;
use npyz::{DType, Deserialize, NpyFile, NpyHeader, Order, TypeChar};
use safetensors::{Dtype, SafeTensors};

/// Between a safetensors file and the name of one of its tensors.
const SEPARATOR: &str = ".safetensors:";

/// Activations in row-major order.
pub struct Array {
    place: String,
    shape: Vec<usize>,
    numbers: Numbers,
}

enum Numbers {
    F32(Vec<f32>),
    F64(Vec<f64>),
}

impl Array {
    /// Reads `FILE.npy`, or `FILE.safetensors:NAME`.
    pub fn read(place: &str) -> Result<Self> {
        let read = || match split(place)? {
            (path, Some(name)) => from_safetensors(path, name),
            (path, None) => from_npy(path),
        };
        let (shape, numbers) = read().with_context(|| place.to_owned())?;
        Ok(Self { place: place.into(), shape, numbers })
    }

    /// The activations as the input of the measures.
    pub fn view(&self) -> Result<Activations<'_>> {
        let values = match &self.numbers {
            Numbers::F32(values) => Values::F32(values),
            Numbers::F64(values) => Values::F64(values),
        };
        Activations::new(values, &self.shape).with_context(|| self.place.clone())
    }
}

/// Reads labels of any integer type from the same kinds of files.
pub fn labels(place: &str) -> Result<Vec<usize>> {
    let read = || {
        let (shape, labels) = match split(place)? {
            (path, Some(name)) => integers_from_safetensors(path, name)?,
            (path, None) => integers_from_npy(path)?,
        };
        if shape.len() != 1 {
            bail!(t!("cli-labels-shape", shape = format!("{shape:?}")));
        }
        let label = |(row, label): (usize, i128)| {
            let wrong = || t!("cli-label-below-zero", label = label.to_string(), row = row.to_string());
            usize::try_from(label).ok().with_context(wrong)
        };
        labels.into_iter().enumerate().map(label).collect()
    };
    read().with_context(|| place.to_owned())
}

/// The file, and the name of a tensor where it is a safetensors file.
fn split(place: &str) -> Result<(&Path, Option<&str>)> {
    if let Some(dot) = place.find(SEPARATOR) {
        let (path, name) = place.split_at(dot + SEPARATOR.len() - 1);
        return Ok((Path::new(path), Some(&name[1..])));
    }
    match Path::new(place).extension().and_then(|extension| extension.to_str()) {
        Some("npy") => Ok((Path::new(place), None)),
        Some("safetensors") => {
            let names = tensors(Path::new(place), |file| Ok(file.names().join(t!("separator-list"))))?;
            bail!(t!("cli-which-tensor", names = names))
        }
        Some(_) | None => bail!(t!("cli-give-array")),
    }
}

fn from_npy(path: &Path) -> Result<(Vec<usize>, Numbers)> {
    let file = npy(path)?;
    let shape = shape(&file)?;
    let numbers = match plain(&file) {
        Some((TypeChar::Float, 4)) => Numbers::F32(values(file, &shape)?),
        Some((TypeChar::Float, 8)) => Numbers::F64(values(file, &shape)?),
        _ => bail!(t!("cli-values-type", kind = file.dtype().descr(), known = "bits")),
    };
    Ok((shape, numbers))
}

fn integers_from_npy(path: &Path) -> Result<(Vec<usize>, Vec<i128>)> {
    fn wide<T: Deserialize + Copy + Into<i128>>(file: Npy, shape: &[usize]) -> Result<Vec<i128>> {
        Ok(values::<T>(file, shape)?.into_iter().map(Into::into).collect())
    }
    let file = npy(path)?;
    let shape = shape(&file)?;
    let integers = match plain(&file) {
        Some((TypeChar::Int, 1)) => wide::<i8>(file, &shape)?,
        Some((TypeChar::Int, 2)) => wide::<i16>(file, &shape)?,
        Some((TypeChar::Int, 4)) => wide::<i32>(file, &shape)?,
        Some((TypeChar::Int, 8)) => wide::<i64>(file, &shape)?,
        Some((TypeChar::Uint, 1)) => wide::<u8>(file, &shape)?,
        Some((TypeChar::Uint, 2)) => wide::<u16>(file, &shape)?,
        Some((TypeChar::Uint, 4)) => wide::<u32>(file, &shape)?,
        Some((TypeChar::Uint, 8)) => wide::<u64>(file, &shape)?,
        _ => bail!(t!("cli-labels-type", kind = file.dtype().descr())),
    };
    Ok((shape, integers))
}

type Npy = NpyFile<BufReader<File>>;

fn npy(path: &Path) -> Result<Npy> {
    let mut file = File::open(path).context(t!("cli-array-unreadable"))?;
    let mut start = Vec::new();
    file.by_ref().take(LONGEST_HEADER + PREAMBLE).read_to_end(&mut start).context(t!("cli-array-unreadable"))?;
    if !is_plain_header(&start) {
        bail!(t!("cli-no-npy"));
    }
    file.rewind().context(t!("cli-array-unreadable"))?;
    NpyFile::new(BufReader::with_capacity(1 << 20, file)).context(t!("cli-no-npy"))
}

/// Bytes of a header that NumPy itself reads, at most.
const LONGEST_HEADER: u64 = 10_000;

/// Bytes before the header: the magic number, the version, and the header's length.
const PREAMBLE: u64 = 12;

/// Brackets that are open at once in a header: of the dictionary, of a shape and of nested records.
const DEEPEST: usize = 8;

/// Whether a file starts like NumPy's, with a header that its parser can be given: it would wait for ever on deep nesting,
/// and make room for any length.
fn is_plain_header(start: &[u8]) -> bool {
    let Some(rest) = start.strip_prefix(b"\x93NUMPY") else { return false };
    let (length, header) = match rest {
        [1, _, low, high, header @ ..] => (u32::from(u16::from_le_bytes([*low, *high])), header),
        [2 | 3, _, a, b, c, d, header @ ..] => (u32::from_le_bytes([*a, *b, *c, *d]), header),
        _ => return false,
    };
    let Some(header) = usize::try_from(length).ok().and_then(|length| header.get(..length)) else { return false };
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in header {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest <= DEEPEST
}

/// The type of the values where they are single numbers, and its bytes.
fn plain(header: &NpyHeader) -> Option<(TypeChar, u64)> {
    match header.dtype() {
        DType::Plain(kind) => Some((kind.type_char(), kind.size_field())),
        DType::Array(..) | DType::Record(_) => None,
    }
}

fn shape(header: &NpyHeader) -> Result<Vec<usize>> {
    let too_large = || t!("cli-array-too-large");
    let sizes: Vec<usize> =
        header.shape().iter().map(|&size| usize::try_from(size).with_context(too_large)).collect::<Result<_>>()?;
    // The reader's own count of the values wraps.
    sizes.iter().try_fold(1_usize, |count, &size| count.checked_mul(size)).with_context(too_large)?;
    Ok(sizes)
}

/// All values in row-major order.
fn values<T: Deserialize + Copy>(file: Npy, shape: &[usize]) -> Result<Vec<T>> {
    let (order, expected) = (file.order(), file.len());
    let stored: Vec<T> = file.into_vec().with_context(|| t!("cli-array-cut-short", expected = expected.to_string()))?;
    Ok(match order {
        Order::C => stored,
        Order::Fortran => row_major(&stored, shape),
    })
}

/// Puts values whose first index runs fastest in the order in which the last one does.
fn row_major<T: Copy>(stored: &[T], shape: &[usize]) -> Vec<T> {
    let mut steps = Vec::with_capacity(shape.len());
    let mut step = 1;
    for &size in shape {
        steps.push(step);
        step *= size;
    }
    let mut index = vec![0; shape.len()];
    let mut place = 0;
    let mut values = Vec::with_capacity(stored.len());
    for _ in 0..stored.len() {
        values.push(stored[place]);
        for axis in (0..shape.len()).rev() {
            index[axis] += 1;
            place += steps[axis];
            if index[axis] < shape[axis] {
                break;
            }
            place -= steps[axis] * shape[axis];
            index[axis] = 0;
        }
    }
    values
}

fn tensors<T>(path: &Path, use_it: impl FnOnce(&SafeTensors<'_>) -> Result<T>) -> Result<T> {
    let bytes = std::fs::read(path).context(t!("cli-array-unreadable"))?;
    use_it(&SafeTensors::deserialize(&bytes).context(t!("cli-no-safetensors"))?)
}

/// The tensor of this name, with its shape.
fn tensor<T>(path: &Path, name: &str, decode: impl FnOnce(Dtype, &[u8]) -> Result<T>) -> Result<(Vec<usize>, T)> {
    tensors(path, |file| {
        let Ok(tensor) = file.tensor(name) else {
            bail!(t!("cli-no-tensor", name = name, names = file.names().join(t!("separator-list"))))
        };
        Ok((tensor.shape().to_vec(), decode(tensor.dtype(), tensor.data())?))
    })
}

fn from_safetensors(path: &Path, name: &str) -> Result<(Vec<usize>, Numbers)> {
    tensor(path, name, |kind, bytes| match kind {
        Dtype::F32 => Ok(Numbers::F32(bytes.as_chunks().0.iter().copied().map(f32::from_le_bytes).collect())),
        Dtype::F64 => Ok(Numbers::F64(bytes.as_chunks().0.iter().copied().map(f64::from_le_bytes).collect())),
        _ => bail!(t!("cli-values-type", kind = kind.to_string(), known = "names")),
    })
}

fn integers_from_safetensors(path: &Path, name: &str) -> Result<(Vec<usize>, Vec<i128>)> {
    fn decode<const N: usize, T: Into<i128>>(bytes: &[u8], one: fn([u8; N]) -> T) -> Vec<i128> {
        bytes.as_chunks().0.iter().map(|&bytes| one(bytes).into()).collect()
    }
    tensor(path, name, |kind, bytes| {
        Ok(match kind {
            Dtype::I8 => decode(bytes, i8::from_le_bytes),
            Dtype::I16 => decode(bytes, i16::from_le_bytes),
            Dtype::I32 => decode(bytes, i32::from_le_bytes),
            Dtype::I64 => decode(bytes, i64::from_le_bytes),
            Dtype::U8 => decode(bytes, u8::from_le_bytes),
            Dtype::U16 => decode(bytes, u16::from_le_bytes),
            Dtype::U32 => decode(bytes, u32::from_le_bytes),
            Dtype::U64 => decode(bytes, u64::from_le_bytes),
            _ => bail!(t!("cli-labels-type", kind = kind.to_string())),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fortran_order_is_turned_into_row_major() {
        // Element (i, j, k) of shape 2×3×2 is 100i + 10j + k.
        let shape = [2, 3, 2];
        let at = |i: usize, j: usize, k: usize| 100 * i + 10 * j + k;
        let stored: Vec<usize> = (0..12).map(|n| at(n % 2, n / 2 % 3, n / 6)).collect();
        let expected: Vec<usize> = (0..12).map(|n| at(n / 6, n / 2 % 3, n % 2)).collect();
        assert_eq!(row_major(&stored, &shape), expected);
    }

    fn npy_file(version: u8, length: u32, header: &str, data: &[u8]) -> tempfile::NamedTempFile {
        let mut bytes = b"\x93NUMPY".to_vec();
        bytes.extend([version, 0]);
        match version {
            1 => bytes.extend((length as u16).to_le_bytes()),
            _ => bytes.extend(length.to_le_bytes()),
        }
        bytes.extend(header.as_bytes());
        bytes.extend(data);
        let file = tempfile::Builder::new().suffix(".npy").tempfile().expect("a file");
        std::fs::write(file.path(), bytes).expect("it writes");
        file
    }

    #[test]
    fn headers_that_would_hold_the_parser_up_are_refused() {
        let read = |file: &tempfile::NamedTempFile| from_npy(file.path()).map(|(shape, _)| shape);
        let header = |shape: &str| format!("{{'descr': '<f4', 'fortran_order': True, 'shape': {shape}, }}\n");
        for version in [1, 2, 3] {
            let header = header("(2, 1)");
            let whole = npy_file(version, header.len() as u32, &header, &[0; 8]);
            assert_eq!(read(&whole).expect("an array"), [2, 1], "version {version}");
            let refused = read(&npy_file(version, u32::MAX, &header, &[0; 8])).expect_err("it is not as long");
            assert!(format!("{refused:#}").contains("no .npy file"), "{refused:#}");
        }
        let nested = format!("{{'descr': {}x", "[".repeat(40));
        assert!(read(&npy_file(1, nested.len() as u32, &nested, &[])).is_err(), "at once");
        if cfg!(not(debug_assertions)) {
            // In a build that checks, the reader itself panics.
            let wrapping = header("(3, 12297829382473034412)");
            assert!(
                read(&npy_file(1, wrapping.len() as u32, &wrapping, &[0; 16])).is_err(),
                "3 · that is 4 in 64 bits"
            );
        }
    }

    #[test]
    fn a_tensor_is_named_after_a_colon() {
        let (path, name) = split("runs/a.safetensors:conv1.out:put").expect("it names a tensor");
        assert_eq!((path, name), (Path::new("runs/a.safetensors"), Some("conv1.out:put")));
        assert_eq!(split("x/a.npy").expect("a file"), (Path::new("x/a.npy"), None));
        assert!(split("a.csv").is_err() && split("npy").is_err());
    }
}
