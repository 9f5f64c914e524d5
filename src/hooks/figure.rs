//! Charts that leave the page: as SVG files that stand alone, and as PNG.
//!
//! The charts are drawn with the style sheet of the page, so a copy gets the computed styles as attributes of its own.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlImageElement, Url, XmlSerializer,
};

use super::page;

/// The styles that a drawing needs, which are attributes of SVG too.
const STYLES: [&str; 17] = [
    "color",
    "dominant-baseline",
    "fill",
    "fill-opacity",
    "font-family",
    "font-size",
    "font-weight",
    "opacity",
    "paint-order",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "visibility",
];

/// Pixels of a PNG for one of the page, so that it is sharp on a slide.
const SHARPNESS: f64 = 3.0;

/// A drawing of less width is a mark or an icon.
const NARROWEST: f64 = 200.0;

/// A chart on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What it shows: the first sentence of its label.
    pub name: String,
    svg: Element,
}

/// The charts that are on the page now, from top to bottom.
pub fn figures() -> Vec<Figure> {
    let found = page::window().and_then(|w| w.document()).and_then(|d| d.query_selector_all("main svg[role=img]").ok());
    let Some(found) = found else { return Vec::new() };
    let figure = |place| {
        let svg: Element = found.get(place)?.dyn_into().ok()?;
        let label = svg.get_attribute("aria-label").unwrap_or_default();
        let name = label.split_once('.').map_or(label.as_str(), |(first, _)| first).to_owned();
        (svg.get_bounding_client_rect().width() >= NARROWEST).then_some(Figure { name, svg })
    };
    (0..found.length()).filter_map(figure).collect()
}

impl Figure {
    /// The figure as the text of an SVG file; nothing where the browser refuses.
    pub fn text(&self) -> Option<String> {
        let window = page::window()?;
        let copy: Element = self.svg.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
        let (from, to) = (self.svg.query_selector_all("*").ok()?, copy.query_selector_all("*").ok()?);
        let inline = |from: &Element, to: &Element| {
            let Ok(Some(styles)) = window.get_computed_style(from) else { return };
            for name in STYLES {
                if let Ok(value) = styles.get_property_value(name) {
                    let _ = to.set_attribute(name, &value);
                }
            }
            for name in ["class", "tabindex", "data-test"] {
                let _ = to.remove_attribute(name);
            }
        };
        inline(&self.svg, &copy);
        for place in 0..from.length().min(to.length()) {
            let element = |list: &web_sys::NodeList| list.get(place)?.dyn_into::<Element>().ok();
            if let (Some(from), Some(to)) = (element(&from), element(&to)) {
                inline(&from, &to);
            }
        }
        copy.set_attribute("xmlns", "http://www.w3.org/2000/svg").ok()?;
        let (width, height) = self.size();
        copy.set_attribute("width", &width.to_string()).ok()?;
        copy.set_attribute("height", &height.to_string()).ok()?;
        XmlSerializer::new().ok()?.serialize_to_string(&copy).ok()
    }

    /// The figure as a PNG on the paper of the page.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn png(&self) -> Result<Blob, JsValue> {
        let text = self.text().ok_or(JsValue::NULL)?;
        let kind = BlobPropertyBag::new();
        kind.set_type("image/svg+xml");
        let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &kind)?;
        let address = Url::create_object_url_with_blob(&blob)?;
        let image = HtmlImageElement::new()?;
        image.set_src(&address);
        let loaded = JsFuture::from(image.decode()).await;
        Url::revoke_object_url(&address)?;
        loaded?;
        let canvas = self.canvas(&image)?;
        let promise = Promise::new(&mut |resolve: Function, _| {
            let done = Closure::once_into_js(move |blob: JsValue| {
                // A promise's own resolver can't throw.
                let _ = resolve.call1(&JsValue::UNDEFINED, &blob);
            });
            // Where it throws, the promise stays open and the figure is not saved.
            let _ = canvas.to_blob(done.unchecked_ref());
        });
        JsFuture::from(promise).await?.dyn_into()
    }

    fn canvas(&self, image: &HtmlImageElement) -> Result<HtmlCanvasElement, JsValue> {
        let window = page::window().ok_or(JsValue::NULL)?;
        let document = window.document().ok_or(JsValue::NULL)?;
        let (width, height) = self.size();
        let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
        canvas.set_width((width * SHARPNESS) as u32);
        canvas.set_height((height * SHARPNESS) as u32);
        let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
        let root = document.document_element().ok_or(JsValue::NULL)?;
        let paper = window.get_computed_style(&root)?.ok_or(JsValue::NULL)?.get_property_value("background-color")?;
        context.set_fill_style_str(&paper);
        context.fill_rect(0.0, 0.0, width * SHARPNESS, height * SHARPNESS);
        context.draw_image_with_html_image_element_and_dw_and_dh(
            image,
            0.0,
            0.0,
            width * SHARPNESS,
            height * SHARPNESS,
        )?;
        Ok(canvas)
    }

    fn size(&self) -> (f64, f64) {
        let place = self.svg.get_bounding_client_rect();
        (place.width().ceil(), place.height().ceil())
    }
}
