//! `cargo xtask bench --growth FILE`: how the time of an adversarial step grows with the batch, the channels and the threads,
//! beside PyTorch, as a table and a figure.

use super::{STANDARD, Size, binary, pytorch, thread_counts};
use anyhow::{Result, anyhow};
use plotters::{coord::Shift, prelude::*};
use std::{
    fs,
    path::{Path, PathBuf},
};

const BATCHES: [usize; 5] = [8, 16, 64, 256, 512];
const CHANNELS: [usize; 4] = [4, 8, 16, 32];
/// The median of so many runs counts.
const RUNS: usize = 3;
/// Width and height of a panel, in pixels.
const PANEL: (u32, u32) = (460, 360);
/// Blue for PyTorch, vermilion for Layerlab (Okabe and Ito 2008); the lighter line is of one thread.
const COLOURS: [RGBColor; 2] = [RGBColor(0x00, 0x72, 0xB2), RGBColor(0xD5, 0x5E, 0x00)];

/// The times of one program on so many threads, over the sizes.
struct Line {
    name: String,
    colour: RGBAColor,
    /// Size and milliseconds.
    points: Vec<(f64, f64)>,
}

pub(super) fn measure(python: &PathBuf, threads: usize, figure: &Path) -> Result<()> {
    let batches = BATCHES.map(|batch| (batch, Size { batch, ..STANDARD }));
    let channels = CHANNELS.map(|channels| (channels, Size { channels, ..STANDARD }));
    let panels = [
        ("images in a batch", lines(python, threads, &batches)?),
        ("channels of the first convolution", lines(python, threads, &channels)?),
    ];
    fs::write(figure, draw(&panels)?)?;
    println!("\nDrawn into {}", figure.display());
    Ok(())
}

/// All programs in turns, size by size; prints a row for each size.
fn lines(python: &PathBuf, threads: usize, sizes: &[(usize, Size)]) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for (program, colour) in ["PyTorch", "layerlab"].into_iter().zip(COLOURS) {
        for threads in thread_counts(threads) {
            let (plural, strength) = if threads == 1 { ("", 0.5) } else { ("s", 1.0) };
            let name = format!("{program}, {threads} thread{plural}");
            lines.push(Line { name, colour: colour.mix(strength), points: Vec::new() });
        }
    }
    println!("\n| size | {} |", lines.iter().map(|line| line.name.as_str()).collect::<Vec<_>>().join(" | "));
    println!("|---|{}", "---|".repeat(lines.len()));
    for &(at, size) in sizes {
        let mut times = vec![Vec::new(); lines.len()];
        for _ in 0..RUNS {
            let mut times = times.iter_mut();
            for is_pytorch in [true, false] {
                for (threads, times) in thread_counts(threads).into_iter().zip(&mut times) {
                    times.push(match is_pytorch {
                        true => pytorch(python, "pgd7", size, threads, true)?,
                        false => binary("pgd7", size, threads)?,
                    });
                }
            }
        }
        for (line, mut times) in lines.iter_mut().zip(times) {
            times.sort_by(f64::total_cmp);
            line.points.push((at as f64, times[RUNS / 2]));
        }
        let newest = |line: &Line| line.points.last().map_or_else(String::new, |(_, time)| format!("{time:.1}"));
        println!("| {at} | {} |", lines.iter().map(newest).collect::<Vec<_>>().join(" | "));
    }
    Ok(lines)
}

fn draw(panels: &[(&str, Vec<Line>)]) -> Result<String> {
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (PANEL.0 * panels.len() as u32, PANEL.1)).into_drawing_area();
        area.fill(&WHITE).map_err(failed)?;
        for (area, (x_name, lines)) in area.split_evenly((1, panels.len())).iter().zip(panels) {
            draw_panel(area, x_name, lines)?;
        }
        area.present().map_err(failed)?;
    }
    Ok(svg)
}

fn draw_panel(area: &DrawingArea<SVGBackend<'_>, Shift>, x_name: &str, lines: &[Line]) -> Result<()> {
    let all = || lines.iter().flat_map(|line| &line.points);
    let range = |of: fn(&(f64, f64)) -> f64| {
        let least = all().map(of).fold(f64::INFINITY, f64::min);
        least * 0.8..all().map(of).fold(0.0, f64::max) * 1.25
    };
    let mut chart = ChartBuilder::on(area)
        .margin(12)
        .x_label_area_size(40)
        .y_label_area_size(56)
        .build_cartesian_2d(range(|point| point.0).log_scale(), range(|point| point.1).log_scale())
        .map_err(failed)?;
    let mut mesh = chart.configure_mesh();
    mesh.disable_mesh()
        .x_labels(4)
        .y_labels(4)
        .x_desc(x_name)
        .y_desc("ms per step")
        .label_style(("sans-serif", 13))
        .draw()
        .map_err(failed)?;
    for line in lines {
        let style = line.colour.stroke_width(2);
        let colour = line.colour;
        chart
            .draw_series(LineSeries::new(line.points.iter().copied(), style))
            .map_err(failed)?
            .label(&line.name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], style));
        let dots = line.points.iter().map(|&point| Circle::new(point, 3, colour.filled()));
        chart.draw_series(dots).map_err(failed)?;
    }
    let mut labels = chart.configure_series_labels();
    labels.position(SeriesLabelPosition::UpperLeft).label_font(("sans-serif", 13)).draw().map_err(failed)?;
    Ok(())
}

fn failed(error: impl std::fmt::Display) -> anyhow::Error {
    anyhow!("the figure can't be drawn: {error}")
}
