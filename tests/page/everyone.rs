//! What people with other eyes, hands, screens and settings meet: keys and focus, large text, forced colours, sound, and a page
//! that does not jump.

use fantoccini::key::Key;

use crate::{
    accessibility::{TRAIN, TRANSFER, TRIAGE},
    browser::Browser,
    explorer::Explorer,
};

/// The largest sum of layout shifts that is called good (web.dev/cls).
const JUMP: f64 = 0.1;

#[test]
fn the_focus_stays_where_it_was() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", &format!("{TRAIN}0000"));
    let has_focus = |test: &str| {
        let focused = browser.js("return document.activeElement.dataset.test ?? document.activeElement.tagName");
        assert_eq!(focused, test);
    };
    page.keys("train", " ");
    page.wait_for("it trains", |page| page.step() > 1);
    has_focus("train");
    page.keys("pause", " ");
    page.wait_for_state("paused");
    has_focus("pause");
    page.keys("stop", " ");
    page.wait_for_state("stopped");
    has_focus("stop");
    // T turns the chart into its table, and T again turns it back; each has the focus in turn.
    page.keys("chart", "t");
    let is_table = "return document.activeElement.querySelector('table') !== null";
    page.wait_for("the table", |_| browser.js(is_table) == true);
    browser.js("document.activeElement.dataset.test = 'focused'");
    page.keys("focused", "t");
    page.wait_for("the chart", |_| browser.js("return document.activeElement.dataset.test") == "chart");
}

/// WCAG 2.5.7: what is dragged can be moved without dragging too.
#[test]
fn the_cut_goes_where_one_presses() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", TRAIN);
    let cut = || browser.js("return Number(document.querySelector('[data-test=cut]').ariaValueNow)");
    for (share, expected) in [(0.98, 4), (0.02, 0), (0.5, 2)] {
        browser.js(&format!(
            "const track = document.querySelector('.cut-track'), place = track.getBoundingClientRect();
             const at = {{ clientX: place.left + {share} * place.width, clientY: place.top + 4, bubbles: true }};
             track.dispatchEvent(new PointerEvent('pointerdown', at))"
        ));
        page.wait_for("the cut", |_| cut() == expected);
    }
}

#[test]
fn nothing_jumps_while_a_run_goes_on() {
    let browser = Browser::new();
    browser.resize(1280, 800);
    browser.before_each_page(
        "window.jumps = []; new PerformanceObserver(list => window.jumps.push(...list.getEntries()
            .filter(entry => !entry.hadRecentInput).map(entry => entry.value))).observe({ type: 'layout-shift', buffered: true })",
    );
    for (link, first) in [(TRAIN, None), (TRANSFER, None), (TRIAGE, Some("fold-conv3-4"))] {
        let page = Explorer::open(&browser, "?device=cpu", link);
        if let Some(first) = first {
            page.click(first);
        }
        page.click("train");
        page.wait_for_state("done");
        let jumps = browser.js("return window.jumps.reduce((sum, jump) => sum + jump, 0)").as_f64().expect("a sum");
        println!("{link}: layout shifts {jumps:.3} (goal: below {JUMP})");
        assert!(jumps < JUMP, "{link}: {jumps}");
    }
}

#[test]
fn text_twice_as_large_and_narrow_windows_need_no_sideways_scrolling() {
    for (flag, widths) in
        [("--blink-settings=defaultFontSize=32", [1280, 640]), ("--force-prefers-reduced-motion", [320, 1920])]
    {
        let browser = Browser::with_flags(&[flag]);
        for width in widths {
            browser.resize(width, 800);
            for link in [TRAIN, TRANSFER, TRIAGE] {
                Explorer::open(&browser, "?device=cpu", link);
                let widths =
                    browser.js("const root = document.documentElement; return [root.scrollWidth, root.clientWidth]");
                assert!(widths[0].as_u64() <= widths[1].as_u64(), "{link} at {width} with {flag}: {widths}");
            }
        }
    }
    let browser = Browser::new();
    let size = |width: u32| {
        browser.resize(width, 1080);
        Explorer::open(&browser, "?device=cpu", TRAIN);
        let size = browser.js("return parseFloat(getComputedStyle(document.querySelector('.layer-caption')).fontSize)");
        size.as_f64().expect("a size")
    };
    let (desk, projector) = (size(1280), size(1920));
    assert!(projector >= 1.2 * desk, "text of {desk} px on a desk and {projector} px on a projector");
}

