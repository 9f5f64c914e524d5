//! The page as a frame in other pages: panels, poster, heights, messages, sandboxes, and pauses out of sight.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::{browser::Browser, common::from_environment, explorer::Explorer};

/// A run of a second.
const SMALL: &str = "#v=2&data=moons&train=128&test=50&samples=50&epochs=2";
/// One that nobody waits for.
const LONG: &str = "#v=2&data=moons&train=128&test=50&samples=50&epochs=9999";

const PATIENCE: Duration = Duration::from_secs(120);

/// A page with frames.
struct Host<'a> {
    browser: &'a Browser,
}

impl<'a> Host<'a> {
    /// Opens one of the pages in `www/embed`.
    fn open(browser: &'a Browser, name: &str) -> Self {
        browser.go(&format!("{}/embed/{name}", from_environment("LAYERLAB_PAGE")));
        Self { browser }
    }

    /// A page of the host `origin` with one frame, and a note of all that the frame says.
    fn with_frame(browser: &'a Browser, origin: &str, attributes: &str, query: &str, link: &str) -> Self {
        // A file of the page without a security policy of its own.
        browser.go(&format!("{origin}/boot.js"));
        let source = format!("{}/index.html?device=cpu&{query}{link}", from_environment("LAYERLAB_PAGE"));
        browser.js(&format!(
            "window.heard = [];
             addEventListener('message', ({{ data }}) => heard.push(data));
             document.body.innerHTML = '<iframe {attributes} width=800 height=600></iframe>';
             window.frame = document.querySelector('iframe');
             frame.src = '{source}';"
        ));
        let host = Self { browser };
        host.wait("the frame is ready", "heard.some(message => message.event === 'ready')");
        host
    }

    /// A page of the page's own host with one frame.
    fn own(browser: &'a Browser, query: &str, link: &str) -> Self {
        Self::with_frame(browser, &from_environment("LAYERLAB_PAGE"), "", query, link)
    }

