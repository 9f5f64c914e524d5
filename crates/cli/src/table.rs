//! Tables: one definition of columns and rows, which goes out as CSV and as Parquet, and the columns that several share.

use std::borrow::Cow;

use anyhow::Result;
use layerlab_schema::{AttackResult, Claim, ClaimRank, Estimate, NoVerdict, Scores};
use layerlab_words::{claim_measured, claim_statement};

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// A seed or a count.
    Whole,
    Number,
    Flag,
}

/// The name of a column, and what its cells hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: Cow<'static, str>,
    pub kind: Kind,
}

/// A column of texts.
pub const fn text(name: &'static str) -> Column {
    Column { name: Cow::Borrowed(name), kind: Kind::Text }
}

/// A column of seeds or counts.
pub const fn whole(name: &'static str) -> Column {
    Column { name: Cow::Borrowed(name), kind: Kind::Whole }
}

/// A column of measured values.
pub const fn number(name: &'static str) -> Column {
    Column { name: Cow::Borrowed(name), kind: Kind::Number }
}

/// A column of yes and no.
pub const fn flag(name: &'static str) -> Column {
    Column { name: Cow::Borrowed(name), kind: Kind::Flag }
}

/// One entry of a row; `Nothing` fits every column.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Nothing,
    Text(String),
    Whole(u64),
    Number(f64),
    Flag(bool),
}

impl Cell {
    fn kind(&self) -> Option<Kind> {
        match self {
            Self::Nothing => None,
            Self::Text(_) => Some(Kind::Text),
            Self::Whole(_) => Some(Kind::Whole),
            Self::Number(_) => Some(Kind::Number),
            Self::Flag(_) => Some(Kind::Flag),
        }
    }

    /// As CSV has it: measured values with six decimals.
    fn written(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) => text.clone(),
            Self::Whole(whole) => whole.to_string(),
            Self::Number(number) => format!("{number:.6}"),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Cell {
    fn from(whole: u64) -> Self {
        Self::Whole(whole)
    }
}

impl From<usize> for Cell {
    fn from(whole: usize) -> Self {
        Self::Whole(whole as u64)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

/// Cells of values of different types.
macro_rules! cells {
    ($($value:expr),* $(,)?) => { [$($crate::table::Cell::from($value)),*] };
}
pub(crate) use cells;

/// A table under construction, or a whole one.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    name: &'static str,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table with these groups of columns; `name` is that of its files.
    pub fn new(name: &'static str, columns: &[&[Column]]) -> Self {
        Self { name, columns: columns.concat(), rows: Vec::new() }
    }

    /// Appends a row, with a cell for each column.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let row: Vec<Cell> = cells.into_iter().collect();
        debug_assert_eq!(row.len(), self.columns.len(), "{} has other columns than {row:?}", self.name);
        let fits = |(cell, column): (&Cell, &Column)| cell.kind().is_none_or(|kind| kind == column.kind);
        debug_assert!(row.iter().zip(&self.columns).all(fits), "a cell of {row:?} is of another kind in {}", self.name);
        self.rows.push(row);
    }

    pub fn name(&self) -> &'static str {
        self.name
    }

    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The cells of one column, from top to bottom.
    pub fn cells(&self, column: usize) -> impl Iterator<Item = &Cell> {
        self.rows.iter().filter_map(move |row| row.get(column))
    }

    /// The table with a first column `name`, which is the same in every row.
    pub fn labelled(mut self, name: &'static str, label: &str) -> Self {
        self.columns.insert(0, text(name));
        self.rows.iter_mut().for_each(|row| row.insert(0, label.into()));
        self
    }

    /// Appends the rows of another table. Columns that only one of them has are empty in the rows of the other.
    pub fn append(&mut self, other: Self) {
        for column in &other.columns {
            if !self.columns.contains(column) {
                self.columns.push(column.clone());
                self.rows.iter_mut().for_each(|row| row.push(Cell::Nothing));
            }
        }
        let places: Vec<_> =
            self.columns.iter().map(|column| other.columns.iter().position(|theirs| theirs == column)).collect();
        let row = |row: Vec<Cell>| {
            let cell = |place: &Option<usize>| place.and_then(|place| row.get(place)).cloned();
            places.iter().map(|place| cell(place).unwrap_or(Cell::Nothing)).collect()
        };
        self.rows.extend(other.rows.into_iter().map(row));
    }

