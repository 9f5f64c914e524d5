//! Cross-entropy of logits, sample by sample, and its gradient.

use cubecl::{client::Client, prelude::*};

/// −ln of the label's softmax.
///
/// # Shapes
/// - logits `[batch, classes]` and labels `[batch]` (`i32`) with any strides, loss `[batch]`, contiguous
pub fn cross_entropy(client: &Client, logits: TensorBinding, labels: TensorBinding, loss: TensorBinding) {
    launch!(
        client,
        loss.shape[0],
        cross_entropy_kernel(logits.into_tensor_arg(), labels.into_tensor_arg(), loss.into_tensor_arg(),)
    );
}

#[cube(launch_unchecked)]
fn cross_entropy_kernel(logits: &Tensor<f32>, labels: &Tensor<i32>, loss: &mut Tensor<f32>) {
    let sample = ABSOLUTE_POS;
    if sample >= logits.shape(0) {
        terminate!();
    }
    let (largest, sum) = softmax(logits, sample);
    let label = (labels[sample * labels.stride(0)] as usize).min(logits.shape(1) - 1);
    let of_label = logits[sample * logits.stride(0) + label * logits.stride(1)];
    // In this order small losses of large logits are not rounded away.
    loss[sample] = sum.ln() + (largest - of_label);
}

/// The gradient of the logits, from the gradient of each sample's loss.
///
/// # Shapes
/// - logits and labels as in [`cross_entropy`], gradient `[batch]` with any stride, output `[batch, classes]`, contiguous
pub fn cross_entropy_gradient(
    client: &Client,
    logits: TensorBinding,
    labels: TensorBinding,
    gradient: TensorBinding,
    output: TensorBinding,
) {
    launch!(
        client,
        output.shape[0],
        cross_entropy_gradient_kernel(
            logits.into_tensor_arg(),
            labels.into_tensor_arg(),
            gradient.into_tensor_arg(),
            output.into_tensor_arg(),
        )
    );
}

#[cube(launch_unchecked)]
fn cross_entropy_gradient_kernel(
    logits: &Tensor<f32>,
    labels: &Tensor<i32>,
    gradient: &Tensor<f32>,
    output: &mut Tensor<f32>,
) {
    let sample = ABSOLUTE_POS;
    if sample >= logits.shape(0) {
        terminate!();
    }
    let (largest, sum) = softmax(logits, sample);
    let label = labels[sample * labels.stride(0)] as usize;
    let scale = gradient[sample * gradient.stride(0)];
    let classes = logits.shape(1);
    for class in 0..classes {
        let logit = logits[sample * logits.stride(0) + class * logits.stride(1)];
        let mut value = (logit - largest).exp() / sum;
        if class == label {
            value -= 1.0;
        }
        output[sample * classes + class] = value * scale;
    }
}

/// The largest logit, and the sum of the exponentials of the differences to it; a logit that is not a number makes the sum
/// one that is not.
#[cube]
fn softmax(logits: &Tensor<f32>, sample: usize) -> (f32, f32) {
    let start = sample * logits.stride(0);
    let mut largest = logits[start];
    for class in 1..logits.shape(1) {
        largest = largest.max(logits[start + class * logits.stride(1)]);
    }
    let mut sum = 0.0f32;
    for class in 0..logits.shape(1) {
        sum += (logits[start + class * logits.stride(1)] - largest).exp();
    }
    (largest, sum)
}
