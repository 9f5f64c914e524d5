//! Pictures from disk, decoded by threads before they are needed.
//!
//! At most [`WAITING`] bytes of decoded pictures wait at any time, so that a set of any size takes the same memory.

use std::{
    collections::{HashMap, HashSet},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver},
    },
    thread,
};

use layerlab_core::data::{DataError, Records};
use layerlab_data::{folder::Entry, picture};
use layerlab_schema::{Shape, message};
use rayon::{ThreadPool, ThreadPoolBuilder};

/// Bytes of decoded pictures that wait at most: some hundred photographs of ImageNet's size.
pub const WAITING: usize = 64 << 20;

/// More threads than this decode faster than any network trains.
const MOST_THREADS: usize = 8;

/// A split of a folder of pictures.
pub struct Prefetcher {
    entries: Arc<[Entry]>,
    shape: Shape,
    /// The pictures that are expected, by their index: at most [`Self::limit`].
    expected: HashMap<usize, Expected>,
    /// Apart from the pool in which the network trains. Without one every picture is decoded when it is read.
    pool: Option<ThreadPool>,
}

/// A picture that is waiting for a thread, being decoded, or ready.
struct Expected {
    /// Set when the picture is claimed for decoding or no longer needed: then no other thread starts it.
    is_taken: Arc<AtomicBool>,
    decoded: Receiver<Result<Vec<u8>, DataError>>,
}

impl Drop for Expected {
    fn drop(&mut self) {
        self.is_taken.store(true, Ordering::Relaxed);
    }
}

impl Prefetcher {
    /// The pictures `entries`, brought to `shape`. Half of the cores decode, since the others train.
    pub fn new(entries: Arc<[Entry]>, shape: Shape) -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let pool = ThreadPoolBuilder::new().num_threads((cores / 2).clamp(1, MOST_THREADS)).build().ok();
        Self { entries, shape, expected: HashMap::new(), pool }
    }

    /// Maximum number of decoded pictures that wait to be read.
    fn limit(&self) -> usize {
        (WAITING / self.shape.len()).max(1)
    }
}

impl Records for Prefetcher {
    fn read(&mut self, index: usize, to: &mut Vec<u8>) -> Result<(), DataError> {
        let path = &self.entries[index].path;
        let pixels = match self.expected.remove(&index) {
            // A thread is at it, or was.
            Some(expected) if expected.is_taken.swap(true, Ordering::Relaxed) => {
                expected.decoded.recv().unwrap_or_else(|_| Err(undecodable(path)))
            }
            // No other thread has claimed it, so this thread decodes it.
            Some(_) | None => decode(path, self.shape),
        };
        to.extend(pixels?);
        Ok(())
    }

    fn label(&self, index: usize) -> usize {
        usize::from(self.entries[index].label)
    }

    fn prefetch(&mut self, next: &mut dyn Iterator<Item = usize>) {
        let next: Vec<usize> = next.take(self.limit()).collect();
        let wanted: HashSet<usize> = next.iter().copied().collect();
        self.expected.retain(|index, _| wanted.contains(index));
        let Some(pool) = &self.pool else { return };
        for index in next {
            if self.expected.contains_key(&index) {
                continue;
            }
            let (sender, decoded) = mpsc::sync_channel(1);
            let is_taken = Arc::new(AtomicBool::new(false));
            self.expected.insert(index, Expected { is_taken: Arc::clone(&is_taken), decoded });
            let (entries, shape) = (Arc::clone(&self.entries), self.shape);
            pool.spawn_fifo(move || {
                if !is_taken.swap(true, Ordering::Relaxed) {
                    // There is no receiver where the picture is no longer needed.
                    let _ = sender.send(decode(&entries[index].path, shape));
                }
            });
        }
    }
}

/// Decodes a picture. A decoder that gives up must not end the thread, nor the run.
pub fn decode(path: &Path, shape: Shape) -> Result<Vec<u8>, DataError> {
    let decoded = catch_unwind(AssertUnwindSafe(|| picture::read(path, shape)));
    decoded.unwrap_or_else(|_| Err(undecodable(path)))
}

fn undecodable(path: &Path) -> DataError {
    DataError(message!("data-error-picture-undecodable", name = path.display().to_string()))
}

#[cfg(test)]
mod tests {
    use layerlab_data::folder;

    use super::*;

