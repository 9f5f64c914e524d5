//! A folder that one process at a time fills. Every file written here appears whole or not at all, and what a killed
//! process had only half written goes when the next one takes the folder over.

use std::{
    ffi::{OsStr, OsString},
    fmt,
    fs::{self, File, TryLockError},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use layerlab_words::t;
use same_file::Handle;

use crate::error_text::{no_folder, shown, unwritable};

/// The prefix of a file's name until it is complete.
const UNFINISHED: &str = ".unfinished-";
/// Locked by the process that works here; the operating system frees it when that process ends, however it ends.
const LOCK: &str = ".lock";

/// Another process is at work in the folder.
#[derive(Debug)]
pub struct OtherProcess(PathBuf);

impl fmt::Display for OtherProcess {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&t!("cli-other-process", folder = shown(&self.0)))
    }
}

impl std::error::Error for OtherProcess {}

/// A folder that belongs to this process until it is dropped.
pub struct Workspace {
    path: PathBuf,
    /// Nothing on a file system without locks, where other processes can't be detected.
    lock: Option<File>,
}

impl Workspace {
    /// Makes the folder, which must not exist or be empty.
    pub fn create(path: &Path) -> Result<Self> {
        let is_used = |name: OsString| name != LOCK && !is_unfinished(&name);
        let used = |entry: std::io::Result<fs::DirEntry>| entry.is_ok_and(|entry| is_used(entry.file_name()));
        if fs::read_dir(path).is_ok_and(|mut entries| entries.any(used)) {
            bail!(t!("cli-not-empty", folder = shown(path)));
        }
        fs::create_dir_all(path).with_context(|| no_folder(path))?;
        Self::take(path)
    }

    /// Takes over from a process that has ended. `first` is the file that records what was started, `last` the file that
    /// marks the work as complete.
    pub fn resume(path: &Path, first: &str, last: &str) -> Result<Self> {
        let refuse_if_finished = || match path.join(last).exists() {
            true => bail!(t!("cli-finished", folder = shown(path), file = last)),
            false => Ok(()),
        };
        refuse_if_finished()?;
        if !path.join(first).exists() {
            bail!(t!("cli-nothing-begun", folder = shown(path), file = first));
        }
        let workspace = Self::take(path)?;
        // The other process may have come to its end meanwhile.
        refuse_if_finished()?;
        Ok(workspace)
    }

    /// Whether a process is at work in the folder, as far as the file system has locks.
    pub fn is_taken(path: &Path) -> bool {
        let lock = File::options().write(true).open(path.join(LOCK));
        lock.is_ok_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock)))
    }

    fn take(path: &Path) -> Result<Self> {
        let name = path.join(LOCK);
        let unwritable = || t!("cli-unwritable-folder", folder = shown(path));
        loop {
            let file = File::options().write(true).create(true).truncate(false).open(&name);
            let file = file.with_context(unwritable)?;
            let lock = match file.try_lock() {
                Ok(()) => Some(file),
                Err(TryLockError::WouldBlock) => bail!(OtherProcess(path.to_owned())),
                Err(TryLockError::Error(_)) => None,
            };
            if let Some(lock) = &lock
                && !is_at(lock, &name).with_context(unwritable)?
            {
                // The previous process has just removed it: the lock has no effect.
                continue;
            }
            let workspace = Self { path: path.to_owned(), lock };
            workspace.sweep().with_context(|| t!("cli-untidied", folder = shown(path)))?;
            return Ok(workspace);
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The path of a file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Writes a file, in place of one of the same name; `name` may begin with a folder, which is made.
    pub fn write(&self, name: &str, content: &[u8]) -> Result<()> {
        self.write_by(name, |file| file.write_all(content))
    }

    /// The same, with content that is written piece by piece.
    pub fn write_by(&self, name: &str, write: impl FnOnce(&mut File) -> io::Result<()>) -> Result<()> {
        let file = self.file(name);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).with_context(|| unwritable(folder))?;
        }
        write_whole_by(&file, write)
    }

    /// Writes a file; the one that it replaces stays as `previous`. The new one is whole before the old one is moved.
    pub fn write_keeping(
        &self,
        name: &str,
        previous: &str,
        write: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> Result<()> {
        let next = self.file(&format!("{UNFINISHED}{name}"));
        write_whole_by(&next, write)?;
        let (newest, before) = (self.file(name), self.file(previous));
        match fs::rename(&newest, &before) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error).with_context(|| unwritable(&before))?,
            Ok(()) | Err(_) => {}
        }
        fs::rename(next, &newest).with_context(|| unwritable(&newest))
    }

    /// Removes a file, where there is one.
    pub fn remove(&self, name: &str) -> Result<()> {
        let file = self.file(name);
        match fs::remove_file(&file) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(error).with_context(|| t!("cli-unremovable", name = shown(&file)))
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    fn sweep(&self) -> std::io::Result<()> {
        if self.lock.is_none() {
            return Ok(());
        }
        sweep(&self.path)
    }
}

