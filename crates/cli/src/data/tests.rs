//! Fetching, against a small server on this machine: whole, interrupted, damaged, from folders.

use std::{
    ffi::OsStr,
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    sync::{Arc, Mutex},
    thread,
};

use indicatif::ProgressBar;
use layerlab_data::catalogue::{Checksum, Download, Entry, Form, KnownFile};
use layerlab_schema::DataSet;
use tempfile::TempDir;

use super::fetch::{Fetch, Origin, Outcome};
use crate::error_text::error_text;

/// The behaviour of the test server.
#[derive(Clone, Copy, PartialEq)]
enum Manner {
    /// It serves every file correctly.
    Good,
    /// It closes each connection after so many bytes of content.
    Breaks(usize),
    /// The server does not support ranges.
    Forgetful,
    /// It answers that no file exists.
    Empty,
}

/// A server of one file; it records the requested ranges.
struct Server {
    address: String,
    ranges: Arc<Mutex<Vec<Option<usize>>>>,
}

impl Server {
    fn start(content: Vec<u8>, manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let ranges = Arc::new(Mutex::new(Vec::new()));
        let asked = Arc::clone(&ranges);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                // A client that goes away in the middle is part of the test.
                let _ = answer(stream, &content, manner, &asked);
            }
        });
        Self { address, ranges }
    }

    fn ranges(&self) -> Vec<Option<usize>> {
        self.ranges.lock().expect("no thread panicked").clone()
    }
}

fn answer(
    mut stream: TcpStream,
    content: &[u8],
    manner: Manner,
    asked: &Mutex<Vec<Option<usize>>>,
) -> std::io::Result<()> {
    let lines = BufReader::new(stream.try_clone()?).lines().map_while(Result::ok);
    let lines: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let range = lines.iter().find_map(|line| line.to_lowercase().strip_prefix("range: bytes=").map(String::from));
    let range = range.and_then(|range| range.trim_end_matches('-').parse::<usize>().ok());
    asked.lock().expect("no thread panicked").push(range);
    let from = if manner == Manner::Forgetful { 0 } else { range.unwrap_or(0) };
    let length = content.len();
    let head = match (manner, from) {
        (Manner::Empty, _) => "404 Not Found\r\nContent-Length: 0\r\n".into(),
        (_, 0) => format!("200 OK\r\nContent-Length: {length}\r\n"),
        (_, from) if from >= length => "416 Range Not Satisfiable\r\nContent-Length: 0\r\n".into(),
        (_, from) => format!(
            "206 Partial Content\r\nContent-Range: bytes {from}-{}/{length}\r\nContent-Length: {}\r\n",
            length - 1,
            length - from
        ),
    };
    stream.write_all(format!("HTTP/1.1 {head}Connection: close\r\n\r\n").as_bytes())?;
    let rest = content.get(from..).unwrap_or_default();
    match manner {
        Manner::Good | Manner::Forgetful => stream.write_all(rest),
        Manner::Breaks(count) => stream.write_all(&rest[..count.min(rest.len())]),
        Manner::Empty => Ok(()),
    }
}

/// The content of the set's only file.
const CONTENT: &[u8] = b"all the records of a set";
const CONTENT_SHA256: &str = "b9dbc83e16be14b1acabe8e47e865aae847abd11c57a012f8dab61382289d30d";

/// The set's archive: `set/data.bin`, uncompressed, so that its bytes depend on no library's version.
fn archive() -> Vec<u8> {
    let mut header = tar::Header::new_ustar();
    header.set_path("data.bin").expect("a short name");
    header.set_size(CONTENT.len() as u64);
    header.set_mode(0o644);
    header.set_cksum();
    let mut archive = tar::Builder::new(Vec::new());
    archive.append(&header, CONTENT).expect("it packs");
    archive.into_inner().expect("it ends")
}

const ARCHIVE_MD5: &str = "0b8ddf75cd9e5f4d64425cd980ba5189";

