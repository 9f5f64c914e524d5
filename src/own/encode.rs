//! Pictures of any size as samples: decoded and resized by the browser, outside of the page's own thread where it can.

use layerlab_schema::Shape;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ImageBitmap, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

use super::problem::Problem;
use crate::{hooks::page, state::OwnFile};

/// The largest picture file, in megabytes.
const LARGEST: usize = 20;
/// A picture whose rim is brighter than its middle by this much shows dark things on a bright ground.
const BRIGHTER: f64 = 40.0;

/// What a picture should become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    pub shape: Shape,
    /// Whether the data show bright things on black, so that dark things on a bright ground are inverted.
    pub on_black: bool,
}

/// The values of a picture in this form, a byte each, colour after colour. The largest square in the middle of the picture is
/// taken.
pub async fn encode(file: &OwnFile, form: Form) -> Result<Vec<u8>, Problem> {
    let name = file.name().to_owned();
    if file.content.size() > (LARGEST * 1_000_000) as f64 {
        return Err(Problem::TooLarge { name, limit: LARGEST });
    }
    let pixels = pixels(&file.content, form.shape).await.ok_or(Problem::NoPicture(name))?;
    let mut values = planes(&pixels, form.shape.channels);
    if form.on_black && is_on_bright(&values, form.shape.width) {
        values.iter_mut().for_each(|value| *value = 255 - *value);
    }
    Ok(values)
}

/// Red, green, blue and opacity of the resized picture.
async fn pixels(content: &Blob, shape: Shape) -> Option<Vec<u8>> {
    let promise = page::window()?.create_image_bitmap_with_blob(content).ok()?;
    let bitmap: ImageBitmap = JsFuture::from(promise).await.ok()?.unchecked_into();
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let side = width.min(height);
    let canvas = OffscreenCanvas::new(shape.width as u32, shape.height as u32).ok()?;
    let context: OffscreenCanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    // Averages pixels where the picture shrinks; bindings to this setting are not stable yet.
    let _ = js_sys::Reflect::set(&context, &JsValue::from_str("imageSmoothingQuality"), &"high".into());
    let (to_width, to_height) = (shape.width as f64, shape.height as f64);
    // What is transparent becomes black, the ground of the data sets.
    context.set_fill_style_str("#000");
    context.fill_rect(0.0, 0.0, to_width, to_height);
    let (left, top) = ((width - side) / 2.0, (height - side) / 2.0);
    let drawn = context.draw_image_with_image_bitmap_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
        &bitmap, left, top, side, side, 0.0, 0.0, to_width, to_height,
    );
    bitmap.close();
    drawn.ok()?;
    Some(context.get_image_data(0.0, 0.0, to_width, to_height).ok()?.data().0)
}

/// Grey (the luma of ITU-R BT.601), or red, green and blue one after the other.
fn planes(pixels: &[u8], channels: usize) -> Vec<u8> {
    let pixels = pixels.as_chunks::<4>().0;
    if channels == 3 {
        return (0..3).flat_map(|channel| pixels.iter().map(move |pixel| pixel[channel])).collect();
    }
    let grey = |&[red, green, blue, _]: &[u8; 4]| {
        (0.299 * f64::from(red) + 0.587 * f64::from(green) + 0.114 * f64::from(blue)).round() as u8
    };
    pixels.iter().map(grey).collect()
}

/// Whether the rim of a grey picture is much brighter than the whole.
fn is_on_bright(values: &[u8], width: usize) -> bool {
    let height = values.len() / width.max(1);
    let is_rim = |pixel: usize| {
        let (x, y) = (pixel % width, pixel / width);
        x == 0 || y == 0 || x + 1 == width || y + 1 == height
    };
    let mean = |of: &mut dyn Iterator<Item = u8>| {
        let (sum, count) = of.fold((0.0, 0.0), |(sum, count), value| (sum + f64::from(value), count + 1.0));
        sum / f64::max(count, 1.0)
    };
    let rim = mean(&mut (0..values.len()).filter(|&pixel| is_rim(pixel)).map(|pixel| values[pixel]));
    let darkest = values.iter().copied().min().unwrap_or_default();
    rim > 128.0 && rim - f64::from(darkest) > BRIGHTER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_lie_one_after_the_other_and_grey_is_their_luma() {
        let pixels = [255, 0, 0, 255, 0, 255, 0, 255];
        assert_eq!(planes(&pixels, 3), [255, 0, 0, 255, 0, 0]);
        assert_eq!(planes(&pixels, 1), [76, 150]);
    }

    #[test]
    fn only_dark_things_on_a_bright_ground_are_inverted() {
        let picture = |ground: u8, thing: u8| -> Vec<u8> {
            (0..64)
                .map(|pixel| if (18..46).contains(&pixel) && (2..6).contains(&(pixel % 8)) { thing } else { ground })
                .collect()
        };
        assert!(is_on_bright(&picture(240, 20), 8));
        assert!(!is_on_bright(&picture(10, 230), 8));
        assert!(!is_on_bright(&picture(240, 235), 8), "a plain bright picture has no thing");
    }
}
