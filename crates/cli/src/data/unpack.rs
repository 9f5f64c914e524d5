//! Archives: every entry must stay inside the folder it is unpacked into, and only files and folders come out.

use std::{
    fs::File,
    io::{self, BufReader, Read},
    path::{Component, Path, PathBuf},
};

use anyhow::{Context, Result, anyhow, bail};
use layerlab_data::{catalogue::Form, file, gzip};
use layerlab_words::t;

use super::download::unwritable;
use crate::error_text::shown;

/// Unpacks `archive` into the existing folder `into`; `progress` receives each file.
///
/// # Errors
/// When the archive is damaged, an entry leads elsewhere or is neither file nor folder, or the disk is full.
pub fn unpack(archive: &Path, form: Form, into: &Path, progress: impl Fn()) -> Result<()> {
    let file = BufReader::new(file::open(archive)?);
    match form {
        Form::File => bail!(t!("data-no-archive", name = shown(archive))),
        Form::TarGz => tar(gzip::Reader::new(file), into, progress),
        Form::Tar => tar(file, into, progress),
        Form::Zip => zip(file, into, progress),
    }
    .with_context(|| t!("data-not-unpacked", name = shown(archive)))
}

fn tar(archive: impl Read, into: &Path, progress: impl Fn()) -> Result<()> {
    for entry in tar::Archive::new(archive).entries()? {
        let mut entry = entry?;
        let name = entry.path()?.into_owned();
        let path = inside(into, &name)?;
        match entry.header().entry_type() {
            tar::EntryType::Directory => std::fs::create_dir_all(&path).map_err(|error| unwritable(&error, &path))?,
            tar::EntryType::Regular | tar::EntryType::Continuous => write(&mut entry, &path)?,
            // Remarks on what follows, not entries.
            tar::EntryType::XGlobalHeader => continue,
            _ => bail!(t!("data-strange-entry", name = shown(&name))),
        }
        progress();
    }
    Ok(())
}

fn zip(archive: impl Read + io::Seek, into: &Path, progress: impl Fn()) -> Result<()> {
    let mut archive = zip::ZipArchive::new(archive)?;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index)?;
        let name = entry.name()?.into_owned();
        let path = inside(into, Path::new(&name))?;
        if entry.is_dir() {
            std::fs::create_dir_all(&path).map_err(|error| unwritable(&error, &path))?;
        } else if entry.is_symlink() {
            bail!(t!("data-strange-entry", name = name));
        } else {
            write(&mut entry, &path)?;
        }
        progress();
    }
    Ok(())
}

/// The path of an archive's entry below `into`.
fn inside(into: &Path, name: &Path) -> Result<PathBuf> {
    let mut path = into.to_owned();
    for part in name.components() {
        match part {
            // A backslash would divide folders on Windows only.
            Component::Normal(part) if !part.to_string_lossy().contains(['\\', ':']) => path.push(part),
            Component::CurDir => {}
            Component::Normal(_) | Component::ParentDir | Component::RootDir | Component::Prefix(_) => {
                bail!(t!("data-entry-outside", name = shown(name)));
            }
        }
    }
    Ok(path)
}

fn write(from: &mut impl Read, path: &Path) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| unwritable(&error, folder))?;
    }
    let mut file = File::create(path).map_err(|error| unwritable(&error, path))?;
    io::copy(from, &mut file).map_err(|error| match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => unwritable(&error, path),
        _ => anyhow!(t!("data-breaks-off", name = shown(path), reason = error.to_string())),
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::error_text::error_text;

    /// A tar of one entry with an unchecked name: the library refuses to write such names itself.
    fn tar_with(name: &str, kind: tar::EntryType) -> Vec<u8> {
        let mut header = tar::Header::new_gnu();
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_entry_type(kind);
        header.set_size(if kind.is_file() { 3 } else { 0 });
        header.set_cksum();
        let mut archive = header.as_bytes().to_vec();
        if kind.is_file() {
            archive.extend(b"abc");
            archive.resize(1024, 0);
        }
        archive.resize(archive.len() + 1024, 0);
        archive
    }

    fn zip_with(name: &str) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("it starts");
        archive.write_all(b"abc").expect("it writes");
        archive.finish().expect("it ends").into_inner()
    }

    fn unpacked(bytes: &[u8], form: Form) -> (tempfile::TempDir, Result<()>) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (archive, into) = (folder.path().join("archive"), folder.path().join("into"));
        std::fs::write(&archive, bytes).expect("it can be written");
        std::fs::create_dir(&into).expect("it can be made");
        let outcome = unpack(&archive, form, &into, || {});
        (folder, outcome)
    }

    #[test]
    fn files_come_out_where_they_belong() {
        for (bytes, form) in
            [(tar_with("./set/a.bin", tar::EntryType::Regular), Form::Tar), (zip_with("set/a.bin"), Form::Zip)]
        {
            let (folder, outcome) = unpacked(&bytes, form);
            outcome.expect("good");
            assert_eq!(std::fs::read(folder.path().join("into/set/a.bin")).expect("it is there"), b"abc");
        }
    }

    #[test]
    fn a_gzip_of_several_members_is_unpacked_whole() {
        let archive = tar_with("set/a.bin", tar::EntryType::Regular);
        let member = |content: &[u8]| {
            let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            member.write_all(content).expect("it compresses");
            member.finish().expect("it compresses")
        };
        // The second member begins within the content of the file.
        let zipped = [member(&archive[..513]), member(&archive[513..])].concat();
        let (folder, outcome) = unpacked(&zipped, Form::TarGz);
        outcome.expect("good");
        assert_eq!(std::fs::read(folder.path().join("into/set/a.bin")).expect("it is there"), b"abc");
        let cut = member(&archive[..513]).len() + 5;
        assert!(unpacked(&zipped[..cut], Form::TarGz).1.is_err());
    }

    #[test]
    fn nothing_leaves_the_folder() {
        for (bytes, form, says) in [
            (tar_with("../evil", tar::EntryType::Regular), Form::Tar, "../evil leads out of its folder"),
            (tar_with("/layerlab-evil", tar::EntryType::Regular), Form::Tar, "leads out of its folder"),
            (tar_with("set/../../evil", tar::EntryType::Regular), Form::Tar, "leads out of its folder"),
            (tar_with("link", tar::EntryType::Symlink), Form::Tar, "neither a file nor a folder"),
            (tar_with("link", tar::EntryType::Link), Form::Tar, "neither a file nor a folder"),
            (zip_with("../evil"), Form::Zip, "../evil leads out of its folder"),
        ] {
            let (folder, outcome) = unpacked(&bytes, form);
            let message = error_text(&outcome.expect_err("bad"));
            assert!(message.contains("archive could not be unpacked") && message.contains(says), "{message}");
            assert!(!folder.path().join("evil").exists());
        }
    }

    #[test]
    fn a_broken_archive_is_told() {
        let good = tar_with("a", tar::EntryType::Regular);
        for (bytes, form) in [(&good[..514], Form::Tar), (&b"no zip"[..], Form::Zip), (&b"no gzip"[..], Form::TarGz)] {
            assert!(unpacked(bytes, form).1.is_err());
        }
    }
}
