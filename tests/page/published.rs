//! The published page: in one file, and without a network.

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use layerlab_server::{Server, folder};
use tempfile::TempDir;

use crate::{browser::Browser, common::from_environment, explorer::Explorer};

/// Digits for one epoch: some seconds of work.
const LINK: &str = "#v=2&data=digits&epochs=1";

fn bundle() -> PathBuf {
    from_environment("LAYERLAB_BUNDLE").into()
}

/// Trains to the end.
fn train(page: &Explorer<'_>) {
    page.click("train");
    page.wait_for_state("done");
    assert!(page.step() > 0 && page.number("final-clean") > 0.0);
}

#[test]
fn the_page_in_one_file_trains_from_a_disk_and_asks_for_nothing() {
    let browser = Browser::new();
    let file = bundle().join("layerlab.html");
    let page = Explorer::open_at(&browser, &format!("file://{}?cores=2{LINK}", file.display()));
    browser
        .js("window.refused = []; addEventListener('securitypolicyviolation', e => refused.push(e.violatedDirective))");
    train(&page);
    assert_eq!(page.fact("device").as_deref(), Some("cpu"));
    let asked = "performance.getEntriesByType('resource').map(e => e.name).filter(name => !/^(blob|data):/.test(name))";
    assert_eq!(browser.js(&format!("return [...refused, ...{asked}].join()")), "", "it asked for something");
}

#[test]
fn the_published_page_works_without_its_server_and_takes_a_new_version_whole() {
    let site = TempDir::new().expect("a temporary folder");
    copy(&bundle().join("layerlab-page"), site.path());
    let server = Server::bind_anywhere().expect("a port");
    let (port, address) = (server.port(), format!("{}/?device=cpu{LINK}", server.address()));
    let running = server.serve_while_held(folder(site.path()));
    let browser = Browser::new();
    let page = Explorer::open_at(&browser, &address);
    page.wait_for("the page is kept", |_| worker(&browser, "active") == "activated");

    drop(running);
    let page = Explorer::open_at(&browser, &address);
    train(&page);

    publish_a_newer(&browser, site.path());
    let _running = Server::bind(Some(port)).expect("the same port").serve_while_held(folder(site.path()));
    browser.js("navigator.serviceWorker.getRegistration().then(registration => registration.update())");
    page.wait_for("the newer version", |_| worker(&browser, "waiting") == "installed");
    page.wait_for("word of it", |page| page.message().is_some_and(|text| text.contains("newer version")));
    assert!(!says_newer(&browser), "the open page got a file of the newer version");
    page.reload();
    page.wait_for("the newer version is used", |_| worker(&browser, "waiting").is_empty() && says_newer(&browser));
}

#[test]
fn nothing_is_kept_where_the_page_is_part_of_another() {
    let site = TempDir::new().expect("a temporary folder");
    copy(&bundle().join("layerlab-page"), site.path());
    let page = "<iframe src='index.html?device=cpu' width=900 height=700></iframe>";
    fs::write(site.path().join("course.html"), page).expect("a page");
    let address = Server::bind_anywhere().expect("a port").serve_in_background(folder(site.path()));
    let browser = Browser::new();
    browser.go(&format!("{address}/course.html"));
    let inner = "document.querySelector('iframe').contentWindow";
    let is_usable = format!("return {inner}.performance.getEntriesByName('usable').length > 0");
    for _ in 0..600 {
        if browser.js(&is_usable) == true {
            break;
        }
        thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(browser.js(&is_usable), true, "the frame shows no page");
    // The page registers when it is idle; three seconds are long after that.
    thread::sleep(Duration::from_secs(3));
    assert_eq!(worker(&browser, "active"), "");
}

/// The state of the page's service worker in a role; empty without one.
fn worker(browser: &Browser, role: &str) -> String {
    let script = format!("return navigator.serviceWorker.getRegistration().then(found => found?.{role}?.state ?? '')");
    browser.js(&script).as_str().expect("a state").into()
}

const NEWER: &str = "// A newer version.\n";

fn says_newer(browser: &Browser) -> bool {
    browser
        .js("return fetch('offline.js').then(file => file.text())")
        .as_str()
        .is_some_and(|text| text.ends_with(NEWER))
}

/// Changes one file of the site, and its hash in the service worker, as a new bundle does.
fn publish_a_newer(browser: &Browser, site: &Path) {
    let (file, worker) = (site.join("offline.js"), site.join("service-worker.js"));
    let content = fs::read_to_string(&file).expect("it is there") + NEWER;
    fs::write(&file, &content).expect("it can be changed");
    for form in ["offline.js.gz", "offline.js.br", "service-worker.js.gz", "service-worker.js.br"] {
        fs::remove_file(site.join(form)).expect("it is there");
    }
    let text = fs::read_to_string(&worker).expect("it is there");
    let (before, rest) = text.split_once("\"offline.js\":\"").expect("its hash");
    let (_, after) = rest.split_once('"').expect("the end of it");
    let hash = browser.js(&format!(
        "return (async () => {{ const bytes = new TextEncoder().encode({});
         const hash = await crypto.subtle.digest('SHA-256', bytes);
         return btoa(String.fromCharCode(...new Uint8Array(hash))) }})()",
        serde_json::Value::from(content)
    ));
    let hash = hash.as_str().expect("a hash");
    fs::write(&worker, format!("{before}\"offline.js\":\"{hash}\"{after}")).expect("it can be changed");
}

/// Copies a folder and everything in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a copy");
        }
    }
}