/// WCAG 1.4.12: wider spacing between lines, paragraphs, letters and words cuts no text off and hides no control.
#[test]
fn wider_text_spacing_loses_nothing() {
    // The page's policy keeps foreign style tags out, as it should; sheets that scripts make are let in.
    let spacing = "const sheet = new CSSStyleSheet();
         sheet.replaceSync('* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important } '
             + 'p { margin-block-end: 2em !important }');
         document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]";
    // Text that its own box, or a box around it, cuts off; what scrolls can be reached.
    let lost = "const cuts = way => way === 'hidden' || way === 'clip', scrolls = way => way === 'auto' || way === 'scroll';
         const texts = [...document.querySelectorAll('main *, .top *')].filter(element => element.checkVisibility()
             && !element.closest('svg, .unseen, select') && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
         return texts.filter(element => {
             const range = document.createRange();
             range.selectNodeContents(element);
             const place = range.getBoundingClientRect();
             let [across, down] = [true, true];
             for (let box = element; box && box !== document.body; box = box.parentElement) {
                 const style = getComputedStyle(box), around = box.getBoundingClientRect();
                 if (style.position === 'absolute' && style.clipPath !== 'none') return false;
                 [across, down] = [across && !scrolls(style.overflowX), down && !scrolls(style.overflowY)];
                 if (across && cuts(style.overflowX) && (place.right > around.right + 1 || place.left < around.left - 1)) return true;
                 if (down && cuts(style.overflowY) && place.bottom > around.bottom + 1) return true;
             }
             return across && place.right > document.documentElement.clientWidth + 1;
         }).map(element => `${element.tagName}.${element.className}: ${element.innerText}`)";
    let covered = "return [...document.querySelectorAll('main button, .top button, main input, main select')].filter(control => {
             if (!control.checkVisibility() || control.closest('[inert]')) return false;
             control.scrollIntoView({ block: 'center', inline: 'center' });
             const { left, top, width, height } = control.getBoundingClientRect();
             if (width < 2 || height < 2) return false;
             const hit = document.elementFromPoint(left + width / 2, top + height / 2);
             return !hit || !(control.contains(hit) || hit.contains(control) || hit.closest('label')?.contains(control));
         }).map(control => control.dataset.test ?? control.className)";
    let browser = Browser::new();
    for width in [1280, 360] {
        browser.resize(width, 800);
        for link in ["", TRAIN, TRANSFER, TRIAGE] {
            let page = Explorer::open(&browser, "?device=cpu", link);
            page.wait_for("a drawn page", |_| {
                browser.js("return document.querySelectorAll('.layer-caption').length") != 0
            });
            let before = (browser.js(lost), browser.js(covered));
            browser.js(spacing);
            let after = (browser.js(lost), browser.js(covered));
            assert_eq!(after, before, "{link} at {width}");
            assert_eq!(before.0.as_array().map(Vec::len), Some(0), "{link} at {width}: {}", before.0);
            let widths =
                browser.js("const root = document.documentElement; return [root.scrollWidth, root.clientWidth]");
            assert!(widths[0].as_u64() <= widths[1].as_u64(), "{link} at {width}: {widths}");
        }
    }
}

/// The plane of points has a table behind it, as charts do: T shows it and takes it away.
#[test]
fn the_plane_has_a_table() {
    let browser = Browser::new();
    let page =
        Explorer::open(&browser, "?device=cpu", "#v=2&data=moons&network=mlp&train=256&test=100&samples=50&epochs=2");
    page.click("train");
    page.wait_for_state("done");
    let is_table = || browser.js("return document.querySelector('[data-test=plane-rows]') !== null") == true;
    browser.js("document.querySelector('.plane').focus()");
    browser.press("t");
    page.wait_for("the table", |_| is_table());
    let focused = browser.js("return document.activeElement.dataset.test");
    assert_eq!(focused, "plane-rows", "the focus goes along");
    let rows = browser.js("return document.querySelectorAll('[data-test=plane-rows] tbody tr').length");
    assert!(rows.as_u64().is_some_and(|rows| rows >= 50), "{rows}");
    let shares = browser.js("return [...document.querySelectorAll('[data-test=plane-rows] p')].map(p => parseInt(p.innerText.match(/\\d+/)[0]))");
    let shares: Vec<u64> = serde_json::from_value(shares).expect("a share for each class");
    assert!(shares.len() == 2 && (99..=101).contains(&shares.iter().sum::<u64>()), "{shares:?}");
    browser.press("t");
    page.wait_for("the plane", |_| !is_table());
}

/// The button says which colour scheme is on, to eyes and ears.
#[test]
fn the_theme_button_names_its_state() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu&theme=light", "");
    let says = || {
        browser.js("const button = document.querySelector('[data-test=theme]'); return [button.innerText.trim(), button.ariaLabel]")
    };
    assert_eq!(says()[0], "Light");
    page.click("theme");
    page.wait_for("dark", |_| says()[0] == "Dark");
    assert!(says()[1].as_str().is_some_and(|label| label.contains("Dark")), "{}", says());
}

#[test]
fn forced_colours_show_the_cut_and_what_is_chosen() {
    let browser = Browser::new();
    browser.emulate(&[("forced-colors", "active")]);
    let page = Explorer::open(&browser, "?device=cpu", "");
    page.click("workflow-train");
    let style = |selector: &str, property: &str| {
        browser.js(&format!("return getComputedStyle(document.querySelector('{selector}')).{property}"))
    };
    assert_eq!(style(".cut-line", "borderLeftStyle"), "dashed");
    for selector in [".segment.is-chosen", ".workflow.is-chosen"] {
        assert_eq!(style(selector, "borderBottomWidth"), "3px", "{selector}");
    }
    assert_ne!(style(".segment:not(.is-chosen)", "borderBottomWidth"), "3px");
}

#[test]
fn a_curve_is_heard_when_asked_and_stops_on_escape() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", TRAIN);
    page.click("train");
    page.wait_for_state("done");
    let is_playing = || browser.js("return document.querySelector('[data-test=sound]').ariaPressed") == "true";
    assert!(!is_playing(), "nothing sounds unasked");
    page.click("sound");
    page.wait_for("it sounds", |_| is_playing());
    page.click("sound");
    page.wait_for("it is silent", |_| !is_playing());
    page.keys("chart", "s");
    page.wait_for("it sounds", |_| is_playing());
    page.keys("chart", &Key::Escape.to_string());
    page.wait_for("it is silent", |_| !is_playing());
    let summary = browser.js("return document.querySelector('[data-test=chart]').ariaLabel");
    assert!(summary.as_str().is_some_and(|text| text.contains("accuracy") && text.contains('%')), "{summary}");
}
