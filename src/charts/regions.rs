//! A network's answers over the plane: one area for each class, in steps of confidence.

use std::{fmt::Write, rc::Rc};

use layerlab_schema::Plane;
use yew::prelude::*;

use crate::state::EvaluationResult;

/// The margins from which an area is darker: where a class leads at all, by half, and almost surely.
const STEPS: [f32; 3] = [0.0, 0.5, 0.9];

/// Of which evaluation, and how large.
#[derive(Properties, PartialEq)]
pub struct RegionsProps {
    /// The evaluation with the predictions.
    pub evaluation: Rc<EvaluationResult>,
    pub classes: u8,
    /// Side of the drawing of [0, 1]².
    pub size: f64,
}

/// The areas; a component, so that they are only traced anew for another network.
#[component]
pub fn Regions(props: &RegionsProps) -> Html {
    let Some(plane) = &props.evaluation.evaluated.plane else { return html! {} };
    let areas = |class: u8| STEPS.into_iter().map(move |least| (class, area(plane, class, least, props.size)));
    html! {
        <g class="plane-regions">
            { for (0..props.classes).flat_map(areas).map(|(class, d)| html! {
                <path class={format!("is-class-{class}")} {d} />
            }) }
        </g>
    }
}

/// The area in which a class leads by at least `least`, as the path of an SVG with y upwards. Between the centres of
/// cells the lead is taken to change evenly, so that borders run smoothly.
fn area(plane: &Plane, class: u8, least: f32, size: f64) -> String {
    let side = plane.side;
    let cells = side.checked_mul(side);
    if side < 2 || cells != Some(plane.classes.len()) || cells != Some(plane.margins.len()) {
        return String::new();
    }
    let lead = |(x, y): (usize, usize)| {
        let cell = y * side + x;
        f64::from(if plane.classes[cell] == class { plane.margins[cell] } else { -plane.margins[cell] })
    };
    let (least, last) = (f64::from(least), side - 1);
    // The outermost centres stand for the rim.
    let place = |cell: usize| match cell {
        0 => 0.0,
        _ if cell == last => size,
        _ => (cell as f64 + 0.5) / side as f64 * size,
    };
    let mut path = String::new();
    for y in 0..last {
        let mut full = 0;
        for x in 0..last {
            let corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)];
            let leads = corners.map(lead);
            let is_full = leads.iter().all(|&lead| lead >= least);
            full = if is_full { full + 1 } else { 0 };
            let ends = is_full && (x + 1 == last || [(x + 2, y), (x + 2, y + 1)].map(lead).iter().any(|&l| l < least));
            if ends {
                let (left, right) = (place(x + 1 - full), place(x + 1));
                let (low, high) = (size - place(y), size - place(y + 1));
                let _ = write!(path, "M{left:.1} {low:.1}H{right:.1}V{high:.1}H{left:.1}z");
                full = 0;
            } else if !is_full {
                corner(&mut path, corners.map(|(x, y)| (place(x), size - place(y))), leads, least);
            }
        }
    }
    path
}

/// The part of a square in which the lead is at least `least`.
fn corner(path: &mut String, places: [(f64, f64); 4], leads: [f64; 4], least: f64) {
    let mut command = 'M';
    let mut to = |x: f64, y: f64| {
        let _ = write!(path, "{command}{x:.1} {y:.1}");
        command = 'L';
    };
    for (from, next) in [(0, 1), (1, 2), (2, 3), (3, 0)] {
        let ((x, y), (next_x, next_y)) = (places[from], places[next]);
        if leads[from] >= least {
            to(x, y);
        }
        if (leads[from] >= least) != (leads[next] >= least) {
            let share = (least - leads[from]) / (leads[next] - leads[from]);
            to(x + share * (next_x - x), y + share * (next_y - y));
        }
    }
    if command == 'L' {
        path.push('z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_border_runs_where_the_lead_changes_hands() {
        // Class 1 above, with the same confidence: the border is midway between the rows of centres.
        let plane = Plane { side: 3, classes: vec![0, 0, 0, 0, 0, 0, 1, 1, 1], margins: vec![0.5; 9] };
        let below = area(&plane, 0, 0.0, 60.0);
        assert_eq!(below.matches("M0.0 60.0H60.0V30.0H0.0z").count(), 1, "{below}");
        // The last row of centres stands for the rim at y = 0, the middle one is at 30.
        assert_eq!(below.matches("15.0").count(), 4, "{below}");
        assert_eq!(area(&plane, 1, 0.9, 60.0), "", "nowhere is it that sure");
    }

    #[test]
    fn a_plane_that_is_not_square_is_not_drawn() {
        for side in [0, 1, 2, 65_536] {
            let plane = Plane { side, classes: vec![0; 3], margins: vec![1.0; 3] };
            assert_eq!(area(&plane, 0, 0.0, 60.0), "", "{side}");
        }
    }
}