/// A packed set. CIFAR-10 is read from single files, so that only checksums are verified.
static PACKED: Entry = Entry {
    set: DataSet::Cifar10,
    title: "A set",
    page: "https://example.org/set",
    terms: "nobody's",
    folder: "set",
    downloads: &[Download {
        file: "set.tar",
        site: "http://127.0.0.1:9/",
        bytes: 2_048,
        checksum: Checksum::Md5(ARCHIVE_MD5),
        form: Form::Tar,
    }],
    files: &[KnownFile { path: "data.bin", sha256: CONTENT_SHA256 }],
};

/// A data set of one file.
static PLAIN: Entry = Entry {
    downloads: &[Download {
        file: "data.gz",
        site: "http://127.0.0.1:9/",
        bytes: 24,
        checksum: Checksum::Content(CONTENT_SHA256),
        form: Form::File,
    }],
    files: &[],
    set: DataSet::Mnist,
    title: "A file",
    page: "https://example.org/file",
    terms: "nobody's",
    folder: "set",
};

/// A data set of two files.
static TWO: Entry = Entry {
    downloads: &[
        Download {
            file: "data.gz",
            site: "http://127.0.0.1:9/",
            bytes: 24,
            checksum: Checksum::Content(CONTENT_SHA256),
            form: Form::File,
        },
        Download {
            file: "more.gz",
            site: "http://127.0.0.1:9/",
            bytes: 24,
            checksum: Checksum::Content(CONTENT_SHA256),
            form: Form::File,
        },
    ],
    files: &[],
    set: DataSet::Mnist,
    title: "Two files",
    page: "https://example.org/files",
    terms: "nobody's",
    folder: "set",
};

/// A packed set whose lists are in MATLAB's format.
static DOGS: Entry = Entry {
    downloads: &[Download {
        file: "set.tar",
        site: "http://127.0.0.1:9/",
        bytes: 2_048,
        checksum: Checksum::Md5(ARCHIVE_MD5),
        form: Form::Tar,
    }],
    files: &[],
    set: DataSet::StanfordDogs,
    title: "Dogs",
    page: "https://example.org/dogs",
    terms: "nobody's",
    folder: "set",
};

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn fetch(entry: &'static Entry, folder: &Path, from: Option<&str>) -> Result<bool, String> {
    let fetch =
        Fetch { entry, folder: folder.into(), origin: Origin::of(from.map(OsStr::new)), bar: ProgressBar::hidden() };
    fetch.run().map(Outcome::is_new).map_err(|error| error_text(&error))
}

/// Everything below a folder, hidden things too.
fn names(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).expect("it is there") {
        let entry = entry.expect("it can be read");
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            names.extend(self::names(&entry.path()).into_iter().map(|inner| format!("{name}/{inner}")));
        }
        names.push(name);
    }
    names.sort();
    names
}

#[track_caller]
fn assert_says(outcome: Result<bool, String>, parts: &[&str]) {
    let message = outcome.expect_err("it can't work");
    for part in parts {
        assert!(message.contains(part), "“{part}” is not in: {message}");
    }
}

#[test]
fn a_set_comes_into_place_whole_and_once() {
    let (server, folder) = (Server::start(archive(), Manner::Good), folder());
    assert_eq!(fetch(&PACKED, folder.path(), Some(&server.address)), Ok(true));
    assert_eq!(names(folder.path()), ["set", "set/data.bin"]);
    assert_eq!(fs::read(folder.path().join("set/data.bin")).expect("it is there"), CONTENT);
    assert_eq!(fetch(&PACKED, folder.path(), Some(&server.address)), Ok(false));
    assert_eq!(server.ranges(), [None]);
}

#[test]
fn a_connection_that_breaks_is_gone_on_with() {
    let (server, folder) = (Server::start(archive(), Manner::Breaks(700)), folder());
    assert_eq!(fetch(&PACKED, folder.path(), Some(&server.address)), Ok(true));
    assert_eq!(server.ranges(), [None, Some(700), Some(1_400)]);
    assert_eq!(names(folder.path()), ["set", "set/data.bin"]);
}

