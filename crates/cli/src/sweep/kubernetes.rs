//! A sweep as Kubernetes' Indexed Jobs: one for the shared parents, one for the cells.

use std::process::ExitCode;

use anyhow::{Result, anyhow, bail};
use layerlab_words::t;
use serde_json::{Value, json};

use super::{
    file::Kubernetes,
    plan::Sweep,
    slurm::{job_name, quoted},
};
use crate::{error_text::shown, shell::print, workspace::write_whole};

/// How often a pod may fail before its cell is given up.
const TRIES: usize = 3;

/// A job and the name of its file.
struct Manifest {
    file: &'static str,
    job: String,
    content: Value,
}

/// The manifests, one after the other.
pub fn manifests_as_text(sweep: &Sweep, more_arguments: &[String]) -> Result<String> {
    let mut text = String::new();
    for manifest in manifests(sweep, more_arguments)? {
        text += &format!("\n// kubernetes/{}\n{}\n", manifest.file, serde_json::to_string_pretty(&manifest.content)?);
    }
    Ok(text)
}

/// Writes the manifests, and says how they are used.
pub fn write(sweep: &Sweep, more_arguments: &[String]) -> Result<ExitCode> {
    let folder = sweep.folder.join("kubernetes");
    let manifests = manifests(sweep, more_arguments)?;
    std::fs::create_dir_all(&folder)?;
    let last = manifests.len();
    for (position, manifest) in manifests.into_iter().enumerate() {
        let file = folder.join(manifest.file);
        write_whole(&file, serde_json::to_string_pretty(&manifest.content)?.as_bytes())?;
        print(format!("kubectl apply -f {}", quoted(&shown(&file))))?;
        if position + 1 < last {
            print(format!("kubectl wait --for=condition=complete --timeout=-1s job/{}", manifest.job))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn manifests(sweep: &Sweep, more_arguments: &[String]) -> Result<Vec<Manifest>> {
    let Some(kubernetes) = &sweep.file.kubernetes else { bail!(t!("sweep-no-kubernetes")) };
    if !sweep.folder.starts_with(&kubernetes.mount) {
        let (folder, mount) = (shown(&sweep.folder), kubernetes.mount.as_str());
        return Err(anyhow!(t!("sweep-outside-mount", folder = folder, mount = mount)));
    }
    let manifest = |file, command: &str, count: usize| {
        let job = format!("{}-{command}s", job_name(sweep));
        let content = job_of(sweep, kubernetes, &job, command, count, more_arguments);
        Manifest { file, job, content }
    };
    let mut manifests = Vec::new();
    if !sweep.parents.is_empty() {
        manifests.push(manifest("parents.json", "parent", sweep.parents.len()));
    }
    manifests.push(manifest("cells.json", "cell", sweep.cells.len()));
    Ok(manifests)
}

fn job_of(
    sweep: &Sweep,
    kubernetes: &Kubernetes,
    job: &str,
    command: &str,
    count: usize,
    more_arguments: &[String],
) -> Value {
    // Indices begin at 0, cells at 1. A cell that is finished ends at once.
    let mut words = vec!["exec".into(), "layerlab".into(), "sweep".into(), command.into()];
    words.extend([quoted(&shown(&sweep.folder)), "$((JOB_COMPLETION_INDEX + 1))".into()]);
    words.extend(["--device".into(), sweep.file.device.to_string()]);
    words.extend(kubernetes.cpu.iter().flat_map(|cpu| ["--threads".into(), cpu.to_string()]));
    words.extend(more_arguments.iter().map(|argument| quoted(argument)));
    json!({
        "apiVersion": "batch/v1",
        "kind": "Job",
        "metadata": { "name": job },
        "spec": {
            "completionMode": "Indexed",
            "completions": count,
            "parallelism": kubernetes.parallel.min(count),
            "backoffLimitPerIndex": TRIES,
            // A pod that its node loses is no failure of its cell: it goes on elsewhere.
            "podFailurePolicy": { "rules": [
                { "action": "Ignore", "onPodConditions": [{ "type": "DisruptionTarget", "status": "True" }] }
            ] },
            "template": { "spec": {
                "restartPolicy": "Never",
                "containers": [{
                    "name": "layerlab",
                    "image": kubernetes.image,
                    "command": ["sh", "-c", words.join(" ")],
                    "resources": resources(kubernetes),
                    "volumeMounts": [{ "name": "sweep", "mountPath": kubernetes.mount }],
                }],
                "volumes": [{ "name": "sweep", "persistentVolumeClaim": { "claimName": kubernetes.claim } }],
            } },
        },
    })
}

fn resources(kubernetes: &Kubernetes) -> Value {
    let mut asked = serde_json::Map::new();
    asked.extend(kubernetes.cpu.map(|cpu| ("cpu".to_owned(), json!(cpu.to_string()))));
    asked.extend(kubernetes.memory.as_ref().map(|memory| ("memory".to_owned(), json!(memory))));
    asked.extend(kubernetes.gpu.map(|gpu| ("nvidia.com/gpu".to_owned(), json!(gpu.to_string()))));
    json!({ "requests": asked, "limits": asked })
}
