//! One's own things in the page: a drawing, pictures, a training set, points and weights, by hand and by file.

use std::{
    fs,
    path::{Path, PathBuf},
};

use layerlab_schema::{DataSet, Network};
use safetensors::{Dtype, tensor::TensorView};

use crate::{browser::Browser, explorer::Explorer};

/// A run of seconds on small images.
const SMALL: &str = "#v=2&data=digits&train=256&test=50&samples=50&epochs=2";

/// What the element with this test name says.
fn says(browser: &Browser, test: &str) -> String {
    let text = browser.js(&format!("return document.querySelector('[data-test={test}]')?.innerText"));
    text.as_str().unwrap_or_default().to_owned()
}

fn is_there(browser: &Browser, test: &str) -> bool {
    browser.js(&format!("return !!document.querySelector('[data-test={test}]')")) == true
}

/// Presses keys on the sheet or the plane, with Shift where they begin with `+`.
fn press(browser: &Browser, test: &str, keys: &[&str]) {
    for key in keys {
        let (shift, key) = key.strip_prefix('+').map_or((false, *key), |key| (true, key));
        browser.js(&format!(
            "document.querySelector('[data-test={test}]').dispatchEvent(
                 new KeyboardEvent('keydown', {{ key: '{key}', shiftKey: {shift}, bubbles: true, cancelable: true }}))"
        ));
    }
}

/// A picture of one colour as PNG, made by the browser.
fn picture(browser: &Browser, path: &Path, colour: &str) {
    let script = format!(
        "const canvas = Object.assign(document.createElement('canvas'), {{ width: 40, height: 30 }});
         const context = canvas.getContext('2d');
         context.fillStyle = '{colour}';
         context.fillRect(0, 0, 40, 30);
         return [...atob(canvas.toDataURL('image/png').split(',')[1])].map(letter => letter.charCodeAt(0))"
    );
    let bytes: Vec<u8> = serde_json::from_value(browser.js(&script)).expect("bytes");
    fs::write(path, bytes).expect("a file in the test's own folder");
}

#[test]
fn a_drawing_is_answered_and_attacked_at_once_and_again_at_another_strength() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", SMALL);
    page.click("own-draw");
    // A one, by keys alone.
    let up = ["+ArrowUp"; 14];
    press(&browser, "own-sheet", &["ArrowDown"; 7]);
    press(&browser, "own-sheet", &up);
    let asked = |what: &str| {
        let found = browser.js("return document.querySelector('.own-asked')?.innerText ?? ''");
        found.as_str().is_some_and(|text| text.contains(what))
    };
    let is_answered = || says(&browser, "own-says").contains("It says");
    page.wait_for("an answer before anything was trained", |_| {
        asked("normal network for handwritten") && is_answered()
    });
    println!("normal: {}", says(&browser, "own-says"));
    browser.js("document.querySelector('[data-test=ready-robust]').click()");
    page.wait_for("the robust network's answer", |_| asked("robust network for handwritten") && is_answered());
    println!("robust: {}", says(&browser, "own-says"));
    page.click("train");
    page.wait_for_state("done");
    page.wait_for("the answer of the run", |_| asked("network of this run") && is_answered());
    let before = says(&browser, "own-says");
    println!("{before}");
    assert!(before.contains("PGD-20") && before.contains("0.10"), "{before}");
    browser.js("const slider = document.querySelector('[data-test=epsilon]');
         slider.value = 0.2;
         slider.dispatchEvent(new InputEvent('input', { bubbles: true }))");
    page.wait_for("an answer at the new strength", |_| says(&browser, "own-says").contains("0.20"));
    page.click("own-clear");
    assert_eq!(browser.js("return document.querySelectorAll('.own-answer .example').length"), 1, "the answer stays");
    assert_eq!(page.message(), None);
}

#[test]
fn pictures_are_shown_to_the_network_and_what_is_no_picture_is_told() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", SMALL);
    page.click("train");
    page.wait_for_state("done");
    page.click("own-pictures");
    let paths: Vec<PathBuf> = ["a.png", "b.png", "c.png"].map(|name| browser.downloads().join(name)).to_vec();
    picture(&browser, &paths[0], "#fff");
    picture(&browser, &paths[1], "#123");
    fs::write(&paths[2], "no picture").expect("a file in the test's own folder");
    let all: Vec<String> = paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    browser.keys("own-pictures-file", &all.join("\n"));
    page.wait_for("answers", |_| says(&browser, "own-says").contains("of 2 answers"));
    println!("{}", says(&browser, "own-says"));
    assert_eq!(browser.js("return document.querySelectorAll('.own-answer .example').length"), 2);
    let message = page.message().expect("the third is told");
    assert!(message.contains("c.png") && message.contains("PNG"), "{message}");
}

