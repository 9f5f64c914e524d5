//! From values to places: the frame that charts above each other share.

/// Room around the drawing, in CSS pixels: for the ticks on the left and the labels of the lines on the right.
const LEFT: f64 = 34.0;
const RIGHT: f64 = 160.0;
/// Charts below this width have no room beside the lines: their labels stand over the ends of the lines.
const NARROW: f64 = 500.0;
const NARROW_RIGHT: f64 = 12.0;
/// About the longest label of a line.
const LABEL: f64 = 140.0;

/// The horizontal scale, in training steps, of charts of one width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Width of the whole chart, in pixels.
    pub width: f64,
    /// Number of training steps at the right end.
    pub steps: f64,
    /// Number of training steps of one epoch.
    pub per_epoch: f64,
}

impl Scale {
    /// A scale; with room for at least one step.
    pub fn new(width: f64, steps: usize, per_epoch: usize) -> Self {
        Self { width: width.max(LEFT + LABEL), steps: steps.max(1) as f64, per_epoch: per_epoch.max(1) as f64 }
    }

    /// The x coordinate of step 0, in pixels.
    pub fn left(&self) -> f64 {
        LEFT
    }

    /// The x coordinate of the last step, in pixels.
    pub fn right(&self) -> f64 {
        self.width - if self.is_narrow() { NARROW_RIGHT } else { RIGHT }
    }

    /// Whether there is no room beside the lines.
    pub fn is_narrow(&self) -> bool {
        self.width < NARROW
    }

    /// Where the label of a line stands that ends at `x`: its x coordinate, its anchor, and how far below the end.
    pub fn label(&self, x: f64) -> (f64, &'static str, f64) {
        if self.is_narrow() && x + LABEL > self.width { (x, "end", -9.0) } else { (x + 10.0, "start", 4.5) }
    }

    /// The x coordinate of a training step, in pixels.
    pub fn x(&self, step: f64) -> f64 {
        LEFT + (step / self.steps).clamp(0.0, 1.0) * (self.right() - LEFT)
    }

    /// The training step at an x coordinate.
    pub fn step_at(&self, x: f64) -> f64 {
        ((x - LEFT) / (self.right() - LEFT)).clamp(0.0, 1.0) * self.steps
    }

    /// Epochs to write under the axis: few, and evenly apart.
    pub fn epochs(&self) -> Vec<usize> {
        let epochs = (self.steps / self.per_epoch).round().max(1.0) as usize;
        let apart = [1, 2, 5, 10, 20, 50, 100, 200, 500].into_iter().find(|a| epochs / a <= 6).unwrap_or(epochs);
        (0..=epochs).step_by(apart).collect()
    }

    /// The x coordinate of the end of an epoch, in pixels.
    pub fn x_of_epoch(&self, epoch: usize) -> f64 {
        self.x(epoch as f64 * self.per_epoch)
    }
}

/// The path of a line through points.
pub fn line(points: impl Iterator<Item = (f64, f64)>) -> String {
    let mut path = String::new();
    for (x, y) in points {
        path.push(if path.is_empty() { 'M' } else { 'L' });
        path.push_str(&format!("{x:.1} {y:.1}"));
    }
    path
}

/// The path of a band between two lines.
pub fn band(points: &[(f64, f64, f64)]) -> String {
    let there = points.iter().map(|&(x, low, _)| (x, low));
    let back = points.iter().rev().map(|&(x, _, high)| (x, high));
    let path = line(there.chain(back));
    if path.is_empty() { path } else { path + "z" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_and_places_are_inverse_and_ticks_few() {
        let scale = Scale::new(600.0, 252, 63);
        assert!((scale.step_at(scale.x(100.0)) - 100.0).abs() < 1e-9);
        assert_eq!(scale.epochs(), [0, 1, 2, 3, 4]);
        assert_eq!(Scale::new(600.0, 640, 16).epochs(), [0, 10, 20, 30, 40]);
        assert_eq!(scale.x_of_epoch(4), scale.right());
    }

    #[test]
    fn a_narrow_chart_uses_its_width_and_labels_stay_in_it() {
        let scale = Scale::new(328.0, 100, 25);
        assert!(scale.right() > 300.0);
        assert_eq!(scale.label(scale.right()), (scale.right(), "end", -9.0));
        assert_eq!(scale.label(scale.left()), (44.0, "start", 4.5));
    }
}
