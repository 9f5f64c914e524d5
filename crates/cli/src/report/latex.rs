//! The tables as LaTeX, to be read in with `\input`.

use std::fmt::{self, Write};

use anyhow::{Context, Result};
use askama::Template;
use layerlab_words::t;

use super::{
    grid::Grid,
    section::Section,
    study::{Study, name},
};

/// Escapes what stands in a template: askama calls it for every value.
#[derive(Clone, Copy)]
pub struct Escaped;

impl askama::filters::Escaper for Escaped {
    fn write_escaped_str<W: Write>(&self, mut to: W, text: &str) -> fmt::Result {
        text.chars().try_for_each(|letter| match escape(letter) {
            Some(escaped) => to.write_str(escaped),
            None => to.write_char(letter),
        })
    }
}

/// What stands for a letter that LaTeX would take for a command, or that its usual fonts lack.
fn escape(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\\' => r"\textbackslash{}",
        '{' => r"\{",
        '}' => r"\}",
        '#' => r"\#",
        '$' => r"\$",
        '%' => r"\%",
        '&' => r"\&",
        '_' => r"\_",
        '~' => r"\textasciitilde{}",
        '^' => r"\textasciicircum{}",
        '<' => r"\textless{}",
        '>' => r"\textgreater{}",
        '|' => r"\textbar{}",
        '"' => r"\textquotedbl{}",
        // Behind the end of a row a bracket would be a length.
        '[' => "{[}",
        ']' => "{]}",
        '\n' | '\r' | '\t' => " ",
        '\u{a0}' => "~",
        '\u{202f}' => r"\,",
        '−' => r"\ensuremath{-}",
        '±' => r"\ensuremath{\pm}",
        '×' => r"\ensuremath{\times}",
        '→' => r"\ensuremath{\to}",
        '≤' => r"\ensuremath{\le}",
        '≥' => r"\ensuremath{\ge}",
        '∞' => r"\ensuremath{\infty}",
        '²' => r"\ensuremath{^2}",
        '³' => r"\ensuremath{^3}",
        '₂' => r"\ensuremath{_2}",
        '₁' => r"\ensuremath{_1}",
        '₀' => r"\ensuremath{_0}",
        'α' => r"\ensuremath{\alpha}",
        'β' => r"\ensuremath{\beta}",
        'γ' => r"\ensuremath{\gamma}",
        'ε' => r"\ensuremath{\varepsilon}",
        'λ' => r"\ensuremath{\lambda}",
        'ρ' => r"\ensuremath{\rho}",
        'σ' => r"\ensuremath{\sigma}",
        'Δ' => r"\ensuremath{\Delta}",
        '–' => "--",
        '—' => "---",
        '’' => "'",
        '‘' => "`",
        '“' => "``",
        '”' => "''",
        '…' => r"\dots{}",
        '\u{2066}' | '\u{2068}' | '\u{2069}' => "",
        _ => return None,
    })
}

#[derive(Template)]
#[template(path = "report.tex", syntax = "latex")]
struct Latex<'a> {
    name: &'a str,
    version: &'static str,
    parts: Vec<Part<'a>>,
}

/// A study, and what its references begin with.
struct Part<'a> {
    prefix: String,
    section: &'a Section,
}

/// The file of all tables.
///
/// # Errors
/// When the template can't be filled.
pub fn write(studies: &[Study], sections: &[Section]) -> Result<String> {
    let prefix = |number: usize| if sections.len() > 1 { format!("study-{}-", number + 1) } else { String::new() };
    let parts = sections.iter().enumerate().map(|(number, section)| Part { prefix: prefix(number), section });
    let latex = Latex { name: name(studies), version: layerlab_present::VERSION, parts: parts.collect() };
    latex.render().context(t!("cli-report-no-page"))
}

/// Columns of LaTeX's `tabular`: a figure has two, its value and its interval.
trait Columns {
    fn columns(&self) -> String;
    fn rules(&self) -> String;
}

impl Columns for Grid {
    fn columns(&self) -> String {
        format!("{}{}", "l".repeat(self.labels.len()), r"r@{\ }l".repeat(self.figures.len()))
    }

    /// The rules under the headings of groups.
    fn rules(&self) -> String {
        let mut first = self.labels.len() + 1;
        let mut rules = String::new();
        for group in &self.groups {
            let last = first + 2 * group.columns - 1;
            rules.push_str(&format!(r"\cmidrule(lr){{{first}-{last}}}"));
            first = last + 1;
        }
        rules
    }
}

#[cfg(test)]
mod tests {
    use askama::filters::Escaper;

    use super::*;
    use crate::report::grid::{Figure, Group, Row, RowKind};

    fn escaped(text: &str) -> String {
        let mut to = String::new();
        Escaped.write_escaped_str(&mut to, text).expect("a string takes all");
        to
    }

    #[test]
    fn commands_of_latex_are_letters_like_others() {
        for (text, expected) in [
            (
                r"a_b & 50 % of #1 {x} $y$ ~z^2",
                r"a\_b \& 50 \% of \#1 \{x\} \$y\$ \textasciitilde{}z\textasciicircum{}2",
            ),
            (r"\input{secret}", r"\textbackslash{}input\{secret\}"),
            ("[1, 2]\nnext", "{[}1, 2{]} next"),
            ("γ ± ε, −0.5", r"\ensuremath{\gamma} \ensuremath{\pm} \ensuremath{\varepsilon}, \ensuremath{-}0.5"),
            ("Größe", "Größe"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn a_table_has_two_columns_for_each_figure_and_rules_under_its_groups() {
        let grid = Grid {
            id: "g".into(),
            title: "50 % & more".into(),
            note: String::new(),
            labels: vec!["network".into()],
            groups: vec![Group { title: "attacked".into(), columns: 1 }, Group { title: "clean".into(), columns: 1 }],
            figures: vec!["Acc_sr".into(), "Acc_sr".into()],
            rows: vec![Row {
                labels: vec!["[a_b]".into()],
                figures: vec![Some(Figure { value: "−1.0".into(), interval: Some("[−2.0, 0.0]".into()) }), None],
                kind: RowKind::Measured,
            }],
        };
        assert_eq!(grid.columns(), r"lr@{\ }lr@{\ }l");
        assert_eq!(grid.rules(), r"\cmidrule(lr){2-3}\cmidrule(lr){4-5}");
        let section = Section {
            title: "x_y".into(),
            kind: "plain",
            finding: String::new(),
            verdicts: String::new(),
            warnings: Vec::new(),
            grids: vec![grid],
            claims: Vec::new(),
            drawings: Vec::new(),
            origin: Grid {
                id: String::new(),
                title: String::new(),
                note: String::new(),
                labels: Vec::new(),
                groups: Vec::new(),
                figures: Vec::new(),
                rows: Vec::new(),
            },
            experiment: String::new(),
        };
        let part = Part { prefix: String::new(), section: &section };
        let text = Latex { name: "x_y", version: "1", parts: vec![part] }.render().expect("it is filled");
        assert!(
            text.contains(r"{[}a\_b{]} & \ensuremath{-}1.0 & {\scriptsize {[}\ensuremath{-}2.0, 0.0{]}} &  &  \\"),
            "{text}"
        );
        assert!(text.contains(r"50 \% \& more") && text.contains(r"\multicolumn{2}{l}{Acc\_sr}"), "{text}");
        assert_eq!(text.matches(r"\begin{").count(), text.matches(r"\end{").count(), "{text}");
    }
}
