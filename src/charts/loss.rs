//! The training loss, small, under the accuracy and on the same steps.

use std::rc::Rc;

use layerlab_words::{marked, t};
use yew::prelude::*;

use super::scale::{Scale, line};
use crate::format::decimals;

#[derive(Properties, PartialEq)]
pub struct LossChartProps {
    /// Pairs of training step and loss.
    pub losses: Rc<Vec<(usize, f64)>>,
    pub scale: Scale,
}

const HEIGHT: f64 = 76.0;
const TOP: f64 = 8.0;
const BOTTOM: f64 = 68.0;

#[component]
pub fn LossChart(props: &LossChartProps) -> Html {
    let scale = props.scale;
    let most = props.losses.iter().map(|&(_, loss)| loss).filter(|loss| loss.is_finite()).fold(0.0, f64::max);
    let top = [0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0, 10.0].into_iter().find(|&t| t >= most).unwrap_or(most);
    let y = move |loss: f64| BOTTOM - (loss / top).clamp(0.0, 1.0) * (BOTTOM - TOP);
    let (left, right) = (scale.left(), scale.right());
    let points = thin(&props.losses, (right - left).max(1.0) as usize / 2);
    let empty = scale.label(right);
    // The line's end, and the loss of the last step itself: the drawn mean depends on the width of the chart.
    let last = points.last().zip(props.losses.last()).map(|(&end, &(_, loss))| (end, loss));
    html! {
        <svg class="chart is-loss" viewBox={format!("0 0 {} {HEIGHT}", scale.width)}
            role="img" aria-label={summary(&props.losses)}>
            <g class="axes" aria-hidden="true">
                <path class="axis" d={format!("M{left} {BOTTOM}H{right}")} />
                <text x={(left - 8.0).to_string()} y={(BOTTOM + 4.0).to_string()} text-anchor="end">{ "0" }</text>
                if last.is_some() {
                    <text x={(left - 8.0).to_string()} y={(TOP + 5.0).to_string()} text-anchor="end">{ marked(&top.to_string()) }</text>
                } else {
                    <text x={empty.0.to_string()} y={(BOTTOM - 16.0).to_string()} text-anchor={empty.1}>{ t!("loss") }</text>
                }
            </g>
            <path class="loss-line" d={line(points.iter().map(|&(step, loss)| (scale.x(step), y(loss))))} />
            if let Some(((step, drawn), loss)) = last {
                { end_label(&scale, scale.x(step), y(drawn), loss) }
            }
        </svg>
    }
}

/// The loss of the last step, at the end of the line.
fn end_label(scale: &Scale, end: f64, y: f64, loss: f64) -> Html {
    let (x, anchor, below) = scale.label(end);
    html! {
        <text class="loss-label" x={format!("{x:.1}")} y={format!("{:.1}", y + below)} text-anchor={anchor} aria-hidden="true">
            { t!("curve-end", curve = t!("loss"), value = decimals(loss, 2)) }
        </text>
    }
}

/// The chart in a sentence.
fn summary(losses: &[(usize, f64)]) -> String {
    let (Some(&(_, first)), Some(&(step, last))) = (losses.first(), losses.last()) else { return t!("loss").into() };
    t!("loss-summary", from = decimals(first, 2), to = decimals(last, 2), steps = step)
}

/// At most `most` points: neighbouring steps are averaged.
fn thin(losses: &[(usize, f64)], most: usize) -> Vec<(f64, f64)> {
    let size = losses.len().div_ceil(most.max(1)).max(1);
    let mean = |part: &[(usize, f64)]| {
        let n = part.len() as f64;
        let (steps, sum) = part.iter().fold((0.0, 0.0), |(s, l), &(step, loss)| (s + step as f64, l + loss));
        (steps / n, sum / n)
    };
    losses.chunks(size).map(mean).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_steps_are_averaged() {
        let losses: Vec<(usize, f64)> = (1..=10).map(|i| (i, i as f64)).collect();
        assert_eq!(thin(&losses, 5), [(1.5, 1.5), (3.5, 3.5), (5.5, 5.5), (7.5, 7.5), (9.5, 9.5)]);
        assert_eq!(thin(&losses, 50).len(), 10);
    }
}
