//! The page and the binary: one experiment, one report, the same figures.

use layerlab_schema::Report;
use tempfile::TempDir;

use crate::{
    browser::Browser,
    common::{Program, assert_close, text},
    explorer::Explorer,
};

/// Four steps per epoch, so that the first eight losses prove the order of the samples in the second epoch too.
const LINK: &str = "#v=2&data=fashion-mnist&train=256&test=100&samples=50&every=4&batch=64&network=cnn&cut=3\
    &rest=clean&epochs=6&rate=0.05&epsilon=0.1&seed=11";

/// The first eight losses agree to 1e-3 relative. They are not equal bit by bit: a desk rounds a product and a sum once,
/// wasm rounds twice. The sign in PGD's step turns some of these last bits into whole steps of a pixel, so that adversarial
/// training in page and binary drifts apart, as with another seed, and only its first losses are compared. Training on clean
/// samples doesn't drift: after 24 steps at most 2 of 100 samples may fall to the other side.
#[test]
fn the_binary_repeats_what_the_page_exports_and_the_page_opens_its_report() {
    let (browser, desk) = (Browser::new(), TempDir::new().expect("a temporary folder"));
    for front in ["adversarial", "clean"] {
        let page = Explorer::open(&browser, "?device=cpu", &format!("{LINK}&front={front}"));
        let file = page.export("experiment");
        page.click("train");
        page.wait_for_state("done");
        let arguments = ["run", &file.to_string_lossy(), "--json", "--out", front];
        let ended = Program::run(desk.path(), &arguments).expect_success();
        let what = format!("losses of {front} training in page and binary");
        let worst = assert_close(&what, &page.losses(), &ended.losses()[..8], 1e-3);
        println!("{what}: 8 differ by at most {worst:.1e}: {:?}", page.losses());
        let report: Report =
            serde_json::from_str(&text(&desk.path().join(front).join("report.json"))).expect("a report");
        for (name, binary) in [("final-clean", report.last.clean.value()), ("final-robust", report.last.robust.value())]
        {
            println!("{front}, {name}: page {}, binary {binary}", page.number(name));
            if front == "clean" {
                assert!(
                    (page.number(name) - binary).abs() < 0.025,
                    "{name}: page {}, binary {binary}",
                    page.number(name)
                );
            }
        }
    }

    let path = desk.path().join("adversarial/report.json");
    let report: Report = serde_json::from_str(&text(&path)).expect("a report");
    let page = Explorer::open(&browser, "?device=cpu", "#v=2&data=moons");
    page.open_file(&path);
    page.wait_for_state("done");
    assert_eq!(page.step(), 24);
    assert_eq!(page.fact("final-clean"), Some(format!("{:.4}", report.last.clean.value())));
    assert_eq!(page.fact("final-robust"), Some(format!("{:.4}", report.last.robust.value())));
    assert!(page.hash().contains("data=fashion-mnist") && page.hash().contains("seed=11"), "{}", page.hash());
}