    /// The table as CSV.
    pub fn csv(&self) -> Result<String> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(self.columns.iter().map(|column| column.name.as_ref()))?;
        for row in &self.rows {
            writer.write_record(row.iter().map(Cell::written))?;
        }
        Ok(String::from_utf8(writer.into_inner()?)?)
    }
}

/// The cells of a value and the ends of its interval.
pub fn estimate(estimate: Estimate) -> [Cell; 3] {
    cells![estimate.value, estimate.low, estimate.high]
}

/// The same where there may be none.
pub fn estimate_or_nothing(found: Option<Estimate>) -> [Cell; 3] {
    found.map_or([Cell::Nothing, Cell::Nothing, Cell::Nothing], estimate)
}

/// Samples, and both accuracies with their intervals over samples.
pub fn accuracies(scores: Scores) -> Vec<Cell> {
    let of = std::iter::once(Cell::from(scores.clean.of));
    of.chain(estimate(scores.clean.estimate())).chain(estimate(scores.robust.estimate())).collect()
}

/// The columns of [`accuracies`].
pub const ACCURACIES: [Column; 7] = [
    whole("samples"),
    number("clean_accuracy"),
    number("clean_low"),
    number("clean_high"),
    number("robust_accuracy"),
    number("robust_low"),
    number("robust_high"),
];

/// The columns of further attacks, four for each: samples, accuracy and its interval. A second attack of the same name gets
/// a number.
pub fn attack_columns(attacks: &[AttackResult]) -> Vec<Column> {
    let mut columns = Vec::new();
    for (position, attack) in attacks.iter().enumerate() {
        let earlier = attacks[..position].iter().filter(|other| other.name == attack.name).count();
        let name = if earlier == 0 { attack.name.clone() } else { format!("{}-{}", attack.name, earlier + 1) };
        let figures = [whole("samples"), number("accuracy"), number("low"), number("high")];
        columns.extend(figures.map(|figure| Column { name: format!("{name}_{}", figure.name).into(), ..figure }));
    }
    columns
}

/// The cells of [`attack_columns`], `columns` in number; empty where a network was not attacked.
pub fn attack_cells(attacks: &[AttackResult], columns: usize) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(columns);
    for attack in attacks {
        cells.push(attack.accuracy.of.into());
        cells.extend(estimate(attack.interval));
    }
    cells.resize(columns, Cell::Nothing);
    cells
}

/// Claims with the figures that decide them.
pub fn claims(claims: &[Claim]) -> Table {
    let words = [text("claim"), text("statement"), text("figure")];
    let figures = [number("value"), number("low"), number("high")];
    let decided = [text("verdict"), text("reason"), text("rank"), number("p"), number("p_holm")];
    let mut table = Table::new("claims", &[&words, &figures, &decided]);
    for claim in claims {
        let words = cells![claim.name.clone(), claim_statement(claim), claim_measured(claim)];
        let (reason, rank) = (claim.reason.map(NoVerdict::name), claim.rank.map(ClaimRank::name));
        let decided = cells![claim.verdict.name(), reason, rank, claim.p, claim.adjusted];
        table.row(words.into_iter().chain(estimate(claim.figure)).chain(decided));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_written_as_their_kind_is() {
        let mut table = Table::new("t", &[&[whole("seed"), text("name")], &[number("value"), flag("kept")]]);
        table.row(cells![u64::MAX, "a, \"b\"", 1.0 / 3.0, true]);
        table.row(cells![None::<u64>, String::new(), -0.5, false]);
        let expected = "seed,name,value,kept\n18446744073709551615,\"a, \"\"b\"\"\",0.333333,true\n,,-0.500000,false\n";
        assert_eq!(table.csv().expect("it writes"), expected);
    }

    #[test]
    fn tables_of_several_runs_have_the_columns_of_all() {
        let mut one = Table::new("t", &[&[whole("seed"), number("fgsm")]]);
        one.row(cells![1_u64, 0.5]);
        let mut other = Table::new("t", &[&[whole("seed"), number("square")]]);
        other.row(cells![2_u64, 0.25]);
        let mut all = one.labelled("run", "a");
        all.append(other.labelled("run", "b"));
        assert_eq!(all.csv().expect("it writes"), "run,seed,fgsm,square\na,1,0.500000,\nb,2,,0.250000\n");
    }

    #[test]
    #[should_panic(expected = "of another kind")]
    fn a_cell_of_another_kind_is_noticed() {
        Table::new("t", &[&[whole("seed")]]).row(cells![0.5]);
    }
}
