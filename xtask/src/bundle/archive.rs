//! Zip archives.

use crate::files;
use anyhow::{Context, Result};
use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Packs a folder; its files lie at the top, where course systems look for `index.html`.
pub fn of_folder(folder: &Path, archive: &Path) -> Result<()> {
    let mut contents = Vec::new();
    for path in files::files_in(folder)? {
        contents.push((files::name_in(folder, &path)?, files::read(&path)?));
    }
    of_files(&contents, archive)
}

/// Packs files: names with contents.
pub fn of_files(contents: &[(impl AsRef<str>, Vec<u8>)], archive: &Path) -> Result<()> {
    let write = || {
        let mut zip = ZipWriter::new(BufWriter::new(File::create(archive)?));
        // The same files make the same archive: the time in it is always the earliest that the format has.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(0o644);
        for (name, content) in contents {
            zip.start_file(name.as_ref(), options)?;
            zip.write_all(content)?;
        }
        zip.finish()?.flush()?;
        anyhow::Ok(())
    };
    write().with_context(|| format!("writing {}", archive.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn an_archive_holds_its_files_and_is_the_same_each_time() {
        let place = tempfile::tempdir().expect("a folder");
        files::write(&place.path().join("page/data/a.txt"), b"text").expect("a file");
        let [first, second] = ["first.zip", "second.zip"].map(|name| place.path().join(name));
        for archive in [&first, &second] {
            of_folder(&place.path().join("page"), archive).expect("an archive");
        }
        assert_eq!(files::read(&first).expect("it"), files::read(&second).expect("it"));
        let mut archive = zip::ZipArchive::new(File::open(&first).expect("it")).expect("an archive");
        let mut text = String::new();
        archive.by_name("data/a.txt").expect("it is there").read_to_string(&mut text).expect("text");
        assert_eq!((text.as_str(), archive.len()), ("text", 1));
    }
}
