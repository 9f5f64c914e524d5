//! Images as bytes with their labels, as read from formats that hold many images in one file.

/// Images of one size, one after the other, and their labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labelled {
    /// Values of the images: channel after channel, row after row.
    pub pixels: Vec<u8>,
    /// Class of each image, from 0.
    pub labels: Vec<u16>,
}

impl Labelled {
    /// Number of images.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there are no images.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// The `size` values of one image; `None` beyond the last one.
    pub fn image(&self, index: usize, size: usize) -> Option<&[u8]> {
        self.pixels.get(index.checked_mul(size)?..)?.get(..size)
    }
}
