//! A browser without a window, driven over WebDriver, one call after the other.

use std::{env, path::Path};

use fantoccini::{
    Client, ClientBuilder, Locator,
    wd::{WebDriverCompatibleCommand, WindowHandle},
};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use url::Url;

use crate::common::from_environment;

const FLAGS: [&str; 8] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
    "--window-size=1280,900",
];

/// A browser with a fresh profile; it is closed when this is dropped, also by a failed test.
pub struct Browser {
    runtime: Runtime,
    client: Client,
    downloads: TempDir,
    _profile: TempDir,
}

impl Browser {
    /// Starts one.
    pub fn new() -> Self {
        Self::with_flags(&[])
    }

    /// Starts one with more command-line flags.
    pub fn with_flags(more: &[&str]) -> Self {
        let folder = || TempDir::new().expect("a temporary folder");
        let (downloads, profile) = (folder(), folder());
        let mut flags: Vec<String> = FLAGS.iter().chain(more).map(|&flag| flag.into()).collect();
        flags.push(format!("--user-data-dir={}", profile.path().display()));
        let capabilities = json!({
            "browserName": "chrome",
            "timeouts": { "pageLoad": 60_000, "script": 120_000 },
            "goog:chromeOptions": {
                "args": flags,
                "prefs": { "download.default_directory": downloads.path(), "download.prompt_for_download": false },
            },
        });
        Self::start(&from_environment("LAYERLAB_WEBDRIVER"), capabilities, (downloads, profile))
    }

    /// Starts Firefox, where there is one: `cargo xtask test` says so where there is none.
    pub fn firefox() -> Option<Self> {
        let (program, driver) = (env::var("LAYERLAB_FIREFOX").ok()?, env::var("LAYERLAB_FIREFOX_WEBDRIVER").ok()?);
        let folder = || TempDir::new().expect("a temporary folder");
        let (downloads, profile) = (folder(), folder());
        let capabilities = json!({
            "browserName": "firefox",
            "timeouts": { "pageLoad": 60_000, "script": 120_000 },
            "moz:firefoxOptions": {
                "binary": program,
                "args": ["-headless", "--width=1280", "--height=900"],
                "prefs": {
                    "browser.download.dir": downloads.path(),
                    "browser.download.folderList": 2,
                    "browser.helperApps.neverAsk.saveToDisk": "application/json,application/toml",
                },
            },
        });
        Some(Self::start(&driver, capabilities, (downloads, profile)))
    }

    fn start(driver: &str, capabilities: Value, (downloads, profile): (TempDir, TempDir)) -> Self {
        let Value::Object(capabilities) = capabilities else { unreachable!("it was written as an object") };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let client = runtime
            .block_on(ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(driver))
            .expect("a browser starts");
        Self { runtime, client, downloads, _profile: profile }
    }

    /// Goes to an address, always as a new document.
    pub fn go(&self, address: &str) {
        for address in ["about:blank", address] {
            self.runtime.block_on(self.client.goto(address)).expect("the browser goes there");
        }
    }

    /// Loads the document again.
    pub fn reload(&self) {
        self.runtime.block_on(self.client.refresh()).expect("the page loads again");
    }

    /// Opens another tab of the same browser, where everything then happens; gives the one before.
    pub fn open_tab(&self) -> WindowHandle {
        self.runtime.block_on(async {
            let before = self.client.window().await.expect("a tab is open");
            let tab = self.client.new_window(true).await.expect("another tab");
            self.client.switch_to_window(tab.handle).await.expect("it is there");
            before
        })
    }

    /// Goes to a tab, and closes the one that was shown.
    pub fn close_tab(&self, to: WindowHandle) {
        self.runtime.block_on(async {
            self.client.close_window().await.expect("it closes");
            self.client.switch_to_window(to).await.expect("it is there");
        });
    }

    /// Goes to a tab; gives the one before.
    pub fn switch_tab(&self, to: WindowHandle) -> WindowHandle {
        self.runtime.block_on(async {
            let before = self.client.window().await.expect("a tab is open");
            self.client.switch_to_window(to).await.expect("it is there");
            before
        })
    }

