//! `cargo xtask parity`: our attacks and the reference libraries' on the same network and images, into `docs/parity.md`.

mod compare;
mod page;

use crate::{
    process::{self, cargo},
    workspace,
};
use anyhow::{Context, Result, bail};
use clap::Args;
use compare::{Case, Difference};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The network: the one of this experiment.
const EXPERIMENT: &str = "experiments/mnist-madry.toml";

#[derive(Args)]
pub struct Options {
    /// A Python with the packages of benches/parity/requirements.txt
    #[arg(long, default_value = "python3")]
    python: PathBuf,
    /// A finished run of experiments/mnist-madry.toml [default: train one, which takes most of an hour]
    #[arg(long, value_name = "FOLDER")]
    run: Option<PathBuf>,
    /// Images from the start of the test split
    #[arg(long, default_value_t = 500)]
    samples: usize,
    /// Where the images are, as for `layerlab --data-dir`
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// The page to write
    #[arg(long, default_value = "docs/parity.md")]
    out: PathBuf,
}

/// A norm with its radius, and the attacks that are compared in it: our name, the script's name.
struct Ball {
    norm: &'static str,
    epsilon: f64,
    attacks: &'static [(&'static str, &'static str)],
}

const BALLS: [Ball; 2] = [
    Ball {
        norm: "linf",
        epsilon: 0.3,
        attacks: &[
            ("fgsm", "fgsm"),
            ("pgd", "pgd40"),
            ("apgd-ce", "apgd-ce"),
            ("apgd-t", "apgd-t"),
            ("fab-t", "fab-t"),
            ("square", "square"),
            ("auto-attack", "autoattack"),
        ],
    },
    // AutoAttack is left out: it would only repeat its four parts, and they take long enough.
    Ball {
        norm: "l2",
        epsilon: 1.5,
        attacks: &[
            ("pgd", "pgd40"),
            ("apgd-ce", "apgd-ce"),
            ("apgd-t", "apgd-t"),
            ("fab-t", "fab-t"),
            ("square", "square"),
        ],
    },
];

pub fn run(options: Options) -> Result<()> {
    process::run(&mut cargo(["build", "--release", "--package", "layerlab-cli", "--no-default-features"]))?;
    let network = match &options.run {
        Some(folder) => folder.clone(),
        None => trained(&options)?,
    };
    let work = workplace(&options, &network)?;
    println!("Working in {}; it is gone on with where it is stopped.", work.display());
    let mut cases = Vec::new();
    for ball in &BALLS {
        let ours = attack(&options, ball, &network, &work)?;
        let theirs = reference(&options, ball, &network, &work, &ours)?;
        cases.push(compare(ball, &ours, &theirs)?);
    }
    let faults: Vec<String> = cases.iter().flat_map(Case::faults).collect();
    fs::write(workspace::root().join(&options.out), page::write(&cases, &network)?)?;
    println!("Written to {}.", options.out.display());
    if !faults.is_empty() {
        bail!("not in parity: {}", faults.join("; "));
    }
    Ok(())
}

fn binary() -> PathBuf {
    workspace::target().join("release/layerlab").with_extension(std::env::consts::EXE_EXTENSION)
}

/// Where both sides leave what they found: another folder for other weights, another number of images or another build,
/// so that nothing old is taken for new.
fn workplace(options: &Options, network: &Path) -> Result<PathBuf> {
    let mut hash = Sha256::new();
    for file in [network.join("weights.safetensors"), binary()] {
        hash.update(fs::read(&file).with_context(|| format!("reading {}", file.display()))?);
    }
    let name: String = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let work = workspace::target().join("parity").join(format!("{}-{name}", options.samples));
    fs::create_dir_all(&work).with_context(|| format!("making {}", work.display()))?;
    Ok(work)
}

fn layerlab(options: &Options) -> Command {
    let mut command = process::command(&binary().to_string_lossy(), []);
    if let Some(folder) = &options.data_dir {
        command.env("LAYERLAB_DATA", folder);
    }
    command
}

fn trained(options: &Options) -> Result<PathBuf> {
    let folder = workspace::target().join("parity/network");
    if !folder.join("report.json").exists() {
        let mut command = layerlab(options);
        if folder.join("experiment.toml").exists() {
            command.args(["run", "--resume"]).arg(&folder);
        } else {
            command.args(["run", EXPERIMENT, "--out"]).arg(&folder);
        }
        process::run(&mut command)?;
    }
    Ok(folder)
}

/// Our attacks: the folder that they leave.
fn attack(options: &Options, ball: &Ball, network: &Path, work: &Path) -> Result<PathBuf> {
    let out = work.join(format!("ours-{}", ball.norm));
    if out.join("attack.json").exists() {
        return Ok(out);
    }
    let mut command = layerlab(options);
    command.arg("attack");
    if out.exists() {
        command.arg("--resume").arg(&out);
    } else {
        command.arg("--weights").arg(network).args(["--samples", &options.samples.to_string(), "--norm", ball.norm]);
        command.args(["--epsilon", &ball.epsilon.to_string()]).arg("--out").arg(&out);
        for (ours, _) in ball.attacks {
            command.args(["--attack", ours]);
        }
    }
    process::run(&mut command)?;
    Ok(out)
}

/// The libraries' attacks on the images that ours had: the JSON file that they leave.
fn reference(options: &Options, ball: &Ball, network: &Path, work: &Path, ours: &Path) -> Result<PathBuf> {
    let out = work.join(format!("reference-{}.json", ball.norm));
    if out.exists() {
        return Ok(out);
    }
    let attacks: Vec<&str> = ball.attacks.iter().map(|(_, theirs)| *theirs).collect();
    let step = ball.epsilon * 2.5 / 40.0;
    let mut command = process::command(&options.python.to_string_lossy(), ["benches/parity/reference.py"]);
    command.arg("--weights").arg(network.join("weights.safetensors"));
    command.arg("--samples").arg(ours.join("adversarial.safetensors"));
    command.args(["--norm", ball.norm, "--epsilon", &ball.epsilon.to_string(), "--attacks", &attacks.join(",")]);
    command.args(["--pgd-step", &step.to_string(), "--seed", "0"]).arg("--out").arg(&out);
    command.arg("--adversarial").arg(out.with_extension("safetensors"));
    process::run(&mut command)?;
    Ok(out)
}

fn compare(ball: &Ball, ours: &Path, theirs: &Path) -> Result<Case> {
    let read = |path: &Path| -> Result<Value> {
        let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is no JSON", path.display()))
    };
    let mut case = Case::new(ball.norm, ball.epsilon, ball.attacks, &read(&ours.join("attack.json"))?, &read(theirs)?)?;
    if ball.attacks.iter().any(|(ours, _)| *ours == "fgsm") {
        let reference = theirs.with_extension("safetensors");
        case.fgsm = Difference::between(&ours.join("adversarial.safetensors"), &reference)?;
    }
    Ok(case)
}
