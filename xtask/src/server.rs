//! The server for `dist`: on localhost only, without caching, compressed where the browser accepts it.
//!
//! It is used instead of Trunk's because the tests serve exactly the files that are shipped, and because the page
//! decompresses the data shards itself: these `.gz` files must be sent without a `Content-Encoding`.

use anyhow::{Context, Result, anyhow};
use axum::{
    Router,
    http::{HeaderValue, header},
};
use std::{
    net::{Ipv4Addr, TcpListener},
    ops::Range,
    path::Path,
    thread,
};
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

/// The ports to try when the user does not choose one.
const PORTS: Range<u16> = 8080..8100;

/// A server that is already listening; connections wait until it serves.
pub struct Server {
    listener: TcpListener,
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
        Server::listen(0).context("no free port")
    }

    fn listen(port: u16) -> std::io::Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        Ok(Server { listener, port })
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Serves the files of `root` until the process ends.
    pub fn serve(self, root: &Path) -> Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            Ok(axum::serve(listener, files(root)).await?)
        })
    }

    /// Serves the files of `root` in the background and returns the address.
    pub fn serve_in_background(self, root: &Path) -> String {
        let address = self.address();
        let root = root.to_owned();
        thread::spawn(move || {
            if let Err(error) = self.serve(&root) {
                eprintln!("the server stopped: {error:#}");
            }
        });
        address
    }
}

fn files(root: &Path) -> Router {
    let fixed = |name, value| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
    Router::new()
        .fallback_service(ServeDir::new(root).precompressed_gzip())
        .layer(fixed(header::CACHE_CONTROL, "no-cache"))
        .layer(fixed(header::VARY, "Accept-Encoding"))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        // What is served is what everybody may have; a frame in a sandbox has no origin, and reads nothing without this.
        .layer(fixed(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
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
    fn get(address: &str, path: &str) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(address.trim_start_matches("http://")).expect("it listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n")
            .expect("it takes a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("a head");
        (String::from_utf8_lossy(&answer[..end]).to_lowercase(), answer[end + 4..].to_vec())
    }

    #[test]
    fn pages_are_compressed_shards_are_not_and_other_folders_are_not_served() {
        let folder = std::env::temp_dir().join(format!("layerlab-server-{}", std::process::id()));
        let root = folder.join("dist");
        fs::create_dir_all(&root).expect("a folder");
        for (name, content) in [
            ("dist/index.html", "plain"),
            ("dist/index.html.gz", "small"),
            ("dist/x_bg.wasm", "code"),
            ("dist/labels.idx1.gz", "shard"),
            ("secret", "secret"),
        ] {
            fs::write(folder.join(name), content).expect("a file");
        }
        let address = Server::bind_anywhere().expect("a port").serve_in_background(&root);

        let (head, body) = get(&address, "/");
        assert!(head.contains("content-encoding: gzip") && head.contains("text/html"), "{head}");
        assert!(head.contains("access-control-allow-origin: *"), "{head}");
        assert_eq!(body, b"small");
        let (head, body) = get(&address, "/labels.idx1.gz");
        assert!(!head.contains("content-encoding") && head.contains("cache-control: no-cache"), "{head}");
        assert_eq!(body, b"shard");
        assert!(get(&address, "/x_bg.wasm").0.contains("content-type: application/wasm"));
        for path in ["/../secret", "/%2e%2e/secret", "/none"] {
            let (head, body) = get(&address, path);
            assert!(!head.contains("200 ok") && body != b"secret", "{path}: {head}");
        }
        fs::remove_dir_all(&folder).expect("it is ours");
    }
}
