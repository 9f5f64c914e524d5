//! Files of PyTorch from their bytes: the same tensors, bit for bit, as the reader of the binary finds, and as PyTorch itself wrote
//! them again as safetensors (`fixtures/make_checkpoints.py`). Damaged files are refused or read, and never panic.

use std::{
    fs,
    path::{Path, PathBuf},
};

use proptest::prelude::*;

use super::*;
use crate::network::state_dict::{Bytes, Stored};

/// A tensor as it is compared: its type, shape and bytes.
type Tensor = (String, Vec<usize>, Vec<u8>);

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let is_pytorch = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "pth" || ending == "pt");
    let mut files: Vec<PathBuf> = files.filter(is_pytorch).collect();
    files.sort();
    files
}

fn archives() -> Vec<PathBuf> {
    let all = ["weights", "wrapped", "checkpoints"].into_iter().flat_map(fixtures);
    all.filter(|path| fs::read(path).expect("a file").starts_with(b"PK")).collect()
}

fn contents_of_archives() -> Vec<Vec<u8>> {
    archives().iter().map(|path| fs::read(path).expect("a file")).collect()
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).expect("a file")
}

fn bytes(stored: &Stored<'_>) -> Vec<u8> {
    match &stored.bytes {
        Bytes::InMemory(bytes) => bytes.to_vec(),
        Bytes::Assembled(bytes) => bytes.clone(),
        Bytes::InFile(tensor) => tensor.read().expect("a readable tensor"),
    }
}

fn contents(dict: &StateDict<'_>) -> Vec<(String, Tensor)> {
    let content = |(name, stored): (&String, &Stored<'_>)| {
        (name.clone(), (stored.type_name.clone(), stored.shape.clone(), bytes(stored)))
    };
    dict.tensors.iter().map(content).collect()
}

