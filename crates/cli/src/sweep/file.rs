//! The file of a sweep: what it varies, and what it runs on.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context, Result, anyhow};
use layerlab_core::device::Choice;
use layerlab_schema::Experiment;
use layerlab_words::t;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{device_list::Devices, error_text::shown, experiment};

/// Keys of an experiment, dotted, and values for them.
pub type Values = BTreeMap<String, Value>;

/// A sweep as its file has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SweepFile {
    /// Named by what it asks; also used for folders and jobs.
    pub name: String,
    /// Where each cell computes.
    #[serde(default = "cpu")]
    pub device: Devices,
    /// Left out of the grid: cells that have all values of one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<Values>,
    /// Cells beside the grid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<Values>,
    /// What varies: a key of the experiment, or several with the same value, and its values.
    #[serde(default)]
    pub grid: BTreeMap<String, Vec<Value>>,
    #[serde(default)]
    pub local: Local,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slurm: Option<Slurm>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kubernetes: Option<Kubernetes>,
    /// What every cell begins with: the path of an experiment beside this file, or the experiment itself.
    pub experiment: Value,
}

/// What a sweep takes of this machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Local {
    /// Devices that the cells are spread over, in place of the sweep's one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub devices: Option<Devices>,
    /// Cells at once; absent: one on each device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parallel: Option<usize>,
    /// Threads of each; absent: the cores, shared out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threads: Option<usize>,
}

impl Local {
    /// Cells at once.
    pub fn at_once(&self) -> usize {
        self.parallel.unwrap_or_else(|| self.devices.as_ref().map_or(1, |devices| devices.as_slice().len()))
    }
}

/// What each cell takes of a cluster, in sbatch's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Slurm {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partition: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The time limit, such as 02:00:00.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Cores, which are also the threads of a cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cpus: Option<usize>,
    /// Memory, such as 8G.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memory: Option<String>,
    /// Such as gpu:1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gres: Option<String>,
    /// Cells of an array at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub array_limit: Option<usize>,
    /// Further options of sbatch, each as it would be typed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// Lines of shell before a cell starts, such as module load.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub setup: Vec<String>,
}

/// What each cell takes of a Kubernetes cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kubernetes {
    /// An image with `layerlab` on its path.
    pub image: String,
    /// The claim of a volume that holds the sweep's folder.
    pub claim: String,
    /// Where that volume is mounted, here and in the pods.
    pub mount: String,
    /// Pods at once.
    #[serde(default = "one")]
    pub parallel: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cpu: Option<usize>,
    /// Such as 8Gi.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memory: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gpu: Option<usize>,
}

fn cpu() -> Devices {
    Choice::Cpu.into()
}

fn one() -> usize {
    1
}

impl SweepFile {
    /// A sweep of this experiment that varies nothing yet.
    pub fn new(name: &str, experiment: Value) -> Self {
        Self {
            name: name.into(),
            device: cpu(),
            exclude: Vec::new(),
            include: Vec::new(),
            grid: BTreeMap::new(),
            local: Local::default(),
            slurm: None,
            kubernetes: None,
            experiment,
        }
    }

    /// Where local cells compute: at least one, for one cell each.
    pub fn local_devices(&self) -> Vec<Devices> {
        match &self.local.devices {
            Some(devices) => devices.as_slice().iter().map(|&choice| choice.into()).collect(),
            None => vec![self.device.clone()],
        }
    }

    /// Reads a sweep, and its experiment where that is a file of its own.
    pub fn read(path: &Path) -> Result<Self> {
        let mut sweep: Self = experiment::read_toml(path)?;
        if let Value::String(file) = &sweep.experiment {
            let beside = path.parent().unwrap_or(Path::new("")).join(file);
            sweep.experiment = value_of(&experiment::read(&beside)?)?;
        }
        sweep.check().with_context(|| shown(path))?;
        Ok(sweep)
    }

    /// The sweep as a file that stands alone.
    pub fn to_toml(&self) -> Result<String> {
        toml::to_string(self).context(t!("cli-no-toml"))
    }

    /// The experiment that all cells begin with, with every default in its place.
    pub fn base(&self) -> Result<Experiment> {
        let base = serde_json::from_value(self.experiment.clone());
        base.map_err(|error| anyhow!(t!("sweep-experiment", what = error.to_string())))
    }

    fn check(&self) -> Result<()> {
        self.device.check_together()?;
        let at_least_one = [
            ("local.parallel", self.local.parallel),
            ("local.threads", self.local.threads),
            ("slurm.cpus", self.slurm.as_ref().and_then(|slurm| slurm.cpus)),
            ("slurm.array_limit", self.slurm.as_ref().and_then(|slurm| slurm.array_limit)),
            ("kubernetes.parallel", self.kubernetes.as_ref().map(|kubernetes| kubernetes.parallel)),
        ];
        match at_least_one.into_iter().find(|(_, number)| *number == Some(0)) {
            Some((key, _)) => Err(anyhow!(t!("sweep-zero", key = key))),
            None => Ok(()),
        }
    }
}

/// An experiment as a value; through TOML, which has no word for what is absent.
pub fn value_of(experiment: &Experiment) -> Result<Value> {
    Ok(toml::from_str(&experiment::to_toml(experiment)?)?)
}
