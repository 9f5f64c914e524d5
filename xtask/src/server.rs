//! The server for `dist`: on this machine only, nothing cached, compressed where the browser takes it.
//!
//! Our own and not Trunk's, because the tests serve the very files that are shipped, and because the data shards are
//! `.gz` files that the page opens itself: they must arrive as they are, without a `Content-Encoding`.

use anyhow::{Result, anyhow};
use std::{
    fs,
    io::Error,
    net::Ipv4Addr,
    path::{Component, Path, PathBuf},
    sync::Arc,
    thread,
};
use tiny_http::{Header, Method, Request, Response};

/// Answers at a time. A browser opens six connections to one host; more answers than that would only wait.
const THREADS: usize = 6;
/// Where to look for a free port when none was asked for.
const PORTS: std::ops::Range<u16> = 8080..8100;

/// A server that listens from the start and answers from [`Server::answer`] on, until it is dropped.
pub struct Server {
    http: Arc<tiny_http::Server>,
    port: u16,
}

impl Server {
    /// Listens on `port`, or on the first free one from 8080 on.
    pub fn bind(port: Option<u16>) -> Result<Server> {
        match port {
            Some(port) => Server::listen(port)
                .map_err(|error| anyhow!("port {port} can't be used ({error}): choose another with --port")),
            None => PORTS.clone().find_map(|port| Server::listen(port).ok()).ok_or_else(|| {
                anyhow!("ports {} to {} are all taken: choose another with --port", PORTS.start, PORTS.end)
            }),
        }
    }

    /// Listens on a port that the system chooses.
    pub fn bind_anywhere() -> Result<Server> {
        Server::listen(0).map_err(|error| anyhow!("no free port: {error}"))
    }

    fn listen(port: u16) -> Result<Server, Box<dyn std::error::Error + Send + Sync>> {
        let http = tiny_http::Server::http((Ipv4Addr::LOCALHOST, port))?;
        let port = http.server_addr().to_ip().map_or(port, |address| address.port());
        Ok(Server { http: Arc::new(http), port })
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Starts answering with the files of `root`, in the background.
    pub fn answer(&self, root: PathBuf) {
        for _ in 0..THREADS {
            let (http, root) = (Arc::clone(&self.http), root.clone());
            thread::spawn(move || {
                // `recv` fails once the server is dropped; a browser that hangs up is not our trouble.
                while let Ok(request) = http.recv() {
                    let _ = respond(request, &root);
                }
            });
        }
    }

    /// Keeps serving until the process is ended.
    pub fn wait(&self) {
        loop {
            thread::park();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for _ in 0..THREADS {
            self.http.unblock();
        }
    }
}

fn respond(request: Request, root: &Path) -> Result<(), Error> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(Response::from_string("only GET and HEAD").with_status_code(405));
    }
    let accepted = request.headers().iter().find(|header| header.field.equiv("Accept-Encoding"));
    let takes_gzip = accepted.is_some_and(|header| accepts_gzip(header.value.as_str()));
    let answer = file_for(root, request.url()).and_then(|file| Some((encoded(&file, takes_gzip)?, file)));
    let Some((Encoded { bytes, is_gzip }, file)) = answer else {
        return request.respond(Response::from_string("there is no such file").with_status_code(404));
    };

    // With a length instead of chunks a loader can say how far it is.
    let mut response = Response::from_data(bytes).with_chunked_threshold(usize::MAX);
    response.add_header(header("Content-Type", content_type(&file)));
    response.add_header(header("Cache-Control", "no-cache"));
    response.add_header(header("Vary", "Accept-Encoding"));
    response.add_header(header("X-Content-Type-Options", "nosniff"));
    if is_gzip {
        response.add_header(header("Content-Encoding", "gzip"));
    }
    request.respond(response)
}

/// The file in `root` that an address means, if it means one. Nothing outside `root` is ever named, not by a link either.
fn file_for(root: &Path, address: &str) -> Option<PathBuf> {
    let mut file = root.join(relative_path(address)?);
    if file.is_dir() {
        file.push("index.html");
    }
    let inside = file.canonicalize().ok()?.starts_with(root.canonicalize().ok()?);
    (inside && file.is_file()).then_some(file)
}

