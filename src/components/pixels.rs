//! An image of a few pixels, drawn crisp.

use std::rc::Rc;

use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PixelsProps {
    /// Values in [0, 1], row by row, and colour after colour where there are three.
    pub values: Rc<[f32]>,
    /// Number of pixels in a row.
    pub width: usize,
    /// Number of colours: 1 for grey, 3 for red, green and blue.
    #[prop_or(1)]
    pub channels: usize,
    /// Description for screen readers.
    pub label: AttrValue,
    /// Class of the canvas.
    #[prop_or_default]
    pub class: Classes,
}

#[component]
pub fn Pixels(props: &PixelsProps) -> Html {
    let node = use_node_ref();
    use_effect_with(
        (node.clone(), props.values.clone(), props.width, props.channels),
        |(node, values, width, channels)| {
            draw(node, values, *width, *channels);
        },
    );
    let height = props.values.len() / (props.width * props.channels).max(1);
    html! {
        <canvas class={classes!("pixels", props.class.clone())} ref={node} width={props.width.to_string()}
            height={height.to_string()} role="img" aria-label={props.label.clone()} />
    }
}

fn draw(node: &NodeRef, values: &[f32], width: usize, channels: usize) -> Option<()> {
    let canvas = node.cast::<HtmlCanvasElement>()?;
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let colours = colours(values, channels);
    let image = ImageData::new_with_u8_clamped_array(Clamped(&colours), u32::try_from(width).ok()?).ok()?;
    context.put_image_data(&image, 0.0, 0.0).ok()
}

/// Red, green, blue and opacity of each pixel.
fn colours(values: &[f32], channels: usize) -> Vec<u8> {
    let pixels = values.len() / channels.max(1);
    let byte = |value: f32| (value.clamp(0.0, 1.0) * 255.0).round() as u8;
    let colour =
        |pixel: usize, channel: usize| byte(values[if channels == 3 { channel * pixels + pixel } else { pixel }]);
    (0..pixels).flat_map(|pixel| [colour(pixel, 0), colour(pixel, 1), colour(pixel, 2), 255]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grey_is_the_same_in_every_colour_and_colours_are_picked_from_their_planes() {
        assert_eq!(colours(&[0.0, 1.0], 1), [0, 0, 0, 255, 255, 255, 255, 255]);
        assert_eq!(colours(&[0.0, 1.0, 0.2, 0.4, 0.6, 2.0], 3), [0, 51, 153, 255, 255, 102, 255, 255]);
    }
}
