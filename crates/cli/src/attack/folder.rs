//! The folder of an evaluation. While it runs: the state after the last complete batch, and an append-only log of
//! adversarial samples. A killed process loses the current batch: the state records how much of the log is valid.

use std::{
    fs::{self, OpenOptions},
    io::{Read, Write},
    path::Path,
};

use anyhow::{Context, Result};
use layerlab_core::attack::Found;
use layerlab_schema::{AttackReport, AttackState, VERSION};
use layerlab_words::t;
use safetensors::{Dtype, tensor::TensorView};
use serde::{Deserialize, Serialize};

use crate::{
    error_text::{shown, unreadable, unwritable},
    subject::Described,
    version,
    workspace::Workspace,
};

const REPORT: &str = "attack.json";
const SAMPLES: &str = "adversarial.safetensors";
const WEIGHTS: &str = "weights.safetensors";
/// In TOML, because serde_json reads numbers only almost to the last bit, and an evaluation is resumed exactly.
const PROGRESS: &str = "progress.toml";
const LOG: &str = "found.f32";

/// The settings that a resumed attack needs.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedState {
    version: u32,
    subject: Described,
    state: AttackState,
}

/// A folder that belongs to one evaluation.
pub struct Folder {
    workspace: Workspace,
    kept: SavedState,
}

impl Folder {
    /// Makes a new folder with a copy of the weights, so that it is self-contained.
    pub fn create(path: &Path, subject: Described, weights: &[u8], state: AttackState) -> Result<Self> {
        let folder =
            Self { workspace: Workspace::create(path)?, kept: SavedState { version: VERSION, subject, state } };
        folder.workspace.write(WEIGHTS, weights)?;
        folder.workspace.write(LOG, &[])?;
        folder.save()?;
        Ok(folder)
    }

    /// Opens the folder of an evaluation that was cut short.
    pub fn resume(path: &Path) -> Result<Self> {
        let workspace = Workspace::resume(path, PROGRESS, REPORT)?;
        let file = workspace.file(PROGRESS);
        let text = fs::read_to_string(&file).with_context(|| unreadable(&file))?;
        version::check_state(&file, toml::from_str(&text).ok())?;
        let kept = toml::from_str(&text).with_context(|| t!("cli-damaged-evaluation", name = shown(&file)))?;
        Ok(Self { workspace, kept })
    }

    pub fn path(&self) -> &Path {
        self.workspace.path()
    }

    pub fn subject(&self) -> &Described {
        &self.kept.subject
    }

    pub fn state(&self) -> &AttackState {
        &self.kept.state
    }

    pub fn weights(&self) -> Result<Vec<u8>> {
        let file = self.workspace.file(WEIGHTS);
        fs::read(&file).with_context(|| unreadable(&file))
    }

    /// Keeps a batch: first its adversarial samples, then the state that counts them.
    pub fn keep(&mut self, state: &AttackState, found: &Found) -> Result<()> {
        let size = found.values.len() / found.samples.len().max(1) * size_of::<f32>();
        if size > 0 {
            let file = self.workspace.file(LOG);
            let append = || -> std::io::Result<()> {
                let mut log = OpenOptions::new().write(true).open(&file)?;
                // Remove what a killed process wrote beyond its state.
                let before = (counted(state) - found.samples.len()) * size;
                log.set_len(before as u64)?;
                std::io::Seek::seek(&mut log, std::io::SeekFrom::End(0))?;
                log.write_all(&bytes(&found.values))?;
                log.sync_all()
            };
            append().with_context(|| unwritable(&file))?;
        }
        self.kept.state = state.clone();
        self.save()
    }