/// Removes what was left half-written in a folder and those below it, but for folders in which another process is at work.
fn sweep(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() && !Workspace::is_taken(&entry.path()) {
            sweep(&entry.path())?;
        }
    }
    sweep_files(folder)
}

/// Removes what was left half-written in a folder; those below it may belong to other processes.
pub fn sweep_files(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !is_unfinished(&entry.file_name()) {
            continue;
        }
        match fs::remove_file(entry.path()) {
            // It was finished just now.
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

impl Drop for Workspace {
    fn drop(&mut self) {
        if self.lock.is_some() {
            // One that stays behind, as after a kill, does no harm: it is free.
            let _ = fs::remove_file(self.file(LOCK));
        }
    }
}

/// Whether this open file still is the one of this name.
fn is_at(file: &File, name: &Path) -> std::io::Result<bool> {
    match Handle::from_path(name) {
        Ok(there) => Ok(Handle::from_file(file.try_clone()?)? == there),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn is_unfinished(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with(UNFINISHED)
}

/// Writes a file so that it appears whole or not at all. A link is followed, and a file that exists keeps its mode. What is
/// no regular file, such as a device or a pipe, is written to and never replaced.
pub fn write_whole(path: &Path, content: &[u8]) -> Result<()> {
    write_whole_by(path, |file| file.write_all(content))
}

/// The same, with content that is written piece by piece.
fn write_whole_by(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> Result<()> {
    let write = || -> io::Result<()> {
        let path = &end_of_links(path)?;
        let before = match fs::metadata(path) {
            Ok(before) if !before.is_file() => return write(&mut File::options().write(true).open(path)?),
            Ok(before) => Some(before.permissions()),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        // Less what the process masks, as for any new file.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.prefix(UNFINISHED).tempfile_in(folder)?;
        if let Some(before) = before {
            file.as_file().set_permissions(before)?;
        }
        write(file.as_file_mut())?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok(())
    };
    write().with_context(|| unwritable(path))
}

/// Where a path leads to, also where nothing is there yet.
fn end_of_links(path: &Path) -> io::Result<PathBuf> {
    /// As many as Linux follows.
    const MOST_LINKS: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            // It is no link, or there is nothing.
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("the links lead in a circle"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(path: &Path) -> Vec<String> {
        let entries = fs::read_dir(path).expect("a folder");
        let mut names: Vec<_> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_a_killed_process_had_half_written_goes() {
        let parent = tempfile::tempdir().expect("a folder");
        let path = parent.path().join("run");
        let workspace = Workspace::create(&path).expect("it makes the folder");
        workspace.write("report.json", b"whole").expect("it writes");
        // The state after a killed process: a lock file without a holder, and half a file.
        drop(workspace);
        fs::write(path.join(LOCK), []).expect("a lock file");
        let half = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(&path).expect("half a file");
        half.keep().expect("it stays");
        assert_eq!(names(&path).len(), 3);

        drop(Workspace::take(&path).expect("it takes over"));
        assert_eq!(names(&path), ["report.json"]);
        assert_eq!(fs::read(path.join("report.json")).expect("a file"), b"whole");
    }

    #[cfg(unix)]
    #[test]
    fn new_files_have_the_usual_mode_and_others_keep_theirs() {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
        let parent = tempfile::tempdir().expect("a folder");
        let (usual, ours) = (parent.path().join("usual"), parent.path().join("ours"));
        fs::write(&usual, b"x").expect("it writes");
        write_whole(&ours, b"x").expect("it writes");
        assert_eq!(mode(&ours), mode(&usual), "less what the process masks");
        for kept in [0o640, 0o600, 0o444, 0o755] {
            fs::set_permissions(&ours, fs::Permissions::from_mode(kept)).expect("it is ours");
            write_whole(&ours, b"y").expect("it writes");
            assert_eq!(mode(&ours), kept);
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_what_is_no_file_is_never_replaced() {
        use std::os::unix::fs::{FileTypeExt, symlink};
        let parent = tempfile::tempdir().expect("a folder");
        let at = |name: &str| parent.path().join(name);
        fs::create_dir(at("elsewhere")).expect("a folder");
        symlink("elsewhere/real", at("link")).expect("a link");
        symlink("link", at("second")).expect("a link");
        for content in [&b"new"[..], b"again"] {
            write_whole(&at("second"), content).expect("it follows the links, to nothing and to a file");
            assert_eq!(fs::read(at("elsewhere/real")).expect("a file"), content);
        }
        assert!(at("second").is_symlink() && at("link").is_symlink());
        assert_eq!(names(&at("elsewhere")), ["real"]);

        symlink("/dev/null", at("nowhere")).expect("a link");
        for device in [Path::new("/dev/null"), &at("nowhere")] {
            write_whole(device, b"gone").expect("it swallows all");
            assert!(fs::metadata("/dev/null").expect("it is there").file_type().is_char_device());
        }
        let full = write_whole(Path::new("/dev/full"), b"no room");
        assert!(!Path::new("/dev/full").exists() || full.is_err());

        symlink("round", at("about")).expect("a link");
        symlink("about", at("round")).expect("a link");
        assert!(write_whole(&at("round"), b"x").is_err() && at("round").is_symlink());
        assert!(write_whole(&at("elsewhere"), b"x").is_err() && at("elsewhere").is_dir());
    }

    #[test]
    fn two_processes_do_not_share_a_folder() {
        let parent = tempfile::tempdir().expect("a folder");
        fs::write(parent.path().join(".unfinished-first"), b"hal").expect("a file");
        let first = Workspace::create(parent.path()).expect("one without a whole file will do");
        assert_eq!(names(parent.path()), [LOCK], "what was half written is gone");
        for _ in 0..2 {
            let refused = Workspace::take(parent.path()).err().expect("it is refused").to_string();
            assert!(refused.contains("still at work"), "{refused}");
        }
        drop(first);
        assert!(names(parent.path()).is_empty());
        Workspace::take(parent.path()).expect("it is free");
    }

    #[test]
    fn a_lock_file_that_was_removed_keeps_nobody_out() {
        let parent = tempfile::tempdir().expect("a folder");
        let name = parent.path().join(LOCK);
        let removed = File::create(&name).expect("a file");
        assert!(is_at(&removed, &name).expect("it is compared"));
        fs::remove_file(&name).expect("it is removed");
        assert!(!is_at(&removed, &name).expect("it is compared"));
        fs::write(&name, []).expect("another process's");
        assert!(!is_at(&removed, &name).expect("it is compared"));
    }

    #[test]
    fn a_folder_with_something_in_it_is_not_written_over() {
        let parent = tempfile::tempdir().expect("a folder");
        fs::write(parent.path().join("mine.txt"), b"mine").expect("a file");
        let refused = Workspace::create(parent.path()).err().expect("it is refused").to_string();
        assert!(refused.contains("not empty"), "{refused}");
        assert_eq!(names(parent.path()), ["mine.txt"]);
    }
}
