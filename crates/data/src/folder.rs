//! Folders of pictures: which pictures there are, and what their classes are. Nothing is decoded here.

use std::{
    collections::BTreeSet,
    ffi::{OsStr, OsString},
    fs::{self, DirEntry, FileType},
    io,
    path::{Path, PathBuf},
};

use layerlab_schema::message;

use crate::{DataError, file, order, stanford_dogs, tiny_imagenet};

/// Endings of the files that count as pictures, in lower case.
const ENDINGS: [&str; 3] = ["png", "jpg", "jpeg"];

/// Names, in lower case, of what systems and programs leave beside data: macOS, Python, Synology, Windows, Linux.
const JUNK: [&str; 9] = [
    "__macosx",
    "__pycache__",
    "@eadir",
    "#recycle",
    "$recycle.bin",
    "system volume information",
    "thumbs.db",
    "desktop.ini",
    "lost+found",
];

/// The pictures of a data set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Names of the classes, in the order of their labels.
    pub classes: Vec<String>,
    /// Pictures to learn from, scattered over the classes, in an order that depends on their paths only.
    pub train: Vec<Entry>,
    /// Held-out pictures, in the same way.
    pub test: Vec<Entry>,
}

/// A picture file with its class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Path of the file.
    pub path: PathBuf,
    /// Class of the picture, from 0.
    pub label: u16,
}

/// Lists a folder with `train` and `val`, each of which has a folder of pictures for every class: Imagenette, or
/// anybody's own pictures. Classes are numbered by the order of their folders' names.
///
/// # Errors
/// When a folder is missing or can't be read, or a class is empty.
pub fn by_class(root: &Path) -> Result<Listing, DataError> {
    let classes = class_folders(&root.join("train"))?;
    let held_out: BTreeSet<OsString> = class_folders(&root.join("val"))?.into_iter().collect();
    if let Some(stranger) = held_out.iter().find(|class| !classes.contains(class)) {
        return Err(DataError(message!("data-error-strange-class", name = shown(&root.join("val").join(stranger)))));
    }
    let (mut train, mut test) = (Vec::new(), Vec::new());
    for (label, class) in classes.iter().enumerate() {
        let label = number(root, label)?;
        list_class(root, &below("train", class), label, &mut train)?;
        list_class(root, &below("val", class), label, &mut test)?;
    }
    let classes = classes.iter().map(|class| class.to_string_lossy().into_owned()).collect();
    Ok(Listing { classes, train: scattered(root, train), test: scattered(root, test) })
}

/// Lists Tiny ImageNet: `train/CLASS/images`, and `val/images` with its annotations.
///
/// # Errors
/// When a file or folder is missing or damaged, or a class is empty.
pub fn tiny_imagenet(root: &Path) -> Result<Listing, DataError> {
    let (name, text) = read_text(&root.join("wnids.txt"))?;
    let numbers = tiny_imagenet::classes(&name, &text)?;
    let mut train = Vec::new();
    for (label, class) in numbers.iter().enumerate() {
        list_class(root, format!("train/{class}/images").as_ref(), number(root, label)?, &mut train)?;
    }
    let (name, text) = read_text(&root.join("val/val_annotations.txt"))?;
    let held_out = tiny_imagenet::annotations(&name, &text, &numbers)?;
    let test = held_out.into_iter().map(|(file, label)| (below("val/images", file), label)).collect();
    // Names are for people only: without words.txt the numbers stand for them.
    let words = read_text(&root.join("words.txt")).map_or(String::new(), |(_, text)| text);
    let words = tiny_imagenet::words(&words);
    let classes = numbers.iter().map(|number| words.get(number.as_str()).copied().unwrap_or(number).into()).collect();
    Ok(Listing { classes, train: scattered(root, train), test: scattered(root, test) })
}

/// Lists Stanford Dogs: `Images/BREED` with `train_list.txt` and `test_list.txt` beside it.
///
/// # Errors
/// When a list is missing, is there in MATLAB's format only, or is damaged.
pub fn stanford_dogs(root: &Path) -> Result<Listing, DataError> {
    let mut classes = Vec::new();
    let mut lists = Vec::new();
    if lacks_text_lists(root) {
        let script = shown(&root.join(stanford_dogs::SCRIPT));
        return Err(DataError(message!("data-error-matlab", folder = shown(root), script = script)));
    }
    for file in stanford_dogs::LISTS {
        let (name, text) = read_text(&root.join(file))?;
        let list = stanford_dogs::list(&name, &text)?;
        for (picture, label) in &list {
            name_breed(&mut classes, picture, usize::from(*label));
        }
        lists.push(list.into_iter().map(|(picture, label)| (below("Images", picture), label)).collect());
    }
    if let Some(label) = classes.iter().position(String::is_empty) {
        return Err(DataError(message!("data-error-missing-breed", name = shown(root), breed = label + 1)));
    }
    let test = lists.pop().unwrap_or_default();
    let train = lists.pop().unwrap_or_default();
    Ok(Listing { classes, train: scattered(root, train), test: scattered(root, test) })
}

