//! The page as the tests see it: its figures, its controls, and waiting for them.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::{
    browser::Browser,
    common::{from_environment, names_in},
};

/// Longer than anything that one test waits for takes on two slow cores.
const PATIENCE: Duration = Duration::from_secs(300);

/// The page, open in a browser.
pub struct Explorer<'a> {
    browser: &'a Browser,
}

impl<'a> Explorer<'a> {
    /// Opens the page with a query such as `?device=cpu` and a link such as `#v=2&cut=2`, and waits until it can be used. It shows
    /// everything, unless the query says how much.
    pub fn open(browser: &'a Browser, query: &str, link: &str) -> Self {
        let more = if query.is_empty() { "?" } else { "&" };
        let query = if query.contains("view=") { query.to_owned() } else { format!("{query}{more}view=full") };
        Self::open_as_it_comes(browser, &query, link)
    }

    /// Opens the page as a visitor finds it.
    pub fn open_as_it_comes(browser: &'a Browser, query: &str, link: &str) -> Self {
        Self::open_at(browser, &format!("{}/{query}{link}", from_environment("LAYERLAB_PAGE")))
    }

    /// Opens a page that is elsewhere, and waits until it can be used.
    pub fn open_at(browser: &'a Browser, address: &str) -> Self {
        browser.go(address);
        let page = Self { browser };
        page.wait_until_usable();
        page
    }

    /// Loads the page again from its address.
    pub fn reload(&self) {
        self.browser.reload();
        self.wait_until_usable();
    }

    fn wait_until_usable(&self) {
        self.wait_for("the page can be used", |page| page.mark("usable").is_some());
    }

