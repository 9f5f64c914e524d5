//! The data of a run: the samples inside the binary, and the sets in the data folder.

use std::{
    cell::RefCell,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Result, bail};
use burn::tensor::Device;
use layerlab_core::{
    data::{DataError, Records, Source, SplitKind},
    network::{self, Chain},
};
use layerlab_data::{
    Labelled,
    catalogue::{self, Entry, Form},
    cifar::Head,
    folder::{self, Listing},
};
use layerlab_schema::{Data, DataSet, Layer, message};
use layerlab_words::t;

use super::{DataDirArguments, prefetcher::Prefetcher, whole, whole::Whole};
use crate::{error_text::shown, shell::Bundled, weights};

/// Gives bundled samples where they suffice, so that figures agree with the page's, and fetched sets otherwise.
pub struct DataSource {
    folder: Option<PathBuf>,
    /// The training split is opened twice when there are validation samples.
    training: RefCell<Option<Arc<Labelled>>>,
    listing: RefCell<Option<Arc<Listing>>>,
}

impl DataSource {
    /// The samples inside this program alone.
    pub fn bundled() -> Self {
        Self { folder: None, training: RefCell::default(), listing: RefCell::default() }
    }

    /// The data for a run, and a sentence with its origin where that may be in doubt.
    ///
    /// # Errors
    /// When the set is neither bundled nor in the data folder: one sentence that names the command that gets it.
    pub fn for_run(data: &Data, directory: &DataDirArguments) -> Result<(Self, Option<String>)> {
        let name = data.set.name();
        let entry = catalogue::entry(data.set);
        let (train, test) = data.set.bundled();
        let Err(beyond) = data.check_bundled() else {
            let says =
                entry.map(|_| t!("data-bundled", data = name, train = train.to_string(), test = test.to_string()));
            return Ok((Self::bundled(), says));
        };
        let (Some(entry), None) = (entry, &data.own) else { bail!(beyond) };
        let folder = directory.folder()?.join(entry.folder);
        if !is_here(entry, &folder) {
            let there = not_here(entry, &folder);
            bail!(match train {
                0 => t!("data-get", there = there, data = name),
                _ => t!(
                    "data-get-all",
                    there = there,
                    data = name,
                    asked_train = data.from_training_split().to_string(),
                    asked_test = data.test.to_string(),
                    train = train.to_string(),
                    test = test.to_string()
                ),
            });
        }
        let says = t!("data-from", data = name, folder = shown(&folder));
        Ok((Self { folder: Some(folder), ..Self::bundled() }, Some(says)))
    }

    /// A set that is held in memory.
    fn whole(&self, data: &Data, folder: &Path, kind: SplitKind) -> Result<Whole, DataError> {
        let (set, size) = (data.set, data.set.shape().len());
        if kind == SplitKind::Test {
            return Ok(Whole { samples: Arc::new(whole::load(set, folder, kind, data.test)?), size });
        }
        let known = self.training.borrow().clone();
        let samples = match known {
            Some(samples) => samples,
            None => Arc::new(whole::load(set, folder, kind, data.from_training_split())?),
        };
        *self.training.borrow_mut() = Some(Arc::clone(&samples));
        Ok(Whole { samples, size })
    }

    /// A set that is read from disk on demand.
    fn streamed(&self, data: &Data, folder: &Path, kind: SplitKind) -> Result<Prefetcher, DataError> {
        let known = self.listing.borrow().clone();
        let listing = match known {
            Some(listing) => listing,
            None => Arc::new(list(data.set, folder)?),
        };
        *self.listing.borrow_mut() = Some(Arc::clone(&listing));
        let (entries, needed) = match kind {
            SplitKind::Train | SplitKind::Validation => (&listing.train, data.from_training_split()),
            SplitKind::Test => (&listing.test, data.test),
        };
        if entries.len() < needed {
            return Err(DataError(message!(
                "data-error-few-pictures",
                name = folder.display().to_string(),
                found = entries.len(),
                needed = needed
            )));
        }
        Ok(Prefetcher::new(Arc::from(entries.as_slice()), data.set.shape()))
    }
}