/// Whether what has this name was left beside the data by a system or a program, and is no part of it.
pub fn is_junk(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_lowercase();
    name.starts_with('.') || JUNK.contains(&name.as_str())
}

/// Whether Stanford Dogs lie here with one of their lists in MATLAB's format alone.
pub fn lacks_text_lists(root: &Path) -> bool {
    let in_matlab_only = |file: &str| {
        let text = root.join(file);
        !text.exists() && text.with_extension("mat").exists()
    };
    stanford_dogs::LISTS.into_iter().any(in_matlab_only)
}

/// A breed is called like its folder without the WordNet number: `n02085620-Chihuahua`.
fn name_breed(classes: &mut Vec<String>, picture: &str, label: usize) {
    classes.resize(classes.len().max(label + 1), String::new());
    if classes[label].is_empty() {
        let folder = picture.split('/').next().unwrap_or(picture);
        classes[label] = folder.split_once('-').map_or(folder, |(_, breed)| breed).replace('_', " ");
    }
}

/// The names of the folders in `path`, sorted; there must be some.
fn class_folders(path: &Path) -> Result<Vec<OsString>, DataError> {
    let mut classes = Vec::new();
    for entry in contents(path)? {
        if kind(&entry)?.is_dir() {
            classes.push(entry.file_name());
        }
    }
    if classes.is_empty() {
        return Err(DataError(message!("data-error-no-classes", name = shown(path))));
    }
    classes.sort();
    Ok(classes)
}

/// Appends the pictures of one class, which must have some, as paths relative to `root`.
fn list_class(root: &Path, folder: &OsStr, label: u16, to: &mut Vec<(OsString, u16)>) -> Result<(), DataError> {
    let path = root.join(folder);
    let before = to.len();
    for entry in contents(&path)?.into_iter().filter(|entry| is_picture(&entry.file_name())) {
        let kind = kind(&entry)?;
        if kind.is_file() {
            to.push((below(folder, entry.file_name()), label));
        } else if !kind.is_dir() {
            return Err(file::special(&entry.path()));
        }
    }
    if to.len() == before {
        return Err(DataError(message!("data-error-empty-class", name = shown(&path))));
    }
    Ok(())
}

/// What lies in a folder, without junk.
fn contents(path: &Path) -> Result<Vec<DirEntry>, DataError> {
    let entries = fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut entries = entries.map_err(|error| unreadable(path, &error))?;
    entries.retain(|entry| !is_junk(&entry.file_name()));
    Ok(entries)
}

/// What an entry is, or where its link leads. Folders tell the kinds of their entries, so that only links are looked up.
fn kind(entry: &DirEntry) -> Result<FileType, DataError> {
    let path = entry.path();
    let kind = entry.file_type().map_err(|error| unreadable(&path, &error))?;
    if kind.is_symlink() { file::kind(&path) } else { Ok(kind) }
}

fn is_picture(name: &OsStr) -> bool {
    let ending = Path::new(name).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// A path with `/` on every system, so that the order of samples is the same. Its names need not be UTF-8.
fn below(folder: impl AsRef<OsStr>, name: impl AsRef<OsStr>) -> OsString {
    [folder.as_ref(), name.as_ref()].join(OsStr::new("/"))
}

/// The order in which samples are numbered.
fn scattered(root: &Path, mut entries: Vec<(OsString, u16)>) -> Vec<Entry> {
    entries.sort_by_cached_key(|(path, _)| (order::key(path.as_encoded_bytes()), path.clone()));
    entries.into_iter().map(|(path, label)| Entry { path: root.join(path), label }).collect()
}

fn number(root: &Path, label: usize) -> Result<u16, DataError> {
    u16::try_from(label).map_err(|_| DataError(message!("data-error-many-classes", name = shown(root))))
}

/// A list's name for messages, and its text without the mark that some editors put before it.
fn read_text(path: &Path) -> Result<(String, String), DataError> {
    let bytes = file::read(path)?;
    let text = str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes));
    let text = text.map_err(|error| unreadable(path, &io::Error::new(io::ErrorKind::InvalidData, error)))?;
    Ok((shown(path), text.to_owned()))
}

fn unreadable(path: &Path, error: &io::Error) -> DataError {
    DataError::unreadable(path.display(), error)
}

/// A path as messages show it.
fn shown(path: &Path) -> String {
    path.display().to_string()
}
