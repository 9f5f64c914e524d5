//! A person's own things in the page's state: samples to train on, weights, pictures, points, and what a network says of them.

use std::rc::Rc;

use js_sys::Uint8Array;
use layerlab_schema::{Attack, Data, DataSet, Examined, FileName, HeldData, Keep, OpenedWeights, Role, RunId};
use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::Engine;
use crate::settings::ChosenOwn;

/// The parts of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum OwnTab {
    /// Draw a sample.
    Draw,
    /// Show pictures to the network.
    Pictures,
    /// Set points on the plane and train on them.
    Points,
    /// Train on a folder of pictures, or on a data set's files.
    Training,
    /// Attack the network of a file of weights.
    Weights,
}

impl OwnTab {
    /// The name that tests and words use.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A file that was dropped or chosen, with its folders.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnFile {
    /// Its path below what was dropped, with `/` between folders.
    pub path: String,
    pub content: Blob,
}

impl OwnFile {
    /// The name without folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The folder that the file lies in, if any.
    pub fn folder(&self) -> Option<&str> {
        self.path.rsplit_once('/')?.0.rsplit('/').next()
    }
}

/// A class of a training set to be: its name and its pictures.
pub type ClassFolder = (String, Vec<OwnFile>);

/// A point that was set by hand, in [0, 1]², and its class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OwnPoint {
    pub x: f32,
    pub y: f32,
    pub class: u8,
}

/// Bytes on their way to an engine.
#[derive(Clone, Debug)]
pub enum OwnBytes {
    /// Values of samples.
    Values(Rc<[u8]>),
    /// The content of files, which stays outside of the page's own memory.
    Files(Uint8Array),
}

impl PartialEq for OwnBytes {
    /// Files are the same where they are the same object: comparing their content would take too long.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Values(ours), Self::Values(theirs)) => ours == theirs,
            (Self::Files(ours), Self::Files(theirs)) => {
                AsRef::<JsValue>::as_ref(ours) == AsRef::<JsValue>::as_ref(theirs)
            }
            (Self::Values(_), Self::Files(_)) | (Self::Files(_), Self::Values(_)) => false,
        }
    }
}

/// What a network is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The part of the panel that asks.
    pub tab: OwnTab,
    /// The attack.
    pub attack: Attack,
    /// Values of samples, a byte each; nothing for test samples of the data.
    pub samples: Option<(usize, Rc<[u8]>)>,
}

/// Whom to ask.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    pub run: RunId,
    pub engine: Engine,
    /// The data that the network is for.
    pub data: Data,
    /// The network of a protocol, or of those that come with the page; absent for that of a plain training, and of a file.
    pub role: Option<Role>,
    /// Its name in the protocol.
    pub network: Option<String>,
    /// Training steps done; absent where there is no run.
    pub step: Option<usize>,
}

/// Where weights came from.
#[derive(Clone, Debug, PartialEq)]
pub enum WeightsOrigin {
    /// From a file of the person, by its name.
    File(String),
    /// With the page: a normal or robust network for digits, for drawings as long as nothing was trained.
    Page(Role),
}

/// Weights that the engine has read.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnWeights {
    pub origin: WeightsOrigin,
    pub opened: OpenedWeights,
    engine: Engine,
}

/// The answer to a question.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnAnswered {
    pub tab: OwnTab,
    /// The data that the network is for.
    pub data: Data,
    pub examined: Examined,
}

/// Samples or files that engines keep, and which of them have them.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptThing {
    pub keep: Keep,
    pub bytes: OwnBytes,
    pub at: Vec<Engine>,
}

/// A change of a person's own things.
#[derive(Clone, Debug)]
pub enum OwnAction {
    /// Open a part of the panel, or close the panel.
    Show(Option<OwnTab>),
    /// Ask the network.
    Ask(Question),
    /// Take pictures to show to a network.
    Pictures(Vec<OwnFile>),
    /// Take folders of pictures, one for each class.
    Folders(Vec<ClassFolder>),
    /// Change the points.
    Points(Vec<OwnPoint>),
    /// Train on samples: the data with the person's own, and their bytes.
    Samples(Box<ChosenOwn>, Rc<[u8]>),
    /// Take a data set's files.
    Files(Vec<FileName>, Uint8Array),
    /// Take the bytes of a file of weights.
    Weights(WeightsOrigin, Uint8Array),
    /// Ask the network of the run again, not that of the file.
    ForgetWeights,
}

/// Everything that a person brought along.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Own {
    /// The open part of the panel.
    pub tab: Option<OwnTab>,
    pub pictures: Rc<Vec<OwnFile>>,
    pub folders: Rc<Vec<ClassFolder>>,
    pub points: Rc<Vec<OwnPoint>>,
    pub weights: Option<Rc<OwnWeights>>,
    /// The newest answer.
    pub answer: Option<Rc<OwnAnswered>>,
    /// Whether a file is being read by an engine.
    pub is_reading: bool,
    /// What engines keep for runs to come.
    pub kept: Rc<Vec<KeptThing>>,
    /// What the files of data sets hold.
    pub held: Vec<HeldData>,
    /// The question that is being answered: its part of the panel and its data.
    pub asked: Option<(Engine, OwnTab, Data)>,
    /// The newest question since then.
    pub next: Option<Box<Question>>,
    /// The weights that are being read, and their engine.
    pub opening: Option<(WeightsOrigin, Engine)>,
}

impl Own {
    /// Whether a run can have all samples of this data here.
    pub fn holds(&self, data: &Data) -> bool {
        match &data.own {
            Some(own) => self.kept.iter().any(|kept| match &kept.keep {
                Keep::Samples(held) => held.set == data.set && held.own.as_ref() == Some(own),
                Keep::Files(_) => false,
            }),
            None => self
                .held
                .iter()
                .any(|held| held.set == data.set && held.train >= data.from_training_split() && held.test >= data.test),
        }
    }

    /// The sets whose files are here, beside the bundled ones.
    pub fn sets(&self) -> impl Iterator<Item = DataSet> {
        self.held.iter().filter(|held| !held.is_own).map(|held| held.set)
    }

    pub(super) fn opened(&mut self, opened: OpenedWeights) {
        if let Some((origin, engine)) = self.opening.take() {
            self.weights = Some(Rc::new(OwnWeights { origin, opened, engine }));
        }
    }

    /// Weights of a file, with its name.
    pub fn file(&self) -> Option<(&str, &OwnWeights)> {
        let weights = self.weights.as_deref()?;
        match &weights.origin {
            WeightsOrigin::File(name) => Some((name, weights)),
            WeightsOrigin::Page(_) => None,
        }
    }

    /// The network of the weights that were read.
    pub(super) fn subject(&self) -> Option<Subject> {
        let OwnWeights { opened, engine, origin } = &**self.weights.as_ref()?;
        let (run, data) = (opened.run, opened.data.clone());
        let role = if let WeightsOrigin::Page(role) = origin { Some(*role) } else { None };
        Some(Subject { run, engine: *engine, data, role, network: None, step: None })
    }

    /// An engine is gone, with everything that it kept.
    pub(super) fn lose(&mut self, engine: Engine) {
        self.weights.take_if(|weights| weights.engine == engine);
        self.asked.take_if(|(at, ..)| *at == engine);
        if self.opening.take_if(|(_, at)| *at == engine).is_some() {
            self.is_reading = false;
        }
        self.next = None;
        for kept in Rc::make_mut(&mut self.kept) {
            kept.at.retain(|&at| at != engine);
        }
    }
}
