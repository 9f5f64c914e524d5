//! The pictures of the terms: a few scenes (stones, samples, balls, bars, curves, dots), set for each term. Their colours have
//! the meaning that they have everywhere on the page; the words beside a picture say what it shows.

mod balls;
mod bars;
mod curves;
mod dots;
mod samples;
mod stones;

use yew::prelude::*;

use super::TermName;
use bars::{Bar, Threshold};
use dots::Pattern;
use stones::{Stone, Under};

/// Width and height of every picture, in CSS pixels.
const SIZE: (f64, f64) = (168.0, 84.0);

/// The picture of a term.
pub(super) fn picture(term: TermName) -> Html {
    html! {
        <svg class="term-picture" viewBox={format!("0 0 {} {}", SIZE.0, SIZE.1)} width={SIZE.0.to_string()}
            height={SIZE.1.to_string()} aria-hidden="true" focusable="false">
            { scene(term) }
        </svg>
    }
}

fn scene(term: TermName) -> Html {
    use Stone::{Adversarial, Clean, Compressed, Frozen, Planned, Tuned};
    match term {
        TermName::AdversarialExample => samples::before_and_after(),
        TermName::Attack => samples::perturbed(),
        TermName::AdversarialTraining => stones::row(&[Adversarial; 4], None, Under::Loop),
        TermName::Robust => stones::row(&[Adversarial; 4], None, Under::Nothing),
        TermName::Cut => stones::row(&[Planned; 4], Some(2), Under::Nothing),
        TermName::FrontAndRest => stones::row(&[Adversarial, Adversarial, Clean, Clean], Some(2), Under::Braces),
        TermName::Semirobust => stones::row(&[Adversarial, Adversarial, Clean, Clean], Some(2), Under::Nothing),
        TermName::FineTune => stones::row(&[Frozen, Frozen, Tuned, Tuned], Some(2), Under::Loop),
        TermName::Frozen => stones::row(&[Frozen, Frozen, Clean, Clean], Some(2), Under::Nothing),
        TermName::Transfer => {
            stones::two_rows(&[Adversarial, Adversarial, Clean, Clean], &[Adversarial, Adversarial, Tuned, Tuned])
        }
        TermName::Control => stones::two_rows(&[Adversarial, Adversarial, Tuned, Tuned], &[Clean, Clean, Tuned, Tuned]),
        TermName::Layer => stones::row(&[Planned, Clean, Planned], None, Under::Nothing),
        TermName::Block => stones::row(&[Planned, Clean, Clean, Planned], None, Under::Block),
        TermName::Compression => stones::two_rows(&[Planned, Clean, Clean, Planned], &[Planned, Compressed, Planned]),
        TermName::Triage => stones::two_rows(&[Compressed, Clean, Clean], &[Clean, Clean, Compressed]),
        TermName::Rewind => stones::two_rows(&[Clean, Clean, Clean], &[Clean, Planned, Clean]),
        TermName::Distillation => bars::taught(),
        TermName::CleanAccuracy => bars::bars(&[(0.85, Bar::Clean), (0.1, Bar::Faint)], None),
        TermName::RobustAccuracy => bars::bars(&[(0.8, Bar::Clean), (0.6, Bar::Attacked)], None),
        TermName::Prediction => {
            bars::bars(&[(0.08, Bar::Clean), (0.7, Bar::Clean), (0.15, Bar::Clean), (0.05, Bar::Clean)], None)
        }
        TermName::Sensitivity => bars::bars(
            &[(0.15, Bar::Attacked), (0.3, Bar::Attacked), (0.55, Bar::Attacked), (0.85, Bar::Attacked)],
            None,
        ),
        TermName::Margin => bars::margin(),
        TermName::Holm => bars::bars(
            &[(0.06, Bar::Clean), (0.16, Bar::Clean), (0.5, Bar::Faint), (0.8, Bar::Faint)],
            Some(Threshold::Rising),
        ),
        TermName::Null => bars::histogram(false),
        TermName::PValue => bars::histogram(true),
        TermName::Criticality => bars::losses(),
        TermName::Epsilon => balls::square(true),
        TermName::Norm => balls::two_norms(),
        TermName::Pgd => balls::path(1),
        TermName::AutoAttack => balls::path(4),
        TermName::Certificate => balls::bracket(),
        TermName::Audit => balls::balance(),
        TermName::Interval => dots::intervals(false),
        TermName::Trial => dots::intervals(true),
        TermName::Claim => dots::verdicts(),
        TermName::Dependency => dots::scatter(Pattern::Line),
        TermName::Edge => dots::scatter(Pattern::Buckets),
        TermName::Ksg => dots::scatter(Pattern::Neighbours),
        TermName::InfoNce => dots::scatter(Pattern::Pairs),
        TermName::Cka => dots::scatter(Pattern::Turned),
        TermName::Probe => dots::scatter(Pattern::Apart),
        TermName::Projection => dots::scatter(Pattern::Shadow),
        TermName::ReadOut => stones::row(&[Adversarial, Adversarial, Planned], Some(2), Under::ReadOut),
        TermName::Noise => stones::row(&[Adversarial, Adversarial, Tuned, Tuned], Some(2), Under::Noise),
        TermName::Epoch => curves::epochs(),
        TermName::Batch => samples::batch(),
        TermName::LearningRate => curves::valley(),
        TermName::Loss => curves::falling(),
        TermName::RobustOverfitting => curves::overfitting(),
        TermName::Samples => samples::split(),
        TermName::Seed => curves::seeds(),
    }
}
