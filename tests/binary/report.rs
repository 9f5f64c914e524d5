//! Reports of finished runs: the page, the tables for papers, and the tables for other programs.

use std::{collections::BTreeSet, fs::File, path::Path};

use layerlab_schema::{Experiment, Protocol};
use parquet::{
    file::reader::{FileReader, SerializedFileReader},
    record::Field,
};
use serde_json::Value;

use crate::{
    Desk,
    common::{Program, json, mlp_on_moons, names_in, text},
    transfer, triage,
};

/// Runs an experiment with a seed into the folder `out`.
fn run(desk: &Desk, experiment: &Experiment, seed: &str, out: &str) {
    desk.write_experiment("experiment.json", experiment);
    Program::run(desk.path(), &["run", "experiment.json", "--seed", seed, "--out", out]).expect_success();
}

/// The text that a reader of the page sees, which must be well-formed and ask no host for anything.
fn read_page(file: &Path) -> String {
    let page = text(file);
    for address in ["http:", "https:", "src=", "url(", "@import", "<script", "<link"] {
        assert!(!page.contains(address), "{address} in {}", file.display());
    }
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    let document = roxmltree::Document::parse_with_options(&page, options).expect("a well-formed page");
    let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id stands twice: {ids:?}");
    for link in document.descendants().filter_map(|node| node.attribute("href")) {
        assert!(ids.iter().any(|id| link == format!("#{id}")), "{link} leads nowhere");
    }
    let is_read = |node: &roxmltree::Node| !node.ancestors().any(|of| of.has_tag_name("style"));
    let texts = document.descendants().filter(|node| node.is_text() && is_read(node));
    texts.filter_map(|node| node.text()).map(str::trim).collect::<Vec<_>>().join(" ")
}

/// A Parquet file with cells as CSV writes them.
fn read_parquet(file: &Path) -> Vec<Vec<String>> {
    let reader = SerializedFileReader::new(File::open(file).expect("a file")).expect("it is Parquet");
    let schema = reader.metadata().file_metadata().schema();
    let mut rows = vec![schema.get_fields().iter().map(|field| field.name().to_owned()).collect::<Vec<_>>()];
    let written = |field: &Field| match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::ULong(whole) => whole.to_string(),
        Field::Double(number) => format!("{number:.6}"),
        Field::Bool(flag) => flag.to_string(),
        other => panic!("{other} is of none of the types that tables have"),
    };
    for row in reader.get_row_iter(None).expect("rows") {
        rows.push(row.expect("a row").get_column_iter().map(|(_, field)| written(field)).collect());
    }
    rows
}

