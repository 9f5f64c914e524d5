//! The piece of HTML that puts the page into another one.

use super::{Panel, Theme};

/// What was chosen for a frame.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameChoice {
    pub panels: Vec<Panel>,
    pub theme: Theme,
    pub starts: bool,
    /// Whether it shows the finished run.
    pub has_result: bool,
    /// Width and height in CSS pixels.
    pub size: (u32, u32),
}

/// The smallest frame that the page is made for.
const SMALLEST: (u32, u32) = (320, 240);
/// More than any screen has.
const LARGEST: u32 = 4096;

impl FrameChoice {
    /// The address of the frame: `page` is the address of the page without query and link, `link` the set-up.
    pub fn address(&self, page: &str, language: Option<&str>, link: &str) -> String {
        let mut query = format!("embed=1&show={}", names(&self.panels));
        if self.theme != Theme::Auto {
            query.push_str(&format!("&theme={}", self.theme.name()));
        }
        if self.starts {
            query.push_str("&autoplay=1");
        }
        if let Some(language) = language {
            query.push_str("&lang=");
            query.extend(form_urlencoded::byte_serialize(language.as_bytes()));
        }
        format!("{page}?{query}#{link}")
    }

    /// The size, within what the page is made for.
    pub fn fitted_size(&self) -> (u32, u32) {
        (self.size.0.clamp(SMALLEST.0, LARGEST), self.size.1.clamp(SMALLEST.1, LARGEST))
    }
}

fn names(panels: &[Panel]) -> String {
    panels.iter().map(|panel| panel.name()).collect::<Vec<_>>().join(",")
}

/// The element of a frame at `address`.
pub fn snippet(frame: &FrameChoice, address: &str, title: &str) -> String {
    let (width, height) = frame.fitted_size();
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" allow=\"clipboard-write\"></iframe>",
        escaped(address),
        escaped(title)
    )
}

/// A text inside of quotation marks in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embed::{Options, Start};

    fn frame() -> FrameChoice {
        let panels = vec![Panel::Transport, Panel::Network];
        FrameChoice { panels, theme: Theme::Projector, starts: true, has_result: false, size: (720, 480) }
    }

    #[test]
    fn a_frame_asks_for_what_was_chosen_and_its_address_reads_back() {
        let address = frame().address("https://a.example/lab/", Some("de"), "v=2&cut=3");
        assert_eq!(
            address,
            "https://a.example/lab/?embed=1&show=transport,network&theme=projector&autoplay=1&lang=de#v=2&cut=3"
        );
        let query = address.split(['?', '#']).nth(1).expect("a query");
        let (options, problems) = Options::read(query, "https://a.example");
        assert_eq!(
            (problems, options.panels, options.theme, options.start),
            (vec![], frame().panels, Some(Theme::Projector), Start::InSight)
        );
    }

    #[test]
    fn the_snippet_is_html_whatever_the_texts_hold() {
        let html = snippet(&frame(), "https://a.example/?a=1&b=\"2\"", "<b> & \"more\"");
        assert!(html.contains("src=\"https://a.example/?a=1&amp;b=&quot;2&quot;\""), "{html}");
        assert!(html.contains("title=\"&lt;b&gt; &amp; &quot;more&quot;\" width=\"720\" height=\"480\""), "{html}");
    }

    #[test]
    fn a_size_stays_within_what_the_page_is_made_for() {
        let size = |size| FrameChoice { size, ..frame() }.fitted_size();
        assert_eq!([size((0, 0)), size((9_999, 480))], [(320, 240), (4096, 480)]);
    }
}
