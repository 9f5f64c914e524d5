//! Which pages may speak with a frame.

/// The origins that may send to the frame and read its state: the page's own, and those that its address lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    own: String,
    listed: Vec<String>,
}

/// The origin of a page that has none: opened as a file, or in a sandbox of its own.
const NONE: &str = "null";

impl Origins {
    /// The page's own origin, and a list with commas. Gives the entries that are no origins, too.
    pub fn read(own: &str, list: &str) -> (Self, Vec<String>) {
        let (mut listed, mut wrong) = (Vec::new(), Vec::new());
        for entry in list.split(',').map(str::trim).filter(|entry| !entry.is_empty()) {
            match normal(entry) {
                Some(origin) => listed.push(origin),
                None => wrong.push(entry.to_owned()),
            }
        }
        (Self { own: own.to_owned(), listed }, wrong)
    }

    /// Whether a message from this origin is listened to.
    pub fn allow(&self, origin: &str) -> bool {
        // A frame in a sandbox has no origin, and every other one neither: they are not each other's own.
        (origin == self.own && origin != NONE) || self.listed.iter().any(|listed| listed == origin)
    }

    /// Where the frame's state may go: `parent`, if that is known, else every allowed origin, of which the browser
    /// delivers to the right one. A page without an origin can only be reached as `*`.
    pub fn targets(&self, parent: Option<&str>) -> Vec<&str> {
        let all = std::iter::once(self.own.as_str()).chain(self.listed.iter().map(String::as_str));
        all.filter(|origin| self.allow(origin))
            .filter(|origin| parent.is_none_or(|parent| parent == *origin))
            .map(|origin| if origin == NONE { "*" } else { origin })
            .collect()
    }
}

/// An origin as browsers write it; `None` for anything else, `*` included.
fn normal(entry: &str) -> Option<String> {
    let entry = entry.trim_end_matches('/').to_ascii_lowercase();
    if entry == NONE {
        return Some(entry);
    }
    let (host, usual_port) = match (entry.strip_prefix("https://"), entry.strip_prefix("http://")) {
        (Some(host), _) => (host, ":443"),
        (None, Some(host)) => (host, ":80"),
        (None, None) => return None,
    };
    let is_host = |letter: char| letter.is_ascii_alphanumeric() || "-.:[]".contains(letter);
    if host.is_empty() || !host.chars().all(is_host) {
        return None;
    }
    Some(entry.strip_suffix(usual_port).unwrap_or(&entry).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "https://layerlab.example";

    #[test]
    fn only_the_own_origin_and_the_listed_ones_are_allowed() {
        let (origins, wrong) =
            Origins::read(OWN, "https://Course.example/, http://127.0.0.1:8080,https://a.example:443");
        assert_eq!(wrong, [""; 0]);
        for origin in [OWN, "https://course.example", "http://127.0.0.1:8080", "https://a.example"] {
            assert!(origins.allow(origin), "{origin}");
        }
        for origin in
            ["https://evil.example", "http://course.example", "https://course.example.evil.example", "null", ""]
        {
            assert!(!origins.allow(origin), "{origin}");
        }
    }

    #[test]
    fn whoever_has_no_origin_must_be_listed() {
        let (origins, _) = Origins::read("null", "");
        assert!(!origins.allow("null"));
        assert_eq!(origins.targets(None), [""; 0]);
        let (origins, _) = Origins::read(OWN, "null");
        assert!(origins.allow("null"));
        assert_eq!(origins.targets(Some("null")), ["*"]);
    }

    #[test]
    fn what_is_no_origin_is_told() {
        for entry in ["*", "course.example", "https://", "https://a.example/path", "javascript:alert(1)", "https://a b"]
        {
            let (origins, wrong) = Origins::read(OWN, entry);
            assert_eq!((origins.listed.len(), wrong.len()), (0, 1), "{entry}");
        }
    }

    #[test]
    fn state_goes_to_allowed_parents_only() {
        let (origins, _) = Origins::read(OWN, "https://a.example");
        assert_eq!(origins.targets(None), [OWN, "https://a.example"]);
        assert_eq!(origins.targets(Some("https://a.example")), ["https://a.example"]);
        assert_eq!(origins.targets(Some("https://evil.example")), [""; 0]);
    }
}
