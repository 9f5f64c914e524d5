//! Pictures from disk, decoded by threads before they are needed.
//!
//! At most [`WAITING`] bytes of decoded pictures wait at any time, so that a set of any size takes the same memory.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::{self, JoinHandle},
};

use layerlab_core::data::{DataError, Records};
use layerlab_data::{folder::Entry, picture};
use layerlab_schema::Shape;

/// Bytes of decoded pictures that wait at most: some hundred photographs of ImageNet's size.
pub const WAITING: usize = 64 << 20;

/// More threads than this decode faster than any network trains.
const MOST_THREADS: usize = 8;

/// A split of a folder of pictures.
pub struct Prefetcher {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
}

struct Shared {
    entries: Arc<[Entry]>,
    shape: Shape,
    state: Mutex<State>,
    /// There is something to decode, or nothing ever again.
    work: Condvar,
    /// A picture is ready.
    done: Condvar,
}

#[derive(Default)]
struct State {
    queue: VecDeque<usize>,
    decoding: HashSet<usize>,
    ready: HashMap<usize, Result<Vec<u8>, DataError>>,
    is_over: bool,
}

impl Prefetcher {
    /// The pictures `entries`, brought to `shape`. Half of the cores decode, since the others train.
    pub fn new(entries: Arc<[Entry]>, shape: Shape) -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let shared =
            Arc::new(Shared { entries, shape, state: Mutex::default(), work: Condvar::new(), done: Condvar::new() });
        let threads = (0..(cores / 2).clamp(1, MOST_THREADS)).map(|_| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.work())
        });
        let threads = threads.collect();
        Self { shared, threads }
    }

    /// How many pictures may wait.
    fn limit(&self) -> usize {
        (WAITING / self.shared.shape.len()).max(1)
    }
}

impl Records for Prefetcher {
    fn read(&mut self, index: usize, to: &mut Vec<u8>) -> Result<(), DataError> {
        let mut state = self.shared.lock();
        loop {
            if let Some(ready) = state.ready.remove(&index) {
                to.extend(ready?);
                return Ok(());
            }
            if !state.decoding.contains(&index) {
                break;
            }
            state = self.shared.done.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        // Nobody is at it yet, so that this thread is as good as any.
        state.queue.retain(|&waiting| waiting != index);
        drop(state);
        to.extend(self.shared.decode(index)?);
        Ok(())
    }

    fn label(&self, index: usize) -> usize {
        usize::from(self.shared.entries[index].label)
    }

    fn prefetch(&mut self, next: &mut dyn Iterator<Item = usize>) {
        let next: Vec<usize> = next.take(self.limit()).collect();
        let wanted: HashSet<usize> = next.iter().copied().collect();
        let mut state = self.shared.lock();
        state.ready.retain(|index, _| wanted.contains(index));
        let State { queue, decoding, ready, .. } = &mut *state;
        queue.clear();
        queue.extend(next.into_iter().filter(|index| !decoding.contains(index) && !ready.contains_key(index)));
        self.shared.work.notify_all();
    }
}

impl Drop for Prefetcher {
    fn drop(&mut self) {
        self.shared.lock().is_over = true;
        self.shared.work.notify_all();
        for thread in self.threads.drain(..) {
            // A thread that panicked has told so itself.
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a thread does until it is over.
    fn work(&self) {
        let mut state = self.lock();
        while !state.is_over {
            let Some(index) = state.queue.pop_front() else {
                state = self.work.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            state.decoding.insert(index);
            drop(state);
            let decoded = self.decode(index);
            state = self.lock();
            state.decoding.remove(&index);
            state.ready.insert(index, decoded);
            self.done.notify_all();
        }
    }

    /// Decodes a picture. A decoder that gives up must not leave the one who waits for its picture waiting.
    fn decode(&self, index: usize) -> Result<Vec<u8>, DataError> {
        let path = &self.entries[index].path;
        let decoded = catch_unwind(AssertUnwindSafe(|| picture::read(path, self.shape)));
        decoded.unwrap_or_else(|_| {
            let what = "the picture can't be decoded".into();
            Err(DataError::Unusable { name: path.display().to_string(), what })
        })
    }
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
                // In the second round nothing is said before; in the third something else.
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
        let state = prefetcher.shared.lock();
        assert!(state.queue.len() + state.decoding.len() + state.ready.len() <= 4);
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
                    let message = outcome.expect_err("broken").to_string();
                    assert!(message.contains("train/only/1.png") && message.contains("damaged"), "{message}");
                }
                _ => outcome.expect("good"),
            }
        }
    }
}
