//! Batches of images in any layout, and their copies with a border of zeros.

/// A batch of images with any strides.
#[derive(Clone, Copy, Debug)]
pub struct Images<'a> {
    values: &'a [f32],
    shape: [usize; 4],
    strides: [usize; 4],
}

/// Where an image lies in a larger one of zeros, channels last.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    /// Rows of zeros above the image.
    pub top: usize,
    /// Columns of zeros to its left.
    pub left: usize,
    /// Height with the border.
    pub height: usize,
    /// Width with the border.
    pub width: usize,
    /// Values from pixel to pixel, at least the number of channels.
    pub pixel: usize,
}

impl Frame {
    /// Values of a row.
    pub fn row(&self) -> usize {
        self.width * self.pixel
    }

    /// Values of an image.
    pub fn length(&self) -> usize {
        self.height * self.row()
    }
}

impl<'a> Images<'a> {
    /// Images whose value at `[image, channel, row, column]` lies at the scalar product of position and `strides`.
    ///
    /// # Panics
    /// When the last one lies outside of `values`.
    pub fn new(values: &'a [f32], [batch, channels, height, width]: [usize; 4], strides: [usize; 4]) -> Self {
        let shape = [batch, channels, height, width];
        let is_empty = shape.contains(&0);
        let last: usize = shape.iter().zip(strides).map(|(size, stride)| size.saturating_sub(1) * stride).sum();
        assert!(
            is_empty || last < values.len(),
            "images of {shape:?} with strides {strides:?} in {} values",
            values.len()
        );
        Self { values, shape, strides }
    }

    /// Images `[batch, height, width, channels]`.
    pub fn channels_last(values: &'a [f32], [batch, channels, height, width]: [usize; 4]) -> Self {
        let strides = [height * width * channels, 1, width * channels, channels];
        Self::new(values, [batch, channels, height, width], strides)
    }

    /// `[batch, channels, height, width]`.
    pub fn shape(&self) -> [usize; 4] {
        self.shape
    }

    /// Number of images.
    pub fn batch(&self) -> usize {
        self.shape[0]
    }

    /// Writes image `index` into `frame`, whose border is zero already.
    pub(crate) fn frame(&self, index: usize, frame: Frame, to: &mut [f32]) {
        let [_, channels, height, width] = self.shape;
        let [image, channel, row, column] = self.strides;
        for y in 0..height {
            let from = &self.values[index * image + y * row..];
            let to = &mut to[(y + frame.top) * frame.row() + frame.left * frame.pixel..][..width * frame.pixel];
            if channel == 1 && column == channels && frame.pixel == channels {
                to.copy_from_slice(&from[..width * channels]);
            } else if channels == 1 && column == 1 && frame.pixel == 1 {
                to.copy_from_slice(&from[..width]);
            } else if channel == 1 {
                for (x, to) in to.chunks_exact_mut(frame.pixel).enumerate() {
                    to[..channels].copy_from_slice(&from[x * column..][..channels]);
                }
            } else {
                for c in 0..channels {
                    let from = &from[c * channel..];
                    for x in 0..width {
                        to[x * frame.pixel + c] = from[x * column];
                    }
                }
            }
        }
    }

    /// Images `first..first + count`, each in `frame`, one after another.
    pub(crate) fn frames(&self, first: usize, count: usize, frame: Frame) -> Vec<f32> {
        let mut framed = vec![0.0; count * frame.length()];
        for (i, to) in framed.chunks_exact_mut(frame.length()).enumerate() {
            self.frame(first + i, frame, to);
        }
        framed
    }
}
