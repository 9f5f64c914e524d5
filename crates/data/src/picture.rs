//! One picture: decoding PNG and JPEG, and bringing it to the size of its set.

use std::{io::Cursor, path::Path};

use image::{DynamicImage, ImageFormat, ImageReader, Limits, imageops::FilterType};
use layerlab_schema::{Shape, message};

use crate::{DataError, file};

/// No photograph of these sets has longer sides (the longest of Stanford Dogs has 3,264).
const LONGEST_SIDE: u32 = 16_384;

/// A decoder may not ask for more memory; it holds a photograph of 60 million pixels.
const MOST_MEMORY: u64 = 256 << 20;

/// A scaled picture may not have more values: a very narrow one would become very long before it is cut.
const MOST_VALUES: u64 = 64 << 20;

/// Decodes a picture and brings it to `shape`: scaled, keeping its proportions, until it just covers the shape's height
/// and width (bilinear, averaging where it shrinks), then cut at the centre. A grey picture becomes three equal channels,
/// a transparent one opaque; a shape with one channel gets the brightness. Gives channel after channel, row after row.
///
/// # Errors
/// When the bytes are no sound PNG or JPEG, or the picture is absurdly large; `name` is for the message.
pub fn decode(name: &str, bytes: &[u8], shape: Shape) -> Result<Vec<u8>, DataError> {
    let damaged = |reason: String| DataError(message!("data-error-picture", name = name, reason = reason));
    let mut reader = ImageReader::new(Cursor::new(bytes));
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let reader = reader.with_guessed_format().map_err(|error| damaged(error.to_string()))?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg)) {
        return Err(DataError(message!("data-error-no-picture", name = name)));
    }
    if reader.format() == Some(ImageFormat::Jpeg) && !ends(bytes) {
        return Err(DataError(message!("data-error-picture-cut-short", name = name)));
    }
    let picture = reader.decode().map_err(|error| damaged(error.to_string()))?;
    let (wide, high) = covering(&picture, shape);
    if u64::from(wide) * u64::from(high) * 3 > MOST_VALUES {
        return Err(DataError(message!(
            "data-error-picture-narrow",
            name = name,
            shape = shape.to_string(),
            width = picture.width(),
            height = picture.height()
        )));
    }
    Ok(planes(&fit(picture, (wide, high), shape), shape))
}

/// Reads and decodes the picture in a file.
///
/// # Errors
/// When it can't be read, or [`decode`] refuses it.
pub fn read(path: &Path, shape: Shape) -> Result<Vec<u8>, DataError> {
    let name = path.display().to_string();
    decode(&name, &file::read(path)?, shape)
}

/// Whether the last scan of a JPEG has an end. The decoder takes a file that breaks off for one that is grey from there
/// on. Neither marker can occur inside a scan, and whatever some cameras append comes after the end.
fn ends(jpeg: &[u8]) -> bool {
    const SCAN: [u8; 2] = [0xff, 0xda];
    const END: [u8; 2] = [0xff, 0xd9];
    let scan = jpeg.windows(2).rposition(|marker| marker == SCAN).unwrap_or_default();
    jpeg[scan..].windows(2).any(|marker| marker == END)
}

/// The width and height to which a picture is scaled, so that it just covers the shape.
fn covering(picture: &DynamicImage, shape: Shape) -> (u32, u32) {
    let (width, height) = (shape.width as u32, shape.height as u32);
    let scale = (f64::from(width) / f64::from(picture.width())).max(f64::from(height) / f64::from(picture.height()));
    let scaled = |side: u32, least: u32| ((f64::from(side) * scale).round() as u32).max(least);
    (scaled(picture.width(), width), scaled(picture.height(), height))
}

fn fit(picture: DynamicImage, (wide, high): (u32, u32), shape: Shape) -> DynamicImage {
    let (width, height) = (shape.width as u32, shape.height as u32);
    if (picture.width(), picture.height()) == (width, height) {
        return picture;
    }
    // A picture that already covers the shape exactly is only cut.
    let picture = if (wide, high) == (picture.width(), picture.height()) {
        picture
    } else {
        picture.resize_exact(wide, high, FilterType::Triangle)
    };
    picture.crop_imm((wide - width) / 2, (high - height) / 2, width, height)
}

