//! What a network says of single samples, and what an attack makes it say: the examples of an evaluation, for samples that a
//! person brings along.

use std::rc::Rc;

use burn::tensor::{Device, Int, Tensor};
use layerlab_data::Labelled;
use layerlab_schema::{Attack, Data, Evaluated, message};

use super::evaluate::{EvaluationRequest, evaluate_samples};
use crate::{
    RunError,
    data::{Batch, DataError, InMemory, Source, Split},
    network::Chain,
};

/// Asks the network about samples without known classes, and attacks it there. The network's own answer to the clean sample
/// takes the place of the class: the attack leads away from it, and has succeeded where the answer changes. `pixels` are the
/// bytes of `count` samples in the form of `data`, before its padding.
///
/// # Errors
/// When the device fails.
pub async fn examine(
    network: &Chain,
    data: &Data,
    (pixels, count): (Vec<u8>, usize),
    attack: &Attack,
    (seed, device): (u64, &Device),
) -> Result<Evaluated, RunError> {
    let samples = Rc::new(Labelled { pixels, labels: vec![0; count] });
    let records = Box::new(InMemory::new(samples, data.set.shape().len()));
    let mut split = Split::of_records(data, records, device);
    let indices: Vec<usize> = (0..count).collect();
    let Batch { samples, .. } = split.batch(&indices, count, 0, &Nothing).await?;
    let labels: Tensor<1, Int> = network.forward(samples.clone()).argmax(1).reshape([count]);
    let read = labels.clone().into_data_async().await?;
    let classes = read.iter::<i64>().map(|class| class as usize).collect();
    let request = EvaluationRequest { network, attack, seed, samples: count, examples: count };
    Ok(evaluate_samples(&request, Batch { samples, labels, classes }).await?.evaluated)
}

/// The samples are in memory already.
struct Nothing;

impl Source for Nothing {
    async fn read(&self, _: &str) -> Result<Vec<u8>, DataError> {
        Err(DataError(message!("own-incomplete")))
    }
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{DataSet, Experiment, Network};

    use super::*;

    fn asked(pixels: Vec<u8>, epsilon: f64) -> Evaluated {
        let data = Data::all(DataSet::Digits);
        let experiment = Experiment { network: Network::mlp(), data: data.clone(), ..Experiment::default() };
        let device = Device::flex();
        let network = Chain::init(&experiment.layers().expect("sound"), 1, &device);
        let count = pixels.len() / 64;
        let attack = Attack::pgd(epsilon, 10);
        let found = examine(&network, &data, (pixels, count), &attack, (1, &device));
        pollster::block_on(found).expect("it answers")
    }

    #[test]
    fn values_arrive_as_shares_of_255_and_the_label_is_the_answer() {
        let found = asked([[0; 64], [255; 64]].concat(), 0.3);
        assert_eq!(found.examples.len(), 2);
        assert_eq!(found.examples[1].clean, [1.0; 64]);
        for example in &found.examples {
            let likeliest = example.clean_probabilities.iter().copied().fold(0.0, f32::max);
            assert!((example.clean_probabilities[example.label] - likeliest).abs() < 1e-6);
            let most = example.attacked.iter().zip(&example.clean).map(|(a, c)| (a - c).abs()).fold(0.0, f32::max);
            assert!(most <= 0.3 + 1e-6 && example.attacked.iter().all(|value| (0.0..=1.0).contains(value)));
        }
        // Every sample counts as answered rightly, and as robust where its answer stays.
        assert_eq!((found.clean.correct, found.clean.of), (2, 2));
    }

    #[test]
    fn nothing_changes_where_the_attack_may_change_nothing() {
        let found = asked(vec![128; 64], 0.0);
        assert_eq!(found.examples[0].clean, found.examples[0].attacked);
        assert_eq!(found.robust.correct, 1);
    }

    #[test]
    fn a_sample_is_attacked_alike_alone_and_beside_others() {
        let sample: Vec<u8> = (0..64).map(|pixel| (pixel * 4) as u8).collect();
        let alone = asked(sample.clone(), 0.1);
        let beside = asked([sample, vec![9; 64]].concat(), 0.1);
        assert_eq!(alone.examples[0], beside.examples[0]);
    }
}
