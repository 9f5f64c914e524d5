//! The measures, one per file, and the table that says how each is computed.
//!
//! A measure owns a module with two functions: `side` prepares the rows of one class on one side, which is most of the
//! work, and `value` compares two sides under a pairing of their rows, which is little, so that a null costs little; InfoNCE
//! alone fits its critic there, as it must for every pairing. To add one: its module, its row in `implementation`, and its
//! variant of [`Measure`].

pub mod cka;
pub mod connectivity;
pub mod edge;
pub mod info_nce;
pub mod ksg;
pub mod ksg_noised;
pub mod nhsic;
pub mod nhsic_channels;

use std::cell::OnceCell;

use layerlab_schema::Measure;
use rand::seq::SliceRandom;

use crate::{
    Activations, Rows,
    components::COMPONENTS,
    kernel::{self, Gram},
    random::{Purpose, stream},
};

/// How a measure is computed.
pub(crate) struct Implementation {
    /// Minimum number of rows of a class.
    pub least_rows: usize,
    /// Whether all rows of a class are compared pair by pair, which takes a matrix of rows × rows.
    pub is_pairwise: bool,
    /// Prepares the rows of one class.
    pub prepare: fn(&Class<'_>) -> Comparison,
}

/// The measure between both sides of a prepared class, for a pairing of their rows.
pub(crate) type Comparison = Box<dyn Fn(&[usize]) -> f64 + Send + Sync>;

/// How `measure` is computed. EDGE needs one projection, log₂(N/10) ≥ 1; both KSG and InfoNCE twice as many rows as
/// components; the debiased CKA divides by N − 3; the others are always at their largest with two rows.
pub(crate) fn implementation(measure: Measure) -> Implementation {
    let (least_rows, is_pairwise, prepare): (usize, bool, fn(&Class<'_>) -> Comparison) = match measure {
        Measure::Edge => (20, false, |class| {
            let sides = class.both(|half, other, side| {
                let mut rng = class.stream(Purpose::Hashing, side);
                edge::side(&half.rows, &edge::Draws::random(&mut rng, &half.rows, other.rows.features()))
            });
            compare(sides, edge::value)
        }),
        Measure::Ksg => (2 * COMPONENTS, true, |class| {
            let sides = class.both(|half, _, side| ksg::side(half.gram(), &mut class.stream(Purpose::Jitter, side)));
            compare(sides, ksg::value)
        }),
        Measure::KsgNoised => (2 * COMPONENTS, true, with_noise),
        Measure::InfoNce => (2 * COMPONENTS, true, by_critic),
        Measure::Connectivity => (3, false, |class| {
            let sides =
                class.both(|half, _, side| connectivity::side(&half.rows, &mut class.stream(Purpose::Channels, side)));
            compare(sides, connectivity::value)
        }),
        Measure::Nhsic => (3, true, |class| compare(class.both(|half, _, _| nhsic::side(half.gram())), nhsic::value)),
        Measure::NhsicChannels => (3, true, |class| {
            // Without places the Gram matrix of the other measures serves.
            let sides = class.both(|half, _, _| {
                let has_places = half.rows.features() > half.rows.channels();
                if has_places { nhsic_channels::side(&half.rows) } else { nhsic::side(half.gram()) }
            });
            compare(sides, nhsic::value)
        }),
        Measure::Cka => (3, true, |class| compare(class.both(|half, _, _| cka::linear(half.gram())), cka::value)),
        Measure::CkaRbf => (3, true, |class| compare(class.both(|half, _, _| cka::rbf(half.gram())), cka::value)),
        Measure::CkaDebiased => {
            (4, true, |class| compare(class.both(|half, _, _| cka::debiased(half.gram())), cka::value))
        }
    };
    Implementation { least_rows, is_pairwise, prepare }
}

/// KSG with noise on the child alone.
fn with_noise(class: &Class<'_>) -> Comparison {
    let parent = ksg::side(class.parent.gram(), &mut class.stream(Purpose::Jitter, 0));
    let mut rng = class.stream(Purpose::Noise, 1);
    let noise = ksg_noised::noise(class.child.rows.len(), &mut rng);
    compare([parent, ksg_noised::child(class.child.gram(), &noise, &mut rng)], ksg::value)
}

/// InfoNCE, with the same halves of the parent's rows for every pairing.
fn by_critic(class: &Class<'_>) -> Comparison {
    let [parent, child] =
        class.both(|half, _, side| info_nce::side(half.gram(), &mut class.stream(Purpose::Jitter, side)));
    let mut order: Vec<usize> = (0..class.parent.rows.len()).collect();
    order.shuffle(&mut class.stream(Purpose::Halves, 0));
    Box::new(move |pairing| info_nce::value(&parent, &child, &order, pairing))
}

fn compare<S: Send + Sync + 'static>([parent, child]: [S; 2], value: fn(&S, &S, &[usize]) -> f64) -> Comparison {
    Box::new(move |pairing| value(&parent, &child, pairing))
}

/// The rows of one class on both sides.
pub(crate) struct Class<'a> {
    parent: Half<'a>,
    child: Half<'a>,
    class: usize,
    seed: u64,
}

impl<'a> Class<'a> {
    /// `rows` are those of class number `class` in both sets of activations.
    pub fn new(parent: &Activations<'a>, child: &Activations<'a>, rows: &'a [usize], class: usize, seed: u64) -> Self {
        Self { parent: Half::new(parent, rows), child: Half::new(child, rows), class, seed }
    }

    /// Both sides, prepared by `prepare` from the side, the other one and the number of its random stream.
    fn both<S>(&self, prepare: impl Fn(&Half<'_>, &Half<'_>, u64) -> S) -> [S; 2] {
        [prepare(&self.parent, &self.child, 0), prepare(&self.child, &self.parent, 1)]
    }

    fn stream(&self, purpose: Purpose, side: u64) -> rand_chacha::ChaCha8Rng {
        stream(self.seed, purpose, self.class, side)
    }
}

/// The rows of a class on one side, and their Gram matrix once a measure has needed it.
struct Half<'a> {
    rows: Rows<'a>,
    gram: OnceCell<Gram<'a>>,
}

impl<'a> Half<'a> {
    fn new(activations: &Activations<'a>, rows: &'a [usize]) -> Self {
        Self { rows: activations.select(rows), gram: OnceCell::new() }
    }

    fn gram(&self) -> &Gram<'a> {
        self.gram.get_or_init(|| kernel::gram(&self.rows))
    }
}