/// Channel after channel instead of pixel after pixel.
fn planes(picture: &DynamicImage, shape: Shape) -> Vec<u8> {
    if shape.channels == 1 {
        return picture.to_luma8().into_raw();
    }
    let interleaved = picture.to_rgb8().into_raw();
    (0..3).flat_map(|channel| interleaved.iter().skip(channel).step_by(3).copied()).collect()
}

#[cfg(test)]
mod tests {
    use image::RgbImage;
    use layerlab_words as words;

    use super::*;

    fn png(picture: &RgbImage) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Png).expect("it encodes");
        bytes.into_inner()
    }

    /// Red counts columns, green rows, blue is 9.
    fn gradient(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 9]))
    }

    #[test]
    fn a_picture_of_the_right_size_is_unchanged_and_lies_channel_by_channel() {
        let found = decode("x.png", &png(&gradient(3, 2)), Shape::new(3, 2, 3)).expect("good");
        assert_eq!(found, [0, 1, 2, 0, 1, 2, 0, 0, 0, 1, 1, 1, 9, 9, 9, 9, 9, 9]);
    }

    #[test]
    fn a_wide_picture_is_cut_at_its_centre() {
        let found = decode("x.png", &png(&gradient(10, 2)), Shape::new(3, 2, 2)).expect("good");
        assert_eq!(found[..4], [4, 5, 4, 5]);
    }

    #[test]
    fn other_sizes_are_scaled() {
        for (width, height) in [(1, 1), (7, 100), (100, 7), (64, 64), (33, 31)] {
            let shape = Shape::new(3, 16, 12);
            let found = decode("x.png", &png(&gradient(width, height)), shape).expect("good");
            assert_eq!(found.len(), shape.len());
            assert!(found[2 * 192..].iter().all(|&value| value == 9), "an even colour stays even");
        }
        let grey = decode("x.png", &png(&gradient(8, 8)), Shape::new(1, 8, 8)).expect("good");
        assert_eq!(grey.len(), 64);
    }

    #[test]
    fn a_damaged_picture_is_named() {
        let good = png(&gradient(9, 9));
        let mut flipped = good.clone();
        let middle = good.len() / 2;
        flipped[middle] ^= 0x55;
        for (bytes, says) in [
            (&good[..good.len() - 20], "the picture is damaged"),
            (&flipped, "the picture is damaged"),
            (&b"GIF89a"[..], "neither a PNG nor a JPEG"),
            (&[][..], "neither a PNG nor a JPEG"),
        ] {
            let message = words::message(&decode("train/n01/x.png", bytes, Shape::new(3, 4, 4)).expect_err("bad").0);
            assert!(message.starts_with("train/n01/x.png can't be used: ") && message.contains(says), "{message}");
        }
    }

    const JPEG: &[u8] = include_bytes!("../../../fuzz/seeds/picture/rgb.jpeg");

    #[test]
    fn a_jpeg_that_breaks_off_is_refused() {
        let shape = Shape::new(3, 4, 4);
        decode("x.jpeg", JPEG, shape).expect("good");
        decode("x.jpeg", &[JPEG, &[0; 7], b"appended"].concat(), shape).expect("what comes after the end is no fault");
        for length in [JPEG.len() / 4, JPEG.len() - 20, JPEG.len() - 2, JPEG.len() - 1] {
            let message = words::message(&decode("n01/x.jpeg", &JPEG[..length], shape).expect_err("cut").0);
            assert!(message.starts_with("n01/x.jpeg can't be used: the picture is damaged"), "{message}");
        }
    }

    #[test]
    fn a_picture_that_would_become_endless_is_refused() {
        let narrow = png(&gradient(1, 16_384));
        let message = words::message(&decode("x.png", &narrow, Shape::new(3, 224, 224)).expect_err("narrow").0);
        assert!(message.contains("too narrow") && message.contains("1×16384"), "{message}");
        decode("x.png", &narrow, Shape::new(3, 2, 2)).expect("small enough");
    }
}