    /// Waits until a piece of JavaScript gives something.
    fn wait(&self, what: &str, script: &str) -> Value {
        let start = Instant::now();
        loop {
            let value = self.browser.js(&format!("return {script}"));
            if !value.is_null() && value != false {
                return value;
            }
            assert!(start.elapsed() < PATIENCE, "{what}: not within {PATIENCE:?}; {}", self.told());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn told(&self) -> Value {
        self.browser.js("return [window.heard?.slice(-3), document.body.innerText.slice(0, 400)]")
    }

    /// What a piece of JavaScript gives inside of a frame.
    fn inside(&self, frame: u16, script: &str) -> Value {
        self.browser.enter_frame(frame);
        let value = self.browser.js(script);
        self.browser.leave_frame();
        value
    }

    fn wait_inside(&self, frame: u16, what: &str, script: &str) {
        self.browser.enter_frame(frame);
        self.wait(what, script);
        self.browser.leave_frame();
    }

    fn click_inside(&self, frame: u16, test: &str) {
        self.wait_inside(frame, test, &format!("!!document.querySelector('[data-test={test}]')"));
        self.inside(frame, &format!("document.querySelector('[data-test={test}]').click()"));
    }

    /// Sends a message to the frame and gives its answer.
    fn ask(&self, message: &Value) -> Value {
        self.browser.js(&format!("heard.length = 0; frame.contentWindow.postMessage({message}, '*')"));
        self.wait("an answer", "heard.find(message => ['answer', 'error'].includes(message.event))")
    }

    /// Asks for an action and gives the answer.
    fn call(&self, action: &str) -> Value {
        self.ask(&json!({ "type": "layerlab", "version": 1, "id": action, "action": action }))
    }

    fn status(&self) -> String {
        self.call("get")["state"]["status"].as_str().expect("a status").into()
    }
}

fn is_visible(browser: &Browser, selector: &str) -> bool {
    browser.js(&format!("return !!document.querySelector('{selector}')?.checkVisibility()")) == true
}

#[test]
fn a_frame_shows_its_panels_and_loads_no_engine_before_it_is_wanted() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu&embed=1&show=transport,network,curves", SMALL);
    let loaded = "return performance.getEntriesByType('resource').some(entry => entry.name.includes('engine'))";
    assert!(is_visible(&browser, "[data-test=poster-run]") && is_visible(&browser, ".stage"));
    assert!(!is_visible(&browser, ".top") && !is_visible(&browser, ".curves"));
    assert_eq!(browser.js(loaded), false, "an engine was loaded behind the poster");
    page.click("poster-run");
    page.wait_for_state("done");
    for (selector, expected) in [
        (".stage", true),
        (".curves", true),
        ("[data-test=train]", true),
        (".top", false),
        (".status", false),
        (".examples", false),
        (".workflows", false),
        (".setup-fields", false),
        (".sides", false),
        (".credit", false),
        ("[data-test=poster]", false),
    ] {
        assert_eq!(is_visible(&browser, selector), expected, "{selector}");
    }
    assert_eq!(page.message(), None);
}

#[test]
fn what_an_address_asks_for_and_there_is_not_is_told() {
    let browser = Browser::new();
    for (query, says) in [
        ("show=network,charts", ["charts", "docs/embedding.md"]),
        ("theme=beamer", ["beamer", "projector"]),
        ("origin=*", ["*", "https://course.example"]),
        ("run=https://elsewhere.example/a.json", ["elsewhere.example", "own host"]),
        ("run=none.report.json", ["none.report.json", "404"]),
        ("run=data/index.json", ["index.json", "neither"]),
    ] {
        let page = Explorer::open(&browser, &format!("?device=cpu&embed=1&{query}"), SMALL);
        page.wait_for("a sentence", |page| page.message().is_some());
        let message = page.message().expect("it was there");
        println!("{query}: {message}");
        assert!(says.iter().all(|part| message.contains(part)), "{message}");
    }
}

#[test]
fn the_theme_for_projectors_is_larger_with_and_without_a_frame() {
    let browser = Browser::new();
    for query in ["?device=cpu&theme=projector", "?device=cpu&embed=1&theme=projector"] {
        Explorer::open(&browser, query, SMALL);
        assert_eq!(browser.js("return getComputedStyle(document.documentElement).fontSize"), "20px", "{query}");
    }
    let page = Explorer::open(&browser, "?device=cpu", SMALL);
    page.wait_for("the theme after dark", |page| {
        page.click("theme");
        browser.js("return document.documentElement.dataset.theme") == "projector"
    });
}

#[test]
fn a_parent_reads_sets_runs_and_hears_what_was_found() {
    let browser = Browser::new();
    let host = Host::own(&browser, "embed=1&lesson=first", SMALL);
    let state = host.call("get")["state"].clone();
    assert_eq!((&state["status"], &state["lesson"]), (&json!("empty"), &json!("first")));
    let set = host.ask(&json!({ "type": "layerlab", "version": 1, "action": "set", "link": format!("{SMALL}&cut=1") }));
    assert!(set["state"]["link"].as_str().is_some_and(|link| link.contains("cut=1")), "{set}");
    assert!(host.call("get")["state"]["link"].as_str().is_some_and(|link| link.contains("cut=1")));
    host.call("run");
    let found = host.wait("the finding", "heard.find(message => message.event === 'finding')");
    println!("{}", found["finding"]);
    assert!(found["finding"].as_str().is_some_and(|finding| finding.contains("Under attack")));
    let state = host.call("get")["state"].clone();
    assert_eq!((&state["status"], &state["attacked"]["samples"]), (&json!("done"), &json!(50)));
    assert_eq!(host.call("reset")["event"], "answer");
    host.wait("it is cleared", "heard.some(message => message.state?.status === 'empty')");
}

#[test]
fn messages_that_cannot_be_carried_out_get_a_sentence_and_change_nothing() {
    let browser = Browser::new();
    let host = Host::own(&browser, "embed=1", SMALL);
    let before = host.call("get")["state"].clone();
    let ours = |more: Value| {
        let mut message = json!({ "type": "layerlab", "version": 1 });
        message.as_object_mut().expect("an object").extend(more.as_object().cloned().expect("an object"));
        message
    };
    for (message, says) in [
        (json!({ "type": "layerlab" }), "version"),
        (ours(json!({ "version": 2, "action": "run" })), "version 2"),
        (ours(json!({ "action": "explode" })), "explode"),
        (ours(json!({ "action": ["run"] })), "action"),
        (ours(json!({ "action": "set" })), "link"),
        (ours(json!({ "action": "set", "link": "#v=2&cut=99" })), "0 to 4"),
        (ours(json!({ "action": "set", "link": "#v=9" })), "version 9"),
        (ours(json!({ "action": "set", "link": "x".repeat(100_000) })), "65,536"),
        (ours(json!({ "action": "pause" })), "No run"),
    ] {
        let answer = host.ask(&message);
        assert_eq!(answer["event"], "error", "{message}");
        let sentence = answer["message"].as_str().expect("a sentence");
        println!("{sentence}");
        assert!(sentence.contains(says), "{sentence}");
    }
    assert_eq!(host.call("get")["state"], before);
}

#[test]
fn a_foreign_parent_is_refused_unless_the_address_lists_it() {
    let browser = Browser::new();
    // The same server under another name is another origin.
    let foreign = from_environment("LAYERLAB_PAGE").replace("127.0.0.1", "localhost");
    let host = Host::with_frame(&browser, &foreign, "", "embed=1", SMALL);
    for action in ["get", "run", "reset"] {
        let answer = host.call(action);
        let sentence = answer["message"].as_str().expect("a refusal");
        assert!(sentence.contains(&foreign) && sentence.contains("origin="), "{sentence}");
    }
    host.inside(0, "document.querySelector('[data-test=poster-run]').click()");
    host.wait_inside(0, "the run", "document.querySelector('main').dataset.state === 'done'");
    let leaks = "return heard.filter(message => ['state', 'finding', 'answer'].includes(message.event)).length";
    assert_eq!(browser.js(leaks), 0, "a page that is not listed was told of the state");

    let host = Host::with_frame(&browser, &foreign, "", &format!("embed=1&origin={foreign}"), SMALL);
    assert_eq!(host.status(), "empty");
}

/// Without an origin there is no storage, and no worker from any address.
#[test]
fn a_sandboxed_frame_trains_and_says_that_nothing_is_kept() {
    let browser = Browser::new();
    let origin = from_environment("LAYERLAB_PAGE");
    let sandbox = "sandbox=\"allow-scripts\"";
    // Two cores: a helper is a worker of a worker.
    let host = Host::with_frame(&browser, &origin, sandbox, "embed=1&cores=2&show=transport,finding,credit", SMALL);
    assert_eq!(host.inside(0, "return origin"), "null");
    host.click_inside(0, "poster-run");
    host.wait_inside(0, "the run", "document.querySelector('main').dataset.state === 'done'");
    let says = host.inside(0, "return document.querySelector('[data-test=nothing-kept]').innerText");
    assert!(says.as_str().is_some_and(|says| says.contains("Nothing is kept")), "{says}");
    assert_eq!(host.status(), "done", "its parent is of the host that it came from");
}

#[test]
fn the_smallest_frame_shows_its_button_and_nothing_sticks_out() {
    let browser = Browser::new();
    let origin = from_environment("LAYERLAB_PAGE");
    let host = Host::with_frame(&browser, &origin, "width=320 height=240", "embed=1&show=all", SMALL);
    let is_inside = "const box = document.querySelector('[data-test=poster-run]').getBoundingClientRect();
         return box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth";
    assert_eq!(host.inside(0, is_inside), true, "the button is out of the frame");
    let sticks_out = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(host.inside(0, sticks_out), 0, "behind the poster");
    host.click_inside(0, "poster-open");
    host.wait_inside(0, "the panels", "document.querySelector('.curves').checkVisibility()");
    assert_eq!(host.inside(0, sticks_out), 0, "with all panels");
}

#[test]
fn every_kind_of_parent_gives_the_frame_the_height_that_it_asks_for() {
    let browser = Browser::new();
    for name in ["course.html", "h5p.html", "lti.html"] {
        let host = Host::open(&browser, name);
        host.click_inside(0, "poster-open");
        host.wait_inside(
            0,
            "the frame is as high as its content",
            "Math.abs(innerHeight - Math.ceil(document.getElementById('app').getBoundingClientRect().height)) <= 1
                && innerHeight !== 420",
        );
        println!("{name}: {} px", host.inside(0, "return innerHeight"));
    }
}

#[test]
fn a_course_page_starts_its_frame_and_reads_the_finding() {
    let browser = Browser::new();
    let host = Host::open(&browser, "course.html");
    browser.js("document.getElementById('driven').scrollIntoView()");
    host.wait_inside(1, "the frame", "performance.getEntriesByName('usable').length > 0");
    browser.js("document.querySelector('[data-action=run]').click()");
    host.wait("the finding", "document.getElementById('found').value.includes('Under attack')");
}

#[test]
fn a_deck_pauses_the_slide_that_is_left_and_goes_on_with_it() {
    let browser = Browser::new();
    let host = Host::open(&browser, "deck.html");
    let main = "document.querySelector('main')";
    let next = |button: &str| browser.js(&format!("document.getElementById('{button}').click()"));
    host.wait_inside(1, "the frame", "performance.getEntriesByName('usable').length > 0");
    assert_eq!(host.inside(1, &format!("return {main}.dataset.state")), "empty", "it started on another slide");
    next("on");
    host.wait_inside(1, "it starts by itself", &format!("Number({main}?.dataset.step) > 2"));
    next("on");
    host.wait_inside(1, "it pauses", &format!("{main}.dataset.state === 'paused'"));
    let step = host.inside(1, &format!("return {main}.dataset.step"));
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(host.inside(1, &format!("return {main}.dataset.step")), step);
    next("back");
    host.wait_inside(
        1,
        "it goes on",
        &format!("Number({main}.dataset.step) > Number('{}')", step.as_str().expect("steps")),
    );
}

#[test]
fn a_run_pauses_when_it_is_scrolled_away_and_stays_paused_when_a_person_paused_it() {
    let browser = Browser::new();
    let host = Host::own(&browser, "embed=1", LONG);
    browser.js("document.body.insertAdjacentHTML('beforeend', '<div id=far></div>');
         document.getElementById('far').style.marginTop = '4000px'");
    let scroll = |to: &str| browser.js(&format!("scrollTo(0, {to})"));
    let wait_for = |status: &str| {
        host.wait(
            status,
            &format!("heard.findLast(message => message.event === 'state')?.state.status === '{status}'"),
        );
    };
    host.call("run");
    wait_for("running");
    scroll("4000");
    wait_for("paused");
    scroll("0");
    wait_for("running");
    host.call("pause");
    wait_for("paused");
    scroll("4000");
    std::thread::sleep(Duration::from_secs(1));
    scroll("0");
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(host.status(), "paused");
}

#[test]
fn the_embed_dialog_gives_html_that_works_and_the_focus_back() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", SMALL);
    page.click("embed");
    page.wait_for("the dialog", |_| is_visible(&browser, "[data-test=embed-html]"));
    page.click("embed-examples");
    page.choose("embed-theme", "projector");
    let html = browser.js("return document.querySelector('[data-test=embed-html]').value");
    let html = html.as_str().expect("HTML").to_owned();
    println!("{html}");
    assert!(html.contains("theme=projector") && !html.contains("examples") && html.contains("data=moons"), "{html}");
    page.keys("embed-html", &fantoccini::key::Key::Escape.to_string());
    page.wait_for("the dialog is closed", |_| !is_visible(&browser, "[data-test=embed-html]"));
    assert_eq!(browser.js("return document.activeElement.dataset.test"), "embed");

    browser.go(&format!("{}/boot.js", from_environment("LAYERLAB_PAGE")));
    browser.js(&format!("document.body.innerHTML = {}", Value::from(html)));
    let host = Host { browser: &browser };
    host.click_inside(0, "poster-open");
    host.wait_inside(0, "the frame of the snippet", "document.querySelector('.curves')?.checkVisibility()");
    assert_eq!(host.inside(0, "return document.documentElement.dataset.theme"), "projector");
}

/// A finished run goes into a frame with its figures: whoever reads the page sees them without pressing anything.
#[test]
fn the_dialog_puts_a_finished_run_into_a_frame() {
    let browser = Browser::new();
    // Several evaluations, so that there are lines and not only points.
    let page = Explorer::open(&browser, "?device=cpu", &format!("{SMALL}&every=2"));
    let html = || {
        let value = browser.js("return document.querySelector('[data-test=embed-html]').value");
        value.as_str().expect("HTML").to_owned()
    };
    page.click("embed");
    page.wait_for("the dialog", |_| is_visible(&browser, "[data-test=embed-html]"));
    assert_eq!(browser.js("return document.querySelector('[data-test=embed-result]').disabled"), true);
    page.keys("embed-html", &fantoccini::key::Key::Escape.to_string());
    page.click("train");
    page.wait_for_state("done");
    page.click("embed");
    page.wait_for("the dialog", |_| is_visible(&browser, "[data-test=embed-html]"));
    assert!(!html().contains("result="), "{}", html());
    page.click("embed-result");
    page.wait_for("the figures", |_| html().contains("&amp;result="));
    let address = browser.js("return document.querySelector('[data-test=embed-look]').href");
    let frame =
        Explorer::open_at(&browser, &address.as_str().expect("an address").replace("?embed=1", "?device=cpu&embed=1"));
    frame.wait_for("the lines of the run", |_| is_visible(&browser, ".curves .curve-line"));
    assert!(frame.message().is_some_and(|message| message.contains("computed elsewhere")), "{:?}", frame.message());
}
