//! Which network a file of weights belongs to, from the names and shapes of its tensors alone.
//!
//! The set-up of whoever opens the file is tried first; then networks whose sizes follow from the shapes; then those with
//! usual sizes. Several data sets may have the same shape and number of classes: the first that fits is taken.

use layerlab_schema::{Data, DataSet, Experiment, Network, Normalise, VggHead};

use super::{Chain, StateDict, WeightsError};

/// Names of networks with their usual sizes.
const USUAL: [&str; 27] = [
    "mnist-cnn",
    "block-cnn",
    "vit-small",
    "alexnet",
    "vgg11",
    "vgg11-bn",
    "vgg13",
    "vgg13-bn",
    "vgg16",
    "vgg16-bn",
    "vgg16-bn-hidden",
    "vgg19",
    "vgg19-bn",
    "resnet18",
    "resnet18-max-pool",
    "resnet34",
    "resnet50",
    "preact-resnet18",
    "preact-resnet18-bn",
    "wrn-28-4",
    "wrn-28-10",
    "wrn-34-10",
    "wrn-34-20",
    "wrn-70-16",
    "vit-b4",
    "vit-b8",
    "vit-b16",
];

/// What a file of weights belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Recognised {
    /// The network.
    pub network: Network,
    /// Data of the form that it takes.
    pub data: Data,
    /// How it centres and scales its inputs, where the file says so or the set-up did.
    pub normalise: Option<Normalise>,
}

impl Recognised {
    /// An experiment with this network, otherwise like `likely`.
    pub fn experiment(&self, likely: &Experiment) -> Experiment {
        let Self { network, data, normalise } = self.clone();
        Experiment { network, data, normalise, ..likely.clone() }
    }
}

/// The network of a file; nothing where none fits.
pub fn recognise(file: &StateDict<'_>, likely: &Experiment) -> Option<Recognised> {
    let shapes = file.weight_shapes();
    let has_norms = file.has_statistics();
    let mut networks = vec![likely.network.clone()];
    networks.extend(sized(&shapes, has_norms));
    networks.extend(USUAL.iter().filter_map(|name| name.parse().ok()));
    let sets = DataSet::ALL.into_iter().map(Data::all);
    let data: Vec<Data> = [likely.data.clone()].into_iter().chain(sets).collect();
    let fits = |network: &Network, data: &Data| {
        let normalise = file.normalise().cloned().or_else(|| likely.normalise.clone());
        let found = Recognised { network: network.clone(), data: data.clone(), normalise };
        let layers = found.experiment(likely).chain().ok()?;
        let has_sound_inputs = found.normalise.as_ref().is_none_or(|n| n.mean.len() == data.shape().channels);
        (has_sound_inputs && file.load_report(&layers).fits()).then_some(found)
    };
    networks.iter().find_map(|network| data.iter().find_map(|data| fits(network, data)))
}

/// A network with these weights.
///
/// # Errors
/// When the tensors are not exactly the network's, can't be read, or hold NaN or an infinity.
pub fn load_recognised(
    file: &StateDict<'_>,
    experiment: &Experiment,
    device: &burn::tensor::Device,
) -> Result<Chain, WeightsError> {
    let layers = experiment.chain().unwrap_or_default();
    Ok(file.load(Chain::init(&layers, 0, device))?.0)
}

