//! An image of a few pixels, drawn crisp.

use std::rc::Rc;

use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PixelsProps {
    /// Grey values in [0, 1], row by row.
    pub values: Rc<[f32]>,
    /// Number of pixels in a row.
    pub width: usize,
    /// Description for screen readers.
    pub label: AttrValue,
    /// Class of the canvas.
    #[prop_or_default]
    pub class: Classes,
}

#[component]
pub fn Pixels(props: &PixelsProps) -> Html {
    let node = use_node_ref();
    use_effect_with((node.clone(), props.values.clone(), props.width), |(node, values, width)| {
        draw(node, values, *width);
    });
    let height = props.values.len() / props.width.max(1);
    html! {
        <canvas class={classes!("pixels", props.class.clone())} ref={node} width={props.width.to_string()}
            height={height.to_string()} role="img" aria-label={props.label.clone()} />
    }
}

fn draw(node: &NodeRef, values: &[f32], width: usize) -> Option<()> {
    let canvas = node.cast::<HtmlCanvasElement>()?;
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let colours: Vec<u8> = values
        .iter()
        .flat_map(|value| {
            let grey = (value.clamp(0.0, 1.0) * 255.0).round() as u8;
            [grey, grey, grey, 255]
        })
        .collect();
    let image = ImageData::new_with_u8_clamped_array(Clamped(&colours), u32::try_from(width).ok()?).ok()?;
    context.put_image_data(&image, 0.0, 0.0).ok()
}
