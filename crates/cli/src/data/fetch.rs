//! `layerlab data fetch`: files from their makers, a mirror or a folder, verified, and in place whole or not at all.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use layerlab_data::catalogue::{Checksum, Download, Entry, Form};
use serde_json::json;

use super::{check, download::download, download::unwritable, entry, megabytes, place, unpack::unpack, verify::verify};

#[derive(Args)]
pub struct Arguments {
    /// The set, such as cifar-10 (`layerlab data list` shows all).
    name: String,
    /// The data folder to put it into [default: $LAYERLAB_DATA, else layerlab in the system's data folder].
    #[arg(long, alias = "data", value_name = "DIR")]
    into: Option<PathBuf>,
    /// Take the files from here instead of from their makers: the address of a mirror, or a folder.
    #[arg(long, value_name = "URL|DIR")]
    from: Option<String>,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

pub fn main(arguments: &Arguments) -> Result<ExitCode> {
    let folder = place::or_default(arguments.into.clone())?;
    fs::create_dir_all(&folder).map_err(|error| unwritable(&error, &folder))?;
    let fetch = Fetch {
        entry: entry(&arguments.name)?,
        folder,
        origin: Origin::of(arguments.from.as_deref()),
        bar: if arguments.json { ProgressBar::hidden() } else { ProgressBar::no_length() },
    };
    let style = ProgressStyle::with_template("{msg} {wide_bar} {bytes} of {total_bytes}, {eta} left");
    fetch.bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let is_new = fetch.run()?;
    fetch.bar.finish_and_clear();
    let (set, target) = (fetch.entry.set.name(), fetch.target());
    if arguments.json {
        println!("{}", json!({ "set": set, "folder": target, "is_new": is_new }));
    } else {
        let verb = if is_new { "verified, and now" } else { "already" };
        println!("{set} is {verb} in {}.\nIts terms: {} ({}).", target.display(), fetch.entry.terms, fetch.entry.page);
    }
    Ok(ExitCode::SUCCESS)
}

/// Where files come from.
pub enum Origin {
    Makers,
    Mirror(String),
    Folder(PathBuf),
}

impl Origin {
    pub fn of(from: Option<&str>) -> Self {
        match from {
            None => Self::Makers,
            Some(address) if address.starts_with("http://") || address.starts_with("https://") => {
                Self::Mirror(address.trim_end_matches('/').to_owned())
            }
            Some(folder) => Self::Folder(folder.into()),
        }
    }
}

/// A set on its way.
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

    /// Gets the set; whether there was anything to do.
    pub fn run(&self) -> Result<bool> {
        if self.entry.downloads.iter().all(|download| download.form == Form::File) {
            return self.get_files();
        }
        if self.target().is_dir() {
            check::files(self.entry, &self.target())?;
            return Ok(false);
        }
        if let Origin::Folder(from) = &self.origin
            && from.join(self.entry.folder).is_dir()
        {
            self.copy_folder(&from.join(self.entry.folder))?;
        } else {
            self.get_archives()?;
        }
        Ok(true)
    }

    /// A set of single files, each of which comes into place by itself.
    fn get_files(&self) -> Result<bool> {
        let target = self.target();
        fs::create_dir_all(&target).map_err(|error| unwritable(&error, &target))?;
        let mut is_new = false;
        for download in self.entry.downloads {
            let path = target.join(download.file);
            let plain = path.with_extension("");
            if let Some(there) = [&path, &plain].into_iter().find(|path| path.is_file()) {
                self.verify(there, download.checksum).context("delete it, and give the same command again")?;
                continue;
            }
            is_new = true;
            match self.found(download)? {
                Some(found) => {
                    let part = part(&path);
                    fs::copy(found, &part).map_err(|error| unwritable(&error, &part))?;
                    fs::rename(&part, &path).map_err(|error| unwritable(&error, &path))?;
                }
                None => self.download(download, &path)?,
            }
        }
        Ok(is_new)
    }

