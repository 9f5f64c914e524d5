//! Everything that is dropped on the page or chosen: sorted by its names, and handed to the part that takes it.

use js_sys::{Array, Uint8Array};
use layerlab_schema::FileName;
use layerlab_words::t;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DataTransfer, File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry};
use yew::Callback;

use super::{picker::with_path, problem::Problem, training, unzip::unzip};
use crate::{
    files,
    state::{Action, ClassFolder, Notice, OwnAction, OwnFile, WeightsOrigin},
};

/// The largest file of weights, and all files of a data set together, in megabytes.
const WEIGHTS: usize = 500;
const DATA: usize = 200;
/// Files that are read out of folders, at most.
const MOST_FILES: usize = 5_000;

/// The kinds of files that the page takes, by their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Json,
    Weights,
    Zip,
    Picture,
    /// A file of MNIST, Fashion-MNIST or CIFAR.
    Data,
    Other,
}

impl Kind {
    fn of(name: &str) -> Self {
        let name = name.to_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        if ends(&[".json"]) {
            Self::Json
        } else if ends(&[".safetensors", ".pth", ".pt", ".ckpt"]) {
            Self::Weights
        } else if ends(&[".zip"]) {
            Self::Zip
        } else if ends(&[".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".avif"]) {
            Self::Picture
        } else if ends(&["-ubyte", "-ubyte.gz", ".bin"]) {
            Self::Data
        } else {
            Self::Other
        }
    }
}

/// Takes files: of several kinds together, the first of these that there is.
pub fn take(files: Vec<OwnFile>, dispatch: Callback<Action>) {
    spawn_local(async move {
        if let Err(problem) = sort(files, &dispatch).await {
            dispatch.emit(Action::Say(Notice::problem(problem.sentence())));
        }
    });
}

async fn sort(files: Vec<OwnFile>, dispatch: &Callback<Action>) -> Result<(), Problem> {
    let of = |kind: Kind| files.iter().filter(move |file| Kind::of(file.name()) == kind);
    // The folder of a run holds weights too, and its report tells more.
    if let Some(report) = files.iter().find(|file| file.name() == "report.json")
        && let Some(report) = report.content.dyn_ref::<File>()
    {
        files::open(report.clone(), dispatch.clone());
        return Ok(());
    }
    if let Some(file) = of(Kind::Weights).next() {
        let bytes = bytes(&[file], WEIGHTS).await?;
        dispatch.emit(Action::Own(OwnAction::Weights(WeightsOrigin::File(file.name().to_owned()), bytes)));
    } else if of(Kind::Data).next().is_some() {
        let data: Vec<&OwnFile> = of(Kind::Data).collect();
        let bytes = bytes(&data, DATA).await?;
        let name = |file: &&OwnFile| FileName { name: file.name().to_owned(), length: file.content.size() as usize };
        dispatch.emit(Action::Own(OwnAction::Files(data.iter().map(name).collect(), bytes)));
    } else if let Some(file) = of(Kind::Zip).next() {
        return pictures(unzip(file.name(), &file.content).await?, dispatch);
    } else if of(Kind::Picture).next().is_some() {
        return pictures(files, dispatch);
    } else if let Some(file) = of(Kind::Json).next().or(files.first()) {
        let Some(file) = file.content.dyn_ref::<File>() else { return Err(Problem::NoPictures) };
        files::open(file.clone(), dispatch.clone());
    }
    Ok(())
}

/// Pictures in several folders are a training set, others are shown to the network.
fn pictures(files: Vec<OwnFile>, dispatch: &Callback<Action>) -> Result<(), Problem> {
    let pictures: Vec<OwnFile> = files.into_iter().filter(|file| Kind::of(file.name()) == Kind::Picture).collect();
    if pictures.is_empty() {
        return Err(Problem::NoPictures);
    }
    let found = pictures.len();
    let folders = class_folders(&pictures);
    if folders.len() < 2 {
        dispatch.emit(Action::Own(OwnAction::Pictures(pictures)));
        return Ok(());
    }
    if found > training::MOST {
        return Err(Problem::TooMany { found, limit: training::MOST });
    }
    dispatch.emit(Action::Own(OwnAction::Folders(folders)));
    Ok(())
}

/// The pictures of each folder, both in the order of their names.
fn class_folders(pictures: &[OwnFile]) -> Vec<ClassFolder> {
    let mut folders = std::collections::BTreeMap::<String, Vec<OwnFile>>::new();
    for picture in pictures {
        if let Some(folder) = picture.folder() {
            folders.entry(folder.to_owned()).or_default().push(picture.clone());
        }
    }
    for files in folders.values_mut() {
        files.sort_by(|a, b| a.path.cmp(&b.path));
    }
    folders.into_iter().collect()
}

/// The content of files, one after the other.
async fn bytes(files: &[&OwnFile], limit: usize) -> Result<Uint8Array, Problem> {
    let name = files.first().map(|file| file.name().to_owned()).unwrap_or_default();
    let size: f64 = files.iter().map(|file| file.content.size()).sum();
    if size > (limit * 1_000_000) as f64 {
        return Err(Problem::TooLarge { name, limit });
    }
    let parts: Array = files.iter().map(|file| JsValue::from(&file.content)).collect();
    let whole = Blob::new_with_blob_sequence(&parts).map_err(|_| Problem::Unreadable(name.clone()))?;
    let buffer = JsFuture::from(whole.array_buffer()).await.map_err(|_| Problem::Unreadable(name))?;
    Ok(Uint8Array::new(&buffer))
}

/// Takes a drop, the files in folders included. Entries must be taken before the event is over; they are read later.
pub fn dropped_files(transfer: &DataTransfer, dispatch: Callback<Action>) {
    let items = transfer.items();
    let entries: Vec<FileSystemEntry> =
        (0..items.length()).filter_map(|at| items.get(at)?.webkit_get_as_entry().ok().flatten()).collect();
    if entries.iter().all(FileSystemEntry::is_file) {
        let plain = |files: web_sys::FileList| (0..files.length()).filter_map(move |at| files.get(at)).map(with_path);
        return take(transfer.files().map(plain).into_iter().flatten().collect(), dispatch);
    }
    spawn_local(async move {
        let (mut found, mut waiting) = (Vec::new(), entries);
        while let Some(entry) = waiting.pop() {
            if found.len() > MOST_FILES {
                let problem = Problem::TooMany { found: found.len(), limit: MOST_FILES };
                return dispatch.emit(Action::Say(Notice::problem(problem.sentence())));
            }
            if entry.is_directory() {
                waiting.extend(children(entry.unchecked_ref()).await);
            } else if let Some(file) = file_of(entry.unchecked_ref()).await {
                let path = entry.full_path().trim_start_matches('/').to_owned();
                found.push(OwnFile { path, content: file.unchecked_into() });
            }
        }
        if found.is_empty() {
            return dispatch.emit(Action::Say(Notice::problem(t!("own-problem-no-pictures"))));
        }
        take(found, dispatch);
    });
}

/// What lies in a folder. A browser hands it out in portions; the last one is empty.
async fn children(folder: &FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut all = Vec::new();
    loop {
        let portion = called(|done, failed| {
            let _ = reader.read_entries_with_callback_and_callback(done, failed);
        });
        let portion: Array = match portion.await {
            Some(portion) => portion.unchecked_into(),
            None => return all,
        };
        if portion.length() == 0 || all.len() > MOST_FILES {
            return all;
        }
        all.extend(portion.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}

async fn file_of(entry: &FileSystemFileEntry) -> Option<File> {
    let file = called(|done, failed| entry.file_with_callback_and_callback(done, failed)).await?;
    file.dyn_into().ok()
}

/// Waits for a function that answers by one of two callbacks.
async fn called(ask: impl Fn(&js_sys::Function, &js_sys::Function)) -> Option<JsValue> {
    let promise = js_sys::Promise::new(&mut |done, failed| {
        let answered = Closure::once_into_js(move |value: JsValue| done.call1(&JsValue::UNDEFINED, &value));
        ask(answered.unchecked_ref(), &failed);
    });
    JsFuture::from(promise).await.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_sorted_by_their_names() {
        for (name, kind) in [
            ("a.report.json", Kind::Json),
            ("weights.safetensors", Kind::Weights),
            ("model.PTH", Kind::Weights),
            ("Shoes.ZIP", Kind::Zip),
            ("IMG_1.JPG", Kind::Picture),
            ("train-images-idx3-ubyte.gz", Kind::Data),
            ("t10k-labels-idx1-ubyte", Kind::Data),
            ("data_batch_1.bin", Kind::Data),
            ("notes.txt", Kind::Other),
        ] {
            assert_eq!(Kind::of(name), kind, "{name}");
        }
    }
}
