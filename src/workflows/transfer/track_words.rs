//! The words that the tracks and their table share. The words of one track are in its own file.

use layerlab_schema::{Experiment, Measure, Reader};
use layerlab_words::{named, t};

use super::charts::{HoveredPoint, Place, Plot};
use crate::strings::attack_of;

/// The columns of the table of layers.
pub fn layer_columns() -> [&'static str; 10] {
    [
        t!("column-layer"),
        t!("column-network"),
        t!("column-sensitivity"),
        t!("column-reader"),
        t!("column-margin-clean"),
        t!("column-margin-certified"),
        t!("column-margin-attacked"),
        t!("column-margin-transferred"),
        t!("column-right-under-attack"),
        t!("column-n"),
    ]
}

/// The columns of the table of neighbouring layers.
pub fn pair_columns() -> [&'static str; 11] {
    [
        t!("column-pair"),
        t!("column-network"),
        t!("column-measure"),
        t!("column-rho"),
        t!("column-null-mean"),
        t!("column-null-p95"),
        t!("column-excess"),
        t!("column-above-chance"),
        t!("column-p"),
        t!("column-permutations"),
        t!("column-n"),
    ]
}

/// The name of a reader.
pub fn reader_name(reader: Reader) -> &'static str {
    match reader {
        Reader::Probe => t!("reader-probe"),
        Reader::Lambda => t!("reader-lambda"),
        Reader::Rest => t!("reader-rest"),
    }
}

/// A measure of dependency; one that the language does not name is called as in files.
pub fn measure_name(measure: Measure) -> String {
    named("measure", measure.name())
}

/// The short name of a measure.
pub fn measure_short(measure: Measure) -> String {
    named("measure-short", measure.name())
}

/// The name of a pair of neighbouring layers.
pub fn pair(parent: &str, child: &str) -> String {
    t!("pair", parent = parent, child = child)
}

/// Whether ρ is more than chance gives.
pub fn above_chance(is_above: bool) -> &'static str {
    if is_above { t!("yes") } else { t!("no") }
}

/// The figures of a layer or pair of one network, in one sentence.
pub fn track_readout(plot: &Plot, at: HoveredPoint, experiment: &Experiment) -> Option<String> {
    let (network, layer) = (plot.networks.get(at.network)?, plot.names.get(at.column)?);
    (at.track.readout)(plot, &Place { network, column: at.column, layer, attack: &attack_of(experiment) })
}
