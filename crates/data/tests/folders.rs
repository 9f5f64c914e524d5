//! Folders of pictures, made in a temporary place, and what can be wrong with them.
#![cfg(feature = "folders")]

use std::{fs, path::Path};

use layerlab_data::{
    DataError,
    folder::{self, Listing},
    picture,
};
use layerlab_schema::Shape;
use tempfile::TempDir;

/// A small picture.
#[cfg(unix)]
const PICTURE: &[u8] = include_bytes!("../../../fuzz/seeds/picture/rgb.png");

/// The size to which pictures are brought.
const SHAPE: Shape = Shape::new(3, 4, 4);

/// A folder with these files, which are empty: listing opens no picture.
fn folder(files: &[&str]) -> TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    for file in files {
        write(root.path(), file, b"");
    }
    root
}

fn write(root: &Path, file: &str, content: &[u8]) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
    fs::write(path, content).expect("it can be written");
}

/// Paths below the root and labels, sorted.
fn sorted(root: &Path, entries: &[folder::Entry]) -> Vec<(String, u16)> {
    let below = |entry: &folder::Entry| entry.path.strip_prefix(root).expect("below").display().to_string();
    let mut found: Vec<_> = entries.iter().map(|entry| (below(entry), entry.label)).collect();
    found.sort();
    found
}

fn says(outcome: Result<Listing, DataError>, parts: &[&str]) {
    let message = layerlab_words::message(&outcome.expect_err("bad").0);
    for part in parts {
        assert!(message.contains(part), "“{part}” is not in: {message}");
    }
}

#[test]
fn classes_are_folders_in_order() {
    let root = folder(&[
        "train/b/1.png",
        "train/a/2.JPG",
        "train/a/note.txt",
        "train/a/.3.png",
        "val/a/4.jpeg",
        "val/b/5.png",
    ]);
    let found = folder::by_class(root.path()).expect("good");
    assert_eq!(found.classes, ["a", "b"]);
    assert_eq!(sorted(root.path(), &found.train), [("train/a/2.JPG".into(), 0), ("train/b/1.png".into(), 1)]);
    assert_eq!(sorted(root.path(), &found.test), [("val/a/4.jpeg".into(), 0), ("val/b/5.png".into(), 1)]);
}

#[test]
fn the_order_does_not_depend_on_where_the_folder_lies() {
    let files: Vec<String> =
        (0..40).flat_map(|n| [format!("train/{}/{n}.png", n % 4), format!("val/{}/{n}.png", n % 4)]).collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let order = || {
        let root = folder(&files);
        let found = folder::by_class(root.path()).expect("good");
        found.train.iter().map(|e| e.path.strip_prefix(root.path()).expect("below").to_owned()).collect::<Vec<_>>()
    };
    let first = order();
    assert_eq!(first, order());
    assert!(!first.is_sorted(), "classes would come one after the other");
}

#[test]
fn an_empty_or_missing_class_is_named() {
    let root = folder(&["train/a/1.png", "train/b/note.txt", "val/a/2.png", "val/b/3.png"]);
    says(folder::by_class(root.path()), &["train/b", "the class has no picture"]);
    let root = folder(&["train/a/1.png", "train/b/2.png", "val/a/3.png"]);
    says(folder::by_class(root.path()), &["val/b", "could not be read"]);
    let root = folder(&["train/a/1.png", "val/a/2.png", "val/c/3.png"]);
    says(folder::by_class(root.path()), &["val/c", "train has no such class"]);
    let root = folder(&["train/note.txt", "val/a/1.png"]);
    says(folder::by_class(root.path()), &["train", "no folder for any class"]);
    says(folder::by_class(&root.path().join("gone")), &["gone/train", "could not be read"]);
}

#[test]
fn tiny_imagenet_has_its_own_layout() {
    let root = folder(&["train/n02124075/images/a.JPEG", "train/n01443537/images/b.JPEG"]);
    says(folder::tiny_imagenet(root.path()), &["wnids.txt", "could not be read"]);
    write(root.path(), "wnids.txt", b"n02124075\nn01443537\n");
    says(folder::tiny_imagenet(root.path()), &["val_annotations.txt", "could not be read"]);
    write(root.path(), "val/val_annotations.txt", b"val_0.JPEG\tn02124075\t0\t1\t2\t3\n");
    write(root.path(), "words.txt", b"n01443537\tgoldfish, Carassius auratus\n");
    let found = folder::tiny_imagenet(root.path()).expect("good");
    assert_eq!(found.classes, ["goldfish", "n02124075"]);
    assert_eq!(sorted(root.path(), &found.test), [("val/images/val_0.JPEG".into(), 1)]);
    assert_eq!(sorted(root.path(), &found.train)[0], ("train/n01443537/images/b.JPEG".into(), 0));
    write(root.path(), "wnids.txt", b"n02124075\nn01443537\nn99999999\n");
    says(folder::tiny_imagenet(root.path()), &["n99999999", "could not be read"]);
}