impl Source for DataSource {
    async fn read(&self, name: &str) -> Result<Vec<u8>, DataError> {
        Bundled.read(name).await
    }

    async fn weights(&self, file: &str, layers: &[Layer]) -> Result<Vec<u8>, DataError> {
        let fresh = Chain::init(layers, 0, &Device::flex());
        let loaded = weights::read(Path::new(file), |dict| Ok(dict.load(fresh)?.0));
        let chain = loaded.map_err(|error| DataError(message!("data-error-parent", reason = format!("{error:#}"))))?;
        network::save(&chain)
            .await
            .map_err(|error| DataError(message!("data-error-parent", reason = error.to_string())))
    }

    async fn open(&self, data: &Data, kind: SplitKind) -> Result<Option<Box<dyn Records>>, DataError> {
        let Some(folder) = &self.folder else { return Ok(None) };
        Ok(Some(if whole::is_whole(data.set) {
            Box::new(self.whole(data, folder, kind)?)
        } else {
            Box::new(self.streamed(data, folder, kind)?)
        }))
    }
}

/// The pictures of a set, which must have its classes.
///
/// # Errors
/// When files are missing or damaged, or there is another number of classes.
pub fn list(set: DataSet, folder: &Path) -> Result<Listing, DataError> {
    let listing = match set {
        DataSet::TinyImagenet => folder::tiny_imagenet(folder)?,
        DataSet::StanfordDogs => folder::stanford_dogs(folder)?,
        DataSet::Imagenette
        | DataSet::Imagenette320
        | DataSet::FashionMnist
        | DataSet::Digits
        | DataSet::Moons
        | DataSet::Circles
        | DataSet::Spirals
        | DataSet::Blobs
        | DataSet::Mnist
        | DataSet::Cifar10
        | DataSet::Cifar100 => folder::by_class(folder)?,
    };
    let (found, expected) = (listing.classes.len(), set.class_count());
    if found != expected {
        let name = folder.display().to_string();
        return Err(DataError(message!("data-error-classes", name = name, found = found, expected = expected)));
    }
    Ok(listing)
}

/// The path of a set in a data folder, or the folder itself where that was given.
pub fn folder_of(entry: &Entry, given: &Path) -> PathBuf {
    let inside = given.join(entry.folder);
    if !inside.is_dir() && given.ends_with(entry.folder) { given.to_owned() } else { inside }
}

/// The files that are read by their names and are missing in the set's folder.
fn missing(entry: &Entry, folder: &Path) -> Vec<&'static str> {
    let single = entry.downloads.iter().filter(|download| download.form == Form::File);
    let mut missing: Vec<_> =
        single.map(|download| download.file).filter(|file| !whole::in_use(&folder.join(file)).is_file()).collect();
    if let Some(head) = Head::of(entry.set) {
        let files = [SplitKind::Train, SplitKind::Test].into_iter().flat_map(|kind| whole::cifar_files(head, kind));
        missing.extend(files.copied().filter(|file| !folder.join(file).is_file()));
    }
    missing
}

/// Whether a set is in its folder, with every file that is read by its name.
pub fn is_here(entry: &Entry, folder: &Path) -> bool {
    folder.is_dir() && missing(entry, folder).is_empty()
}

/// The reason why [`is_here`] is false, as the first half of a sentence.
pub fn not_here(entry: &Entry, folder: &Path) -> String {
    let (data, folder_name) = (entry.set.name(), shown(folder));
    if folder.is_dir() {
        let files = missing(entry, folder).join(t!("separator-list"));
        t!("data-not-whole", data = data, folder = folder_name, files = files)
    } else {
        t!("data-nowhere", data = data, folder = folder_name)
    }
}
