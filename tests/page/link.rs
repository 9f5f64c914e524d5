//! The set-up in the link.

use fantoccini::key::Key;

use crate::{browser::Browser, explorer::Explorer};

/// What is chosen by hand goes into the address, and comes back from it in another browser.
#[test]
fn a_set_up_made_by_hand_survives_as_a_link() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", "");
    let before = page.controls();
    page.choose("data", "digits");
    page.keys("cut", &Key::Left.to_string());
    page.click("front-frozen");
    page.click("rest-adversarial");
    page.keys("epsilon", &Key::Right.to_string());
    page.keys("epochs", &format!("{}a{}7{}", Key::Control, Key::Null, Key::Tab));
    let (hash, controls) = (page.hash(), page.controls());
    println!("{hash}");
    assert_ne!(before, controls);
    for part in
        ["v=2", "data=digits", "cut=1", "front=frozen", "rest=adversarial", "epsilon=0.105", "epochs=7", "seed=1"]
    {
        assert!(hash.trim_start_matches('#').split('&').any(|pair| pair == part), "{part} is not in {hash}");
    }
    page.reload();
    assert_eq!((page.hash(), page.controls()), (hash.clone(), controls.clone()));

    let other = Browser::new();
    let page = Explorer::open(&other, "?device=cpu", &hash);
    assert_eq!((page.controls(), page.message()), (controls, None));
    page.click("share");
    assert_eq!(page.hash(), hash);
}

/// A link that is put into the address of an open page is followed, as anywhere on the web.
#[test]
fn a_link_put_into_the_address_of_an_open_page_is_followed() {
    let browser = Browser::new();
    let page = Explorer::open(&browser, "?device=cpu", "#v=2&epochs=2");
    browser.js("location.hash = '#v=2&epochs=9&cut=1'");
    page.wait_for("the new set-up", |page| page.controls()[2] == "1");
    assert!(page.controls()[0].to_string().contains("\"9\""), "{}", page.controls());
}
