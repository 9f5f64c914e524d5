//! The finished runs in some folders, and their reports for the page.
//!
//! A report is asked for by the number that the list gave it, never by a path: no request can name a file.

use std::{
    fs::{self, File},
    io::BufReader,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

use axum::{
    Router,
    body::Body,
    extract::{Path as PathOf, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use layerlab_schema::{Experiment, LocalRun, LocalRuns, LocalWorkflow, Protocol, VERSION};
use serde::Deserialize;

/// What a run folder has once the run is over.
const REPORT: &str = "report.json";

/// The folders, and the reports that lists have named so far; the place of one is its number.
#[derive(Clone)]
struct Known {
    folders: Arc<[PathBuf]>,
    reports: Arc<Mutex<Vec<Seen>>>,
}

/// `runs/index.json`, and the reports that it lists.
pub(crate) fn routes(folders: Vec<PathBuf>) -> Router {
    let known = Known { folders: folders.into(), reports: Arc::default() };
    Router::new()
        .route("/runs/index.json", get(list))
        .route("/runs/{number}/report.json", get(report))
        .with_state(known)
}

async fn list(State(known): State<Known>) -> Response {
    match serde_json::to_vec(&known.list()) {
        Ok(list) => json(list),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn report(State(known): State<Known>, PathOf(number): PathOf<usize>) -> Response {
    match known.report(number).and_then(|path| fs::read(path).ok()) {
        Some(content) => json(content),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn json(content: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], Body::from(content)).into_response()
}

/// A report as it was when it was read last: reports may be long, and don't change.
struct Seen {
    path: PathBuf,
    modified: SystemTime,
    /// What the list says of it; nothing when it is no report.
    run: Option<LocalRun>,
}

/// What is read of a report.
#[derive(Deserialize)]
struct About {
    experiment: Experiment,
}

impl Known {
    /// Looks into the folders again: runs end while the page is open.
    fn list(&self) -> LocalRuns {
        let folders = self.folders.iter().flat_map(|folder| run_folders(folder));
        let mut runs: Vec<LocalRun> = folders.filter_map(|folder| self.describe(&folder)).collect();
        runs.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.name.cmp(&b.name)));
        LocalRuns { version: VERSION, runs }
    }

    /// One run; nothing when its report can't be read.
    fn describe(&self, folder: &Path) -> Option<LocalRun> {
        let path = fs::canonicalize(folder.join(REPORT)).ok()?;
        let modified = fs::metadata(&path).ok()?.modified().ok()?;
        let mut reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        let known = reports.iter().position(|seen| seen.path == path);
        if let Some(seen) = known.map(|number| &reports[number])
            && seen.modified == modified
        {
            return seen.run.clone();
        }
        let number = known.unwrap_or(reports.len());
        let run = read(&path, number, modified);
        let seen = Seen { path, modified, run: run.clone() };
        match reports.get_mut(number) {
            Some(place) => *place = seen,
            None => reports.push(seen),
        }
        run
    }

    /// Where a report is; a file of that name that is none is not served.
    fn report(&self, number: usize) -> Option<PathBuf> {
        let reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        reports.get(number).filter(|seen| seen.run.is_some()).map(|seen| seen.path.clone())
    }
}

fn read(path: &Path, number: usize, modified: SystemTime) -> Option<LocalRun> {
    let file = File::open(path).ok()?;
    let bytes = file.metadata().ok()?.len();
    let About { experiment } = serde_json::from_reader(BufReader::new(file)).ok()?;
    let workflow = match experiment.protocol {
        None => LocalWorkflow::Train,
        Some(Protocol::Transfer(_)) => LocalWorkflow::Transfer,
        Some(Protocol::Triage(_)) => LocalWorkflow::Triage,
    };
    Some(LocalRun {
        name: path.parent()?.file_name()?.to_string_lossy().into_owned(),
        workflow,
        date: modified.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()),
        report: format!("runs/{number}/{REPORT}"),
        bytes,
    })
}

/// The folder itself where it is that of a finished run, else those in it.
fn run_folders(folder: &Path) -> Vec<PathBuf> {
    if folder.join(REPORT).is_file() {
        return vec![folder.to_owned()];
    }
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries.flatten().map(|entry| entry.path()).filter(|path| path.join(REPORT).is_file()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_run(place: &Path, name: &str, report: &str) {
        fs::create_dir_all(place.join(name)).expect("a folder");
        fs::write(place.join(name).join(REPORT), report).expect("a file");
    }

    /// As much of a report as the list reads.
    fn some_report() -> String {
        serde_json::json!({ "experiment": Experiment::default(), "curve": [] }).to_string()
    }

    #[test]
    fn runs_keep_their_numbers_when_others_come() {
        let place = tempfile::tempdir().expect("a folder");
        with_run(place.path(), "b", &some_report());
        with_run(place.path(), "broken", "{}");
        fs::create_dir(place.path().join("unfinished")).expect("a folder");
        let known = Known { folders: [place.path().to_owned()].into(), reports: Arc::default() };
        let first = known.list().runs;
        assert_eq!(first.iter().map(|run| run.name.as_str()).collect::<Vec<_>>(), ["b"]);
        assert_eq!((first[0].workflow, first[0].bytes), (LocalWorkflow::Train, some_report().len() as u64));
        with_run(place.path(), "a", &some_report());
        let second = known.list().runs;
        assert_eq!(second.len(), 2);
        assert!(second.contains(&first[0]), "{second:?}");
        let served = |number: usize| known.report(number).map(|path| path.parent().expect("its folder").to_owned());
        let mut found: Vec<_> =
            (0..4).filter_map(served).filter_map(|folder| Some(folder.file_name()?.to_owned())).collect();
        found.sort();
        assert_eq!(found, ["a", "b"], "only what is a report is served");
    }

    #[test]
    fn a_folder_of_one_run_is_that_run_and_a_missing_one_holds_none() {
        let place = tempfile::tempdir().expect("a folder");
        with_run(place.path(), "only", "{}");
        assert_eq!(run_folders(&place.path().join("only")), [place.path().join("only")]);
        assert_eq!(run_folders(&place.path().join("none")), [] as [PathBuf; 0]);
    }
}
