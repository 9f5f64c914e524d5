//! One tensor of weights in its place: how it is read and replaced in PyTorch's layout.

use burn::{
    module::{Param, RunningState},
    tensor::{Tensor, TensorData, Transaction},
};

use super::init::trainable;

/// Where a tensor of weights stands.
pub(super) enum ParameterRef<'a> {
    /// A bias, a scale or a shift.
    Vector(&'a mut Param<Tensor<1>>),
    /// A linear map: `[in, out]` here, `[out, in]` in files.
    Matrix(&'a mut Param<Tensor<2>>),
    /// A class token or positions.
    Table(&'a mut Param<Tensor<3>>),
    /// A convolution's kernels.
    Kernel(&'a mut Param<Tensor<4>>),
    /// Running statistics.
    State(&'a mut RunningState<Tensor<1>>),
}

impl ParameterRef<'_> {
    /// Adds it to what is read back.
    pub(super) fn register(self, transaction: Transaction) -> Transaction {
        match self {
            Self::Vector(param) => transaction.register(param.val()),
            Self::Matrix(param) => transaction.register(param.val().transpose()),
            Self::Table(param) => transaction.register(param.val()),
            Self::Kernel(param) => transaction.register(param.val()),
            Self::State(state) => transaction.register(state.value_sync()),
        }
    }

    /// Whether it is a kernel or a matrix, which multiply, and not a bias, a scale, or the like.
    pub(super) fn is_kernel(&self) -> bool {
        matches!(self, Self::Matrix(_) | Self::Kernel(_))
    }

    /// Its values in a row, in the layout of this program.
    pub(super) fn row(self) -> Tensor<1> {
        match self {
            Self::Vector(param) => param.val(),
            Self::Matrix(param) => flat(param.val()),
            Self::Table(param) => flat(param.val()),
            Self::Kernel(param) => flat(param.val()),
            Self::State(state) => state.value_sync(),
        }
    }

    /// Puts such a row there, with what it remembers. Running statistics stay: nothing leads back to them.
    pub(super) fn put(self, row: Tensor<1>) {
        match self {
            Self::Vector(param) => *param = Param::initialized(param.id, row),
            Self::Matrix(param) => *param = Param::initialized(param.id, row.reshape(param.val().dims())),
            Self::Table(param) => *param = Param::initialized(param.id, row.reshape(param.val().dims())),
            Self::Kernel(param) => *param = Param::initialized(param.id, row.reshape(param.val().dims())),
            Self::State(_) => {}
        }
    }

    /// Puts `values` there, which have its shape in files.
    pub(super) fn replace(self, values: TensorData) {
        match self {
            Self::Vector(param) => *param = like(param, values),
            Self::Matrix(param) => {
                let values = Tensor::<2>::from_data(values, &param.val().device());
                *param = trainable(param.id, values.transpose());
            }
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

fn like<const D: usize>(param: &Param<Tensor<D>>, values: TensorData) -> Param<Tensor<D>> {
    trainable(param.id, Tensor::from_data(values, &param.val().device()))
}
