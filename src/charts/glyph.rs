//! The shape of each class of points: the meaning of its colour without colour vision.

/// The path of a class's mark around (x, y): circle, square or triangle.
pub fn glyph(class: usize, x: f64, y: f64, scale: f64) -> String {
    let [r, half, width, rise] = [3.5, 3.2, 4.0, 7.0].map(|length| length * scale);
    match class {
        0 => format!("M{:.1} {y:.1}a{r} {r} 0 1 1 {d} 0a{r} {r} 0 1 1 -{d} 0z", x - r, d = 2.0 * r),
        1 => format!("M{:.1} {:.1}h{d}v{d}h-{d}z", x - half, y - half, d = 2.0 * half),
        _ => format!("M{x:.1} {:.1}l{width} {rise}h-{:.1}z", y - 4.5 * scale, 2.0 * width),
    }
}