    /// Waits until `ready`.
    pub fn wait_for(&self, what: &str, ready: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !ready(self) {
            let trouble = || format!("{what}: not within {PATIENCE:?}; state {:?}, {:?}", self.state(), self.told());
            assert!(start.elapsed() < PATIENCE, "{}", trouble());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Waits for a state of the run; that it ends in another way ends the wait too.
    pub fn wait_for_state(&self, state: &str) {
        self.wait_for(state, |page| {
            let now = page.state();
            let has_ended = ["done", "failed", "stopped"].contains(&now.as_str());
            assert!(now == state || !has_ended, "{now} instead of {state}: {:?}", page.told());
            now == state
        });
    }

    /// Where the run is: empty, running, paused, done, failed or stopped.
    pub fn state(&self) -> String {
        self.fact("state").unwrap_or_default()
    }

    /// A figure of the run.
    pub fn fact(&self, name: &str) -> Option<String> {
        let script = format!("return document.querySelector('main').getAttribute('data-{name}')");
        self.browser.js(&script).as_str().map(String::from)
    }

    /// A figure of the run that must be there.
    pub fn number(&self, name: &str) -> f64 {
        let text = self.fact(name).unwrap_or_else(|| panic!("there is no {name} yet"));
        text.parse().unwrap_or_else(|_| panic!("{name} is {text}"))
    }

    /// Training steps done.
    pub fn step(&self) -> usize {
        self.fact("step").and_then(|step| step.parse().ok()).expect("a number of steps")
    }

    /// The first losses of the run, eight at most.
    pub fn losses(&self) -> Vec<f64> {
        let losses = self.fact("losses").expect("there are losses");
        serde_json::from_str(&losses).unwrap_or_else(|error| panic!("{losses}: {error}"))
    }

    /// The notice, if there is one.
    pub fn message(&self) -> Option<String> {
        let text = self.browser.js("return document.querySelector('[data-test=message]')?.innerText");
        text.as_str().map(|text| text.trim().into())
    }

    /// The status line.
    pub fn status(&self) -> String {
        let text = self.browser.js("return document.querySelector('[data-test=status]').innerText");
        text.as_str().expect("a status line").into()
    }

    /// Everything that the page says now, for a failed test.
    fn told(&self) -> (Option<String>, String) {
        (self.message(), self.status())
    }

    /// Waits until the page says how long the next run would take, and returns that sentence.
    pub fn estimate(&self) -> String {
        self.wait_for("an estimate of the time", |page| page.status().contains("Here it takes"));
        let status = self.status();
        let sentence = status.lines().find_map(|line| Some(line.split_once("Here it takes")?.1.trim()));
        sentence.unwrap_or_default().into()
    }

    /// When a moment of the page was, in milliseconds since it began to load.
    pub fn mark(&self, name: &str) -> Option<f64> {
        self.browser.js(&format!("return performance.getEntriesByName('{name}')[0]?.startTime")).as_f64()
    }

    /// The set-up in the address.
    pub fn hash(&self) -> String {
        self.browser.js("return location.hash").as_str().expect("text").into()
    }

    /// The values of all controls of the set-up, those behind "More" included.
    pub fn controls(&self) -> Value {
        let more = "document.querySelector('[data-test=more]')";
        let is_closed = self.browser.js(&format!("return {more}.getAttribute('aria-expanded') === 'false'"));
        assert_eq!(is_closed, true, "a test left the menu open");
        self.click("more");
        let values =
            self.browser.js("const all = [...document.querySelectorAll('.setup-fields select, .setup-fields input')];
             const named = all.map(e => [e.closest('label').innerText.split('\\n')[0],
                 e.type === 'checkbox' ? e.checked : e.value]);
             const modes = [...document.querySelectorAll('[data-chosen=true]')].map(e => e.dataset.test);
             const cut = document.querySelector('[data-test=cut]').ariaValueNow;
             return [named, modes, cut]");
        self.click("more");
        values
    }

    /// Clicks on the element with this test name.
    pub fn click(&self, test: &str) {
        self.browser.click(test);
    }

    /// Presses keys on the element with this test name.
    pub fn keys(&self, test: &str, keys: &str) {
        self.browser.keys(test, keys);
    }

    /// Chooses an entry of the list with this test name.
    pub fn choose(&self, test: &str, value: &str) {
        self.browser.choose(test, value);
    }

    /// Opens a file as the button does.
    pub fn open_file(&self, path: &Path) {
        self.browser.keys("file", &path.to_string_lossy());
    }

    /// Exports `kind`, `experiment` or `report`, and gives the file.
    pub fn export(&self, kind: &str) -> PathBuf {
        let folder = self.browser.downloads();
        let before = names_in(folder);
        self.click("export");
        self.click(&format!("export-{kind}"));
        // Chromium reserves a second file of the same name with an empty one, and renames the download over it.
        let is_whole = |name: &String| {
            let length = std::fs::metadata(folder.join(name)).map_or(0, |metadata| metadata.len());
            (name.ends_with(".json") || name.ends_with(".toml")) && !before.contains(name) && length > 0
        };
        self.wait_for("the download", |_| names_in(folder).iter().any(is_whole));
        folder.join(names_in(folder).into_iter().find(is_whole).expect("it was there"))
    }

    /// Opens the export menu, clicks on the line with this test name and gives the file with this ending.
    pub fn save(&self, test: &str, ending: &str) -> PathBuf {
        let folder = self.browser.downloads();
        let before = names_in(folder);
        self.click("export");
        self.click(test);
        let is_whole = |name: &String| {
            let length = std::fs::metadata(folder.join(name)).map_or(0, |metadata| metadata.len());
            name.ends_with(ending) && !before.contains(name) && length > 0
        };
        self.wait_for("the download", |_| names_in(folder).iter().any(is_whole));
        folder.join(names_in(folder).into_iter().find(is_whole).expect("it was there"))
    }

    /// From now on, notes tasks that keep the page from answering for more than 50 ms.
    pub fn watch_long_tasks(&self) {
        self.browser.js("window.longTasks = [];
             const note = entries => window.longTasks.push(...entries.getEntries().map(e => e.duration));
             new PerformanceObserver(note).observe({ type: 'longtask' })");
    }

    /// The lengths of those tasks so far, in milliseconds.
    pub fn long_tasks(&self) -> Vec<f64> {
        let tasks = self.browser.js("return window.longTasks");
        tasks.as_array().expect("they are watched").iter().filter_map(Value::as_f64).collect()
    }
}

/// Prints the longest of those tasks, and asserts that none is longer than people notice as a stall.
///
/// The aim is 50 ms. That is printed and not asserted, because on a busy machine any task can be interrupted.
pub fn assert_no_stall(what: &str, tasks: &[f64]) {
    let longest = tasks.iter().copied().fold(0.0, f64::max);
    println!("{what}: {} main-thread tasks over 50 ms, the longest {longest:.0} ms (goal: none)", tasks.len());
    assert!(longest <= 200.0, "{what}: the page did not answer for {longest:.0} ms");
}
