//! `cargo xtask bench`: the benchmark steps of docs/performance.md in PyTorch, in the binary and in the page, or on WebGPU in
//! jax-js and in the page, in turns, so that other load on the machine affects all of them.

mod growth;

use crate::{browser, files::files_in, process, workspace};
use anyhow::{Context, Result, ensure};
use clap::Args;
use layerlab_server::Server;
use serde_json::Value;
use std::{
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Command, Stdio},
    time::Duration,
};

/// glibc's malloc keeps freed memory, which makes PyTorch faster.
const KEEPING_MALLOC: &str = "glibc.malloc.mmap_threshold=1073741824:glibc.malloc.trim_threshold=1073741824";

/// After this time a page that says nothing has failed.
const PAGE_LIMIT: Duration = Duration::from_secs(300);

#[derive(Args)]
pub struct Options {
    /// A Python with PyTorch
    #[arg(long, default_value = "python3")]
    python: PathBuf,
    /// How often each program runs
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// The steps to measure
    #[arg(long, value_delimiter = ',', default_value = "standard,pgd7")]
    work: Vec<String>,
    /// Threads of the programs that can use several
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// Leave the page out; otherwise `dist` must hold it (`cargo xtask build`)
    #[arg(long)]
    no_page: bool,
    /// Measure the attack on the browser's WebGPU instead, beside jax-js, which npm installs
    #[arg(long, conflicts_with_all = ["growth", "work", "threads", "no_page"])]
    webgpu: bool,
    /// Draw how the time of `pgd7` grows with batch and channels instead, into this SVG
    #[arg(long)]
    growth: Option<PathBuf>,
}

/// How large the small network's work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Size {
    batch: usize,
    channels: usize,
}

/// That of all comparisons but growth.
const STANDARD: Size = Size { batch: 64, channels: 16 };

/// Milliseconds of a step of the named work.
type Measure = Box<dyn Fn(&str) -> Result<f64>>;

/// What is measured in turns; the first one is the reference.
struct Program {
    name: String,
    measure: Measure,
    milliseconds: Vec<f64>,
}

/// What jax-js is called at npm, and the version that was compared.
const JAX_JS: &str = "@jax-js/jax@0.1.25";

pub fn run(options: Options) -> Result<()> {
    if options.webgpu {
        return in_turns(&["attack".to_owned()], options.rounds, on_webgpu()?);
    }
    process::run(&mut process::cargo(["build", "--release", "--package", "layerlab-cli", "--no-default-features"]))?;
    if let Some(figure) = &options.growth {
        return growth::measure(&options.python, options.threads, figure);
    }
    let mut programs = Vec::new();
    for threads in thread_counts(options.threads) {
        for keeps_memory in [true, false] {
            let name = if keeps_memory { "PyTorch, malloc keeps memory" } else { "PyTorch" };
            let python = options.python.clone();
            programs.push(Program::on_threads(name, threads, move |work| {
                pytorch(&python, work, STANDARD, threads, keeps_memory)
            }));
        }
    }
    for threads in thread_counts(options.threads) {
        programs.push(Program::on_threads("layerlab", threads, move |work| binary(work, STANDARD, threads)));
    }
    if !options.no_page {
        let dist = workspace::dist();
        ensure!(
            dist.join("index.html").is_file(),
            "`dist` holds no page: run `cargo xtask build` first, or give --no-page"
        );
        let address = Server::bind_anywhere()?.serve_in_background(layerlab_server::folder(&dist));
        for cores in thread_counts(options.threads) {
            let address = address.clone();
            programs.push(Program::on_threads("the page", cores, move |work| {
                in_browser(&format!("{address}/?device=cpu&cores={cores}&bench={work}"))
            }));
        }
    }
    in_turns(&options.work, options.rounds, programs)
}

/// The programs that use the browser's WebGPU.
fn on_webgpu() -> Result<Vec<Program>> {
    let dist = workspace::dist();
    ensure!(dist.join("engine-webgpu_bg.wasm").is_file(), "`dist` has no WebGPU engine: run `cargo xtask build` first");
    let folder = workspace::target().join("bench-web");
    let site = folder.join("site");
    fs::create_dir_all(&site)?;
    process::run(process::command("npm", ["install", "--no-audit", "--no-fund", "--prefix"]).arg(&folder).arg(JAX_JS))
        .context("npm is needed to install jax-js")?;
    fs::copy(workspace::root().join("benches/web/jax-js.html"), site.join("jax-js.html"))?;
    let package = folder.join("node_modules/@jax-js/jax/dist");
    fs::create_dir_all(site.join("jax-js"))?;
    for file in files_in(&package)? {
        if file.extension().is_some_and(|extension| extension == "js") {
            fs::copy(&file, site.join("jax-js").join(file.file_name().context("a file without a name")?))?;
        }
    }
    let [jax_js, page] =
        [site, dist].map(|site| Server::bind_anywhere().map(|s| s.serve_in_background(layerlab_server::folder(&site))));
    let (jax_js, page) = (jax_js?, page?);
    Ok(vec![
        Program::new("jax-js", move |_| in_browser(&format!("{jax_js}/jax-js.html"))),
        Program::new("the page", move |work| in_browser(&format!("{page}/?device=webgpu&bench={work}"))),
    ])
}

