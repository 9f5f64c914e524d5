//! The zip: its entries by their names, all of them stored as they are.

use rawzip::{CompressionMethod, ZipArchive};

use super::Flaw;

/// Entries that are looked at, at most: one for every storage, and a handful beside them.
const MOST_ENTRIES: usize = 5_000;

/// The largest pickle, in megabytes: its values take several times as much.
const MOST_PICKLED: usize = 64;

/// The entries of an archive. All names begin with that of the archive, which is left out.
#[derive(Debug)]
pub(super) struct Archive<'a> {
    entries: Vec<Entry<'a>>,
}

#[derive(Debug)]
struct Entry<'a> {
    name: Vec<u8>,
    is_stored: bool,
    content: &'a [u8],
}

impl<'a> Archive<'a> {
    pub fn open(file: &'a [u8]) -> Result<Self, Flaw> {
        // Its own messages would be most of what the reader weighs in the page.
        let no_zip = |_: rawzip::Error| Flaw::NoZip;
        let archive = ZipArchive::from_slice(file).map_err(no_zip)?;
        let mut entries = Vec::new();
        let mut directory = archive.entries();
        while let Some(header) = directory.next_entry().map_err(no_zip)? {
            if entries.len() >= MOST_ENTRIES {
                return Err(Flaw::TooMany(MOST_ENTRIES));
            }
            let path = header.file_path().as_bytes();
            let folder = path.iter().position(|&byte| byte == b'/').map_or(0, |slash| slash + 1);
            let name = path[folder..].to_vec();
            let (from, to) = archive.get_entry(header.wayfinder()).map_err(no_zip)?.compressed_data_range();
            let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
            let content = file.get(place(from)..place(to)).ok_or(Flaw::Short)?;
            let has_its_size = content.len() as u64 == header.uncompressed_size_hint();
            let is_stored = header.compression_method() == CompressionMethod::STORE && has_its_size;
            entries.push(Entry { name, is_stored, content });
        }
        let archive = Self { entries };
        match archive.entry("byteorder")? {
            None | Some(b"little") => Ok(archive),
            Some(_) => Err(Flaw::BigEndian),
        }
    }

    #[cfg(test)]
    pub fn of<const COUNT: usize>(entries: [(&str, &'a [u8]); COUNT]) -> Self {
        let entry = |(name, content): (&str, _)| Entry { name: name.into(), is_stored: true, content };
        Self { entries: entries.into_iter().map(entry).collect() }
    }

    /// The pickle that says what the file holds.
    pub fn pickle(&self) -> Result<&'a [u8], Flaw> {
        let pickle = self.entry("data.pkl")?.ok_or(Flaw::NoPickle)?;
        if pickle.len() > MOST_PICKLED * 1_000_000 { Err(Flaw::LongPickle(MOST_PICKLED)) } else { Ok(pickle) }
    }

    /// The numbers of a storage.
    pub fn storage(&self, key: &str) -> Result<&'a [u8], Flaw> {
        self.entry(&format!("data/{key}"))?.ok_or_else(|| Flaw::Storage(key.to_owned()))
    }

    fn entry(&self, name: &str) -> Result<Option<&'a [u8]>, Flaw> {
        match self.entries.iter().find(|entry| entry.name == name.as_bytes()) {
            Some(Entry { is_stored: false, .. }) => Err(Flaw::Compressed(name.to_owned())),
            Some(Entry { content, .. }) => Ok(Some(content)),
            None => Ok(None),
        }
    }
}