/// Networks whose sizes can be read off the shapes of weights, in the order of the file's names.
fn sized(shapes: &[Vec<usize>], batch_norm: bool) -> Vec<Network> {
    let convolutions: Vec<&[usize]> = shapes.iter().filter(|shape| shape.len() == 4).map(Vec::as_slice).collect();
    let linear: Vec<usize> = shapes.iter().filter(|shape| shape.len() == 2).map(|shape| shape[0]).collect();
    let outputs: Vec<usize> = convolutions.iter().map(|shape| shape[0]).collect();
    let hidden = linear.first().copied().unwrap_or_default();
    match (&outputs[..], &linear[..]) {
        ([], [hidden @ .., _]) => vec![Network::Mlp { hidden: hidden.to_vec(), batch_norm }],
        (&[first, second], [_, _]) => vec![
            Network::Cnn { channels: [first, second], hidden, batch_norm },
            Network::MnistCnn { channels: [first, second], hidden },
        ],
        (_, [_, _]) => {
            let mut channels = outputs.clone();
            channels.dedup();
            let per_stage = outputs.len() / channels.len().max(1);
            vec![Network::BlockCnn { channels, per_stage, hidden, batch_norm }]
        }
        ([first, ..], [_]) => of_width(*first, batch_norm),
        _ => Vec::new(),
    }
}

/// The usual families with another width.
fn of_width(width: usize, batch_norm: bool) -> Vec<Network> {
    let vgg = |depth| Network::Vgg { depth, batch_norm, width, head: VggHead::BySize };
    let resnet = |depth| Network::Resnet { depth, width, stem: layerlab_schema::ResnetStem::BySize };
    [11, 13, 16, 19].map(vgg).into_iter().chain([18, 34].map(resnet)).collect()
}

#[cfg(test)]
mod tests {
    use burn::tensor::Device;

    use super::*;
    use crate::network::save;

    fn weights(network: &Network, set: DataSet) -> Vec<u8> {
        let layers = network.layers(set.shape(), set.class_count()).expect("it fits");
        pollster::block_on(save(&Chain::init(&layers, 3, &Device::flex()))).expect("it is written")
    }

    fn found(network: &Network, set: DataSet) -> Option<Recognised> {
        let file = weights(network, set);
        recognise(&StateDict::safetensors(&file).expect("a file"), &Experiment::default())
    }

    #[test]
    fn networks_are_known_by_their_tensors_whatever_their_sizes() {
        for (network, set) in [
            (Network::cnn(), DataSet::FashionMnist),
            (Network::Cnn { channels: [3, 5], hidden: 7, batch_norm: true }, DataSet::Digits),
            (Network::Mlp { hidden: vec![9, 4, 6, 5], batch_norm: false }, DataSet::Moons),
            (Network::Mlp { hidden: vec![9], batch_norm: false }, DataSet::Blobs),
            (Network::mnist_cnn(), DataSet::FashionMnist),
            (Network::BlockCnn { channels: vec![4, 6], per_stage: 3, hidden: 8, batch_norm: true }, DataSet::Digits),
            ("vit-small".parse().expect("a name"), DataSet::FashionMnist),
            (Network::Resnet { depth: 18, width: 4, stem: Default::default() }, DataSet::Cifar10),
        ] {
            let found = found(&network, set).unwrap_or_else(|| panic!("{network:?} is known"));
            assert_eq!((&found.network, found.data.set), (&network, set));
        }
    }

    #[test]
    fn the_set_up_decides_between_sets_of_one_form() {
        let likely = Experiment { data: Data::all(DataSet::Mnist), ..Experiment::default() };
        let file = weights(&Network::cnn(), DataSet::FashionMnist);
        let found = recognise(&StateDict::safetensors(&file).expect("a file"), &likely).expect("it is known");
        assert_eq!(found.data.set, DataSet::Mnist);
        let found = recognise(&StateDict::safetensors(&file).expect("a file"), &Experiment::default());
        assert_eq!(found.expect("it is known").data.set, DataSet::FashionMnist);
    }

    #[test]
    fn what_fits_nothing_is_not_known() {
        let odd = Network::cnn().layers(DataSet::Digits.shape(), 17).expect("it fits");
        let file = pollster::block_on(save(&Chain::init(&odd, 3, &Device::flex()))).expect("it is written");
        assert_eq!(recognise(&StateDict::safetensors(&file).expect("a file"), &Experiment::default()), None);
    }
}
