//! The text of `docs/parity.md`.

use super::{
    EXPERIMENT,
    compare::{Case, Row},
};
use anyhow::{Context, Result};
use serde_json::Value;
use std::{fmt::Write, fs, path::Path};

/// Writes the page.
pub fn write(cases: &[Case], network: &Path) -> Result<String> {
    let path = network.join("report.json");
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let report: Value = serde_json::from_str(&text).with_context(|| format!("{} is not valid JSON", path.display()))?;
    let samples = cases.first().map_or(0, |case| case.samples);
    let mut page = format!(
        "# Agreement with the reference libraries\n\n\
        Our attacks and those of the reference libraries on the same weights and images: the network of `{EXPERIMENT}` (seed {}),\n\
        the first {samples} images of its test split. Written by `cargo xtask parity`; `benches/parity/README.md` describes the\n\
        procedure. Figures are robust accuracies in percent. Ours agrees if it is within 1 point of a library and at\n\
        most 0.4 points above the strongest one.\n",
        report["experiment"]["seed"],
    );
    for case in cases {
        section(&mut page, case)?;
    }
    if let Some(versions) = cases.first().and_then(|case| case.versions.as_object()) {
        let versions: Vec<String> =
            versions.iter().map(|(name, version)| format!("{name} {}", version.as_str().unwrap_or_default())).collect();
        write!(page, "\nMeasured with {}.\n", versions.join(", "))?;
    }
    Ok(page)
}

fn section(page: &mut String, case: &Case) -> Result<()> {
    let norm = if case.norm == "linf" { "L∞" } else { "L2" };
    let mut libraries: Vec<&str> =
        case.rows.iter().flat_map(|r| r.theirs.iter().map(|(name, _)| name.as_str())).collect();
    libraries.sort_unstable();
    libraries.dedup();
    write!(page, "\n## {norm}, ε = {}; clean {:.1} %\n\n| attack | Layerlab |", case.epsilon, case.clean)?;
    for library in &libraries {
        write!(page, " {library} |")?;
    }
    write!(page, " agrees | seconds, ours |\n|---|---|{}---|---|\n", "---|".repeat(libraries.len()))?;
    for row in &case.rows {
        writeln!(page, "| {} |", cells(row, &libraries).join(" | "))?;
    }
    for difference in &case.fgsm {
        let (same, images, library) = (difference.same, difference.images, &difference.library);
        write!(
            page,
            "\nFGSM: {same} of the {images} adversarial images equal those of {library} in every value (to 1e-6).\n"
        )?;
    }
    Ok(())
}

fn cells(row: &Row, libraries: &[&str]) -> Vec<String> {
    let mut cells = vec![row.attack.to_owned(), format!("{:.1}", row.ours.accuracy)];
    for library in libraries {
        let found = row.theirs.iter().find(|(name, _)| name == library);
        cells.push(found.map_or_else(|| "–".into(), |(_, figure)| format!("{:.1}", figure.accuracy)));
    }
    cells.push(if row.agrees() { "yes" } else { "**no**" }.into());
    cells.push(format!("{:.0}", row.ours.seconds));
    cells
}
