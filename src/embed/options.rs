//! What the address of the page asks of it as a frame: `?embed=1&show=network,curves&theme=projector`.

use super::{Origins, Panel, Start, Theme, panels};

/// The wishes in the part of the address after `?`.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The page is shown without its top bar, and speaks with its parent.
    pub is_embedded: bool,
    /// The panels of the frame; a page that is no frame shows all of them.
    pub panels: Vec<Panel>,
    /// The colour scheme, in a frame or not.
    pub theme: Option<Theme>,
    /// When the first run starts.
    pub start: Start,
    /// The lesson to open.
    pub lesson: Option<String>,
    /// The report to open: a path on the page's own host.
    pub run: Option<String>,
    /// Who may speak with the frame.
    pub origins: Origins,
}

/// What an address asks for and there is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OptionProblem {
    /// No panels have these names.
    Panels(Vec<String>),
    /// No theme has this name.
    Theme(String),
    /// These are no origins.
    Origins(Vec<String>),
    /// This does not lie on the page's own host.
    Run(String),
}

impl Options {
    /// Reads the query of an address, with or without its `?`. `own` is the origin that the address is of.
    pub fn read(query: &str, own: &str) -> (Self, Vec<OptionProblem>) {
        let pairs: Vec<(String, String)> =
            form_urlencoded::parse(query.trim_start_matches('?').as_bytes()).into_owned().collect();
        // The last one counts, as everywhere in links.
        let of = |key: &str| pairs.iter().rev().find(|(k, _)| k == key).map(|(_, value)| value.as_str());
        let is_on = |key: &str| of(key).is_some_and(|value| !["", "0", "false", "no"].contains(&value));
        let start = match of("autoplay") {
            Some("slide") => Start::OnSlide,
            _ if is_on("autoplay") => Start::InSight,
            _ => Start::Asked,
        };
        let mut problems = Vec::new();

        let (panels, unknown) = panels::shown(of("show"), of("hide"));
        if !unknown.is_empty() {
            problems.push(OptionProblem::Panels(unknown));
        }
        let theme = of("theme").filter(|name| !name.is_empty());
        problems
            .extend(theme.filter(|name| Theme::named(name).is_none()).map(|name| OptionProblem::Theme(name.into())));
        let (origins, wrong) = Origins::read(own, of("origin").unwrap_or_default());
        if !wrong.is_empty() {
            problems.push(OptionProblem::Origins(wrong));
        }
        let run = of("run").filter(|path| !path.is_empty());
        problems.extend(run.filter(|path| !is_path(path)).map(|path| OptionProblem::Run(path.into())));

        let options = Self {
            is_embedded: is_on("embed"),
            panels,
            theme: theme.and_then(Theme::named),
            start,
            lesson: of("lesson").filter(|name| !name.is_empty()).map(String::from),
            run: run.filter(|path| is_path(path)).map(String::from),
            origins,
        };
        (options, problems)
    }

    /// The names of the panels that the style sheet hides.
    pub fn hidden(&self) -> Option<String> {
        self.is_embedded.then(|| panels::hidden(&self.panels))
    }

    /// Whether the frame waits behind its picture until somebody wants more.
    pub fn has_poster(&self) -> bool {
        self.is_embedded && self.start == Start::Asked && self.run.is_none()
    }
}

/// Whether this is a path on the own host: no other scheme, and no other host (`//host`, which browsers also read from
/// `/\host` and with tabs in between).
fn is_path(path: &str) -> bool {
    let before = path.split(['/', '?', '#']).next().unwrap_or_default();
    !before.contains(':')
        && !path.starts_with("//")
        && !path.contains(|letter: char| letter == '\\' || letter.is_control())
}

/// The name of a report's file, for sentences about it.
pub fn run_file(path: &str) -> &str {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> (Options, Vec<OptionProblem>) {
        Options::read(query, "https://layerlab.example")
    }

    #[test]
    fn an_address_without_wishes_is_the_whole_page() {
        let (options, problems) = read("");
        assert!(!options.is_embedded && !options.has_poster() && options.hidden().is_none() && problems.is_empty());
        assert!(!read("?embed=0").0.is_embedded && !read("?device=cpu").0.is_embedded);
    }

    #[test]
    fn a_frame_gets_what_its_address_asks_for() {
        let (options, problems) = read(
            "?embed=1&show=network%2Ccurves&theme=projector&lesson=first&run=runs/a.report.json&origin=https://a.example",
        );
        assert_eq!(problems, []);
        assert_eq!(
            (options.panels.as_slice(), options.theme),
            (&[Panel::Network, Panel::Curves][..], Some(Theme::Projector))
        );
        assert_eq!((options.lesson.as_deref(), options.run.as_deref()), (Some("first"), Some("runs/a.report.json")));
        assert!(options.origins.allow("https://a.example") && options.start == Start::Asked);
        assert!(options.hidden().is_some_and(|names| names.contains("examples") && !names.contains("network")));
    }

    #[test]
    fn a_poster_waits_unless_there_is_something_to_see_at_once() {
        for (query, expected) in
            [("embed=1", true), ("embed=1&autoplay=1", false), ("embed=1&run=a.json", false), ("autoplay=0", false)]
        {
            assert_eq!(read(query).0.has_poster(), expected, "{query}");
        }
    }

    #[test]
    fn wishes_that_cannot_be_met_are_told_and_the_others_hold() {
        let (options, problems) = read("embed=1&show=network,x&theme=beamer&origin=*&run=https://evil.example/a.json");
        assert_eq!(
            problems,
            [
                OptionProblem::Panels(vec!["x".into()]),
                OptionProblem::Theme("beamer".into()),
                OptionProblem::Origins(vec!["*".into()]),
                OptionProblem::Run("https://evil.example/a.json".into()),
            ]
        );
        assert_eq!((options.panels, options.theme, options.run), (vec![Panel::Network], None, None));
    }

    #[test]
    fn a_report_comes_from_the_own_host_only() {
        for good in ["a.json", "runs/a.json", "/runs/a.json", "../a.json?x=1:2", "runs/a:b.json"] {
            assert!(is_path(good), "{good}");
        }
        for bad in
            ["https://a.example/x", "//a.example/x", "/\\a.example/x", "/\t/a.example", "data:text/plain,x", "a:b"]
        {
            assert!(!is_path(bad), "{bad}");
        }
        assert_eq!(["runs/a.json?x", "/runs/", "a.json"].map(run_file), ["a.json", "/runs/", "a.json"]);
    }
}
