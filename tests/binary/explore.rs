//! `layerlab explore`: the page from this machine with the runs in its folders, and nothing else.

use std::{
    fs,
    io::{Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
};

use layerlab_schema::{LocalRuns, LocalWorkflow};

use crate::{
    Desk,
    common::{Program, mlp_on_moons, text},
};

/// The head and body of the answer to a request for `path`, which is sent as it is, under the name `host`.
fn get(port: u16, host: &str, path: &str) -> (String, String) {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("it listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("it takes a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers with text");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    (head.to_lowercase(), body.into())
}

/// A port that was free a moment ago.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    listener.local_addr().expect("its address").port()
}

#[test]
fn the_page_lists_finished_runs_and_their_reports_are_all_that_is_served() {
    let desk = Desk::new();
    let mut experiment = mlp_on_moons();
    experiment.phases[0].epochs = 1;
    desk.write_experiment("moons.json", &experiment);
    Program::run(desk.path(), &["run", "moons.json"]).expect_success();
    fs::create_dir_all(desk.join("page")).expect("a folder");
    desk.write("page/index.html", "<head><title>Layerlab</title></head>");
    desk.write("secret.json", "a secret");

    let port = free_port();
    let mut program = Program::start(desk.path(), &["explore", "--bundle", "page", "--port", &port.to_string()]);
    program.wait_until("it listens", || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok());
    let here = format!("127.0.0.1:{port}");
    let (head, page) = get(port, &here, "/");
    assert!(head.contains("text/html") && page.contains(r#"<meta name="layerlab-runs" content="runs/index.json">"#));

    let (_, list) = get(port, &here, "/runs/index.json");
    let list: LocalRuns = serde_json::from_str(&list).unwrap_or_else(|error| panic!("{list}: {error}"));
    let [run] = &list.runs[..] else { panic!("one run was done: {list:?}") };
    assert_eq!((run.name.as_str(), run.workflow), ("moons-001", LocalWorkflow::Train));
    let (_, report) = get(port, &here, &format!("/{}", run.report));
    assert_eq!(report, text(&desk.join("runs/moons-001/report.json")));

    for path in [
        "/runs/1/report.json",
        "/runs/0/experiment.toml",
        "/runs/0/..%2f..%2f..%2fsecret.json",
        "/runs/moons-001/report.json",
        "/../secret.json",
        "/%2e%2e/secret.json",
        "/..%5csecret.json",
    ] {
        let (head, body) = get(port, &here, path);
        assert!(!head.contains("200 ok") && !body.contains("secret"), "{path}: {head}");
    }
    let (head, body) = get(port, "elsewhere.example", "/runs/index.json");
    assert!(head.contains("421") && body.is_empty(), "another name is led here: {head}");
    program.kill();
}

#[test]
fn without_a_page_or_a_port_it_says_what_to_do() {
    let desk = Desk::new();
    Program::run(desk.path(), &["explore", "--bundle", "none"])
        .expect_refusal(&["none holds no page", "cargo xtask bundle"]);
    Program::run(desk.path(), &["explore"]).expect_refusal(&["layerlab-page", "cargo xtask bundle", "--bundle"]);
    fs::create_dir_all(desk.join("page")).expect("a folder");
    desk.write("page/index.html", "<head></head>");
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = taken.local_addr().expect("its address").port().to_string();
    Program::run(desk.path(), &["explore", "--bundle", "page", "--port", &port]).expect_refusal(&[&port, "--port"]);
}
