//! `layerlab dependency`: files of other programs in, a measure beside its null out.

use serde_json::Value;

use crate::{
    Desk,
    common::{Ended, Program, assert_close},
};

const MEASURES: &str = "edge,ksg,ksg-noised,info-nce,connectivity,nhsic,nhsic-channels,cka,cka-rbf,cka-debiased";

/// A .npy file (version 1.0).
fn npy(kind: &str, order: &str, shape: &str, values: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut header = format!("{{'descr': '{kind}', 'fortran_order': {order}, 'shape': {shape}, }}");
    header.extend(std::iter::repeat_n(' ', 63 - (10 + header.len()) % 64));
    header.push('\n');
    let mut file = b"\x93NUMPY\x01\x00".to_vec();
    file.extend((header.len() as u16).to_le_bytes());
    file.extend(header.bytes());
    file.extend(values.into_iter().flatten());
    file
}

/// 80 rows of 3 features; the child's are made from the parent's in a way that no line shows.
fn rows(of: fn(f64, f64) -> f64) -> Vec<[f64; 3]> {
    let value = |row: usize, column: usize| ((row * 3 + column) as f64 * 12.9898).sin();
    (0..80).map(|row| [0, 1, 2].map(|column| of(value(row, column), value(row + 100, column)))).collect()
}

/// A desk with both sides and labels in several kinds of files.
fn desk() -> Desk {
    let desk = Desk::new();
    let write = |name: &str, content: Vec<u8>| std::fs::write(desk.join(name), content).expect("a file");
    let (parent, child) = (rows(|x, _| x), rows(|x, noise| x * x + 0.02 * noise));
    let single =
        |side: &[[f64; 3]]| side.iter().flatten().map(|&x| (x as f32).to_le_bytes().to_vec()).collect::<Vec<_>>();
    write("parent.npy", npy("<f4", "False", "(80, 3)", single(&parent)));
    write("child.npy", npy("<f4", "False", "(80, 3)", single(&child)));
    let columns = |side: &[[f64; 3]]| -> Vec<f64> { (0..3).flat_map(|j| side.iter().map(move |row| row[j])).collect() };
    let big = columns(&child).into_iter().map(|x| f64::from(x as f32).to_be_bytes().to_vec());
    write("fortran.npy", npy(">f8", "True", "(80, 3)", big));
    write("labels.npy", npy("<i8", "False", "(80,)", (0..80_i64).map(|i| (i % 2).to_le_bytes().to_vec())));
    write("bytes.npy", npy("|u1", "False", "(80,)", (0..80_u8).map(|i| vec![i % 2])));
    let bytes: Vec<u8> = single(&child).concat();
    let view = safetensors::tensor::TensorView::new(safetensors::Dtype::F32, vec![80, 3], &bytes).expect("it fits");
    write("both.safetensors", safetensors::serialize([("layer.2", view)], None).expect("it serialises"));
    desk
}

fn measure(desk: &Desk, files: [&str; 3], more: &[&str]) -> Ended {
    let [parent, child, labels] = files;
    let arguments = ["dependency", "--parent", parent, "--child", child, "--labels", labels];
    Program::run(desk.path(), &[&arguments[..], more].concat())
}

const FILES: [&str; 3] = ["parent.npy", "child.npy", "labels.npy"];

#[test]
fn every_measure_comes_with_its_null() {
    let result = measure(&desk(), FILES, &["--measure", MEASURES, "--json"]).expect_success().result();
    assert_eq!(result.as_object().expect("an object").len(), 10, "{result}");
    for name in MEASURES.split(',') {
        let figure = |key: &str| result[name][key].as_f64().unwrap_or_else(|| panic!("{name}.{key} in {result}"));
        assert_close(name, &[figure("value") - figure("null_mean")], &[figure("excess")], 1e-9);
        assert!(figure("null_mean") <= figure("null_p95") + 1e-9, "{name}: {result}");
        assert!((1.0 / 21.0..=1.0).contains(&figure("p")), "{name}: {result}");
        assert_eq!((figure("nulls"), figure("samples")), (20.0, 80.0), "{name}");
    }
    // A square is no line: what sees curves sees it.
    for name in ["nhsic", "ksg"] {
        assert!(result[name]["value"].as_f64() > result[name]["null_p95"].as_f64(), "{name}: {result}");
    }
}