#[test]
fn what_an_earlier_command_got_is_gone_on_with() {
    let (server, folder) = (Server::start(archive(), Manner::Good), folder());
    fs::write(folder.path().join("set.tar.part"), &archive()[..1_000]).expect("it can be written");
    assert_eq!(fetch(&PACKED, folder.path(), Some(&server.address)), Ok(true));
    assert_eq!(server.ranges(), [Some(1_000)]);
}

#[test]
fn a_part_that_was_whole_is_enough() {
    let (server, folder) = (Server::start(archive(), Manner::Good), folder());
    fs::write(folder.path().join("set.tar.part"), archive()).expect("it can be written");
    assert_eq!(fetch(&PACKED, folder.path(), Some(&server.address)), Ok(true));
}

#[test]
fn a_server_without_ranges_starts_over() {
    let (server, folder) = (Server::start(archive(), Manner::Forgetful), folder());
    fs::write(folder.path().join("set.tar.part"), b"something else").expect("it can be written");
    assert_eq!(fetch(&PACKED, folder.path(), Some(&server.address)), Ok(true));
    assert_eq!(server.ranges(), [Some(14)]);
}

#[test]
fn another_file_is_removed_and_told() {
    let mut other = archive();
    other[600] ^= 1;
    let (server, folder) = (Server::start(other, Manner::Good), folder());
    assert_says(
        fetch(&PACKED, folder.path(), Some(&server.address)),
        &["set.tar gave another file, which was removed", "MD5", ARCHIVE_MD5],
    );
    assert_eq!(names(folder.path()), Vec::<String>::new());
}

#[test]
fn without_a_file_or_a_connection_the_way_out_is_told() {
    let (server, folder) = (Server::start(Vec::new(), Manner::Empty), folder());
    let by_hand = folder.path().join("set.tar").display().to_string();
    let address = format!("{}/set.tar", server.address);
    assert_says(fetch(&PACKED, folder.path(), Some(&server.address)), &["answered 404", &address, &by_hand]);
    fs::write(folder.path().join("set.tar.part"), b"begun").expect("it can be written");
    // There is no server on the discard port.
    assert_says(fetch(&PACKED, folder.path(), None), &["http://127.0.0.1:9/set.tar", "by hand", &by_hand, "kept"]);
    assert_eq!(names(folder.path()), ["set.tar.part"]);
}

#[test]
fn what_somebody_put_there_is_found_and_verified() {
    let folder = folder();
    fs::write(folder.path().join("set.tar"), archive()).expect("it can be written");
    assert_eq!(fetch(&PACKED, folder.path(), None), Ok(true));
    assert_eq!(names(folder.path()), ["set", "set/data.bin"]);
    fs::write(folder.path().join("set/data.bin"), b"other").expect("it can be written");
    assert_says(fetch(&PACKED, folder.path(), None), &["data.bin is not the published file"]);
}

#[test]
fn a_folder_gives_archives_unpacked_sets_and_files() {
    let (from, into) = (folder(), folder());
    let source = from.path().display().to_string();
    assert_says(fetch(&PACKED, into.path(), Some(&source)), &["set.tar: neither in", "--from"]);
    fs::write(from.path().join("set.tar"), archive()).expect("it can be written");
    assert_eq!(fetch(&PACKED, into.path(), Some(&source)), Ok(true));
    assert_eq!(names(from.path()), ["set.tar"], "what was given stays");

    let again = folder();
    let source = into.path().display().to_string();
    assert_eq!(fetch(&PACKED, again.path(), Some(&source)), Ok(true));
    assert_eq!(names(again.path()), ["set", "set/data.bin"]);

    fs::write(from.path().join("data.gz"), CONTENT).expect("it can be written");
    let (source, plain) = (from.path().display().to_string(), folder());
    assert_eq!(fetch(&PLAIN, plain.path(), Some(&source)), Ok(true));
    assert_eq!(fetch(&PLAIN, plain.path(), None), Ok(false), "it is there");
    fs::write(plain.path().join("set/data.gz"), b"other").expect("it can be written");
    assert_says(fetch(&PLAIN, plain.path(), None), &["delete it", "data.gz is not the published file"]);
}

