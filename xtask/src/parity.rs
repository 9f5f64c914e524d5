//! `cargo xtask parity`: compares our attacks with those of reference libraries on the same network and images, and writes
//! `docs/parity.md`.

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

/// The experiment that trains the attacked network.
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

/// A norm with its radius and the compared attacks: our name, and the name in `reference.py`.
struct Comparison {
    norm: &'static str,
    epsilon: f64,
    attacks: &'static [(&'static str, &'static str)],
}

const COMPARISONS: [Comparison; 2] = [
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
    // Without AutoAttack, which would only repeat its four components, and those are slow.
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
    let folder = work_folder(&options, &network)?;
    println!("Working in {}; if stopped, run the same command again to resume.", folder.display());
    let mut cases = Vec::new();
    for comparison in &COMPARISONS {
        let ours = attack(&options, comparison, &network, &folder)?;
        let theirs = reference(&options, comparison, &network, &folder, &ours)?;
        cases.push(compare(comparison, &ours, &theirs)?);
    }
    let disagreements: Vec<String> = cases.iter().flat_map(Case::disagreements).collect();
    fs::write(workspace::root().join(&options.out), page::write(&cases, &network)?)?;
    println!("Written to {}.", options.out.display());
    if !disagreements.is_empty() {
        bail!("not in parity: {}", disagreements.join("; "));
    }
    Ok(())
}

fn binary() -> PathBuf {
    workspace::target().join("release/layerlab").with_extension(std::env::consts::EXE_EXTENSION)
}

/// The folder for the results of both sides. It depends on the weights, the number of images and the binary, so that outdated
/// results are never reused.
fn work_folder(options: &Options, network: &Path) -> Result<PathBuf> {
    let mut hash = Sha256::new();
    for file in [netfolder.join("weights.safetensors"), binary()] {
        hash.update(fs::read(&file).with_context(|| format!("reading {}", file.display()))?);
    }
    let name: String = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let folder = workspace::target().join("parity").join(format!("{}-{name}", options.samples));
    fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
    Ok(folder)
}

fn layerlab(options: &Options) -> Command {
    let mut command = process::command(&binary().to_string_lossy(), []);
    if let Some(folder) = &options.data_dir {
        command.env("LAYERLAB_DATA", folder);
    }
    command
}

/// The run folder of the network, which is trained if it does not exist yet.
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

/// Runs our attacks and returns their result folder.
fn attack(options: &Options, comparison: &Comparison, network: &Path, folder: &Path) -> Result<PathBuf> {
    let out = folder.join(format!("ours-{}", comparison.norm));
    if out.join("attack.json").exists() {
        return Ok(out);
    }
    let mut command = layerlab(options);
    command.arg("attack");
    if out.exists() {
        command.arg("--resume").arg(&out);
    } else {
        command.arg("--weights").arg(network).args([
            "--samples",
            &options.samples.to_string(),
            "--norm",
            comparison.norm,
        ]);
        command.args(["--epsilon", &comparison.epsilon.to_string()]).arg("--out").arg(&out);
        for (ours, _) in comparison.attacks {
            command.args(["--attack", ours]);
        }
    }
    process::run(&mut command)?;
    Ok(out)
}

/// Runs the libraries' attacks on the same images and returns their JSON file.
fn reference(
    options: &Options,
    comparison: &Comparison,
    network: &Path,
    folder: &Path,
    ours: &Path,
) -> Result<PathBuf> {
    let out = folder.join(format!("reference-{}.json", comparison.norm));
    if out.exists() {
        return Ok(out);
    }
    let attacks: Vec<&str> = comparison.attacks.iter().map(|(_, theirs)| *theirs).collect();
    let step = comparison.epsilon * 2.5 / 40.0;
    let mut command = process::command(&options.python.to_string_lossy(), ["benches/parity/reference.py"]);
    command.arg("--weights").arg(netfolder.join("weights.safetensors"));
    command.arg("--samples").arg(ours.join("adversarial.safetensors"));
    command.args([
        "--norm",
        comparison.norm,
        "--epsilon",
        &comparison.epsilon.to_string(),
        "--attacks",
        &attacks.join(","),
    ]);
    command.args(["--pgd-step", &step.to_string(), "--seed", "0"]).arg("--out").arg(&out);
    command.arg("--adversarial").arg(out.with_extension("safetensors"));
    process::run(&mut command)?;
    Ok(out)
}

/// Reads and compares the results of both sides.
fn compare(comparison: &Comparison, ours: &Path, theirs: &Path) -> Result<Case> {
    let read = |path: &Path| -> Result<Value> {
        let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is not valid JSON", path.display()))
    };
    let mut case = Case::new(
        comparison.norm,
        comparison.epsilon,
        comparison.attacks,
        &read(&ours.join("attack.json"))?,
        &read(theirs)?,
    )?;
    if comparison.attacks.iter().any(|(ours, _)| *ours == "fgsm") {
        let reference = theirs.with_extension("safetensors");
        case.fgsm = Difference::between(&ours.join("adversarial.safetensors"), &reference)?;
    }
    Ok(case)
}
