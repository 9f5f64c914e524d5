//! `layerlab data fetch`: files from their makers, a mirror or a folder, verified, and in place whole or not at all.

use std::{
    ffi::{OsStr, OsString},
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use layerlab_data::{
    DataError,
    catalogue::{Checksum, Download, Entry, Form},
    cifar::Head,
    file, folder, stanford_dogs,
};
use layerlab_schema::DataSet;
use layerlab_words::t;
use serde_json::json;

use super::{
    check::{self, Proof},
    directory,
    download::{Part, download, unwritable},
    entry, megabytes, source,
    unpack::unpack,
    verify::{Mismatch, verify},
    whole,
};
use crate::{error_text::shown, shell::print};

#[derive(Args)]
pub struct Arguments {
    name: String,
    #[arg(long, visible_alias = "data-dir", value_name = "DIR")]
    into: Option<PathBuf>,
    #[arg(long, value_name = "URL|DIR")]
    from: Option<OsString>,
    #[arg(long)]
    json: bool,
}

pub fn main(arguments: &Arguments) -> Result<ExitCode> {
    let folder = directory::or_default(arguments.into.clone())?;
    fs::create_dir_all(&folder).map_err(|error| unwritable(&error, &folder))?;
    let fetch = Fetch {
        entry: entry(&arguments.name)?,
        folder,
        origin: Origin::of(arguments.from.as_deref()),
        bar: if arguments.json { ProgressBar::hidden() } else { ProgressBar::no_length() },
    };
    let style = ProgressStyle::with_template(&t!(
        "data-fetch-bar",
        now = "{msg}",
        bar = "{wide_bar}",
        done = "{bytes}",
        all = "{total_bytes}",
        time = "{eta}"
    ));
    fetch.bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let outcome = fetch.run()?;
    fetch.bar.finish_and_clear();
    let (entry, target) = (fetch.entry, fetch.target());
    if arguments.json {
        print(json!({
            "set": entry.set.name(),
            "folder": shown(&target),
            "is_new": outcome.is_new(),
            "is_usable": fetch.to_do().is_none(),
            "terms": entry.terms,
            "page": entry.page,
        }))?;
    } else {
        let message = outcome.message(entry.set.name(), &target);
        print(format!("{message}\n{}", t!("data-terms", terms = entry.terms, page = entry.page)))?;
        if let Some(to_do) = fetch.to_do() {
            print(to_do)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The result of a fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The data set was already in the folder.
    Already(Proof),
    /// Files or archives were downloaded and verified.
    Fetched,
    /// An unpacked folder was copied into the data folder.
    Copied(Proof),
}

impl Outcome {
    /// Whether files were downloaded or copied.
    pub fn is_new(self) -> bool {
        !matches!(self, Self::Already(_))
    }

    fn message(self, set: &str, target: &Path) -> String {
        let folder = shown(target);
        match self {
            Self::Fetched | Self::Copied(Proof::Checksums) => t!("data-fetched", data = set, folder = folder),
            Self::Copied(Proof::Archives) => t!("data-copied", data = set, folder = folder),
            Self::Copied(Proof::Records(count)) => {
                t!("data-copied-records", data = set, folder = folder, count = count.to_string())
            }
            Self::Copied(Proof::Pictures(count)) => {
                t!("data-copied-pictures", data = set, folder = folder, count = count.to_string())
            }
            Self::Already(Proof::Archives) => t!("data-already", data = set, folder = folder),
            Self::Already(Proof::Checksums) => t!("data-already-verified", data = set, folder = folder),
            Self::Already(Proof::Records(count)) => {
                t!("data-already-records", data = set, folder = folder, count = count.to_string())
            }
            Self::Already(Proof::Pictures(count)) => {
                t!("data-already-pictures", data = set, folder = folder, count = count.to_string())
            }
        }
    }
}

/// The source of the files.
pub enum Origin {
    Makers,
    Mirror(String),
    Folder(PathBuf),
}

impl Origin {
    pub fn of(from: Option<&OsStr>) -> Self {
        let Some(from) = from else { return Self::Makers };
        match from.to_str() {
            Some(address) if address.starts_with("http://") || address.starts_with("https://") => {
                Self::Mirror(address.trim_end_matches('/').to_owned())
            }
            // The name of a folder need not be UTF-8.
            Some(_) | None => Self::Folder(from.into()),
        }
    }
}

/// A set that is being fetched.
pub struct Fetch {
    pub entry: &'static Entry,
    pub folder: PathBuf,
    pub origin: Origin,
    pub bar: ProgressBar,
}

impl Fetch {
    fn target(&self) -> PathBuf {
        self.folder.join(self.entry.folder)
    }

    /// Gets the set, where it is not there.
    pub fn run(&self) -> Result<Outcome> {
        if self.entry.downloads.iter().all(|download| download.form == Form::File) {
            return self.get_files();
        }
        let target = self.target();
        if target.is_dir() && self.lacks_text_lists(&target) {
            return Ok(Outcome::Already(Proof::Archives));
        }
        if target.is_dir() {
            let proof = check::files(self.entry, &target);
            let anew = || t!("data-delete-folder", folder = shown(&target));
            return Ok(Outcome::Already(proof.with_context(anew)?));
        }
        if let Some(unpacked) = self.unpacked() {
            return Ok(Outcome::Copied(self.copy_folder(&unpacked)?));
        }
        self.get_archives()?;
        Ok(Outcome::Fetched)
    }

    /// A set of single files, each of which comes into place by itself.
    fn get_files(&self) -> Result<Outcome> {
        let target = self.target();
        fs::create_dir_all(&target).map_err(|error| unwritable(&error, &target))?;
        let (mut missing, mut outcome) = (Vec::new(), Outcome::Already(Proof::Checksums));
        for download in self.entry.downloads {
            let path = target.join(download.file);
            let there = whole::in_use(&path);
            if there.is_file() {
                self.verify(&there, download.checksum).context(t!("data-delete-file"))?;
                continue;
            }
            outcome = Outcome::Fetched;
            match self.found(download)? {
                Some(found) => copy_in(&found, &place(&path, &found))?,
                None => missing.push(download),
            }
        }
        self.download_all(&missing, &target)?;
        Ok(outcome)
    }

    /// A set that is packed: its archives are unpacked beside their place, which they then take in one step.
    fn get_archives(&self) -> Result<()> {
        let (mut archives, mut missing) = (Vec::new(), Vec::new());
        for download in self.entry.downloads {
            let found = self.found(download)?;
            if found.is_none() {
                missing.push(download);
            }
            archives.push((found.unwrap_or_else(|| self.folder.join(download.file)), download.form));
        }
        self.download_all(&missing, &self.folder)?;
        let beside = self.beside()?;
        let root = beside.path().join(self.entry.folder);
        fs::create_dir(&root).map_err(|error| unwritable(&error, &root))?;
        self.bar.set_style(ProgressStyle::with_template(&t!(
            "data-unpack-bar",
            now = "{msg}",
            done = "{pos}",
            spinner = "{spinner}"
        ))?);
        self.bar.set_position(0);
        self.bar.set_message(t!("data-unpacking", data = self.entry.set.name()));
        for (archive, form) in &archives {
            // Some archives hold the set's folder, some what belongs into it.
            let into = if *form == Form::Tar { &root } else { beside.path() };
            unpack(archive, *form, into, || self.bar.inc(1))?;
        }
        self.move_in(&root)?;
        for (archive, _) in archives.iter().filter(|(archive, _)| archive.parent() == Some(&*self.folder)) {
            fs::remove_file(archive).with_context(|| t!("cli-unremovable", name = shown(archive)))?;
        }
        Ok(())
    }

    /// The folder of a packed set that was already unpacked elsewhere: in the folder of `--from`, or that folder itself.
    fn unpacked(&self) -> Option<PathBuf> {
        let Origin::Folder(from) = &self.origin else { return None };
        let inside = from.join(self.entry.folder);
        if inside.is_dir() {
            return Some(inside);
        }
        let is_packed = self.entry.downloads.iter().any(|download| from.join(download.file).is_file());
        // Where the files of a set have names of their own, its folder may have any.
        let is_it = from.ends_with(self.entry.folder) || Head::of(self.entry.set).is_some();
        (!is_packed && is_it && source::is_here(self.entry, from)).then(|| from.clone())
    }

    /// A set that was already unpacked elsewhere.
    fn copy_folder(&self, from: &Path) -> Result<Proof> {
        let beside = self.beside()?;
        let root = beside.path().join(self.entry.folder);
        copy_tree(from, &root, &[])?;
        self.move_in(&root)
    }

    fn beside(&self) -> Result<tempfile::TempDir> {
        let mut builder = tempfile::Builder::new();
        // What is unpacked in it stays, with the mode of any new folder.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
        let made = builder.prefix(".unpacking-").tempdir_in(&self.folder);
        made.map_err(|error| unwritable(&error, &self.folder))
    }

    fn move_in(&self, root: &Path) -> Result<Proof> {
        if self.entry.set == DataSet::StanfordDogs {
            let script = root.join(stanford_dogs::SCRIPT);
            fs::write(&script, stanford_dogs::MAKE_LISTS).map_err(|error| unwritable(&error, &script))?;
        }
        // What is listed can't be counted yet where lists are to be made first.
        let lacks_lists = self.lacks_text_lists(root);
        let proof = if lacks_lists { Proof::Archives } else { check::files(self.entry, root)? };
        let target = self.target();
        fs::rename(root, &target).map_err(|error| unwritable(&error, &target))?;
        Ok(proof)
    }

    fn lacks_text_lists(&self, folder: &Path) -> bool {
        self.entry.set == DataSet::StanfordDogs && folder::lacks_text_lists(folder)
    }

    /// The manual steps that remain before the set can be used, if any.
    pub fn to_do(&self) -> Option<String> {
        let target = self.target();
        let script = target.join(stanford_dogs::SCRIPT);
        self.lacks_text_lists(&target).then(|| t!("data-to-do", script = shown(&script)))
    }

    /// A file that need not be downloaded: in the folder of `--from`, or put into the data folder by hand.
    fn found(&self, download: &Download) -> Result<Option<PathBuf>> {
        let folder = match &self.origin {
            Origin::Makers | Origin::Mirror(_) => &self.folder,
            Origin::Folder(folder) => folder,
        };
        let places = [folder.join(self.entry.folder), folder.clone()].map(|place| place.join(download.file));
        let mut paths: Vec<PathBuf> = match download.form {
            Form::File => places.iter().flat_map(|path| whole::spellings(path).concat()).collect(),
            Form::TarGz | Form::Tar | Form::Zip => places.into(),
        };
        paths.retain(|path| path.is_file());
        let found = paths.into_iter().next();
        if let Some(found) = &found {
            self.verify(found, download.checksum)?;
        }
        Ok(found)
    }

    /// Downloads files into `folder`. Where that fails, or all files come from a local folder, every missing file
    /// is reported at once, so that all can be copied together from a machine with a connection.
    fn download_all(&self, missing: &[&Download], folder: &Path) -> Result<()> {
        if let (Origin::Folder(from), false) = (&self.origin, missing.is_empty()) {
            let (folder, inner) = (shown(from), shown(&from.join(self.entry.folder)));
            let files: Vec<_> = missing.iter().map(|file| file.file).collect();
            bail!(t!("data-not-in", files = files.join(t!("separator-list")), folder = folder, inner = inner));
        }
        for (index, file) in missing.iter().enumerate() {
            self.download(file, &folder.join(file.file), || self.by_hand(&missing[index..], folder))?;
        }
        Ok(())
    }

    fn by_hand(&self, missing: &[&Download], folder: &Path) -> String {
        let each = missing.iter().map(|file| {
            let (size, place) = (megabytes(file.bytes), shown(&folder.join(file.file)));
            t!("data-by-hand-file", name = file.file, size = size, place = place, address = file.address())
        });
        let files = each.collect::<Vec<_>>().join(t!("separator-clauses"));
        t!("data-by-hand", data = self.entry.set.name(), files = files)
    }

    fn download(&self, file: &Download, path: &Path, by_hand: impl FnOnce() -> String) -> Result<()> {
        let address = match &self.origin {
            Origin::Mirror(mirror) => format!("{mirror}/{}", file.file),
            Origin::Makers | Origin::Folder(_) => file.address(),
        };
        let part = part(path);
        self.bar.set_message(file.file);
        self.bar.set_length(file.bytes);
        // Closed before it is verified: where locks bind everybody, it could not be read.
        let mut begun = Part::open(&part)?;
        download(&address, &mut begun, &self.bar).with_context(by_hand)?;
        drop(begun);
        self.verify(&part, file.checksum).map_err(|error| {
            if !error.is::<Mismatch>() {
                return error;
            }
            // Going on with it would never make it right.
            match fs::remove_file(&part) {
                Ok(()) => error.context(t!("data-other-file-removed", address = address.as_str())),
                Err(reason) => error.context(t!(
                    "data-other-file-kept",
                    address = address.as_str(),
                    name = shown(&part),
                    reason = reason.to_string()
                )),
            }
        })?;
        fs::rename(&part, path).map_err(|error| unwritable(&error, path))
    }

    fn verify(&self, path: &Path, checksum: Checksum) -> Result<()> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.bar.set_message(t!("data-verifying", name = name.as_ref()));
        self.bar.set_length(path.metadata().map_or(0, |metadata| metadata.len()));
        self.bar.set_position(0);
        verify(path, checksum, |bytes| self.bar.inc(bytes))
    }
}

/// The path of a file until it is complete and verified.
fn part(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    path.with_file_name(name)
}

/// The place of a file that was found: what is not packed is not called so.
fn place(published: &Path, found: &Path) -> PathBuf {
    let is_zipped = |path: &Path| path.extension().is_some_and(|extension| extension == "gz");
    if is_zipped(published) && !is_zipped(found) { published.with_extension("") } else { published.to_owned() }
}

/// Copies a verified file to its place; a failed copy is removed, since no download may resume it.
fn copy_in(found: &Path, path: &Path) -> Result<()> {
    let part = part(path);
    let copied = fs::copy(found, &part).map_err(|error| unwritable(&error, &part));
    let moved = copied.and_then(|_| fs::rename(&part, path).map_err(|error| unwritable(&error, path)));
    if moved.is_err() {
        // It may never have been made; what went wrong first is what matters.
        let _ = fs::remove_file(&part);
    }
    moved
}

/// Copies a folder without junk. Links are followed; `above` are the folders that this one lies in, without links.
fn copy_tree(from: &Path, to: &Path, above: &[PathBuf]) -> Result<()> {
    let unreadable = |error: io::Error| DataError::unreadable(from.display(), &error);
    let real = from.canonicalize().map_err(unreadable)?;
    if above.contains(&real) {
        bail!(t!("data-folder-in-itself", name = shown(from)));
    }
    let above = [above, &[real]].concat();
    fs::create_dir_all(to).map_err(|error| unwritable(&error, to))?;
    for entry in fs::read_dir(from).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        if folder::is_junk(&entry.file_name()) {
            continue;
        }
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if file::kind(&path)?.is_dir() {
            copy_tree(&path, &target, &above)?;
        } else {
            file::open(&path)?;
            fs::copy(&path, &target).map_err(|error| unwritable(&error, &target))?;
        }
    }
    Ok(())
}
