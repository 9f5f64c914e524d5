//! The HTTP server of the page: on this machine only, without caching, compressed where the browser accepts it.
//!
//! `cargo xtask` and `layerlab explore` share it. It is used instead of Trunk's because the tests serve exactly the files
//! that are shipped, and because the page decompresses the data shards itself: these `.gz` files must be sent without a
//! `Content-Encoding`.

mod explore;
mod guard;
mod runs;

use std::{
    io,
    net::{Ipv4Addr, TcpListener},
    ops::Range,
    path::Path,
    thread,
};

use axum::{
    Router,
    http::{HeaderName, HeaderValue, header},
};
use tokio::sync::oneshot;
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

pub use explore::explore;

/// The ports to try when the user does not choose one.
const PORTS: Range<u16> = 8080..8100;

/// Why nothing can listen.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// The chosen port is not to be had.
    #[error("port {port} can't be used ({reason}): choose another with --port")]
    Taken {
        /// The port.
        port: u16,
        /// What the system says.
        reason: io::Error,
    },
    /// None of the usual ports is free.
    #[error("ports {first} to {last} are all taken: choose another with --port")]
    AllTaken {
        /// The first that was tried.
        first: u16,
        /// The last that was tried.
        last: u16,
    },
}

/// A server that is already listening; connections wait until it serves.
pub struct Server {
    listener: TcpListener,
    port: u16,
}

impl Server {
    /// Listens on `port`, or on the first free one from 8080 on.
    ///
    /// # Errors
    /// When the port, or each of these, is taken or not allowed.
    pub fn bind(port: Option<u16>) -> Result<Self, BindError> {
        match port {
            Some(port) => Self::listen(port).map_err(|reason| BindError::Taken { port, reason }),
            None => PORTS
                .clone()
                .find_map(|port| Self::listen(port).ok())
                .ok_or(BindError::AllTaken { first: PORTS.start, last: PORTS.end - 1 }),
        }
    }

    /// Listens on a port that the system chooses.
    ///
    /// # Errors
    /// When the system has none.
    pub fn bind_anywhere() -> Result<Self, BindError> {
        Self::listen(0).map_err(|reason| BindError::Taken { port: 0, reason })
    }

    fn listen(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        Ok(Self { listener, port })
    }

    /// Its address, without a slash at the end.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Answers by `routes` until the process ends.
    ///
    /// # Errors
    /// When the system takes the port away.
    pub fn serve(self, routes: Router) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            axum::serve(listener, routes).await
        })
    }

    /// The port that it listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Answers by `routes` in the background as long as the result is held; then the port is free again.
    pub fn serve_while_held(self, routes: Router) -> Running {
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(self.listener)?;
                let serving = tokio::spawn(async { axum::serve(listener, routes).await });
                // It ends with an error, too: when the other side is dropped.
                let _ = stopped.await;
                serving.abort();
                Ok(())
            })
        });
        Running { stop: Some(stop), thread: Some(thread) }
    }

    /// Answers by `routes` in the background; returns the address.
    pub fn serve_in_background(self, routes: Router) -> String {
        let address = self.address();
        thread::spawn(move || {
            if let Err(error) = self.serve(routes) {
                eprintln!("the server stopped: {error}");
            }
        });
        address
    }
}

/// A server in the background, which ends when this is dropped.
pub struct Running {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<io::Result<()>>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(Err(_)) = self.thread.take().map(thread::JoinHandle::join) {
            eprintln!("the server stopped before its time");
        }
    }
}

/// The files of a folder and of those in it; `.br` and `.gz` beside a file are its compressed forms.
pub fn folder(root: &Path) -> Router {
    let files = Router::new().fallback_service(ServeDir::new(root).precompressed_br().precompressed_gzip());
    // The files of the page are what everybody may have; a frame in a sandbox has no origin, and reads nothing without this. What
    // else is served, such as runs, is for the page alone.
    let everybody = HeaderValue::from_static("*");
    with_headers(files.layer(SetResponseHeaderLayer::overriding(header::ACCESS_CONTROL_ALLOW_ORIGIN, everybody)))
}

/// The same routes with the headers that every answer has: the browser asks again whether a file is still the same, and never
/// guesses what a file is.
pub fn with_headers(routes: Router) -> Router {
    let fixed = |name: HeaderName, value| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
    routes
        .layer(fixed(header::CACHE_CONTROL, "no-cache"))
        .layer(fixed(header::VARY, "Accept-Encoding"))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        fs,
        io::{Read, Write},
        net::TcpStream,
    };

    /// The head and body of the response.
    fn get(address: &str, path: &str, accepts: &str) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(address.trim_start_matches("http://")).expect("it listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: {accepts}\r\nConnection: close\r\n\r\n")
            .expect("it takes a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("a head");
        (String::from_utf8_lossy(&answer[..end]).to_lowercase(), answer[end + 4..].to_vec())
    }

    #[test]
    fn pages_are_compressed_shards_are_not_and_other_folders_are_not_served() {
        let place = tempfile::tempdir().expect("a folder");
        let root = place.path().join("dist");
        fs::create_dir_all(&root).expect("a folder");
        for (name, content) in [
            ("dist/index.html", "plain"),
            ("dist/index.html.gz", "small"),
            ("dist/index.html.br", "smaller"),
            ("dist/x_bg.wasm", "code"),
            ("dist/labels.idx1.gz", "shard"),
            ("secret", "secret"),
        ] {
            fs::write(place.path().join(name), content).expect("a file");
        }
        let address = Server::bind_anywhere().expect("a port").serve_in_background(folder(&root));

        let (head, body) = get(&address, "/", "gzip");
        assert!(head.contains("content-encoding: gzip") && head.contains("text/html"), "{head}");
        assert!(head.contains("access-control-allow-origin: *"), "{head}");
        assert_eq!(body, b"small");
        assert_eq!(get(&address, "/", "gzip, br").1, b"smaller");
        let (head, body) = get(&address, "/labels.idx1.gz", "gzip");
        assert!(!head.contains("content-encoding") && head.contains("cache-control: no-cache"), "{head}");
        assert_eq!(body, b"shard");
        assert!(get(&address, "/x_bg.wasm", "gzip").0.contains("content-type: application/wasm"));
        for path in ["/../secret", "/%2e%2e/secret", "/none"] {
            let (head, body) = get(&address, path, "gzip");
            assert!(!head.contains("200 ok") && body != b"secret", "{path}: {head}");
        }
    }

    #[test]
    fn a_taken_port_is_named() {
        let taken = Server::bind_anywhere().expect("a port");
        let error = Server::bind(Some(taken.port)).err().expect("it is taken").to_string();
        assert!(error.contains(&taken.port.to_string()) && error.contains("--port"), "{error}");
    }
}
