//! `layerlab network`: the layers of a network with their costs, and whether a file of weights fits them.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    str::FromStr,
};

use anyhow::Result;
use clap::Args;
use layerlab_core::{
    device,
    network::{Chain, LoadReport, save},
};
use layerlab_present::count;
use layerlab_schema::{Layer, Network, Normalise, Operation, Shape};
use layerlab_words::{message, t};
use serde_json::{Value, json};

use crate::{
    columns::Columns,
    error_text::shown,
    shell::print,
    subject::{Inputs, inputs_in_words, network_named},
    weights,
    workspace::write_whole,
};

#[derive(Args)]
pub struct Arguments {
    #[arg(value_parser = network_named)]
    name: Network,
    #[arg(long, value_name = "CxHxW", value_parser = shape)]
    input: Shape,
    #[arg(long, value_name = "N", default_value_t = 10)]
    classes: usize,
    #[command(flatten)]
    inputs: Inputs,
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "weights")]
    export: Option<PathBuf>,
    #[arg(long)]
    json: bool,
}

/// The exit code of weights that do not fit.
const MISFIT: u8 = 1;

pub fn main(arguments: Arguments) -> Result<ExitCode> {
    let layers = arguments.name.layers(arguments.input, arguments.classes)?;
    let (layers, keys) = match &arguments.weights {
        Some(path) => {
            let (layers, keys) = compare(&arguments, path, layers)?;
            (layers, Some(keys))
        }
        None => (with_normalisation(&arguments, arguments.inputs.given(), layers)?, None),
    };
    if arguments.json {
        print(described(&arguments, &layers, keys.as_ref()))?;
    } else {
        let mut report = keys.as_ref().map(|keys| report(&arguments, keys)).unwrap_or_default();
        if let Some(normalise) = normalisation(&layers) {
            report += &inputs_in_words(Some(normalise));
        }
        print((table(&layers) + &report).trim_end())?;
    }
    Ok(if keys.is_none_or(|keys| keys.fits()) { ExitCode::SUCCESS } else { ExitCode::from(MISFIT) })
}

/// The network with the normalisation of its inputs, given or of the file, and how the weights fit it; when they do, they
/// are written where they are to be exported.
fn compare(arguments: &Arguments, path: &Path, layers: Vec<Layer>) -> Result<(Vec<Layer>, LoadReport)> {
    weights::read(path, |dict| {
        let normalise = arguments.inputs.given().or_else(|| dict.normalise().cloned());
        let layers = with_normalisation(arguments, normalise, layers)?;
        let keys = dict.load_report(&layers);
        if keys.fits() {
            let (chain, _) = dict.load(Chain::init(&layers, 1, &device::cpu().0))?;
            if let Some(out) = &arguments.export {
                write_whole(out, &pollster::block_on(save(&chain))?)?;
            }
        }
        Ok((layers, keys))
    })
}

fn with_normalisation(arguments: &Arguments, normalise: Option<Normalise>, layers: Vec<Layer>) -> Result<Vec<Layer>> {
    let Some(normalise) = normalise else { return Ok(layers) };
    normalise.check("--input", arguments.input.channels)?;
    Ok([vec![normalise.layer(arguments.input)], layers].concat())
}

/// The normalisation of inputs, which is no weight: an exported file does not have it.
fn normalisation(layers: &[Layer]) -> Option<&Normalise> {
    layers
        .iter()
        .flat_map(|layer| &layer.parts)
        .find_map(|part| if let Operation::Normalise(normalise) = &part.operation { Some(normalise) } else { None })
}

fn shape(text: &str) -> Result<Shape, String> {
    let numbers: Result<Vec<usize>, _> = text.split(['x', '×']).map(usize::from_str).collect();
    match numbers.as_deref() {
        Ok(&[channels, height, width]) => Ok(Shape::new(channels, height, width)),
        Ok(&[features]) => Ok(Shape::new(features, 1, 1)),
        Ok(_) | Err(_) => Err(t!("cli-shape").into()),
    }
}

