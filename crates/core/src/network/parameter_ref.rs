//! A reference to one parameter of a network, for reading and replacing it in PyTorch's layout.

use burn::{
    module::{Param, RunningState},
    tensor::{DType, Tensor, TensorData, Transaction},
};

use super::init::trainable;

/// A parameter or running statistic of a module.
pub(super) enum ParameterRef<'a> {
    /// A bias, a scale or a shift.
    Vector(&'a mut Param<Tensor<1>>),
    /// The weight of a linear map: `[in, out]` here, `[out, in]` in files.
    Matrix(&'a mut Param<Tensor<2>>),
    /// A class token or position embeddings.
    Table(&'a mut Param<Tensor<3>>),
    /// The kernels of a convolution.
    Kernel(&'a mut Param<Tensor<4>>),
    /// A running mean or variance.
    State(&'a mut RunningState<Tensor<1>>),
}

/// A matrix of f32 with rows and columns exchanged, in memory too: sums over another order in memory are rounded otherwise.
fn transposed(matrix: &TensorData) -> TensorData {
    let [rows, columns] = [matrix.shape()[0], matrix.shape()[1]];
    let values: Vec<f32> = matrix.iter().collect();
    let mut exchanged = Vec::with_capacity(values.len());
    for column in 0..columns {
        exchanged.extend((0..rows).map(|row| values[row * columns + column]));
    }
    TensorData::new(exchanged, [columns, rows])
}

impl ParameterRef<'_> {
    /// Adds its values, in the layout of files, to a transaction.
    pub(super) fn register(self, transaction: Transaction) -> Transaction {
        match self {
            Self::Vector(param) => transaction.register(param.val()),
            Self::Matrix(param) => transaction.register(param.val().transpose()),
            Self::Table(param) => transaction.register(param.val()),
            Self::Kernel(param) => transaction.register(param.val()),
            Self::State(state) => transaction.register(state.value_sync()),
        }
    }

    /// Whether it is a convolution kernel or a weight matrix, and not a bias, a scale or an embedding.
    pub(super) fn is_kernel(&self) -> bool {
        matches!(self, Self::Matrix(_) | Self::Kernel(_))
    }

    /// Its values as a vector, in the layout of this program.
    pub(super) fn flattened(self) -> Tensor<1> {
        match self {
            Self::Vector(param) => param.val(),
            Self::Matrix(param) => flat(param.val()),
            Self::Table(param) => flat(param.val()),
            Self::Kernel(param) => flat(param.val()),
            Self::State(state) => state.value_sync(),
        }
    }

    /// Replaces it by the values of such a vector and keeps their autodiff graph. Running statistics stay as they are,
    /// because they have no gradients.
    pub(super) fn set_flattened(self, values: Tensor<1>) {
        match self {
            Self::Vector(param) => *param = Param::initialized(param.id, values),
            Self::Matrix(param) => *param = Param::initialized(param.id, values.reshape(param.val().dims())),
            Self::Table(param) => *param = Param::initialized(param.id, values.reshape(param.val().dims())),
            Self::Kernel(param) => *param = Param::initialized(param.id, values.reshape(param.val().dims())),
            Self::State(_) => {}
        }
    }

    /// Number of its values.
    pub(super) fn length(&self) -> usize {
        match self {
            Self::Vector(param) => param.val().shape().num_elements(),
            Self::Matrix(param) => param.val().shape().num_elements(),
            Self::Table(param) => param.val().shape().num_elements(),
            Self::Kernel(param) => param.val().shape().num_elements(),
            Self::State(state) => state.value_sync().shape().num_elements(),
        }
    }

    /// Replaces it by as many values, f32 in the layout of this program.
    pub(super) fn set_values(self, values: &[u8]) {
        match self {
            Self::Vector(param) => *param = like(param, of(values, param.val().dims())),
            Self::Matrix(param) => *param = like(param, of(values, param.val().dims())),
            Self::Table(param) => *param = like(param, of(values, param.val().dims())),
            Self::Kernel(param) => *param = like(param, of(values, param.val().dims())),
            Self::State(state) => {
                let old = state.value_sync();
                *state = RunningState::new(Tensor::from_data(of(values, old.dims()), &old.device()));
            }
        }
    }

    /// Replaces it by `values`, which have its shape in files.
    pub(super) fn replace(self, values: TensorData) {
        match self {
            Self::Vector(param) => *param = like(param, values),
            Self::Matrix(param) => *param = like(param, transposed(&values)),
            Self::Table(param) => *param = like(param, values),
            Self::Kernel(param) => *param = like(param, values),
            Self::State(state) => {
                let device = state.value_sync().device();
                *state = RunningState::new(Tensor::from_data(values, &device));
            }
        }
    }
}

fn flat<const D: usize>(values: Tensor<D>) -> Tensor<1> {
    let count = values.shape().num_elements();
    values.reshape([count])
}

fn of<const D: usize>(values: &[u8], shape: [usize; D]) -> TensorData {
    TensorData::from_bytes_vec(values.to_vec(), shape, DType::F32)
}

/// `values` with the id and on the device of `param`.
fn like<const D: usize>(param: &Param<Tensor<D>>, values: TensorData) -> Param<Tensor<D>> {
    trainable(param.id, Tensor::from_data(values, &param.val().device()))
}