    /// A set that is packed: its archives are unpacked beside their place, which they then take in one step.
    fn get_archives(&self) -> Result<()> {
        let mut archives = Vec::new();
        for download in self.entry.downloads {
            let path = self.folder.join(download.file);
            archives.push(match self.found(download)? {
                Some(found) => (found, download.form),
                None => {
                    self.download(download, &path)?;
                    (path, download.form)
                }
            });
        }
        let beside = self.beside()?;
        let root = beside.path().join(self.entry.folder);
        fs::create_dir(&root).map_err(|error| unwritable(&error, &root))?;
        self.bar.set_style(ProgressStyle::with_template("{msg} {pos} files {spinner}")?);
        self.bar.set_position(0);
        self.bar.set_message(format!("unpacking {}", self.entry.set.name()));
        for (archive, form) in &archives {
            // Some archives hold the set's folder, some what belongs into it.
            let into = if *form == Form::Tar { &root } else { beside.path() };
            unpack(archive, *form, into, || self.bar.inc(1))?;
        }
        self.move_in(&root)?;
        for (archive, _) in archives.iter().filter(|(archive, _)| archive.parent() == Some(&*self.folder)) {
            fs::remove_file(archive).with_context(|| format!("{} could not be removed", archive.display()))?;
        }
        Ok(())
    }

    /// A set that somebody has already unpacked elsewhere.
    fn copy_folder(&self, from: &Path) -> Result<()> {
        let beside = self.beside()?;
        let root = beside.path().join(self.entry.folder);
        copy_tree(from, &root)?;
        self.move_in(&root)
    }

    fn beside(&self) -> Result<tempfile::TempDir> {
        let made = tempfile::Builder::new().prefix(".unpacking-").tempdir_in(&self.folder);
        made.map_err(|error| unwritable(&error, &self.folder))
    }

    fn move_in(&self, root: &Path) -> Result<()> {
        check::files(self.entry, root)?;
        let target = self.target();
        fs::rename(root, &target).map_err(|error| unwritable(&error, &target))
    }

    /// A file that need not be downloaded: in the folder of `--from`, or put into the data folder by hand.
    fn found(&self, download: &Download) -> Result<Option<PathBuf>> {
        let (folder, must_be_there) = match &self.origin {
            Origin::Makers | Origin::Mirror(_) => (&self.folder, false),
            Origin::Folder(folder) => (folder, true),
        };
        let places = [folder.join(self.entry.folder).join(download.file), folder.join(download.file)];
        match places.iter().find(|path| path.is_file()) {
            Some(found) => {
                self.verify(found, download.checksum)?;
                Ok(Some(found.clone()))
            }
            None if must_be_there => {
                bail!(
                    "{} is neither at {} nor at {}: give the folder in which it is with --from",
                    download.file,
                    places[0].display(),
                    places[1].display()
                )
            }
            None => Ok(None),
        }
    }

    fn download(&self, file: &Download, path: &Path) -> Result<()> {
        let address = match &self.origin {
            Origin::Mirror(mirror) => format!("{mirror}/{}", file.file),
            Origin::Makers | Origin::Folder(_) => file.address(),
        };
        let part = part(path);
        self.bar.set_message(file.file);
        self.bar.set_length(file.bytes);
        download(&address, &part, &self.bar).with_context(|| {
            format!(
                "{} ({}) is missing for {}; it can also be put at {} by hand, from {}",
                file.file,
                megabytes(file.bytes),
                self.entry.set.name(),
                path.display(),
                file.address(),
            )
        })?;
        if let Err(error) = self.verify(&part, file.checksum) {
            // Going on with it would never make it right.
            fs::remove_file(&part).with_context(|| format!("{} could not be removed", part.display()))?;
            return Err(
                error.context(format!("{address} gave another file, which was removed; try again, or a mirror"))
            );
        }
        fs::rename(&part, path).map_err(|error| unwritable(&error, path))
    }

    fn verify(&self, path: &Path, checksum: Checksum) -> Result<()> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.bar.set_message(format!("verifying {name}"));
        self.bar.set_length(path.metadata().map_or(0, |metadata| metadata.len()));
        self.bar.set_position(0);
        verify(path, checksum, |bytes| self.bar.inc(bytes))
    }
}

/// Where a file is until it is whole and verified.
fn part(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    path.with_file_name(name)
}

fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).map_err(|error| unwritable(&error, to))?;
    let unreadable = |error: io::Error| anyhow::anyhow!("{} could not be read ({error})", from.display());
    for entry in fs::read_dir(from).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type().map_err(unreadable)?.is_dir() {
            copy_tree(&path, &target)?;
        } else {
            fs::copy(&path, &target).map_err(|error| unwritable(&error, &target))?;
        }
    }
    Ok(())
}
