//! What was drawn: strokes in the order in which they were made, so that the last one can be taken back.

/// Side of the sheet, in its own units.
pub const SIDE: f64 = 280.0;
/// Width of the pen in pixels of the sample, about that of the strokes in the data sets, and its limits on the sheet.
const PEN: f64 = 1.4;
const LIMITS: (f64, f64) = (20.0, 46.0);
/// How much wider the eraser is.
const ERASER: f64 = 1.5;

/// What a stroke is made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    Pen,
    Eraser,
}

impl Tool {
    /// The width of its strokes on a sheet for samples of `side` pixels.
    pub fn width(self, side: usize) -> f64 {
        let pen = (PEN * SIDE / side as f64).clamp(LIMITS.0, LIMITS.1);
        match self {
            Self::Pen => pen,
            Self::Eraser => ERASER * pen,
        }
    }
}

/// A line along points.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    pub tool: Tool,
    pub points: Vec<(f64, f64)>,
}

/// All strokes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strokes(pub Vec<Stroke>);

impl Strokes {
    /// Begins a stroke.
    pub fn begin(&mut self, tool: Tool, at: (f64, f64)) {
        self.0.push(Stroke { tool, points: vec![within(at)] });
    }

    /// Goes on with the last stroke.
    pub fn extend(&mut self, to: (f64, f64)) {
        if let Some(stroke) = self.0.last_mut() {
            stroke.points.push(within(to));
        }
    }

    /// Takes the last stroke back.
    pub fn undo(&mut self) {
        self.0.pop();
    }
}

/// The nearest place on the sheet.
pub fn within((x, y): (f64, f64)) -> (f64, f64) {
    (x.clamp(0.0, SIDE), y.clamp(0.0, SIDE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_stroke_is_taken_back_whole_and_none_leaves_the_sheet() {
        let mut strokes = Strokes::default();
        strokes.begin(Tool::Pen, (10.0, 10.0));
        strokes.extend((400.0, -3.0));
        strokes.begin(Tool::Eraser, (5.0, 5.0));
        strokes.undo();
        assert_eq!(strokes.0, [Stroke { tool: Tool::Pen, points: vec![(10.0, 10.0), (280.0, 0.0)] }]);
        strokes.undo();
        strokes.undo();
        assert!(strokes.0.is_empty());
    }
}