#[test]
fn the_first_bytes_tell_the_form() {
    let mut tar = vec![0; 600];
    tar[257..262].copy_from_slice(b"ustar");
    for (bytes, form) in [
        (&b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19."[..], Form::Old),
        (&tar, Form::Old),
        (b"\x80\x02}q\0.", Form::Pickle),
        (b"PK\x03\x04\0\0", Form::Archive),
        // A header of 640 bytes begins like a pickle.
        (b"\x80\x02\0\0\0\0\0\0{\"", Form::Safetensors),
        (b"", Form::Safetensors),
    ] {
        assert_eq!(Form::of(bytes), form, "{bytes:?}");
    }
}

#[test]
fn every_file_has_the_tensors_that_the_binary_finds() {
    let mut compared = 0;
    for path in archives() {
        let file = fs::read(&path).expect("a file");
        let Ok(expected) = StateDict::pytorch(&path) else { continue };
        let Ok(found) = StateDict::read(&file) else {
            assert!(path.ends_with("whole_model.pth"), "{}", path.display());
            continue;
        };
        assert_eq!(contents(&found), contents(&expected), "{}", path.display());
        assert_eq!(found.ignored, expected.ignored, "{}", path.display());
        compared += contents(&found).len();
    }
    assert!(compared > 400, "{compared} tensors");
}

#[test]
fn checkpoints_and_views_have_the_tensors_that_pytorch_wrote() {
    for name in ["state_dict", "checkpoint", "checkpoint_protocol_4", "views"] {
        let [pickled, plain] = ["pth", "safetensors"].map(|ending| fixture(&format!("checkpoints/{name}.{ending}")));
        let found = StateDict::read(&pickled).unwrap_or_else(|error| panic!("{name}: {error}"));
        let expected = StateDict::read(&plain).expect("safetensors");
        assert_eq!(contents(&found), contents(&expected), "{name}");
    }
}

#[test]
fn what_is_no_dictionary_of_tensors_is_refused_and_nothing_is_run() {
    let refused = |name: &str| StateDict::read(&fixture(name)).map(|_| ()).expect_err(name);
    assert!(matches!(refused("weights/cifar_resnet_legacy.pt"), WeightsError::OldPytorch));
    assert!(matches!(refused("checkpoints/whole_model.pth"), WeightsError::PytorchObject));
    assert!(refused("weights/malicious.pth").to_string().contains("PyTorch"));
    // Sparse and complex numbers: the parts of a sparse matrix are inside of it.
    assert!(matches!(refused("checkpoints/no_plain_tensor.pth"), WeightsError::PytorchObject));
    assert!(!Path::new("a-pickle-was-run").exists());
    let whole = fixture("checkpoints/state_dict.pth");
    for length in [0, 10, whole.len() / 2, whole.len() - 30] {
        assert!(StateDict::read(&whole[..length]).is_err(), "cut after {length}");
    }
}

/// What a pickle by itself gives, with one storage of 16 bytes named `0`.
fn collected(pickle: &[u8]) -> Result<Vec<String>, Flaw> {
    let archive = Archive::of([("data.pkl", pickle), ("data/0", &[7; 16])]);
    let values = pickle::read(&archive)?;
    Ok(collect::tensors(&values)?.into_keys().collect())
}

/// `_rebuild_tensor_v2` of storage `0` of floats, with this offset and one dimension of this size.
fn tensor(offset: u8, size: u8) -> Vec<u8> {
    tensor_of("FloatStorage", offset, size)
}

fn tensor_of(storage: &str, offset: u8, size: u8) -> Vec<u8> {
    let mut code = b"ctorch._utils\n_rebuild_tensor_v2\n((X\x07\0\0\0storagectorch\n".to_vec();
    code.extend(storage.bytes().chain([b'\n']));
    code.extend(b"X\x01\0\0\0".iter().chain(b"0X\x03\0\0\0cpuK\x04tQ"));
    code.extend([b'K', offset, b'K', size, 0x85, b'K', 1, 0x85, 0x89]);
    code.extend(b"ccollections\nOrderedDict\n)RtR");
    code
}

/// A dictionary of one entry named `a`.
fn dictionary(value: &[u8]) -> Vec<u8> {
    [b"\x80\x02}X\x01\0\0\0a", value, b"s."].concat()
}

#[test]
fn every_check_of_a_pickle_can_fail() {
    assert_eq!(collected(&dictionary(&tensor(1, 3))), Ok(vec!["a".to_owned()]));
    for (pickle, flaw) in [
        (dictionary(&tensor(2, 3)), Flaw::Beyond),
        (b"\x80\x05}.".to_vec(), Flaw::Protocol(5)),
        (b"\x80\x02}".to_vec(), Flaw::Short),
        (b"\x80\x02i.".to_vec(), Flaw::Instruction(b'i')),
        (b"\x80\x02}h\x00s.".to_vec(), Flaw::Damaged),
        (b"\x80\x02}(t.".to_vec(), Flaw::NoDictionary),
        (b"\x80\x02}(.".to_vec(), Flaw::Damaged),
        // A dictionary inside of itself.
        (b"\x80\x02}q\0X\x01\0\0\0ah\0s.".to_vec(), Flaw::TooDeep(64)),
        ([&b"\x80\x02}"[..], &[b'0', b'}'].repeat(1_000_000), b"."].concat(), Flaw::TooMany(1_000_000)),
        (
            [b"\x80\x02}(X\x01\0\0\0a", &tensor(0, 1)[..], b"X\x01\0\0\0a", &tensor(0, 1), b"u."].concat(),
            Flaw::Twice("a".into()),
        ),
    ] {
        assert_eq!(collected(&pickle), Err(flaw), "{:?}", &pickle[..pickle.len().min(80)]);
    }
    // Lists of two of the one before, thirty times: two to the thirtieth tensors in a small file.
    let mut bomb = tensor(0, 1);
    for level in 0..30 {
        bomb.extend([b'q', level, b'0', b']', b'(', b'h', level, b'h', level, b'e']);
    }
    assert_eq!(collected(&dictionary(&bomb)), Err(Flaw::TooMany(1_000_000)));
    assert_eq!(collected(&dictionary(&tensor_of("ComplexFloatStorage", 0, 1))), Ok(Vec::new()), "no weight is complex");
}

proptest! {
    #[test]
    fn damaged_files_never_panic(
        file in prop::sample::select(contents_of_archives()),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = file;
        for (place, value) in changes {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        if let Ok(dict) = StateDict::read(&bytes) {
            let _ = contents(&dict);
        }
        bytes.truncate(cut.index(bytes.len()));
        let _ = StateDict::read(&bytes);
    }

    #[test]
    fn random_pickles_never_panic(pieces in proptest::collection::vec(piece(), 0..40)) {
        let _ = collected(&[&pieces.concat()[..], b"."].concat());
    }
}

/// An instruction with what it reads, or a whole tensor.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let plain = prop::sample::select(&b"(01NaesubQR)t]}\x81\x85\x86\x87\x88\x8f\x90\x91\x92\x93\x94"[..]);
    let with_byte = (prop::sample::select(&b"Khq"[..]), 0_u8..6).prop_map(|(code, at)| vec![code, at]);
    prop_oneof![
        4 => plain.prop_map(|code| vec![code]),
        2 => with_byte,
        1 => Just(b"X\x01\0\0\0a".to_vec()),
        1 => (any::<u8>(), any::<u8>()).prop_map(|(offset, size)| tensor(offset, size)),
        1 => proptest::collection::vec(any::<u8>(), 1..4),
    ]
}
