//! Compact results in a link: the figures of a plain run, or of the networks that were compared, so that a reader sees them at
//! once. They were computed elsewhere, and the page says so.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use layerlab_schema::{Accuracy, CurvePoint, from_json};
use serde::{Deserialize, Serialize};

use super::LinkProblem;

/// The key of a result in a link; there is one for each network.
pub(super) const KEY: &str = "result";

/// The longest value that is read, and the most of them: as many networks as are compared.
const LONGEST: usize = 4000;
const MOST: usize = 3;
/// Points of the curve in a link; more are thinned out.
const POINTS: usize = 40;
/// No evaluation here has more samples.
const MOST_SAMPLES: usize = 10_000_000;

/// The figures of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedResult {
    /// The kind of device: `cpu`, `gpu` or `webgpu`.
    pub device: String,
    /// Wall-clock time in seconds.
    pub seconds: u32,
    /// Samples of the evaluations on the way, and of the one at the end.
    of: [usize; 2],
    /// Step, and samples that are classified correctly, clean and under attack; the last point is the end.
    curve: Vec<[usize; 3]>,
}

impl SharedResult {
    /// The figures of a curve with its end; nothing without a point.
    pub fn new(device: &str, seconds: f64, curve: &[CurvePoint]) -> Option<Self> {
        let (last, way) = curve.split_last()?;
        let apart = way.len().div_ceil(POINTS - 1).max(1);
        let of = way.first().unwrap_or(last).clean.of;
        // Points of another number of samples, as after a pause in an evaluation, would be misread.
        let kept = way.iter().filter(|point| point.clean.of == of).step_by(apart).chain([last]);
        let curve = kept.map(|point| [point.step, point.clean.correct, point.robust.correct]).collect();
        Some(Self { device: device.into(), seconds: seconds.round() as u32, of: [of, last.clean.of], curve })
    }

    /// The curve that a chart draws.
    pub fn curve(&self) -> Vec<CurvePoint> {
        let last = self.curve.len().saturating_sub(1);
        let point = |(position, &[step, clean, robust]): (usize, &[usize; 3])| {
            let of = self.of[usize::from(position == last)];
            let accuracy = |correct| Accuracy { correct, of };
            CurvePoint { step, loss: None, clean: accuracy(clean), robust: accuracy(robust) }
        };
        self.curve.iter().enumerate().map(point).collect()
    }

    /// Whether its figures can be those of a run.
    fn is_sound(&self) -> bool {
        let fits = |point: CurvePoint| point.clean.correct <= point.clean.of && point.robust.correct <= point.robust.of;
        let grows = self.curve.windows(2).all(|pair| pair[0][0] < pair[1][0]);
        let counts = self.of.iter().all(|&of| (1..=MOST_SAMPLES).contains(&of));
        let is_device = ["cpu", "gpu", "webgpu"].contains(&self.device.as_str());
        counts && grows && is_device && (1..=POINTS).contains(&self.curve.len()) && self.curve().into_iter().all(fits)
    }
}

/// Adds results to a link.
pub fn write_results(link: &str, results: &[SharedResult]) -> String {
    let mut link = link.to_owned();
    for result in results {
        let text = serde_json::to_string(result).unwrap_or_default();
        link.push_str(&format!("&{KEY}={}", BASE64_URL_SAFE_NO_PAD.encode(text)));
    }
    link
}

/// The results in a link, in its order.
///
/// # Errors
/// Where one can't be read, or there are more than can be compared.
pub fn read_results(link: &str) -> Result<Vec<SharedResult>, LinkProblem> {
    let pairs = form_urlencoded::parse(link.trim_start_matches('#').as_bytes());
    let values: Vec<_> = pairs.filter(|(key, _)| key == KEY).map(|(_, value)| value).collect();
    if values.len() > MOST {
        return Err(LinkProblem::Result);
    }
    values.iter().map(|value| read_one(value)).collect()
}

fn read_one(value: &str) -> Result<SharedResult, LinkProblem> {
    if value.len() > LONGEST {
        return Err(LinkProblem::Result);
    }
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(value.as_bytes()).map_err(|_| LinkProblem::Result)?;
    let text = String::from_utf8(bytes).map_err(|_| LinkProblem::Result)?;
    let result = from_json::<SharedResult>(&text).map_err(|_| LinkProblem::Result)?;
    if result.is_sound() { Ok(result) } else { Err(LinkProblem::Result) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(points: usize) -> Vec<CurvePoint> {
        let accuracy = |correct, of| Accuracy { correct, of };
        let mut all: Vec<CurvePoint> = (0..points)
            .map(|position| CurvePoint {
                step: 50 * position,
                loss: Some(1.0),
                clean: accuracy(position % 100, 100),
                robust: accuracy(position % 50, 100),
            })
            .collect();
        all.push(CurvePoint { step: 50 * points, loss: None, clean: accuracy(850, 1000), robust: accuracy(430, 1000) });
        all
    }

    #[test]
    fn a_result_comes_back_and_stays_short() {
        for points in [0, 1, 10, 39, 40, 400] {
            let result = SharedResult::new("cpu", 26.4, &curve(points)).expect("there are points");
            let link = write_results("v=2&cut=3", std::slice::from_ref(&result));
            assert!(link.len() < 1500, "{} characters", link.len());
            let [found] = &read_results(&link).expect("it is sound")[..] else { panic!("one result") };
            assert_eq!(*found, result);
            let three = write_results("v=2", &[result.clone(), found.clone(), result.clone()]);
            assert_eq!(read_results(&three).expect("they are sound").len(), 3);
            assert_eq!(
                read_results(&write_results(&three, std::slice::from_ref(&result))),
                Err(LinkProblem::Result),
                "four"
            );
            let last = found.curve().pop().expect("the end");
            assert_eq!((last.clean.correct, last.robust.of, found.seconds), (850, 1000, 26));
        }
        assert_eq!(read_results("#v=2&cut=3"), Ok(Vec::new()));
        assert_eq!(SharedResult::new("cpu", 1.0, &[]), None);
    }

    #[test]
    fn hostile_results_are_refused() {
        let encoded = |text: &str| format!("v=2&{KEY}={}", BASE64_URL_SAFE_NO_PAD.encode(text));
        for text in [
            r#"{"device":"cpu","seconds":1,"of":[100,100],"curve":[]}"#,
            r#"{"device":"cpu","seconds":1,"of":[100,100],"curve":[[1,101,3]]}"#,
            r#"{"device":"cpu","seconds":1,"of":[0,0],"curve":[[1,0,0]]}"#,
            r#"{"device":"cpu","seconds":1,"of":[100,100],"curve":[[5,1,1],[5,1,1]]}"#,
            r#"{"device":"<b>","seconds":1,"of":[100,100],"curve":[[1,1,1]]}"#,
            r#"{"device":"cpu","seconds":1,"of":[100,100],"curve":[[1,1,1]],"later":2}"#,
            "[[[[[[[[",
        ] {
            assert_eq!(read_results(&encoded(text)), Err(LinkProblem::Result), "{text}");
        }
        assert_eq!(read_results("v=2&result=%00%ff"), Err(LinkProblem::Result));
        assert_eq!(read_results(&format!("v=2&result={}", "A".repeat(1_000_000))), Err(LinkProblem::Result));
    }
}
