//! Panels of points with intervals, as SVG: direct labels instead of a legend, few ticks, uncertainty always drawn.

use std::ops::Range;

use anyhow::{Result, anyhow};
use layerlab_present::spread;
use layerlab_words::t;
use plotters::{
    coord::{Shift, types::RangedCoordf64},
    prelude::*,
    style::text_anchor::{HPos, Pos, VPos},
};

/// Width and height of a panel, in pixels.
const PANEL: (u32, u32) = (760, 340);

/// Share of the width that is kept free for labels at the ends of lines.
const LABEL_SHARE: f64 = 0.42;

/// Smallest distance between two labels, as a share of the y axis.
const LABEL_GAP: f64 = 0.07;

/// Colour-blind safe (Okabe and Ito 2008), with the page's meanings.
pub mod colour {
    use plotters::style::RGBColor;

    pub const CLEAN: RGBColor = RGBColor(0x00, 0x72, 0xB2);
    pub const ADVERSARIAL: RGBColor = RGBColor(0xD5, 0x5E, 0x00);
    pub const SEMIROBUST: RGBColor = RGBColor(0xE6, 0x9F, 0x00);
    pub const TRANSFERRED: RGBColor = RGBColor(0x00, 0x9E, 0x73);
    pub const NULL: RGBColor = RGBColor(0x99, 0x99, 0x99);
    pub const INK: RGBColor = RGBColor(0x33, 0x33, 0x33);
}

/// A measured value at the position `x`, with its interval.
#[derive(Clone, Copy)]
pub struct Point {
    pub x: f64,
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// How the values of a series are drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum SeriesStyle {
    /// Filled marks, joined by a line.
    Line,
    /// Hollow marks, joined by a line.
    Hollow,
    /// Bars from `low` to `high`, without marks.
    Bars,
    /// A dashed horizontal line.
    Level,
}

/// Values that are drawn with one colour and one label.
pub struct Series {
    pub name: String,
    pub colour: RGBColor,
    pub style: SeriesStyle,
    pub points: Vec<Point>,
}

/// A chart with its own axes.
pub struct Panel {
    pub title: String,
    pub x_name: String,
    /// Tick labels at 0, 1, 2, …
    pub x_labels: Vec<String>,
    pub y_name: String,
    pub y: Range<f64>,
    pub series: Vec<Series>,
}

/// A field of a heat map.
pub struct Field {
    pub value: f64,
    /// Half of the width of the interval.
    pub half: f64,
}

/// Fields in rows and columns, red above 0 and blue below.
pub struct HeatMap {
    pub title: String,
    pub columns: Vec<String>,
    pub rows: Vec<(String, Vec<Option<Field>>)>,
}

type Chart<'a, 'b> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// All panels, one below the other.
pub fn draw(panels: &[Panel]) -> Result<String> {
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (PANEL.0, PANEL.1 * panels.len() as u32)).into_drawing_area();
        area.fill(&WHITE).map_err(failed)?;
        for (area, panel) in area.split_evenly((panels.len(), 1)).iter().zip(panels) {
            draw_panel(area, panel)?;
        }
        area.present().map_err(failed)?;
    }
    Ok(svg)
}

fn failed(error: impl std::fmt::Display) -> anyhow::Error {
    anyhow!(t!("cli-no-figure", reason = error.to_string()))
}

fn draw_panel(area: &DrawingArea<SVGBackend<'_>, Shift>, panel: &Panel) -> Result<()> {
    let last = panel.x_labels.len().saturating_sub(1) as f64;
    let x = -0.3..last + 0.3 + (last + 0.6) * LABEL_SHARE;
    let text = ("sans-serif", 14).into_font().color(&colour::INK);
    let mut chart = ChartBuilder::on(area)
        .caption(&panel.title, ("sans-serif", 16).into_font().color(&colour::INK))
        .margin(12)
        .x_label_area_size(44)
        .y_label_area_size(64)
        .build_cartesian_2d(x, panel.y.clone())
        .map_err(failed)?;
    let label = |x: &f64| {
        let is_whole = (x - x.round()).abs() < 1e-6 && *x > -0.5;
        let found = is_whole.then(|| panel.x_labels.get(x.round() as usize)).flatten();
        found.cloned().unwrap_or_default()
    };
    let mut mesh = chart.configure_mesh();
    mesh.disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(colour::NULL.mix(0.25))
        .axis_style(colour::NULL)
        .set_tick_mark_size(LabelAreaPosition::Bottom, 0)
        .x_labels((last + 1.0 + (last + 0.6) * LABEL_SHARE).ceil() as usize + 1)
        .y_labels(5)
        .x_label_formatter(&label)
        .y_label_formatter(&|y| format!("{y:.2}"))
        .x_desc(&panel.x_name)
        .y_desc(&panel.y_name)
        .label_style(text.clone())
        .axis_desc_style(text);
    mesh.draw().map_err(failed)?;
    panel.series.iter().try_for_each(|series| draw_series(&mut chart, series))?;
    draw_labels(&mut chart, panel, last)
}