#[test]
fn lists_in_matlabs_format_come_with_the_script_that_makes_them_text() {
    let (from, into) = (folder(), folder());
    fs::create_dir(from.path().join("set")).expect("it can be made");
    for list in ["train_list.mat", "test_list.mat"] {
        fs::write(from.path().join("set").join(list), b"numbers and texts").expect("it can be written");
    }
    let fetch = Fetch {
        entry: &DOGS,
        folder: into.path().into(),
        origin: Origin::Folder(from.path().into()),
        bar: ProgressBar::hidden(),
    };
    assert!(fetch.run().expect("it is copied").is_new());
    assert_eq!(names(into.path()), ["set", "set/make_lists.py", "set/test_list.mat", "set/train_list.mat"]);
    let says = fetch.to_do().expect("the lists are to be made");
    assert!(says.contains("set/make_lists.py`") && says.contains("SciPy") && says.lines().count() == 1, "{says}");
    assert!(!fetch.run().expect("it is there").is_new());
    for list in ["train_list.txt", "test_list.txt"] {
        fs::write(into.path().join("set").join(list), "a/b.jpg\t1\n").expect("it can be written");
    }
    assert_eq!(fetch.to_do(), None);
    assert_says(fetch.run().map(Outcome::is_new).map_err(|error| error_text(&error)), &["1 classes instead of 120"]);
}

#[test]
fn a_folder_without_some_of_the_files_is_told_all_of_them() {
    let (from, into) = (folder(), folder());
    let source = from.path().display().to_string();
    let mnist = super::entry("mnist").expect("it is in the catalogue");
    let says = "train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz: neither in";
    assert_says(fetch(mnist, into.path(), Some(&source)), &[says, &source, "mnist; give the folder", "--from"]);
    assert_eq!(names(into.path()), ["mnist"], "nothing got in place");
}

#[test]
fn a_file_comes_into_place_by_itself() {
    let (server, folder) = (Server::start(CONTENT.into(), Manner::Breaks(10)), folder());
    assert_eq!(fetch(&PLAIN, folder.path(), Some(&server.address)), Ok(true));
    assert_eq!(names(folder.path()), ["set", "set/data.gz"]);
}

#[test]
fn everything_that_is_missing_is_told_at_once() {
    let folder = folder();
    let places = ["set/data.gz", "set/more.gz"].map(|file| folder.path().join(file).display().to_string());
    let addresses = ["http://127.0.0.1:9/data.gz", "http://127.0.0.1:9/more.gz"];
    assert_says(
        fetch(&TWO, folder.path(), None),
        &[&places[0], &places[1], addresses[0], addresses[1], "by hand", "can't be reached"],
    );
}

#[test]
fn what_is_read_is_what_is_verified() {
    let folder = folder();
    fs::create_dir(folder.path().join("set")).expect("it can be made");
    fs::write(folder.path().join("set/data.gz"), CONTENT).expect("it can be written");
    fs::write(folder.path().join("set/data"), b"other").expect("it can be written");
    assert_says(fetch(&PLAIN, folder.path(), None), &["set/data is not the published file"]);
}

#[test]
fn two_fetches_do_not_write_into_one_file() {
    let folder = folder();
    let part = folder.path().join("set.tar.part");
    let other = fs::File::create(&part).expect("it can be made");
    other.lock().expect("nobody else has it");
    assert_says(fetch(&PACKED, folder.path(), None), &["another fetch of", "set.tar is running"]);
    drop(other);
    let server = Server::start(archive(), Manner::Good);
    assert_eq!(fetch(&PACKED, folder.path(), Some(&server.address)), Ok(true));
}