#[test]
fn stanford_dogs_follows_its_lists() {
    let root = folder(&[]);
    says(folder::stanford_dogs(root.path()), &["train_list.txt", "could not be read"]);
    let lists = "n02085620-Chihuahua/n02085620_5927.jpg\t1\nn02085782-Japanese_spaniel/n02085782_2.jpg\t2\n";
    write(root.path(), "train_list.mat", b"what its makers publish");
    says(folder::stanford_dogs(root.path()), &["MATLAB", "make_lists.py", "SciPy"]);
    write(root.path(), "train_list.txt", lists.as_bytes());
    says(folder::stanford_dogs(root.path()), &["test_list.txt", "could not be read"]);
    write(root.path(), "test_list.txt", &lists.as_bytes()[..60]);
    says(folder::stanford_dogs(root.path()), &["test_list.txt is damaged at line 2"]);
    write(root.path(), "test_list.txt", lists.as_bytes());
    let found = folder::stanford_dogs(root.path()).expect("good");
    assert_eq!(found.classes, ["Chihuahua", "Japanese spaniel"]);
    let first = "Images/n02085620-Chihuahua/n02085620_5927.jpg";
    assert_eq!(sorted(root.path(), &found.train)[0], (first.into(), 0));
}

/// What systems and programs leave beside pictures is no class and no picture.
#[test]
fn junk_is_passed_over() {
    let root = folder(&[
        "__MACOSX/train/a/._1.png",
        "train/a/1.png",
        "train/a/._1.png",
        "train/a/Thumbs.db",
        "train/a/desktop.ini",
        "train/a/.ipynb_checkpoints/1-checkpoint.png",
        "train/a/thumbs.jpg/inside.jpg",
        "train/a/@eaDir/1.png/SYNOPHOTO_THUMB_M.jpg",
        "train/.ipynb_checkpoints/x.png",
        "train/__MACOSX/x.png",
        "train/@eaDir/x.png",
        "train/Thumbs.db",
        "train/.DS_Store",
        "val/a/2.png",
        "val/__MACOSX/x.png",
        "val/$RECYCLE.BIN/x.png",
        "val/System Volume Information/x.png",
    ]);
    let found = folder::by_class(root.path()).expect("good");
    assert_eq!(found.classes, ["a"]);
    assert_eq!(sorted(root.path(), &found.train), [("train/a/1.png".into(), 0)]);
    assert_eq!(sorted(root.path(), &found.test), [("val/a/2.png".into(), 0)]);
}

#[test]
fn a_mark_before_a_list_is_no_part_of_it() {
    let root = folder(&["train/n02124075/images/a.JPEG"]);
    write(root.path(), "wnids.txt", "\u{feff}n02124075\r\n".as_bytes());
    write(root.path(), "val/val_annotations.txt", "\u{feff}val_0.JPEG\tn02124075\t0\t1\t2\t3\r\n".as_bytes());
    let found = folder::tiny_imagenet(root.path()).expect("good");
    assert_eq!(sorted(root.path(), &found.test), [("val/images/val_0.JPEG".into(), 0)]);
    write(root.path(), "wnids.txt", b"\xff\xfen\x000\x00");
    says(folder::tiny_imagenet(root.path()), &["wnids.txt could not be read", "utf-8"]);
}

#[test]
fn a_folder_in_place_of_a_file_is_told() {
    let root = folder(&["wnids.txt/x", "x.png/y"]);
    says(folder::tiny_imagenet(root.path()), &["wnids.txt can't be used: it is a folder, and a file"]);
    let fault = picture::read(&root.path().join("x.png"), SHAPE).expect_err("it is a folder").0;
    assert!(layerlab_words::message(&fault).contains("x.png can't be used: it is a folder"), "{fault:?}");
}