    /// A folder with one class of `count` small pictures; the pixels of picture n are n.
    fn pictures(count: u8) -> (tempfile::TempDir, Arc<[Entry]>) {
        let root = tempfile::tempdir().expect("a temporary folder");
        for split in ["train", "val"] {
            let class = root.path().join(split).join("only");
            std::fs::create_dir_all(&class).expect("it can be made");
            for n in 0..count {
                std::fs::write(class.join(format!("{n}.png")), png(n)).expect("it can be written");
            }
        }
        let entries = folder::by_class(root.path()).expect("good").train.into();
        (root, entries)
    }

    /// A grey picture of 2×2 pixels of one value, built by hand: signature, header, one stored block, end.
    fn png(value: u8) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        chunk(&mut bytes, b"IHDR", &[0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0]);
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut zlib, &[0, value, value, 0, value, value]).expect("it compresses");
        chunk(&mut bytes, b"IDAT", &zlib.finish().expect("it compresses"));
        chunk(&mut bytes, b"IEND", &[]);
        bytes
    }

    fn chunk(to: &mut Vec<u8>, kind: &[u8], data: &[u8]) {
        to.extend((data.len() as u32).to_be_bytes());
        let checked = [kind, data].concat();
        let mut crc = flate2::Crc::new();
        crc.update(&checked);
        to.extend(checked);
        to.extend(crc.sum().to_be_bytes());
    }

    fn value(entry: &Entry) -> u8 {
        entry.path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.parse().ok()).expect("a number")
    }

    const SHAPE: Shape = Shape::new(1, 2, 2);

    #[test]
    fn pictures_come_in_any_order_expected_or_not() {
        let (_root, entries) = pictures(40);
        let mut prefetcher = Prefetcher::new(Arc::clone(&entries), SHAPE);
        let order: Vec<usize> = (0..40).rev().collect();
        for round in 0..3 {
            for start in (0..40).step_by(8) {
                // The second round has no announcement; the third announces different pictures.
                let said: Vec<usize> = if round == 2 { (0..5).collect() } else { order[start..].to_vec() };
                if round != 1 {
                    prefetcher.prefetch(&mut said.into_iter());
                }
                for &index in &order[start..start + 8] {
                    let mut found = Vec::new();
                    prefetcher.read(index, &mut found).expect("good");
                    assert_eq!(found, [value(&entries[index]); 4]);
                }
            }
        }
    }

    #[test]
    fn only_so_much_waits() {
        let (_root, entries) = pictures(20);
        let mut prefetcher = Prefetcher::new(entries, Shape::new(1, 4_096, 4_096));
        assert_eq!(prefetcher.limit(), 4);
        prefetcher.prefetch(&mut (0..20));
        assert_eq!(prefetcher.expected.len(), 4);
        prefetcher.prefetch(&mut (10..20));
        let mut expected: Vec<usize> = prefetcher.expected.keys().copied().collect();
        expected.sort_unstable();
        assert_eq!(expected, [10, 11, 12, 13]);
    }

    #[test]
    fn a_broken_picture_is_told_when_its_turn_comes() {
        let (root, entries) = pictures(3);
        let broken = root.path().join("train/only/1.png");
        std::fs::write(&broken, &png(1)[..40]).expect("it can be written");
        let mut prefetcher = Prefetcher::new(Arc::clone(&entries), SHAPE);
        prefetcher.prefetch(&mut (0..3));
        for index in 0..3 {
            let outcome = prefetcher.read(index, &mut Vec::new());
            match value(&entries[index]) {
                1 => {
                    let message = layerlab_words::message(&outcome.expect_err("broken").0);
                    assert!(message.contains("train/only/1.png") && message.contains("damaged"), "{message}");
                }
                _ => outcome.expect("good"),
            }
        }
    }

    #[test]
    fn what_is_no_longer_wanted_is_not_begun() {
        let (_root, entries) = pictures(8);
        let mut prefetcher = Prefetcher::new(entries, SHAPE);
        prefetcher.prefetch(&mut (0..8));
        let flags: Vec<_> = prefetcher.expected.values().map(|expected| Arc::clone(&expected.is_taken)).collect();
        drop(prefetcher);
        assert!(flags.iter().all(|is_taken| is_taken.load(Ordering::Relaxed)), "no thread takes up another one");
    }
}
