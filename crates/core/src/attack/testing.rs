//! Shared parts of the attacks' tests: a linear network, samples, and PyTorch's figures.

use burn::tensor::{Device, Int, Tensor, TensorData};
use layerlab_schema::{DataSet, Network};
use safetensors::SafeTensors;

use super::Model;
use crate::network::{self, Chain};

/// Two classes: the logits are 0 and ⟨w, x⟩ + b.
pub struct Linear {
    pub w: Vec<f32>,
    pub b: f32,
}

impl Model for Linear {
    fn logits(&self, input: Tensor<4>) -> Tensor<2> {
        let [batch, ..] = input.dims();
        let count = self.w.len();
        // The last class never wins: it makes the ratio of logits defined.
        let columns = self.w.iter().flat_map(|&w| [0.0, w, 0.0]).collect::<Vec<f32>>();
        let columns = Tensor::<2>::from_data(TensorData::new(columns, [count, 3]), &input.device());
        let offsets = Tensor::<2>::from_data([[0.0, self.b, -9.0]], &input.device());
        input.reshape([batch, count]).matmul(columns) + offsets
    }
}

/// One sample.
pub fn sample(values: &[f32]) -> Tensor<4> {
    Tensor::from_data(TensorData::new(values.to_vec(), [1, 1, 1, values.len()]), &Device::flex())
}

pub fn label(class: i32, count: usize) -> Tensor<1, Int> {
    Tensor::from_data(TensorData::new(vec![class; count], [count]), &Device::flex())
}

pub fn floats<const D: usize>(x: &Tensor<D>) -> Vec<f32> {
    x.to_data().iter::<f32>().collect()
}

/// A tensor of a fixture, and its shape.
pub fn fixture(file: &str, key: &str) -> (Vec<f32>, Vec<usize>) {
    let bytes = read(file);
    let file = SafeTensors::deserialize(&bytes).expect("a safetensors file");
    let view = file.tensor(key).expect("the key is in the fixture");
    let values = match view.dtype() {
        safetensors::Dtype::I64 => {
            view.data().chunks_exact(8).map(|b| i64::from_le_bytes(b.try_into().expect("8 bytes")) as f32).collect()
        }
        _ => view.data().chunks_exact(4).map(|b| f32::from_le_bytes(b.try_into().expect("4 bytes"))).collect(),
    };
    (values, view.shape().to_vec())
}

fn read(file: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(file);
    std::fs::read(path).expect("the fixture is in the checkout")
}

/// The small trained network of `small_cnn.safetensors`.
pub fn small_cnn() -> Chain {
    let plan = Network::Cnn { channels: [4, 8], hidden: 16, batch_norm: false }.layers(DataSet::Digits.shape(), 10);
    let bytes = read("small_cnn.safetensors");
    let file = SafeTensors::deserialize(&bytes).expect("a safetensors file");
    let tensors = file.tensors();
    let weights = tensors.iter().filter_map(|(name, view)| Some((name.strip_prefix("weights.")?.to_owned(), view)));
    let weights = safetensors::serialize(weights, None).expect("it serialises");
    network::load(Chain::init(&plan.expect("it fits"), 0, &Device::flex()), &weights).expect("the weights fit")
}

/// The first four images of the attacks' fixture, and their labels.
pub fn small_images() -> (Tensor<4>, Tensor<1, Int>) {
    let (values, shape) = fixture("attacks.safetensors", "images");
    let (labels, _) = fixture("attacks.safetensors", "labels");
    let labels: Vec<i32> = labels.iter().map(|&label| label as i32).collect();
    let images = TensorData::new(values, [shape[0], shape[1], shape[2], shape[3]]);
    (
        Tensor::from_data(images, &Device::flex()),
        Tensor::from_data(TensorData::new(labels, [shape[0]]), &Device::flex()),
    )
}