#[cfg(unix)]
mod unix {
    use std::{
        ffi::OsStr,
        os::unix::{ffi::OsStrExt, fs::symlink, net::UnixListener},
        path::PathBuf,
        process::Command,
        sync::mpsc,
        thread,
        time::Duration,
    };

    use super::*;

    fn pipe(path: &Path) {
        assert!(Command::new("mkfifo").arg(path).status().expect("it is on every Unix").success());
    }

    /// What `work` gives, which must not wait for anybody.
    fn soon<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || sender.send(work()));
        receiver.recv_timeout(Duration::from_secs(20)).expect("it hangs")
    }

    #[test]
    fn names_need_not_be_utf_8() {
        let (class, file) = (OsStr::from_bytes(b"caf\xe9"), OsStr::from_bytes(b"\xff.png"));
        let root = folder(&["train/dog/1.png", "val/dog/1.png"]);
        for split in ["train", "val"] {
            let folder = root.path().join(split).join(class);
            fs::create_dir(&folder).expect("it can be made");
            fs::write(folder.join(file), PICTURE).expect("it can be written");
        }
        let found = folder::by_class(root.path()).expect("good");
        assert_eq!(found.classes, ["caf\u{fffd}", "dog"]);
        let path: PathBuf = root.path().join("val").join(class).join(file);
        let entry = found.test.iter().find(|entry| entry.label == 0).expect("it is listed");
        assert_eq!(entry.path, path);
        picture::read(&entry.path, SHAPE).expect("it can be read");
    }

    #[test]
    fn pipes_sockets_and_devices_are_refused_and_nothing_hangs() {
        let root = folder(&["train/a/1.png", "val/a/2.png"]);
        let odd = root.path().join("train/a/odd.png");
        let refused = |root: &TempDir| {
            says(folder::by_class(root.path()), &["train/a/odd.png can't be used: it is neither a file nor a folder"]);
            let path = odd.clone();
            let fault = soon(move || picture::read(&path, SHAPE)).expect_err("it is no file").0;
            let message = layerlab_words::message(&fault);
            assert!(message.contains("train/a/odd.png can't be used: it is neither a file nor"), "{message}");
            fs::remove_file(&odd).expect("it was made");
        };
        pipe(&odd);
        refused(&root);
        let socket = UnixListener::bind(&odd).expect("a socket");
        refused(&root);
        drop(socket);
        symlink("/dev/zero", &odd).expect("a link");
        refused(&root);
        // What has another ending was never a picture.
        pipe(&root.path().join("train/a/odd"));
        pipe(&root.path().join("train/odd"));
        assert_eq!(folder::by_class(root.path()).expect("good").train.len(), 1);
    }

    #[test]
    fn a_list_that_is_a_pipe_is_refused() {
        let root = folder(&[]);
        pipe(&root.path().join("wnids.txt"));
        let path = root.path().to_owned();
        says(
            soon(move || folder::tiny_imagenet(&path)),
            &["wnids.txt can't be used: it is neither a file nor a folder"],
        );
    }

    #[test]
    fn links_are_followed_and_those_to_nothing_are_told() {
        let root = folder(&["elsewhere/1.png", "train/b/1.png", "val/b/1.png"]);
        for split in ["train", "val"] {
            symlink("../elsewhere", root.path().join(split).join("a")).expect("a link");
        }
        symlink("1.png", root.path().join("train/b/2.png")).expect("a link");
        let found = folder::by_class(root.path()).expect("good");
        assert_eq!((found.classes.len(), found.train.len(), found.test.len()), (2, 3, 2));

        symlink("gone.png", root.path().join("train/b/3.png")).expect("a link");
        says(folder::by_class(root.path()), &["train/b/3.png can't be used: it is a link to what does not exist"]);
        let read = picture::read(&root.path().join("train/b/3.png"), SHAPE).map(|_| unreachable!("it has no content"));
        says(read, &["train/b/3.png can't be used: it is a link to what does not exist"]);
        fs::remove_file(root.path().join("train/b/3.png")).expect("it was made");
        // A class that is left out would give the others wrong labels.
        symlink("../gone", root.path().join("train/c")).expect("a link");
        says(folder::by_class(root.path()), &["train/c can't be used: it is a link to what does not exist"]);
        fs::remove_file(root.path().join("train/c")).expect("it was made");
        symlink("c", root.path().join("train/c")).expect("a link");
        says(folder::by_class(root.path()), &["train/c could not be read"]);
    }
}