/// A data set of one file of MNIST's names.
static IDX: Entry = Entry {
    downloads: &[Download {
        file: "train-images-idx3-ubyte.gz",
        site: "http://127.0.0.1:9/",
        bytes: 24,
        checksum: Checksum::Content(CONTENT_SHA256),
        form: Form::File,
    }],
    files: &[],
    set: DataSet::Mnist,
    title: "A file",
    page: "https://example.org/file",
    terms: "nobody's",
    folder: "set",
};

/// Gzip with a member for each of these parts.
fn zipped(parts: &[&[u8]]) -> Vec<u8> {
    let member = |part: &&[u8]| {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(part).expect("it compresses");
        gzip.finish().expect("it compresses")
    };
    parts.iter().flat_map(member).collect()
}

/// Packed or not, with a dash or with a dot, and in how many members.
#[test]
fn every_spelling_of_a_file_is_found_in_a_folder() {
    let (one, several) = (zipped(&[CONTENT]), zipped(&[&CONTENT[..9], &CONTENT[9..], b""]));
    let (dash, dash_gz) = ("train-images-idx3-ubyte", "train-images-idx3-ubyte.gz");
    for (name, content, becomes) in [
        ("train-images-idx3-ubyte", CONTENT, dash),
        ("train-images.idx3-ubyte", CONTENT, dash),
        ("train-images-idx3-ubyte.gz", &one, dash_gz),
        ("train-images.idx3-ubyte.gz", &one, dash_gz),
        ("train-images-idx3-ubyte.gz", &several, dash_gz),
        ("set/train-images.idx3-ubyte.gz", &several, dash_gz),
        ("set/train-images.idx3-ubyte", CONTENT, dash),
    ] {
        let (from, into) = (folder(), folder());
        fs::create_dir(from.path().join("set")).expect("it can be made");
        fs::write(from.path().join(name), content).expect("it can be written");
        // Some archives unpack to a folder that is called like the file.
        if name == "train-images.idx3-ubyte" {
            fs::create_dir(from.path().join(dash)).expect("it can be made");
        }
        let source = from.path().display().to_string();
        assert_eq!(fetch(&IDX, into.path(), Some(&source)), Ok(true), "{name}");
        assert_eq!(names(into.path()), ["set".to_owned(), format!("set/{becomes}")], "{name}");
        assert_eq!(fetch(&IDX, into.path(), None), Ok(false), "{name}");
        fs::write(from.path().join(name), b"other").expect("it can be written");
        let says = format!("{name} is not the published file");
        assert_says(fetch(&IDX, folder().path(), Some(&source)), &[&says]);
    }
    // What somebody put into the data folder is used as it is.
    let into = folder();
    fs::create_dir(into.path().join("set")).expect("it can be made");
    fs::write(into.path().join("set/train-images.idx3-ubyte"), CONTENT).expect("it can be written");
    assert_eq!(fetch(&IDX, into.path(), None), Ok(false));
}

/// CIFAR-100, whose unpacked files have no checksum, from its folder itself under whatever name.
#[test]
fn an_unpacked_folder_may_be_given_itself_and_brings_no_junk() {
    let (from, into) = (folder(), folder());
    let source = from.path().display().to_string();
    let cifar = super::entry("cifar-100").expect("it is in the catalogue");
    let write = |file: &str, content: &[u8]| fs::write(from.path().join(file), content).expect("it can be written");
    assert_says(fetch(cifar, into.path(), Some(&source)), &["cifar-100-binary.tar.gz: neither in"]);
    write("train.bin", &vec![1; 50_000 * 3_074]);
    assert_says(fetch(cifar, into.path(), Some(&source)), &["cifar-100-binary.tar.gz: neither in"]);
    write("test.bin", &vec![1; 9_999 * 3_074]);
    assert_says(fetch(cifar, into.path(), Some(&source)), &["9999 samples of this split instead of 10000"]);
    assert_eq!(names(into.path()), Vec::<String>::new(), "nothing got in place");
    write("test.bin", &vec![1; 10_000 * 3_074]);
    for junk in ["._test.bin", ".DS_Store", "Thumbs.db", "desktop.ini"] {
        write(junk, b"junk");
    }
    fs::create_dir(from.path().join("__MACOSX")).expect("it can be made");
    assert_eq!(fetch(cifar, into.path(), Some(&source)), Ok(true));
    assert_eq!(names(into.path()), ["cifar-100-binary", "cifar-100-binary/test.bin", "cifar-100-binary/train.bin"]);
}