#[test]
fn points_by_hand_are_trained_on() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", "#v=2&data=moons");
    page.click("own-points");
    page.click("own-points-train");
    assert!(page.message().is_some_and(|message| message.contains("at least 5 points")), "{:?}", page.message());
    let row = |direction: &'static str| [" ", direction, direction, direction, direction].repeat(6);
    press(&browser, "own-plane", &["ArrowLeft"; 20]);
    press(&browser, "own-plane", &row("ArrowUp"));
    browser.js("document.querySelector('[data-test=own-class-1]').click()");
    press(&browser, "own-plane", &["ArrowRight"; 40]);
    press(&browser, "own-plane", &row("ArrowDown"));
    assert!(says(&browser, "own").contains("12 points in 2 classes"), "{}", says(&browser, "own"));
    page.click("own-points-train");
    page.wait_for_state("done");
    // Two columns of points far apart: anything but all of them right would be a fault.
    assert_eq!(page.number("final-clean"), 1.0);
    assert!(page.hash().contains("own="), "the link says that these are own samples: {}", page.hash());
    let experiment = page.export("experiment");
    let text = crate::common::text(&experiment);
    assert!(text.contains("[data.own]") && text.contains("digest = ") && text.contains("Class A"), "{text}");
    // The samples are in no link.
    page.reload();
    let note = says(&browser, "status");
    assert!(note.contains("12 samples") && note.contains("bring them along again"), "{note}");
}

#[test]
fn a_folder_with_a_folder_for_each_class_is_a_training_set() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", "#v=2&data=digits");
    let folder = browser.downloads().join("things");
    for (class, colour) in [("dark", "#222"), ("bright", "#eee")] {
        fs::create_dir_all(folder.join(class)).expect("a folder");
        for number in 0..10 {
            picture(&browser, &folder.join(class).join(format!("{number}.png")), colour);
        }
    }
    page.click("own-training");
    browser.keys("own-folder", &folder.to_string_lossy());
    page.wait_for("the classes", |_| is_there(&browser, "own-classes"));
    assert!(says(&browser, "own-classes").contains("bright"), "{}", says(&browser, "own-classes"));
    page.click("own-train");
    page.wait_for_state("done");
    assert_eq!(page.number("final-clean"), 1.0);
    assert!(says(&browser, "own").contains("dark"), "{}", says(&browser, "own"));
}

#[test]
fn weights_are_recognised_and_attacked_and_unknown_ones_are_told() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", "#v=2&data=digits");
    let write = |name: &str, network: &Network, classes: usize| {
        let path = browser.downloads().join(name);
        fs::write(&path, weights(network, classes)).expect("a file in the test's own folder");
        path
    };
    page.click("own-weights");
    let network = Network::Cnn { channels: [3, 5], hidden: 7, batch_norm: false };
    browser.keys("own-weights-file", &write("mine.safetensors", &network, 10).to_string_lossy());
    page.wait_for("it is recognised", |_| says(&browser, "own-recognised").contains("mine.safetensors"));
    page.wait_for("it is attacked", |_| says(&browser, "own-says").contains("test samples"));
    println!("{} {}", says(&browser, "own-recognised"), says(&browser, "own-says"));
    browser.keys("own-weights-file", &write("odd.safetensors", &network, 17).to_string_lossy());
    page.wait_for("a sentence", |page| page.message().is_some());
    let message = page.message().expect("it was there");
    assert!(message.contains("fit none of the known networks"), "{message}");
    assert!(says(&browser, "own-recognised").contains("mine.safetensors"), "nothing is lost");
    assert_eq!(page.state(), "empty");
}

