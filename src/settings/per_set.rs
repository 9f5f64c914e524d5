//! A value that belongs to a data set: a number of samples means nothing for another one.

use layerlab_schema::DataSet;

/// Values that were chosen for single data sets.
#[derive(Clone, Debug, PartialEq)]
pub struct PerSet<T>(Vec<(DataSet, T)>);

impl<T> Default for PerSet<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> PerSet<T> {
    /// The value that was chosen for `set`.
    pub fn of(&self, set: DataSet) -> Option<T> {
        self.0.iter().find(|(known, _)| *known == set).map(|&(_, value)| value)
    }

    /// Chooses `value` for `set`.
    pub fn choose(&mut self, set: DataSet, value: T) {
        self.0.retain(|(known, _)| *known != set);
        self.0.push((set, value));
    }

    /// A value that is chosen for `set` alone.
    pub fn only(set: DataSet, value: T) -> Self {
        Self(vec![(set, value)])
    }
}