fn draw_series(chart: &mut Chart<'_, '_>, series: &Series) -> Result<()> {
    let (colour, points) = (series.colour, &series.points);
    let line = || points.iter().map(|point| (point.x, point.value));
    match series.style {
        SeriesStyle::Bars => {
            let bars = points.iter().map(|p| PathElement::new([(p.x, p.low), (p.x, p.high)], colour.stroke_width(9)));
            chart.draw_series(bars).map_err(failed)?;
            return Ok(());
        }
        SeriesStyle::Level => {
            let dashed = DashedLineSeries::new(line(), 6, 4, colour.stroke_width(1));
            chart.draw_series(dashed).map_err(failed)?;
            return Ok(());
        }
        SeriesStyle::Line | SeriesStyle::Hollow => {}
    }
    chart.draw_series(LineSeries::new(line(), colour.stroke_width(2))).map_err(failed)?;
    let bars = points.iter().map(|p| PathElement::new([(p.x, p.low), (p.x, p.high)], colour.mix(0.45).stroke_width(5)));
    chart.draw_series(bars).map_err(failed)?;
    let fill = if series.style == SeriesStyle::Hollow { WHITE } else { colour };
    chart.draw_series(line().map(|at| Circle::new(at, 4, fill.filled()))).map_err(failed)?;
    chart.draw_series(line().map(|at| Circle::new(at, 4, colour.stroke_width(2)))).map_err(failed)?;
    Ok(())
}

/// Names beside the ends of the lines, moved apart where they would meet.
fn draw_labels(chart: &mut Chart<'_, '_>, panel: &Panel, last: f64) -> Result<()> {
    let height = panel.y.end - panel.y.start;
    let gap = height * LABEL_GAP;
    let end = |series: &Series| series.points.last().map_or(panel.y.start, |point| point.value);
    let named = panel.series.iter().filter(|series| !series.name.is_empty());
    let labels: Vec<&Series> = named.collect();
    let ends: Vec<f64> = labels.iter().map(|series| end(series)).collect();
    let places = spread(&ends, gap, panel.y.start + gap / 2.0, panel.y.end - gap / 2.0);
    for (y, series) in places.into_iter().zip(labels) {
        let style = ("sans-serif", 13).into_font().color(&series.colour).pos(Pos::new(HPos::Left, VPos::Center));
        chart.draw_series([Text::new(series.name.clone(), (last + 0.25, y), style)]).map_err(failed)?;
    }
    Ok(())
}

/// The size of a heat map's fields, and the room for its words.
const FIELD: (i32, i32) = (104, 44);
const ROW_WORDS: i32 = 190;
const COLUMN_WORDS: i32 = 84;

/// All heat maps, one below the other, with one scale of colours. Every field bears its number.
pub fn draw_heat_maps(maps: &[HeatMap]) -> Result<String> {
    let height = |map: &HeatMap| COLUMN_WORDS + FIELD.1 * map.rows.len() as i32 + 24;
    let columns = maps.iter().map(|map| map.columns.len()).max().unwrap_or_default() as i32;
    let size = (ROW_WORDS + FIELD.0 * columns.max(6) + 24, maps.iter().map(height).sum::<i32>());
    let values = maps.iter().flat_map(|map| &map.rows).flat_map(|(_, fields)| fields).flatten();
    let most = values.map(|field| field.value.abs()).fold(1.0, f64::max);
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (size.0 as u32, size.1 as u32)).into_drawing_area();
        area.fill(&WHITE).map_err(failed)?;
        let mut top = 0;
        for map in maps {
            draw_heat_map(&area, map, top, most)?;
            top += height(map);
        }
        area.present().map_err(failed)?;
    }
    Ok(svg)
}

fn draw_heat_map(area: &DrawingArea<SVGBackend<'_>, Shift>, map: &HeatMap, top: i32, most: f64) -> Result<()> {
    let write = |words: &str, at: (i32, i32), size: i32, to: HPos| {
        let style = ("sans-serif", size).into_font().color(&colour::INK).pos(Pos::new(to, VPos::Center));
        area.draw(&Text::new(words.to_owned(), at, style)).map_err(failed)
    };
    write(&map.title, (12, top + 16), 15, HPos::Left)?;
    let left = |column: usize| ROW_WORDS + FIELD.0 * column as i32;
    for (column, words) in map.columns.iter().enumerate() {
        for (line, words) in words.lines().enumerate() {
            write(words, (left(column) + FIELD.0 / 2, top + 44 + 18 * line as i32), 13, HPos::Center)?;
        }
    }
    for (row, (name, fields)) in map.rows.iter().enumerate() {
        let y = top + COLUMN_WORDS + FIELD.1 * row as i32;
        write(name, (ROW_WORDS - 10, y + FIELD.1 / 2), 13, HPos::Right)?;
        for (column, field) in fields.iter().enumerate() {
            let Some(field) = field else { continue };
            let at = (left(column), y);
            let fill = if field.value > 0.0 { colour::ADVERSARIAL } else { colour::CLEAN };
            // Pale enough for dark words on it.
            let fill = fill.mix(0.7 * field.value.abs() / most).filled();
            area.draw(&Rectangle::new([at, (at.0 + FIELD.0 - 2, at.1 + FIELD.1 - 2)], fill)).map_err(failed)?;
            let words = format!("{:+.1} ± {:.1}", field.value, field.half);
            write(&words, (at.0 + FIELD.0 / 2, at.1 + FIELD.1 / 2), 13, HPos::Center)?;
        }
    }
    Ok(())
}
