//! What the person chose to see of what a protocol found.

use layerlab_schema::{Initialisation, Measure, Objective, Parent, Reader, Role, Scheme};

/// What the person chose to look at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Display {
    /// Networks whose lines are not drawn.
    pub hidden: Vec<Role>,
    /// The network whose examples and audit are shown; the newest where none was chosen.
    pub network: Option<Role>,
    /// What reads the layers.
    pub reader: Option<Reader>,
    /// What ρ is.
    pub measure: Option<Measure>,
    /// What f_b was fine-tuned for, where there is more than one.
    pub objective: Option<Objective>,
    /// The blocks of a triage that are looked at, by their name.
    pub fold: Option<String>,
    /// How they were trained.
    pub scheme: Option<Scheme>,
    /// How their layer began.
    pub initialisation: Option<Initialisation>,
    /// Whose blocks they are.
    pub parent: Option<Parent>,
}

/// One change of the view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DisplayChange {
    /// Draw the lines of a network, or leave them out.
    Lines(Role),
    /// Examples and audit of this network.
    Network(Role),
    /// Another reader.
    Reader(Reader),
    /// Another measure.
    Measure(Measure),
    /// The network that was fine-tuned for this.
    Objective(Objective),
    /// The cell of these blocks, trained so.
    Cell(String, Scheme),
    /// Cells whose layer began so.
    Initialisation(Initialisation),
    /// Cells of this parent.
    Parent(Parent),
}

impl Display {
    /// Makes the change.
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