fn in_turns(works: &[String], rounds: usize, mut programs: Vec<Program>) -> Result<()> {
    for work in works {
        for program in &mut programs {
            program.milliseconds.clear();
        }
        for round in 1..=rounds {
            eprintln!("{work}: round {round} of {rounds}");
            for program in &mut programs {
                let time = (program.measure)(work).with_context(|| format!("{} failed", program.name))?;
                program.milliseconds.push(time);
            }
        }
        print_table(work, &programs);
    }
    Ok(())
}

impl Size {
    /// Nothing for the usual size, which is another one of the large networks.
    fn options(self) -> Vec<String> {
        if self == STANDARD {
            return Vec::new();
        }
        vec!["--batch".into(), self.batch.to_string(), "--channels".into(), self.channels.to_string()]
    }
}

impl Program {
    fn new(name: &str, measure: impl Fn(&str) -> Result<f64> + 'static) -> Self {
        Self { name: name.to_owned(), measure: Box::new(measure), milliseconds: Vec::new() }
    }

    /// A program that can use several threads.
    fn on_threads(name: &str, threads: usize, measure: impl Fn(&str) -> Result<f64> + 'static) -> Self {
        let plural = if threads == 1 { "" } else { "s" };
        Self::new(&format!("{name}, {threads} thread{plural}"), measure)
    }

    fn median(&self) -> f64 {
        let mut sorted = self.milliseconds.clone();
        sorted.sort_by(f64::total_cmp);
        sorted[sorted.len() / 2]
    }
}

fn thread_counts(most: usize) -> Vec<usize> {
    if most > 1 { vec![1, most] } else { vec![1] }
}

/// The median with its ratio to the reference, and the range of the ratios of each round.
fn print_table(work: &str, programs: &[Program]) {
    let reference = &programs[0];
    println!("\n| {work} | ms | ratio | ratios of single rounds |\n|---|---|---|---|");
    for program in programs {
        let pairs = program.milliseconds.iter().zip(&reference.milliseconds);
        let ratios: Vec<f64> = pairs.map(|(time, reference)| time / reference).collect();
        let least = ratios.iter().copied().fold(f64::INFINITY, f64::min);
        let most = ratios.iter().copied().fold(0.0, f64::max);
        let (median, ratio) = (program.median(), program.median() / reference.median());
        println!("| {} | {median:.1} | {ratio:.2} | {least:.2} to {most:.2} |", program.name);
    }
}

fn pytorch(python: &PathBuf, work: &str, size: Size, threads: usize, keeps_memory: bool) -> Result<f64> {
    let mut command = Command::new(python);
    command.arg(workspace::root().join("benches/pytorch_step.py"));
    command.args(["--work", work, "--threads", &threads.to_string()]).args(size.options());
    if keeps_memory {
        command.env("GLIBC_TUNABLES", KEEPING_MALLOC);
    }
    let text = process::output_of(&mut command).context("PyTorch printed no result: run the script by hand")?;
    text.parse().with_context(|| format!("`{text}` is no number"))
}

fn binary(work: &str, size: Size, threads: usize) -> Result<f64> {
    let program = workspace::target().join("release/layerlab").with_extension(std::env::consts::EXE_EXTENSION);
    let mut command = Command::new(program);
    command.args(["bench", "step", "--work", work, "--device", "cpu", "--threads", &threads.to_string(), "--json"]);
    command.args(size.options());
    let text = process::output_of(&mut command).context("the binary printed no result")?;
    median(&text)
}

/// Opens a page in a browser without a window and waits for the result on its console.
fn in_browser(address: &str) -> Result<f64> {
    let profile = workspace::target().join("bench-profile");
    let mut command = Command::new(browser::chromium()?);
    command.args(["--headless=new", "--no-sandbox", "--no-first-run", "--disable-background-networking"]);
    command.args(["--enable-logging=stderr", "--log-level=0", "--enable-unsafe-webgpu"]);
    command.arg(format!("--user-data-dir={}", profile.display())).arg(address);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().context("could not start Chromium")?;
    let log = child.stderr.take().context("Chromium has no log")?;
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(log).lines().map_while(Result::ok) {
            if line.contains("CONSOLE") && (line.contains("\"median\"") || line.contains("\"error\"")) {
                let _ = sender.send(line);
            }
        }
    });
    let line = receiver.recv_timeout(PAGE_LIMIT);
    child.kill()?;
    child.wait()?;
    let line = line.context("the page printed no result")?;
    let (start, end) = (line.find('{').context("no JSON")?, line.rfind('}').context("no JSON")?);
    median(&line[start..=end].replace("\\\"", "\""))
}

fn median(json: &str) -> Result<f64> {
    let result: Value = serde_json::from_str(json).with_context(|| format!("`{json}` is not valid JSON"))?;
    result["median"].as_f64().with_context(|| format!("no median in {json}"))
}
