//! A language made from English: every letter of its words has an accent.
//!
//! Words without accents are not in the catalogue; tests search for them. This finds missing messages before any
//! translation exists.

/// A file of words with accents on every letter that is not Fluent's own (identifiers, keys, placeables, comments).
pub fn accented(file: &str) -> String {
    file.lines().map(|line| accented_line(line) + "\n").collect()
}

fn accented_line(line: &str) -> String {
    if line.starts_with('#') || line.starts_with("language-direction") {
        return line.to_owned();
    }
    let (key, text) = split_key(line);
    let mut depth = 0_usize;
    let mut out = key.to_owned();
    for letter in text.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        out.push(if depth == 0 { accent(letter) } else { letter });
    }
    out
}

/// What Fluent reads at the begin of a line, `id =` or `*[key]`, and the text after it.
fn split_key(line: &str) -> (&str, &str) {
    let start = line.trim_start();
    let is_variant = start.starts_with('[') || start.starts_with("*[");
    let end = if is_variant {
        line.find(']').map(|at| at + 1)
    } else if line.starts_with(char::is_alphabetic) {
        line.find('=').map(|at| at + 1)
    } else {
        None
    };
    line.split_at(end.unwrap_or_default())
}

/// Letters and their accented forms.
const ACCENTS: [(char, char); 12] = [
    ('a', 'á'),
    ('e', 'é'),
    ('i', 'í'),
    ('o', 'ó'),
    ('u', 'ú'),
    ('n', 'ñ'),
    ('s', 'š'),
    ('c', 'č'),
    ('t', 'ť'),
    ('r', 'ř'),
    ('l', 'ľ'),
    ('d', 'ď'),
];

fn accent(letter: char) -> char {
    ACCENTS.iter().find(|(plain, _)| *plain == letter).map_or(letter, |&(_, accented)| accented)
}

/// A text without such accents.
pub fn plain(text: &str) -> String {
    let plain = |letter: char| ACCENTS.iter().find(|(_, with)| *with == letter).map_or(letter, |&(plain, _)| plain);
    text.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_get_accents() {
        let file = "# note\nsteps = { $n ->\n    [one] one step\n   *[other] { $n } steps\n } left\n";
        let expected = "# note\nsteps = { $n ->\n    [one] óñé šťép\n   *[other] { $n } šťépš\n } ľéfť\n";
        assert_eq!(accented(file), expected);
        assert_eq!(plain("óñé šťép"), "one step");
    }
}