#[test]
fn all_kinds_of_files_give_the_same() {
    let desk = desk();
    let result = |files| measure(&desk, files, &["--measure", MEASURES, "--json"]).expect_success().result();
    let first = result(FILES);
    assert_eq!(result(["parent.npy", "fortran.npy", "labels.npy"]), first);
    assert_eq!(result(["parent.npy", "both.safetensors:layer.2", "bytes.npy"]), first);
    let seeded = measure(&desk, FILES, &["--measure", MEASURES, "--json", "--seed", "2"]).expect_success().result();
    let of = |result: &Value, key: &str| result["cka"][key].clone();
    assert_eq!(of(&seeded, "value"), of(&first, "value"));
    assert_ne!(of(&seeded, "null_mean"), of(&first, "null_mean"));
}

#[test]
fn people_read_a_table_that_shows_the_null() {
    let ended = measure(&desk(), FILES, &["--measure", "ksg,cka"]).expect_success();
    let lines: Vec<&str> = ended.stdout.lines().collect();
    assert_eq!(lines.len(), 4, "{}", ended.stdout);
    assert!(lines[0].contains("null mean") && lines[0].contains("null 95 %"), "{}", ended.stdout);
    assert!(lines[1].starts_with("ksg (bits)") && lines[1].ends_with("above its null"), "{}", ended.stdout);
    assert!(lines[3].starts_with("A value within its null shows no dependency"), "{}", ended.stdout);
}

#[test]
fn bad_input_is_told_in_one_sentence_that_names_the_file() {
    let desk = desk();
    let write = |name: &str, content: Vec<u8>| std::fs::write(desk.join(name), content).expect("a file");
    write("short.npy", npy("<f4", "False", "(79, 3)", vec![vec![0; 79 * 12]]));
    write("cut.npy", npy("<f4", "False", "(80, 3)", vec![vec![0; 80]]));
    write("half.npy", npy("<f2", "False", "(80, 3)", vec![vec![0; 480]]));
    write("flat.npy", npy("<f4", "False", "(80,)", vec![vec![0; 320]]));
    let hole = (0..240).map(|i| if i == 100 { f32::NAN } else { 1.0 }.to_le_bytes().to_vec());
    write("hole.npy", npy("<f4", "False", "(80, 3)", hole));
    write("negative.npy", npy("<i4", "False", "(80,)", (0..80_i32).map(|i| (i - 7).to_le_bytes().to_vec())));
    write("few.npy", npy("<i4", "False", "(9,)", vec![vec![0; 36]]));
    desk.write("text.npy", "1,2,3");
    let [parent, child, labels] = FILES;
    for (files, more, says) in [
        ([parent, "short.npy", labels], &[][..], &["short.npy", "80", "79"][..]),
        ([parent, "cut.npy", labels], &[], &["cut.npy", "240"]),
        (["half.npy", child, labels], &[], &["half.npy", "f2", "32"]),
        (["flat.npy", child, labels], &[], &["flat.npy", "[80]", "[N, D]"]),
        ([parent, "hole.npy", labels], &[], &["hole.npy", "Row 33", "NaN"]),
        (["text.npy", child, labels], &[], &["text.npy", "no .npy file"]),
        (["gone.npy", child, labels], &[], &["gone.npy", "could not be read"]),
        (["a.csv", child, labels], &[], &["a.csv", ".npy"]),
        (["both.safetensors", child, labels], &[], &["both.safetensors", "layer.2"]),
        (["both.safetensors:mine", child, labels], &[], &["both.safetensors", "mine", "layer.2"]),
        ([parent, child, "negative.npy"], &[], &["negative.npy", "-7", "row 0"]),
        ([parent, child, "few.npy"], &[], &["few.npy", "9 labels", "80 rows"]),
        ([parent, child, child], &[], &["child.npy", "f4", "integers"]),
        ([parent, child, labels], &["--measure", "edge,mine"], &["mine", "cka-rbf"]),
        ([parent, child, labels], &["--nulls", "19"], &["--nulls 19", "20"]),
    ] {
        let ended = measure(&desk, files, more);
        println!("{}", ended.stderr.trim_end());
        assert_eq!(ended.code, Some(2), "{}", ended.stderr);
        assert_eq!((ended.stdout.as_str(), ended.stderr.lines().count()), ("", 1), "{}", ended.stderr);
        for part in says {
            assert!(ended.stderr.contains(part), "“{part}” is not in: {}", ended.stderr);
        }
    }
}