fn read_csv(file: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(file).expect("a file");
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

/// Asserts that every table of the run folder is in the report, under the name of the run, and gives the number of tables.
fn assert_same_tables(desk: &Desk, run: &str, report: &str) -> usize {
    let names = names_in(&desk.join(run));
    let tables: Vec<&str> = names.iter().filter_map(|name| name.strip_suffix(".csv")).collect();
    for table in &tables {
        let expected = read_csv(&desk.join(run).join(format!("{table}.csv")));
        let found = read_parquet(&desk.join(report).join(format!("{table}.parquet")));
        assert_eq!(found[0][0], "run", "{table}");
        assert!(found[1..].iter().all(|row| row[0] == run), "{table}");
        let found: Vec<Vec<String>> = found.iter().map(|row| row[1..].to_vec()).collect();
        assert_eq!(found, expected, "{table}");
    }
    tables.len()
}

fn percent(accuracy: &Value) -> f64 {
    100.0 * accuracy["correct"].as_f64().expect("a number") / accuracy["of"].as_f64().expect("a number")
}

#[test]
fn a_plain_run_is_told_with_its_figures_and_seeds_count_together() {
    let desk = Desk::new();
    let experiment = Experiment { name: "half & <b>_1".into(), ..mlp_on_moons() };
    for (seed, out) in [("1", "first"), ("2", "second")] {
        run(&desk, &experiment, seed, out);
    }
    Program::run(desk.path(), &["report", "first", "--out", "one"]).expect_success();
    let page = read_page(&desk.join("one/report.html"));
    let last = json(&desk.join("first/report.json"))["last"].clone();
    for accuracy in ["clean", "robust"] {
        assert!(page.contains(&format!("{:.1}", percent(&last[accuracy]))), "{accuracy}: {page}");
    }
    assert!(page.contains("half & <b>_1") && page.contains("2307.03803") && page.contains("batch_size = 64"), "{page}");
    assert!(text(&desk.join("one/report.tex")).contains(r"half \& \textless{}b\textgreater{}\_1"));
    assert_eq!(assert_same_tables(&desk, "first", "one"), 1);

    Program::run(desk.path(), &["report", "first", "second"]).expect_success();
    let folder = desk.join("reports/half----b-_1-001");
    let page = read_page(&folder.join("report.html"));
    let last = |run: &str| json(&desk.join(run).join("report.json"))["last"]["robust"].clone();
    let mean = f64::midpoint(percent(&last("first")), percent(&last("second")));
    assert!(page.contains("means of 2 runs") && page.contains(&format!("{mean:.1}")), "{mean}: {page}");
    let runs = read_parquet(&folder.join("runs.parquet"));
    assert_eq!((runs.len(), &*runs[1][1], &*runs[2][0]), (3, "first + second", "second"));
}

#[test]
fn a_transfer_stands_beside_the_papers_tables() {
    let desk = Desk::new();
    run(&desk, &transfer::small(), "1", "run");
    Program::run(desk.path(), &["report", "run", "--out", "out"]).expect_success();
    // All tables of a transfer and its curve.
    assert_eq!(assert_same_tables(&desk, "run", "out"), 9);
    let page = read_page(&desk.join("out/report.html"));
    let trials = json(&desk.join("run/report.json"))["transfer"]["trials"].clone();
    let mean = |of: &dyn Fn(&Value) -> f64| {
        let values: Vec<f64> = trials.as_array().expect("trials").iter().map(of).collect();
        values.iter().sum::<f64>() / values.len() as f64
    };
    let figures = [
        mean(&|trial| percent(&trial["robust"]["robust"])),
        mean(&|trial| percent(&trial["cuts"][1]["semirobust"]["robust"])),
        mean(&|trial| percent(&trial["cuts"][1]["tuned"][0]["scores"]["robust"])),
    ];
    let paper = read_csv(&desk.join("out/semirobustness.csv"));
    let ours = paper.iter().find(|row| row[0] == "run" && row[4] == "2").expect("the cut with two layers");
    let column = |name: &str| paper[0].iter().position(|column| column == name).expect("a column");
    for (figure, name) in figures.into_iter().zip(["attacked_robust", "attacked_semirobust", "attacked_tuned"]) {
        assert!(page.contains(&format!("{figure:.1}")), "{name}: {figure}");
        assert_eq!(ours[column(name)], format!("{figure:.6}"), "{name}");
    }
    assert!(paper.iter().any(|row| row[..3] == ["paper", "VGG16", "CIFAR-10"] && row[5] == "44.600000"), "{paper:?}");
    let latex = text(&desk.join("out/report.tex"));
    assert!(latex.contains("VGG16, CIFAR-10 & last 4 of 16 & 44.6 & "), "{latex}");
    assert_eq!(latex.matches("\\begin{").count(), latex.matches("\\end{").count());
}

#[test]
fn trials_of_several_transfers_are_judged_together() {
    let desk = Desk::new();
    let mut experiment = transfer::small();
    if let Some(Protocol::Transfer(transfer)) = &mut experiment.protocol {
        (transfer.measure.samples, transfer.controls) = (0, Vec::new());
    }
    // Seeds 1 and 2, then 3 and 4; the first one again has seeds that count already.
    for (seed, out) in [("1", "one"), ("3", "two"), ("1", "again")] {
        run(&desk, &experiment, seed, out);
    }
    Program::run(desk.path(), &["report", "one", "two", "again", "--out", "out"]).expect_success();
    let claims = read_parquet(&desk.join("out/claims.parquet"));
    let studies: BTreeSet<&str> = claims[1..].iter().map(|row| &*row[0]).collect();
    assert_eq!(studies, BTreeSet::from(["one + two", "again"]));
    // Two trials give no verdict, four do.
    let reason = |study: &str| {
        let is_it = |row: &&Vec<String>| row[0] == study && row[1] == "loss/2";
        claims.iter().find(is_it).map(|row| row[8].clone()).expect("the claim")
    };
    assert_eq!((&*reason("again"), &*reason("one + two")), ("too-few-trials", ""));
    assert!(read_page(&desk.join("out/report.html")).contains("Side by side"));
}

#[test]
fn a_triage_has_its_blocks_in_every_form() {
    let desk = Desk::new();
    run(&desk, &triage::small(), "1", "run");
    Program::run(desk.path(), &["report", "run", "--out", "out"]).expect_success();
    assert_eq!(assert_same_tables(&desk, "run", "out"), 6);
    let page = read_page(&desk.join("out/report.html"));
    let map = json(&desk.join("run/report.json"))["triage"]["map"].clone();
    let rows = read_csv(&desk.join("out/triage.csv"));
    assert_eq!(rows.len(), 1 + map.as_array().map_or(0, Vec::len), "{rows:?}");
    for field in map.as_array().expect("fields") {
        let change = -100.0 * field["drop"]["clean"]["value"].as_f64().expect("a number");
        let shown = if change < 0.0 { format!("\u{2212}{:.1}", -change) } else { format!("{change:.1}") };
        assert!(page.contains(&shown), "{shown}");
        let (first, scheme) = (&field["key"]["initialisation"], &field["key"]["scheme"]);
        let row = rows.iter().find(|row| *first == row[3] && *scheme == row[4]).expect("a row");
        assert!((row[12].parse::<f64>().expect("a number") - change).abs() < 1e-5, "{row:?}");
    }
}

#[test]
fn what_can_not_be_reported_is_refused_in_a_sentence_and_leaves_nothing() {
    let desk = Desk::new();
    run(&desk, &mlp_on_moons(), "1", "run");
    for folder in ["foreign", "unfinished", "old"] {
        std::fs::create_dir(desk.join(folder)).expect("a folder");
    }
    desk.write("foreign/notes.txt", "mine");
    desk.write("unfinished/experiment.toml", "");
    desk.write("old/report.json", r#"{"version": 1, "spec": {}}"#);
    for (runs, says) in [
        (&["foreign"][..], "holds no run"),
        (&["run", "unfinished"], "layerlab run --resume unfinished"),
        (&["run", "old"], "It has version 1"),
        (&["run", "run/../run"], "is given twice"),
        (&["nowhere"], "nowhere could not be read"),
    ] {
        Program::run(desk.path(), &[&["report"], runs, &["--out", "out"]].concat()).expect_refusal(&[says]);
        assert!(!desk.join("out").exists(), "{runs:?}");
    }
    Program::run(desk.path(), &["report", "run", "--out", "foreign"]).expect_refusal(&["foreign is there already"]);
    assert_eq!(names_in(&desk.join("foreign")), ["notes.txt"]);
}