/// A checkpoint of PyTorch opens like any weights; its old form, a whole model and a damaged file get a sentence.
#[test]
fn weights_of_pytorch_are_opened_and_what_is_no_state_dict_is_told() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", "#v=2&data=digits");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/core/tests/fixtures");
    let open = |path: &Path| browser.keys("own-weights-file", &path.to_string_lossy());
    page.click("own-weights");
    open(&fixtures.join("checkpoints/digits_cnn.pth"));
    page.wait_for("it is recognised", |_| says(&browser, "own-recognised").contains("digits_cnn.pth"));
    page.wait_for("it is attacked", |_| says(&browser, "own-says").contains("test samples"));
    println!("{} {}", says(&browser, "own-recognised"), says(&browser, "own-says"));
    assert!(
        says(&browser, "own-recognised").contains("397 parameters"),
        "its parameters, without the optimiser's state"
    );
    let damaged = browser.downloads().join("net.pth");
    fs::write(&damaged, "PK\u{3}\u{4} and no end").expect("a file in the test's own folder");
    for (path, expected) in [
        (fixtures.join("weights/cifar_resnet_legacy.pt"), "weights_only=True"),
        (fixtures.join("checkpoints/whole_model.pth"), "model.state_dict()"),
        (damaged, "not a complete PyTorch file"),
    ] {
        open(&path);
        page.wait_for("a sentence", |page| page.message().is_some_and(|message| message.contains(expected)));
        println!("{}", page.message().unwrap_or_default());
    }
    assert!(says(&browser, "own-recognised").contains("digits_cnn.pth"), "nothing is lost");
}

#[test]
fn hostile_archives_get_a_sentence() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", "#v=2&data=digits");
    page.click("own-training");
    for (name, bytes, expected) in [
        ("cut.zip", b"PK\x03\x04 and no end".to_vec(), "can't be read"),
        ("out.zip", zip("../../out.png", 4), "leads out of it"),
        ("bomb.zip", zip("a/bomb.png", u32::MAX - 1), "more than"),
    ] {
        let path = browser.downloads().join(name);
        fs::write(&path, bytes).expect("a file in the test's own folder");
        browser.keys("own-files", &path.to_string_lossy());
        page.wait_for("a sentence", |page| page.message().is_some_and(|message| message.contains(name)));
        let message = page.message().expect("it was there").replace('’', "'");
        println!("{message}");
        assert!(message.contains(expected), "{message}");
    }
}

/// Weights of a network on digits: small numbers, the same everywhere.
fn weights(network: &Network, classes: usize) -> Vec<u8> {
    let layers = network.layers(DataSet::Digits.shape(), classes).expect("it fits");
    let tensors: Vec<_> = layers.iter().flat_map(layerlab_schema::Layer::weights).collect();
    let bytes = |count: usize| -> Vec<u8> {
        (0..count).flat_map(|at| (((at * 37 % 101) as f32 - 50.0) / 200.0).to_le_bytes()).collect()
    };
    let data: Vec<Vec<u8>> = tensors.iter().map(|tensor| bytes(tensor.shape.iter().product())).collect();
    let views = tensors.iter().zip(&data).map(|(tensor, data)| {
        (tensor.name.clone(), TensorView::new(Dtype::F32, tensor.shape.clone(), data).expect("bytes that fit"))
    });
    safetensors::serialize(views, None).expect("a file")
}

/// A zip of one stored file of four bytes, whose directory promises `size`.
fn zip(path: &str, size: u32) -> Vec<u8> {
    let content = b"\x89PNG";
    let mut crc = flate2::Crc::new();
    crc.update(content);
    let length = path.len() as u16;
    let fields = |size: u32| [crc.sum().to_le_bytes(), 4_u32.to_le_bytes(), size.to_le_bytes()].concat();
    let version_flags_method_time = [20_u16, 0, 8, 0, 0].map(u16::to_le_bytes).concat();
    let mut file = [b"PK\x03\x04".to_vec(), version_flags_method_time.clone(), fields(size)].concat();
    file.extend([length.to_le_bytes(), 0_u16.to_le_bytes()].concat());
    file.extend(path.bytes().chain(*content));
    let start = file.len() as u32;
    file.extend(
        [b"PK\x01\x02".to_vec(), 20_u16.to_le_bytes().to_vec(), version_flags_method_time, fields(size)].concat(),
    );
    file.extend([length.to_le_bytes(), [0; 2], [0; 2], [0; 2], [0; 2]].concat());
    file.extend([[0; 4], [0; 4]].concat());
    file.extend(path.bytes());
    let directory = file.len() as u32 - start;
    file.extend([b"PK\x05\x06".to_vec(), vec![0; 4], [1_u16, 1].map(u16::to_le_bytes).concat()].concat());
    file.extend([directory.to_le_bytes(), start.to_le_bytes()].concat());
    file.extend([0; 2]);
    file
}