#[cfg(unix)]
mod unix {
    use std::{
        os::unix::{ffi::OsStrExt, fs::symlink},
        process::Command,
        sync::mpsc,
        time::Duration,
    };

    use super::*;

    fn pipe(path: &Path) {
        assert!(Command::new("mkfifo").arg(path).status().expect("it is on every Unix").success());
    }

    /// A fetch of [`PACKED`] from a folder, which must not wait for anybody.
    fn soon(from: &Path, into: &Path) -> Result<bool, String> {
        let (from, into) = (from.display().to_string(), into.to_owned());
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || sender.send(fetch(&PACKED, &into, Some(&from))));
        receiver.recv_timeout(Duration::from_secs(20)).expect("it hangs")
    }

    #[test]
    fn what_is_no_file_is_never_copied_nor_waited_for() {
        let (from, into) = (folder(), folder());
        let set = from.path().join("set");
        fs::create_dir(&set).expect("it can be made");
        pipe(&set.join("data.bin"));
        assert_says(soon(from.path(), into.path()), &["set/data.bin can't be used: it is neither a file nor a folder"]);
        fs::remove_file(set.join("data.bin")).expect("it was made");
        symlink("gone.bin", set.join("data.bin")).expect("a link");
        let says = ["set/data.bin can't be used: it is a link to what does not exist"];
        assert_says(soon(from.path(), into.path()), &says);
        fs::remove_file(set.join("data.bin")).expect("it was made");

        // The data folder itself.
        fs::create_dir(into.path().join("set")).expect("it can be made");
        pipe(&into.path().join("set/data.bin"));
        assert_says(soon(from.path(), into.path()), &["set/data.bin can't be used: it is neither a file nor a folder"]);
    }

    #[test]
    fn links_are_followed_except_in_circles() {
        let (from, into, elsewhere) = (folder(), folder(), folder());
        let set = from.path().join("set");
        fs::create_dir(&set).expect("it can be made");
        fs::write(elsewhere.path().join("data.bin"), CONTENT).expect("it can be written");
        symlink(elsewhere.path().join("data.bin"), set.join("data.bin")).expect("a link");
        symlink(elsewhere.path(), set.join("more")).expect("a link");
        symlink("..", set.join("up")).expect("a link");
        assert_says(soon(from.path(), into.path()), &["set/up/set can't be copied: it is a link to a folder"]);
        fs::remove_file(set.join("up")).expect("it was made");
        assert_eq!(soon(from.path(), into.path()), Ok(true));
        assert_eq!(names(into.path()), ["set", "set/data.bin", "set/more", "set/more/data.bin"]);
        assert!(!into.path().join("set/data.bin").is_symlink(), "it is a copy");
    }

    #[test]
    fn the_name_of_a_folder_need_not_be_utf_8() {
        let (root, into) = (folder(), folder());
        let from = root.path().join(OsStr::from_bytes(b"caf\xe9"));
        fs::create_dir(&from).expect("it can be made");
        fs::write(from.join("data"), CONTENT).expect("it can be written");
        let origin = Origin::of(Some(from.as_os_str()));
        let fetch = Fetch { entry: &PLAIN, folder: into.path().into(), origin, bar: ProgressBar::hidden() };
        assert!(fetch.run().expect("it is there").is_new());
        assert_eq!(names(into.path()), ["set", "set/data"]);
    }
}
