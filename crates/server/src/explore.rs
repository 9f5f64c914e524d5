//! What `layerlab explore` serves: the page, which is told where the runs are, and the runs. Nothing else of the machine.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use axum::{Router, middleware, response::Html, routing::get};

use crate::{folder, guard, runs, with_headers};

/// Tells the page where the list of runs is.
const MARK: &str = r#"<meta name="layerlab-runs" content="runs/index.json">"#;

/// The routes of a bundled page and of the finished runs in `folders`.
///
/// # Errors
/// When the page can't be read.
pub fn explore(bundle: &Path, folders: Vec<PathBuf>) -> io::Result<Router> {
    let page = fs::read_to_string(bundle.join("index.html"))?.replacen("<head>", &format!("<head>{MARK}"), 1);
    let page = move || async move { Html(page) };
    let own = Router::new().route("/", get(page.clone())).route("/index.html", get(page)).merge(runs::routes(folders));
    Ok(with_headers(own).merge(folder(bundle)).layer(middleware::from_fn(guard::only_from_here)))
}
