//! Errors of an experiment, in one sentence of the language in use.

use layerlab_schema::{AttackError, ExperimentError, METHODS};

use crate::t;

/// The sentence of an error: what, where, and how to correct it. Figures are written as in the file, without marks.
pub fn experiment_error(error: &ExperimentError) -> String {
    match error {
        ExperimentError::Version { found, supported } => {
            t!("experiment-error-version", found = plain(found), supported = plain(supported))
        }
        ExperimentError::PhasesBesideProtocol => t!("experiment-error-phases-beside-protocol").into(),
        ExperimentError::RestOutside { rest, most } => {
            t!("experiment-error-rest-outside", rest = plain(rest), most = plain(most))
        }
        ExperimentError::NoBlocks => t!("experiment-error-no-blocks").into(),
        ExperimentError::CutInsideBlock { rest, block } => {
            t!("experiment-error-cut-inside-block", rest = plain(rest), block = block.as_str())
        }
        ExperimentError::DistillationNeedsPgd => t!("experiment-error-distillation-needs-pgd").into(),
        ExperimentError::FewPerClass { asked, least } => {
            t!("experiment-error-few-per-class", asked = plain(asked), least = plain(least))
        }
        ExperimentError::NetworkDoesNotFit { network, data: None, shape, needs } => {
            t!("experiment-error-network-does-not-fit", network = *network, shape = plain(shape), needs = *needs)
        }
        ExperimentError::NetworkDoesNotFit { network, data: Some(data), shape, needs } => t!(
            "experiment-error-network-does-not-fit-data",
            network = *network,
            data = *data,
            shape = plain(shape),
            needs = *needs
        ),
        ExperimentError::Channels { key, found, data, channels } => {
            t!("experiment-error-channels", key = *key, found = plain(found), data = *data, channels = plain(channels))
        }
        ExperimentError::Samples { key, asked, available, data } => {
            t!("experiment-error-samples", key = *key, asked = plain(asked), available = plain(available), data = *data)
        }
        ExperimentError::NotBundled { data, asked_train, asked_test, train, test } => t!(
            "experiment-error-not-bundled",
            data = *data,
            asked_train = plain(asked_train),
            asked_test = plain(asked_test),
            train = plain(train),
            test = plain(test)
        ),
        ExperimentError::CutOutside { cut, layers } => {
            t!("experiment-error-cut-outside", cut = plain(cut), layers = plain(layers))
        }
        ExperimentError::NothingTrains { phase } => t!("experiment-error-nothing-trains", phase = plain(phase)),
        ExperimentError::NoBlock { asked, blocks } => {
            t!("experiment-error-no-block", asked = asked.as_str(), blocks = blocks.as_str())
        }
        ExperimentError::BlocksOverlap { first, second } => {
            t!("experiment-error-blocks-overlap", first = first.as_str(), second = second.as_str())
        }
        ExperimentError::NoSuchWeights { how, block, kind } => {
            let least_squares = *how == "collapse" && *kind == "residual blocks";
            let least_squares = if least_squares { "yes" } else { "no" };
            t!(
                "experiment-error-no-such-weights",
                how = *how,
                block = block.as_str(),
                kind = *kind,
                least_squares = least_squares
            )
        }
        ExperimentError::TooManyUnknowns { block, unknowns, most } => t!(
            "experiment-error-too-many-unknowns",
            block = block.as_str(),
            unknowns = plain(unknowns),
            most = plain(most)
        ),
        ExperimentError::Attack { key, error } => {
            t!("experiment-error-attack", key = *key, error = attack_error(error))
        }
        ExperimentError::NoGradientSteps { key, method } => {
            let methods: Vec<&str> = METHODS.iter().filter(|row| row.trains).map(|row| row.name).collect();
            let methods = methods.join(t!("separator-list"));
            t!("experiment-error-no-gradient-steps", key = *key, method = *method, methods = methods)
        }
        ExperimentError::NoEpochs => t!("experiment-error-no-epochs").into(),
        ExperimentError::OutOfRange { key, value, range } => {
            t!("experiment-error-out-of-range", key = key.as_str(), value = plain(value), range = *range)
        }
    }
}

/// The sentence of an attack that can't be carried out.
pub fn attack_error(error: &AttackError) -> String {
    match error {
        AttackError::TooFewClasses { attack, fewest, classes } => {
            t!("attack-error-too-few-classes", attack = *attack, fewest = plain(fewest), classes = plain(classes))
        }
        AttackError::OtherNorm { attack, norm } => t!("attack-error-other-norm", attack = *attack, norm = *norm),
        AttackError::NoRestarts { attack, restarts } => {
            t!("attack-error-no-restarts", attack = *attack, restarts = plain(restarts))
        }
        AttackError::Setting { attack, key, value, range } => {
            t!("attack-error-setting", attack = *attack, key = *key, value = plain(value), range = *range)
        }
        AttackError::OtherEvaluation => t!("attack-error-other-evaluation").into(),
    }
}

fn plain(value: impl ToString) -> String {
    value.to_string()
}
