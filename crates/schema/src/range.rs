//! What a number or a list in an experiment may be.

use strum::{IntoStaticStr, VariantArray};

/// The allowed values of a key. The catalogue says them, in `experiment-error-out-of-range` and `attack-error-setting`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
#[expect(missing_docs, reason = "the catalogue says what each one is")]
pub enum Range {
    FromOne,
    AttackCount,
    AboveZero,
    Distance,
    OneStart,
    BeyondTraining,
    ChannelMeans,
    ChannelDeviations,
    AttackSamples,
    WarmUp,
    LearningRate,
    Momentum,
    WeightDecay,
    ScheduleFactor,
    SchedulePeak,
    TradesBeta,
    Share,
    NoFlip,
    Pad,
    Crop,
    Rests,
    Tolerance,
    Pairs,
    SelectionSamples,
    MeasuredSamples,
    ReaderSamples,
    Permutations,
    NoiseStrengths,
    BlockGroups,
    GroupsOnce,
    GroupsOfTransfer,
    InitialisationsOnce,
    SchemesOnce,
    SchemesOfParents,
    ParentsOnce,
    EpochsForHalves,
    TriageValidation,
    DistillAlpha,
    DistillTemperature,
    CheapSamples,
    OwnClasses,
    OwnSamples,
    CheapChange,
    CheapNoise,
    LeastSquaresBatches,
}

impl Range {
    /// All of them.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Its name in the catalogue.
    pub fn name(self) -> &'static str {
        self.into()
    }
}
