//! How ink on a sheet becomes a sample: cut out, scaled and centred as the makers of the data set did.

use layerlab_schema::DataSet;

/// Fainter ink is the soft rim of a stroke.
const FAINT: u8 = 24;

/// A grey picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grey {
    /// Values, row by row; 255 is ink.
    pub values: Vec<u8>,
    pub width: usize,
}

/// Where the ink lies in its sample.
#[derive(Clone, Copy)]
struct Layout {
    /// Side of the sample.
    side: usize,
    /// Longest side of what is drawn in it.
    most: f64,
    /// Whether the centre of mass lies in the middle, not the centre of the box around the ink.
    by_mass: bool,
}

impl Layout {
    fn of(set: DataSet, side: usize) -> Self {
        let side_of = side as f64;
        match set {
            // MNIST: fitted into 20×20 of 28×28 and centred by mass (LeCun et al. 1998).
            DataSet::Mnist => Self { side, most: side_of * 20.0 / 28.0, by_mass: true },
            // Digits: the box around the bitmap fills the field. Fashion-MNIST: the longest edge fills it (Xiao et al. 2017).
            _ => Self { side, most: side_of, by_mass: false },
        }
    }
}

/// The ink of a sheet as a sample of `side` × `side` values; nothing where there is no ink.
pub fn fitted(sheet: &Grey, set: DataSet, side: usize) -> Option<Vec<u8>> {
    let layout = Layout::of(set, side);
    let ink = Ink::of(sheet)?;
    let scale = layout.most / ink.longest();
    let (middle_x, middle_y) = if layout.by_mass { ink.mass } else { ink.centre() };
    let half = layout.side as f64 / 2.0;
    let place = |at: f64, middle: f64| middle + (at - half) / scale;
    let value = |row: usize, column: usize| {
        let [left, right] = [column, column + 1].map(|edge| place(edge as f64, middle_x));
        let [top, bottom] = [row, row + 1].map(|edge| place(edge as f64, middle_y));
        sheet.average((left, right), (top, bottom))
    };
    Some((0..side * side).map(|pixel| value(pixel / side, pixel % side)).collect())
}

/// The box around the ink, and its centre of mass.
#[derive(Clone, Copy)]
struct Ink {
    left: usize,
    right: usize,
    top: usize,
    bottom: usize,
    mass: (f64, f64),
}

impl Ink {
    fn of(sheet: &Grey) -> Option<Self> {
        let inked = sheet.values.iter().enumerate().filter(|&(_, &value)| value >= FAINT);
        let mut found: Option<Self> = None;
        let (mut sum, mut weight) = ((0.0, 0.0), 0.0);
        for (pixel, &value) in inked {
            let (x, y) = (pixel % sheet.width, pixel / sheet.width);
            let (share, old) =
                (f64::from(value), found.unwrap_or(Self { left: x, right: x, top: y, bottom: y, mass: (0.0, 0.0) }));
            sum = (sum.0 + share * (x as f64 + 0.5), sum.1 + share * (y as f64 + 0.5));
            weight += share;
            found = Some(Self {
                left: old.left.min(x),
                right: old.right.max(x),
                top: old.top.min(y),
                bottom: old.bottom.max(y),
                mass: (sum.0 / weight, sum.1 / weight),
            });
        }
        found
    }

    fn longest(&self) -> f64 {
        ((self.right - self.left).max(self.bottom - self.top) + 1) as f64
    }

    fn centre(&self) -> (f64, f64) {
        ((self.left + self.right + 1) as f64 / 2.0, (self.top + self.bottom + 1) as f64 / 2.0)
    }
}

impl Grey {
    /// The mean of an area, whose edges may lie within pixels; outside of the picture there is nothing.
    fn average(&self, (left, right): (f64, f64), (top, bottom): (f64, f64)) -> u8 {
        let height = self.values.len() / self.width.max(1);
        let mut sum = 0.0;
        for y in cells(top, bottom, height) {
            for x in cells(left, right, self.width) {
                let share = overlap(x, left, right) * overlap(y, top, bottom);
                sum += share * f64::from(self.values[y * self.width + x]);
            }
        }
        (sum / ((right - left) * (bottom - top))).round() as u8
    }
}

/// The whole cells that an interval touches.
fn cells(from: f64, to: f64, count: usize) -> std::ops::Range<usize> {
    (from.floor().max(0.0) as usize).min(count)..(to.ceil().max(0.0) as usize).min(count)
}

/// How much of a cell lies in the interval.
fn overlap(cell: usize, from: f64, to: f64) -> f64 {
    let cell = cell as f64;
    ((cell + 1.0).min(to) - cell.max(from)).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sheet of 40×40 with a filled box.
    fn sheet(left: usize, top: usize, width: usize, height: usize) -> Grey {
        let is_in = |pixel: usize| {
            let (x, y) = (pixel % 40, pixel / 40);
            (left..left + width).contains(&x) && (top..top + height).contains(&y)
        };
        Grey { values: (0..1600).map(|pixel| if is_in(pixel) { 255 } else { 0 }).collect(), width: 40 }
    }

    #[test]
    fn an_empty_sheet_is_no_sample() {
        assert_eq!(fitted(&sheet(0, 0, 0, 0), DataSet::Digits, 8), None);
    }

    #[test]
    fn the_place_and_the_size_on_the_sheet_do_not_matter() {
        let small = fitted(&sheet(3, 20, 4, 8), DataSet::Digits, 8).expect("ink");
        let large = fitted(&sheet(18, 2, 16, 32), DataSet::Digits, 8).expect("ink");
        assert_eq!(small, large);
        // As high as the field, and half as wide, in the middle.
        assert_eq!(small[..8], [0, 0, 255, 255, 255, 255, 0, 0]);
        assert_eq!(small[56..], small[..8]);
    }

    #[test]
    fn mnist_keeps_a_rim_of_four_and_goes_by_mass() {
        let found = fitted(&sheet(5, 5, 20, 20), DataSet::Mnist, 28).expect("ink");
        let row = |row: usize| &found[row * 28..][..28];
        assert!(row(3).iter().all(|&value| value == 0) && row(24).iter().all(|&value| value == 0));
        assert_eq!((row(4)[3], row(4)[4], row(23)[23], row(23)[24]), (0, 255, 255, 0));
    }
}