/// The path of `/a/b%20c?query` below the root; none when it tries to leave it or is malformed.
fn relative_path(address: &str) -> Option<PathBuf> {
    let path = address.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = PathBuf::from(percent_decoded(path)?);
    let stays = path.components().all(|component| matches!(component, Component::Normal(_)));
    stays.then_some(path)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend_from_slice(part.get(2..)?.as_bytes());
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains(['\0', '\\']))
}

struct Encoded {
    bytes: Vec<u8>,
    is_gzip: bool,
}

/// The file's bytes: those of its `.gz` twin where there is one and the browser takes it.
fn encoded(file: &Path, takes_gzip: bool) -> Option<Encoded> {
    if takes_gzip {
        let mut twin = file.as_os_str().to_owned();
        twin.push(".gz");
        if let Ok(bytes) = fs::read(twin) {
            return Some(Encoded { bytes, is_gzip: true });
        }
    }
    Some(Encoded { bytes: fs::read(file).ok()?, is_gzip: false })
}

/// Whether an `Accept-Encoding` allows gzip (RFC 9110, section 12.5.3).
fn accepts_gzip(header: &str) -> bool {
    header.split(',').any(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        let coding = parts.next().unwrap_or_default();
        let is_refused = parts.any(|part| part.strip_prefix("q=").is_some_and(|quality| quality.parse() == Ok(0.0)));
        (coding.eq_ignore_ascii_case("gzip") || coding == "*") && !is_refused
    })
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        "txt" | "md" | "toml" | "csv" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn header(name: &'static str, value: &'static str) -> Header {
    Header::from_bytes(name, value).expect("our own headers are plain ASCII")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_those_that_browsers_insist_on() {
        assert_eq!(content_type(Path::new("engine-cpu_bg.wasm")), "application/wasm");
        assert_eq!(content_type(Path::new("boot.js")), "text/javascript; charset=utf-8");
        assert_eq!(content_type(Path::new("data/fashion-mnist/train-images-00.idx3.gz")), "application/octet-stream");
        assert_eq!(content_type(Path::new("LICENSE")), "application/octet-stream");
    }

    #[test]
    fn gzip_is_sent_only_where_it_is_taken() {
        assert!(accepts_gzip("gzip, deflate, br, zstd"));
        assert!(accepts_gzip("br;q=1.0, gzip;q=0.5"));
        assert!(accepts_gzip("*"));
        assert!(!accepts_gzip("gzip;q=0"));
        assert!(!accepts_gzip("identity, br"));
        assert!(!accepts_gzip(""));
    }

    #[test]
    fn an_address_can_not_leave_the_root() {
        assert_eq!(relative_path("/"), Some(PathBuf::new()));
        assert_eq!(relative_path("/data/a%20b.gz?seed=1#cut"), Some(PathBuf::from("data/a b.gz")));
        for outside in [
            "/../Cargo.toml",
            "/data/%2e%2e/%2E%2e/Cargo.toml",
            "//etc/passwd",
            "/..%5cCargo.toml",
            "/%00",
            "/%zz",
            "/%2",
        ] {
            assert_eq!(relative_path(outside), None, "{outside}");
        }
    }

    #[test]
    fn a_shard_arrives_as_it_is_and_wasm_by_its_twin() {
        let root = std::env::temp_dir().join(format!("layerlab-server-{}", std::process::id()));
        fs::create_dir_all(&root).expect("a temporary folder");
        for (name, content) in [("a.wasm", "plain"), ("a.wasm.gz", "twin"), ("shard.gz", "shard")] {
            fs::write(root.join(name), content).expect("a temporary file");
        }
        let read = |name: &str, takes_gzip| {
            let answer = encoded(&file_for(&root, name).expect(name), takes_gzip).expect(name);
            (String::from_utf8_lossy(&answer.bytes).into_owned(), answer.is_gzip)
        };
        assert_eq!(read("/a.wasm", true), ("twin".to_owned(), true));
        assert_eq!(read("/a.wasm", false), ("plain".to_owned(), false));
        assert_eq!(read("/shard.gz", true), ("shard".to_owned(), false));
        assert!(file_for(&root, "/missing").is_none());
        fs::remove_dir_all(root).expect("the temporary folder to go");
    }
}
