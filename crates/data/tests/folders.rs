//! Folders of pictures, made in a temporary place, and what can be wrong with them.
#![cfg(feature = "folders")]

use std::{fs, path::Path};

use layerlab_data::{
    DataError,
    folder::{self, Listing},
};
use tempfile::TempDir;

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
