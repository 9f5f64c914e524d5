//! Properties of every attack in one table, for random networks, samples and settings.

mod common;

use common::{
    Checkout, Listener,
    attacks::{Case, Ran, any_case, any_method, attack, batch_of, mlp, names},
};
use layerlab_core::{Job, attack::Model, device, network, run};
use layerlab_schema::{
    Attack, AttackState, Data, DataSet, Experiment, METHODS, Method, Mode, Network, Norm, Phase, RunId,
};
use proptest::prelude::*;

/// f32 rounding of x + δ, relative to the larger of ε and 1.
const ROUNDING: f64 = 1e-6;

fn length(norm: Norm, clean: &[f32], attacked: &[f32]) -> f64 {
    let delta = clean.iter().zip(attacked).map(|(a, b)| f64::from(b - a));
    match norm {
        Norm::Linf => delta.map(f64::abs).fold(0.0, f64::max),
        Norm::L2 => delta.map(|x| x * x).sum::<f64>().sqrt(),
    }
}

/// Checks the result of one attack of a finished evaluation.
fn check(case: &Case, ran: &Ran, attack: usize) -> Result<(), TestCaseError> {
    let settings = &ran.state.attacks[attack];
    let progress = &ran.state.progress[attack];
    let answers = batch_of(&case.pixels, &case.labels, case.first).answers(&case.model);
    for (sample, (&label, answer)) in case.labels.iter().zip(answers).enumerate() {
        prop_assert_eq!(ran.state.clean[sample], answer == label, "clean answer of sample {}", sample);
        let adversarial = ran.adversarial.get(&(attack, sample));
        let broke = ran.state.clean[sample] && !progress.robust[sample];
        prop_assert_eq!(broke, adversarial.is_some(), "sample {} is untouched, or broken and kept", sample);
        let Some(adversarial) = adversarial else { continue };
        prop_assert!(adversarial.iter().all(|x| (0.0..=1.0).contains(x)));
        let length = length(settings.norm, &case.pixels[64 * sample..][..64], adversarial);
        let most = settings.epsilon + ROUNDING * settings.epsilon.max(1.0);
        prop_assert!(length <= most, "{} > {}", length, settings.epsilon);
        let fresh = batch_of(adversarial, &[label], 0).answers(&case.model)[0];
        prop_assert_ne!(fresh, label, "a success is a wrong answer");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn adversarial_samples_lie_in_the_ball_and_fool_the_network(case in any_case(), settings in any_method()) {
        let ran = attack(&case, &[settings], 2);
        check(&case, &ran, 0)?;
    }

    #[test]
    fn an_epsilon_of_zero_finds_nothing(case in any_case(), settings in any_method()) {
        let ran = attack(&case, &[Attack { epsilon: 0.0, ..settings }], 2);
        prop_assert_eq!(&ran.state.progress[0].robust, &ran.state.clean);
        prop_assert!(ran.adversarial.is_empty());
    }

    #[test]
    fn flags_only_go_from_robust_to_broken(case in any_case(), settings in any_method()) {
        let ran = attack(&case, &[settings], 1);
        let mut before = ran.state.clean.clone();
        for state in &ran.history {
            let Some(progress) = state.progress.last() else { continue };
            prop_assert!(before.iter().zip(&progress.robust).all(|(before, after)| *before || !after));
            before.clone_from(&progress.robust);
        }
    }

    #[test]
    fn a_sample_does_not_depend_on_its_neighbours(case in any_case(), settings in any_method()) {
        let (alone, together) = (attack(&case, &[settings], 1), attack(&case, &[settings], 8));
        prop_assert_eq!(&alone.state.progress[0].robust, &together.state.progress[0].robust);
        for (key, values) in &alone.adversarial {
            let worst = values.iter().zip(&together.adversarial[key]).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            prop_assert!(worst <= 1e-4, "{key:?}: {worst}");
        }
    }

    #[test]
    fn going_on_after_a_stop_changes_nothing(case in any_case(), first in any_method(), second in any_method(), stop in 1_usize..5) {
        let attacks = [first, second];
        let whole = attack(&case, &attacks, 1);
        let part = case.run(AttackState::new(attacks.to_vec(), case.seed, 1), Some(stop));
        let text = serde_json::to_string(&part.state).expect("it writes");
        let rest = case.run(serde_json::from_str(&text).expect("it reads"), None);
        let mut adversarial = part.adversarial;
        adversarial.extend(rest.adversarial);
        prop_assert_eq!(adversarial, whole.adversarial);
        prop_assert_eq!(timeless(rest.state), timeless(whole.state));
    }
}

fn timeless(mut state: AttackState) -> AttackState {
    state.progress.iter_mut().for_each(|progress| progress.seconds = 0.0);
    state
}

#[test]
fn every_attack_breaks_something_on_an_easy_network() {
    let case = Case::own_labels(mlp(3), 6, 7);
    for name in names() {
        let method = Method::named(name).expect("a name").with_steps(30);
        for norm in [Norm::Linf, Norm::L2] {
            if name == "cw" && norm == Norm::Linf || name == "auto-attack" {
                continue;
            }
            let epsilon = if norm == Norm::Linf { 0.4 } else { 3.0 };
            let ran = attack(&case, &[Attack::new(method, norm, epsilon)], 4);
            let broken = ran.adversarial.len();
            assert!(broken >= if name == "noise" { 1 } else { 5 }, "{name} in {}: {broken} of 6", norm.name());
        }
    }
}

#[test]
fn auto_attack_is_the_and_of_its_parts() {
    let case = Case::own_labels(mlp(5), 8, 11);
    for (norm, epsilon) in [(Norm::Linf, 0.03), (Norm::L2, 0.15)] {
        let settings = |name| Attack::new(Method::named(name).expect("a name"), norm, epsilon);
        let ran = attack(&case, &["auto-attack", "apgd-ce", "fab-t"].map(settings), 8);
        check(&case, &ran, 0).expect("AutoAttack keeps what all attacks keep");
        let [all, first, third] = [0, 1, 2].map(|attack| &ran.state.progress[attack].robust);
        assert!(all.iter().zip(first.iter().zip(third)).all(|(all, (first, third))| !all || (*first && *third)));
        let still_robust = &ran.state.progress[0].still_robust;
        assert_eq!(still_robust.len(), 4);
        assert!(still_robust.windows(2).all(|pair| pair[1] <= pair[0]), "{still_robust:?}");
        assert_eq!(still_robust[3], all.iter().filter(|&&robust| robust).count());
        let broken = all.iter().filter(|robust| !**robust).count();
        assert!((1..8).contains(&broken), "{broken} of 8 broken: the radius says nothing");
    }
}

#[test]
fn no_attack_changes_the_network() {
    let network = Network::Mlp { hidden: vec![8], batch_norm: true };
    let case = Case::own_labels(common::attacks::digits(&network, 2), 4, 3);
    let weights = |case: &Case| pollster::block_on(network::save(&case.model)).expect("it saves");
    let logits = |case: &Case| common::values(case.model.logits(batch_of(&case.pixels, &case.labels, 0).images));
    let (before, answers) = (weights(&case), logits(&case));
    for name in names().into_iter().filter(|name| *name != "auto-attack") {
        let method = Method::named(name).expect("a name").with_steps(3);
        attack(&case, &[Attack::new(method, Norm::L2, 0.5)], 2);
    }
    assert!(weights(&case) == before, "weights and running statistics stay bit-identical");
    assert_eq!(logits(&case), answers);
}

#[test]
fn every_method_trains_or_is_refused_with_a_sentence() {
    for row in METHODS {
        let attack = Attack::new(row.method.with_steps(2), row.norms[0], 0.2);
        let experiment = Experiment {
            attack,
            data: Data { train: 40, test: 20, ..Data::all(DataSet::Digits) },
            network: Network::Mlp { hidden: vec![8], batch_norm: false },
            batch_size: 20,
            cut: layerlab_schema::Cut::new(2),
            phases: vec![Phase::new(1, Mode::Adversarial, Mode::Adversarial)],
            ..Experiment::default()
        };
        let (device, described) = device::cpu();
        let job = Job { run: RunId(1), experiment, from: None };
        let ended = pollster::block_on(run(job, &device, described, &Checkout, &Listener::default()));
        match ended {
            Ok(outcome) => assert!(row.trains && outcome.report.steps == 2, "{}", row.name),
            Err(error) => {
                let sentence = error.to_string();
                assert!(!row.trains && sentence.contains(row.name) && sentence.contains("fgsm, pgd"), "{sentence}");
            }
        }
    }
}