    /// What `script`, the body of a function, returns.
    pub fn js(&self, script: &str) -> Value {
        let value = self.runtime.block_on(self.client.execute(script, Vec::new()));
        value.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// What the body of an asynchronous function gives to its last argument, a callback.
    pub fn js_async(&self, script: &str) -> Value {
        let value = self.runtime.block_on(self.client.execute_async(script, Vec::new()));
        value.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// A window of this size in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size);
    }

    /// Media features as a person's system has them, such as `prefers-color-scheme: dark`.
    pub fn emulate(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// Runs a script in every document from now on, before its own.
    pub fn before_each_page(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
    }

    /// The picture of the whole page as WebP in Base64.
    pub fn picture(&self) -> String {
        let options = json!({ "format": "webp", "quality": 70, "captureBeyondViewport": true });
        let picture = self.devtools("Page.captureScreenshot", options);
        picture["data"].as_str().expect("a picture").into()
    }

    /// Clicks on the element with this test name, as a person does: it is scrolled to the middle of the window, and nothing may
    /// cover it there.
    pub fn click(&self, test: &str) {
        self.js(&format!("document.querySelector('[data-test=\"{test}\"]')?.scrollIntoView({{ block: 'center' }})"));
        self.runtime.block_on(async {
            let element = self.find(test).await;
            element.click().await.unwrap_or_else(|error| panic!("a click on {test}: {error}"));
        });
    }

    /// Types into the element with this test name.
    pub fn keys(&self, test: &str, keys: &str) {
        self.runtime.block_on(async {
            let element = self.find(test).await;
            element.send_keys(keys).await.unwrap_or_else(|error| panic!("keys for {test}: {error}"));
        });
    }

    /// Presses keys on the element that has the focus.
    pub fn press(&self, keys: &str) {
        self.runtime.block_on(async {
            let element = self.client.active_element().await.expect("an element has the focus");
            element.send_keys(keys).await.unwrap_or_else(|error| panic!("keys: {error}"));
        });
    }

    /// Chooses an entry of the list with this test name.
    pub fn choose(&self, test: &str, value: &str) {
        self.runtime.block_on(async {
            let element = self.find(test).await;
            element.select_by_value(value).await.unwrap_or_else(|error| panic!("{value} in {test}: {error}"));
        });
    }

    /// Goes into a frame of the page: scripts, clicks and keys then mean what is there.
    pub fn enter_frame(&self, frame: u16) {
        self.runtime.block_on(self.client.enter_frame(frame)).expect("there is such a frame");
    }

    /// Goes back to the page around the frame.
    pub fn leave_frame(&self) {
        self.runtime.block_on(self.client.enter_parent_frame()).expect("there is a page around");
    }

    /// Ends the process that drives the GPU, as a driver that resets does.
    pub fn crash_the_gpu(&self) {
        self.devtools("Browser.crashGpuProcess", json!({}));
    }

    /// A command of Chromium's DevTools.
    fn devtools(&self, command: &'static str, parameters: Value) -> Value {
        let answer = self.runtime.block_on(self.client.issue_cmd(DevTools { command, parameters }));
        answer.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// Where downloads arrive.
    pub fn downloads(&self) -> &Path {
        self.downloads.path()
    }

    async fn find(&self, test: &str) -> fantoccini::elements::Element {
        let selector = format!("[data-test=\"{test}\"]");
        let found = self.client.find(Locator::Css(&selector)).await;
        found.unwrap_or_else(|error| panic!("{test} is not on the page: {error}"))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A browser that is already gone needs no closing.
        let _ = self.runtime.block_on(self.client.clone().close());
    }
}

/// A command of Chromium's own, passed on by chromedriver.
#[derive(Debug)]
struct DevTools {
    command: &'static str,
    parameters: Value,
}

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "cmd": self.command, "params": self.parameters }).to_string()))
    }
}
