//! The files of a zip: its directory is read here, and the browser inflates what is in it. Nothing is written anywhere.

use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use rawzip::{CompressionMethod, ZipArchive};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableStreamDefaultReader};

use super::problem::Problem;
use crate::state::OwnFile;

/// The largest archive, and what may come out of it in all, in megabytes.
pub const LARGEST: usize = 64;
const INFLATED: usize = 200;
/// Entries of an archive, folders included.
const MOST: usize = 5_000;

/// An entry of the directory.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    path: String,
    is_stored: bool,
    /// Where its compressed bytes lie.
    from: usize,
    to: usize,
    /// The size that the directory promises.
    size: usize,
}

/// All files of an archive.
///
/// # Errors
/// When it is too large, damaged, encrypted, or inflates to more than it promises or than the page takes.
pub async fn unzip(name: &str, archive: &Blob) -> Result<Vec<OwnFile>, Problem> {
    if archive.size() > (LARGEST * 1_000_000) as f64 {
        return Err(Problem::TooLarge { name: name.to_owned(), limit: LARGEST });
    }
    let unreadable = || Problem::Unreadable(name.to_owned());
    let buffer = JsFuture::from(archive.array_buffer()).await.map_err(|_| unreadable())?;
    let entries = entries(name, &Uint8Array::new(&buffer).to_vec())?;
    let mut files = Vec::new();
    for Entry { path, is_stored, from, to, size } in entries {
        let packed = archive.slice_with_f64_and_f64(from as f64, to as f64).map_err(|_| unreadable())?;
        let content = if is_stored { packed } else { inflate(name, &packed, size).await? };
        files.push(OwnFile { path, content });
    }
    Ok(files)
}

/// The files in the directory of an archive.
fn entries(name: &str, bytes: &[u8]) -> Result<Vec<Entry>, Problem> {
    let bad = |reason: &str| Problem::BadZip { name: name.to_owned(), reason: reason.to_owned() };
    let damaged = |error: rawzip::Error| bad(&error.to_string());
    let archive = ZipArchive::from_slice(bytes).map_err(damaged)?;
    let (mut found, mut total, mut count) = (Vec::new(), 0_usize, 0);
    let mut directory = archive.entries();
    while let Some(entry) = directory.next_entry().map_err(damaged)? {
        count += 1;
        if count > MOST {
            return Err(Problem::TooMany { found: count, limit: MOST });
        }
        if entry.is_dir() {
            continue;
        }
        let raw = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
        let path = raw.replace('\\', "/");
        let leads_out = path.starts_with('/') || path.contains(':') || path.split('/').any(|part| part == "..");
        if leads_out {
            return Err(Problem::Traversal { name: name.to_owned(), path: raw });
        }
        if is_hidden(&path) {
            continue;
        }
        let is_stored = match entry.compression_method() {
            CompressionMethod::STORE => true,
            CompressionMethod::DEFLATE => false,
            _ => return Err(bad("compression")),
        };
        let size = usize::try_from(entry.uncompressed_size_hint()).unwrap_or(usize::MAX);
        total = total.saturating_add(size);
        if total > INFLATED * 1_000_000 {
            return Err(Problem::Bomb { name: name.to_owned(), limit: INFLATED });
        }
        let (from, to) = archive.get_entry(entry.wayfinder()).map_err(damaged)?.compressed_data_range();
        let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
        let (from, to) = (place(from), place(to));
        if is_stored && to - from != size {
            return Err(bad("size"));
        }
        found.push(Entry { path, is_stored, from, to, size });
    }
    Ok(found)
}

/// What systems put beside a person's files.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') || part == "__MACOSX" || part == "Thumbs.db")
}

/// The inflated content, as long as it is not longer than promised.
async fn inflate(name: &str, packed: &Blob, size: usize) -> Result<Blob, Problem> {
    let bad = || Problem::BadZip { name: name.to_owned(), reason: "deflate".into() };
    let stream: ReadableStream = packed.stream().pipe_through(inflater().ok_or_else(bad)?.unchecked_ref());
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let (chunks, mut length) = (Array::new(), 0);
    loop {
        let read = JsFuture::from(reader.read()).await.map_err(|_| bad())?;
        if Reflect::get(&read, &"done".into()).is_ok_and(|done| done.is_truthy()) {
            break;
        }
        let chunk = Reflect::get(&read, &"value".into()).unwrap_or(JsValue::UNDEFINED);
        length += chunk.dyn_ref::<Uint8Array>().map_or(0, Uint8Array::length) as usize;
        if length > size {
            let _ = reader.cancel();
            return Err(Problem::Bomb { name: name.to_owned(), limit: INFLATED });
        }
        chunks.push(&chunk);
    }
    Blob::new_with_u8_array_sequence(&chunks).map_err(|_| bad())
}

/// The browser's own inflater, by its name, since its bindings are not stable yet.
fn inflater() -> Option<Object> {
    let class: Function = Reflect::get(&js_sys::global(), &"DecompressionStream".into()).ok()?.dyn_into().ok()?;
    Reflect::construct(&class, &Array::of1(&"deflate-raw".into())).ok()?.dyn_into().ok()
}
