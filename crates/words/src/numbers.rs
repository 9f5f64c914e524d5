//! Figures with the marks of the language in use.

use fluent_bundle::FluentValue;

use crate::catalogue::current;

/// A figure as Rust writes it (`0.31`) with the decimal mark of the language.
pub fn marked(figure: &str) -> String {
    match current() {
        Some(catalogue) if catalogue.decimal != "." => figure.replace('.', &catalogue.decimal),
        Some(_) | None => figure.to_owned(),
    }
}

/// A formula, such as an interval or a shape, which keeps its order among words that are written from right to left: there
/// between marks that no reader sees, elsewhere as it is.
pub fn isolated(formula: String) -> String {
    if current().is_some_and(|catalogue| catalogue.is_rtl) { format!("\u{2066}{formula}\u{2069}") } else { formula }
}

/// A whole number with its thousands apart: `1,000`.
pub fn grouped(digits: &str) -> String {
    let group = current().map_or(",", |catalogue| &catalogue.group);
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("\u{2212}", digits));
    let mut text = sign.to_owned();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push_str(group);
        }
        text.push(digit);
    }
    text
}

/// How a number among a message's arguments is written.
pub(crate) fn formatter<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let text = number.as_string();
    Some(if text.contains('.') { marked(&text) } else { grouped(&text) })
}
