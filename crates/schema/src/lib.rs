//! The types shared by all parts of Layerlab, and nothing else.
//!
//! The page, the browser's worker, the native binary and the files on disk all use these types: an
//! [`Experiment`] is the input, a [`Command`] starts it, an [`Event`] reports progress, a [`Report`] is
//! the result. No tensors, no DOM, no files: the page links this crate without linking Burn.

mod attack;
mod bytes;
mod claim;
mod claim_kind;
mod classes;
mod cut;
mod data;
mod dependency;
mod error;
mod estimate;
mod experiment;
mod failure;
mod filters;
mod intervention;
mod json;
mod layerwise;
mod local_run;
mod margin;
mod message;
mod names;
mod network;
mod own;
mod phase;
mod protocol;
mod range;
mod report;
mod shared;
mod theorem_audit;
mod training;
mod transfer;
mod triage;
mod version;
mod warning;
mod wire;

pub use attack::{
    Attack, AttackError, AttackProgress, AttackReport, AttackResult, AttackState, Check, Diagnosis, Doubt,
    EpsilonPoint, Finding, GradientSteps, METHODS, Method, MethodRow, Missed, Passes, Pgd, Verdict,
};
pub use claim::{Claim, ClaimRank, ClaimVerdict, LEAST_TRIALS, NoVerdict};
pub use claim_kind::{ClaimKind, RankMethod, RankTest};
pub use cut::Cut;
pub use data::{Augment, Data, DataSet, OwnData};
pub use dependency::{Dependency, LayerPair, Measure};
pub use error::ExperimentError;
pub use estimate::{Accuracy, Estimate, Scores, median, quantile};
pub use experiment::Experiment;
pub use failure::Failure;
pub use filters::{Filters, Gallery, MAX_PICTURES, Matching, Partner, ReplacedLayer};
pub use intervention::NoisePoint;
pub use json::from_json;
pub use layerwise::{LayerwiseReport, Plane, Projection, Role};
pub use local_run::{LocalRun, LocalRuns, LocalWorkflow};
pub use margin::{CertifiedBy, LayerMargin, Reader};
pub use message::{Argument, Message, Plain};
pub use network::{
    Block, Initialisation, Kernel, Layer, LayerKind, Network, Normalise, Operation, Part, ResnetStem, Shape,
    UnknownNetwork, VggHead, Weight, WidthForm, Window, blocks, compress_layers, replacement_layer,
};
pub use own::{Asked, Examined, FileName, HeldData, Keep, OpenedWeights, OwnAnswer, OwnCommand, OwnTask};
pub use phase::Phase;
pub use protocol::{Protocol, Stage};
pub use range::Range;
pub use report::{CurvePoint, Device, Evaluated, Example, LayerSensitivity, Report};
pub use theorem_audit::{AuditOutcome, AuditTerm, Bracket, Premise, Standing, TheoremAudit};
pub use training::{Defence, Evaluation, Mode, Norm, Optimizer, Schedule, Side};
pub use transfer::{
    Control, ControlResult, CutResult, Measurements, Objective, ReadOut, ReadOutKind, Selection, Transfer,
    TransferReport, TransferStage, Trial, Tuned, TunedEpoch,
};
pub use triage::{
    BlockChoice, Cell, CellKey, CellPoint, Cost, Criticality, Distill, Drop, DropKind, Group, Medians, Parent,
    ParentResult, Proxy, ProxyMeasures, ProxySettings, RankAgreement, Reached, SHARES, Scheme, Training, Triage,
    TriageReport, TriageStage, TriageTrial, area_under, compressed_position,
};
pub use version::{FormatVersion, OtherVersion, VERSION};
pub use warning::Warning;
pub use wire::{
    AfterCompression, Bench, BenchWork, BestEpoch, Checkpoint, Command, Event, Kept, LossSum, Pace, Progress,
    RightSamples, RunEvent, RunId, TransferState, TriageState, Weights,
};
