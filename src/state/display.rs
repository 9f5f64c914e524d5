//! The selected view of a protocol's results.

use layerlab_schema::{Initialisation, Measure, Objective, Parent, Reader, Role, Scheme};

/// The selected view of the results.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Display {
    /// Networks whose lines are not drawn.
    pub hidden: Vec<Role>,
    /// The network whose examples and audit are displayed; `None` for the newest.
    pub network: Option<Role>,
    /// Reader of the layers.
    pub reader: Option<Reader>,
    /// Measure of ρ.
    pub measure: Option<Measure>,
    /// The objective of fine-tuning f_b, where there is more than one.
    pub objective: Option<Objective>,
    /// The shown blocks of a triage, by their name.
    pub fold: Option<String>,
    /// Training scheme of the cells.
    pub scheme: Option<Scheme>,
    /// Initialisation of the cells.
    pub initialisation: Option<Initialisation>,
    /// Parent of the cells.
    pub parent: Option<Parent>,
}

/// One change of the view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DisplayChange {
    /// Draw the lines of a network, or leave them out.
    Lines(Role),
    /// Examples and audit of this network.
    Network(Role),
    /// Choose a reader.
    Reader(Reader),
    /// Choose a measure of ρ.
    Measure(Measure),
    /// The network that was fine-tuned for this.
    Objective(Objective),
    /// The cell of these blocks, trained so.
    Cell(String, Scheme),
    /// Choose the initialisation of the cells.
    Initialisation(Initialisation),
    /// Choose the parent of the cells.
    Parent(Parent),
}

impl Display {
    pub fn change(&mut self, change: DisplayChange) {
        match change {
            DisplayChange::Lines(role) if self.hidden.contains(&role) => self.hidden.retain(|&hidden| hidden != role),
            DisplayChange::Lines(role) => self.hidden.push(role),
            DisplayChange::Network(role) => self.network = Some(role),
            DisplayChange::Reader(reader) => self.reader = Some(reader),
            DisplayChange::Measure(measure) => self.measure = Some(measure),
            DisplayChange::Objective(objective) => self.objective = Some(objective),
            DisplayChange::Cell(fold, scheme) => (self.fold, self.scheme) = (Some(fold), Some(scheme)),
            DisplayChange::Initialisation(how) => self.initialisation = Some(how),
            DisplayChange::Parent(parent) => self.parent = Some(parent),
        }
    }
}