/// The network as JSON.
fn described(arguments: &Arguments, layers: &[Layer], keys: Option<&LoadReport>) -> Value {
    let shape = |shape: Shape| json!([shape.channels, shape.height, shape.width]);
    let described = |layer: &Layer| {
        json!({
            "name": layer.name,
            "input": shape(layer.input),
            "activation": shape(layer.activation),
            "output": shape(layer.output),
            "parameters": layer.parameters(),
            "multiply_accumulates": layer.multiply_accumulates(),
        })
    };
    let mut value = json!({
        "normalise": normalisation(layers),
        "network": arguments.name,
        "input": shape(arguments.input),
        "classes": arguments.classes,
        "layers": layers.iter().map(described).collect::<Vec<_>>(),
        "parameters": total(layers, Layer::parameters),
        "multiply_accumulates": total(layers, Layer::multiply_accumulates),
    });
    if let Some(keys) = keys {
        let misshaped = keys.misshaped.iter();
        value["weights"] = json!({
            "file": arguments.weights.as_deref().map(shown),
            "export": arguments.export.as_deref().filter(|_| keys.fits()).map(shown),
            "fit": keys.fits(),
            "names": keys.names,
            "matched": keys.matched,
            "missing": keys.missing,
            "extra": keys.extra,
            "aside": keys.ignored,
            "misshaped": misshaped
                .map(|m| json!({ "name": m.name, "found": m.found, "expected": m.expected }))
                .collect::<Vec<_>>(),
        });
    }
    value
}

/// A sum that stays at the largest number instead of overflowing.
fn total(layers: &[Layer], of: fn(&Layer) -> u64) -> u64 {
    layers.iter().map(of).fold(0, u64::saturating_add)
}

/// The text output: one line per layer, and the total.
fn table(layers: &[Layer]) -> String {
    let mut columns = Columns::new("lrrrrr");
    columns.row([
        t!("network-layer"),
        t!("network-in"),
        t!("network-activation"),
        t!("network-out"),
        t!("network-parameters"),
        t!("network-costs"),
    ]);
    for layer in layers {
        let [input, activation, output] = [layer.input, layer.activation, layer.output].map(|shape| shape.to_string());
        let (parameters, costs) = (count(layer.parameters()), count(layer.multiply_accumulates()));
        columns.row([layer.name.clone(), input, activation, output, parameters, costs]);
    }
    let (parameters, costs) = (total(layers, Layer::parameters), total(layers, Layer::multiply_accumulates));
    columns.row([t!("network-all"), "", "", "", &count(parameters), &count(costs)]);
    columns.finish("") + "\n"
}

/// Every key that does not fit, and the conclusion.
fn report(arguments: &Arguments, keys: &LoadReport) -> String {
    let misshaped = keys.misshaped.iter().map(|tensor| message(&tensor.message()));
    let lists = [
        (t!("network-missing"), keys.missing.clone()),
        (t!("network-misshaped"), misshaped.collect()),
        (t!("network-extra"), keys.extra.clone()),
        (t!("network-aside"), keys.ignored.clone()),
    ];
    let mut text = String::from("\n");
    for (what, names) in lists {
        for name in names {
            text += &t!("network-tensor", what = what, name = name);
            text.push('\n');
        }
    }
    let (file, names) = (shown(arguments.weights.as_deref().unwrap_or(Path::new(""))), keys.names);
    let matched = keys.matched.to_string();
    text + &match (&arguments.export, keys.fits()) {
        (Some(out), true) => {
            t!("network-exported", file = file, names = names, matched = matched, out = shown(out))
        }
        (None, true) => t!("network-fits", file = file, names = names, matched = matched),
        (_, false) => t!("network-misfit", file = file, names = names, matched = matched),
    } + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_read_as_people_write_them() {
        assert_eq!(shape("3x32x32"), Ok(Shape::new(3, 32, 32)));
        assert_eq!(shape("2"), Ok(Shape::new(2, 1, 1)));
        assert!(shape("3x32").is_err() && shape("axbxc").is_err());
    }

    #[test]
    fn the_table_ends_with_the_sums() {
        let layers = Network::mnist_cnn().layers(Shape::new(1, 28, 28), 10).expect("it fits");
        let text = table(&layers);
        let last = text.lines().last().expect("a line");
        assert!(last.contains("166,406") && last.contains("609,384"), "{text}");
    }
}