    /// Writes the results of a finished evaluation; the report comes last, as the sign of completion.
    pub fn finish(
        &self,
        report: &AttackReport,
        state: &AttackState,
        clean: &[f32],
        shape: &[usize; 4],
        labels: &[usize],
    ) -> Result<()> {
        let found = self.read_log()?;
        let size = clean.len() / labels.len().max(1);
        let mut tensors = vec![("images".to_owned(), Dtype::F32, shape.to_vec(), bytes(clean))];
        let classes = labels.iter().flat_map(|&label| (label as i64).to_le_bytes()).collect();
        tensors.push(("labels".to_owned(), Dtype::I64, vec![labels.len()], classes));
        let mut rest = found.chunks_exact(size.max(1));
        for (attack, progress) in state.progress.iter().enumerate() {
            let mut attacked = clean.to_vec();
            for (&sample, values) in progress.found.iter().zip(&mut rest) {
                attacked[sample * size..][..size].copy_from_slice(values);
            }
            let name = format!("adversarial.{}", distinct_name(state, attack));
            tensors.push((name, Dtype::F32, shape.to_vec(), bytes(&attacked)));
        }
        let views: Vec<(&String, TensorView<'_>)> = tensors
            .iter()
            .map(|(name, dtype, shape, data)| Ok((name, TensorView::new(*dtype, shape.clone(), data)?)))
            .collect::<Result<_>>()?;
        self.workspace.write(SAMPLES, &safetensors::serialize(views, None)?)?;
        self.workspace.write(REPORT, serde_json::to_string(report)?.as_bytes())?;
        for name in [PROGRESS, LOG] {
            self.workspace.remove(name)?;
        }
        Ok(())
    }

    fn read_log(&self) -> Result<Vec<f32>> {
        let mut data = Vec::new();
        let file = self.workspace.file(LOG);
        let read = fs::File::open(&file).and_then(|mut log| log.read_to_end(&mut data));
        read.with_context(|| unreadable(&file))?;
        Ok(data.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
    }

    fn save(&self) -> Result<()> {
        self.workspace.write(PROGRESS, toml::to_string(&self.kept)?.as_bytes())
    }
}

/// How many adversarial samples of the log count.
fn counted(state: &AttackState) -> usize {
    state.progress.iter().map(|progress| progress.found.len()).sum()
}

/// The attack's name, with a number where it comes up again.
fn distinct_name(state: &AttackState, attack: usize) -> String {
    let name = state.attacks[attack].method.name();
    let before = state.attacks[..attack].iter().filter(|other| other.method.name() == name).count();
    if before == 0 { name.into() } else { format!("{name}.{}", before + 1) }
}

fn bytes(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{Attack, AttackProgress, DataSet, Method, Network, Norm, VERSION};
    use safetensors::SafeTensors;

    use super::*;
    use crate::error_text::error_text;

    fn found(sample: usize, value: f32) -> Found {
        Found { attack: 0, samples: vec![sample], values: vec![value; 2] }
    }

    #[test]
    fn what_a_killed_process_wrote_beyond_its_state_is_forgotten() {
        let parent = tempfile::tempdir().expect("a folder");
        let path = parent.path().join("evaluation");
        let subject = Described {
            network: Network::mlp(),
            compressed: None,
            normalise: None,
            data: DataSet::Moons,
            pad: 0,
            data_seed: 1,
            samples: 3,
            first: 0,
        };
        let epsilon = 0.1 + 0.2;
        let attacks = vec![Attack::new(Method::Fgsm, Norm::Linf, epsilon)];
        let mut state = AttackState::new(attacks, 7, 2);
        let mut folder = Folder::create(&path, subject, &[1, 2, 3], state.clone()).expect("it makes the folder");
        state.clean = vec![true; 3];
        let robust = vec![true, false, true];
        state.progress = vec![AttackProgress { robust, found: vec![1], ..AttackProgress::default() }];
        folder.keep(&state, &found(1, 0.25)).expect("it keeps");
        let mut log = fs::read(path.join(LOG)).expect("the log");
        log.extend([9; 5]);
        fs::write(path.join(LOG), log).expect("half a batch");
        drop(folder);

        let progress = fs::read_to_string(path.join(PROGRESS)).expect("the state");
        let older = progress.replacen(&format!("version = {VERSION}\n"), "", 1);
        fs::write(path.join(PROGRESS), older).expect("it is written");
        let refused = error_text(&Folder::resume(&path).err().expect("it is of version 1"));
        assert!(refused.contains(PROGRESS) && refused.contains("version 1"), "{refused}");
        fs::write(path.join(PROGRESS), progress).expect("it is written");

        let mut folder = Folder::resume(&path).expect("it resumes");
        assert_eq!(folder.state(), &state, "to the last bit");
        assert_eq!(folder.weights().expect("the weights"), [1, 2, 3]);
        state.progress[0].found.push(2);
        state.progress[0].robust[2] = false;
        folder.keep(&state, &found(2, 0.75)).expect("it keeps");
        let report = AttackReport {
            version: VERSION,
            program: "test".into(),
            network: Network::mlp(),
            data: DataSet::Moons,
            samples: 3,
            first: 0,
            seed: 7,
            attacks: state.results(),
        };
        folder.finish(&report, &state, &[0.5; 6], &[3, 2, 1, 1], &[0, 1, 0]).expect("it finishes");
        let bytes = fs::read(path.join(SAMPLES)).expect("the samples");
        let file = SafeTensors::deserialize(&bytes).expect("a safetensors file");
        let attacked = file.tensor("adversarial.fgsm").expect("the attack's samples");
        assert_eq!(attacked.data(), [0.5, 0.5, 0.25, 0.25, 0.75, 0.75].map(f32::to_le_bytes).concat());
        assert_eq!(file.tensor("labels").expect("labels").data(), [0_i64, 1, 0].map(i64::to_le_bytes).concat());
        assert!(Folder::resume(&path).is_err(), "it is finished");
        assert!(!path.join(PROGRESS).exists() && !path.join(LOG).exists());
    }
}
