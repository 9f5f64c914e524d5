//! What the page does with settings: defaults that follow the data until something is chosen, workflows that leave each
//! other alone, and experiments that come back from their settings exactly.

use layerlab_schema::{
    Attack, Cut, DataSet, Defence, Experiment, Initialisation, Method, Mode, Network, Norm, Objective, Optimizer, Pgd,
    Phase, Protocol, Schedule, Scheme, Selection, Side,
};
use strum::VariantArray as _;

use super::{resolve::FINAL_ATTACK_SAMPLES, triage::TESTED, *};

fn settings(edits: &[Edit]) -> Settings {
    let mut settings = Settings::default();
    edits.iter().for_each(|&edit| settings.edit(edit));
    settings
}

fn experiment(edits: &[Edit]) -> Experiment {
    resolve(&settings(edits))
}

#[test]
fn nothing_chosen_is_the_default_experiment() {
    assert_eq!(resolve(&Settings::default()), Experiment::default());
    let e = experiment(&[
        Edit::Data(DataSet::Digits),
        Edit::Optimizer(optimizers()[1]),
        Edit::Data(DataSet::FashionMnist),
        Edit::Optimizer(optimizers()[0]),
    ]);
    assert_eq!(e, Experiment::default());
}

#[test]
fn the_radius_takes_the_steps_with_it() {
    let mut settings = settings(&[Edit::Epsilon(0.2)]);
    let e = resolve(&settings);
    let size = |attack: Attack| attack.as_pgd().and_then(|pgd| pgd.step_size);
    assert_eq!((size(e.attack), size(e.evaluation.attack)), (Some(0.2 / 3.0), Some(0.2 / 8.0)));
    assert_eq!((e.attack.epsilon, e.evaluation.attack.epsilon), (0.2, 0.2));
    settings.edit(Edit::StepSize(0.05));
    settings.edit(Edit::Epsilon(0.4));
    assert_eq!(size(resolve(&settings).attack), Some(0.1), "a chosen step stays the same share");
    assert_eq!(experiment(&[Edit::Epsilon(0.2), Edit::Epsilon(0.1)]), Experiment::default());
    let mut opened = Settings::from_experiment(&e);
    opened.edit(Edit::Epsilon(0.1));
    let e = resolve(&opened);
    assert_eq!(
        (e.evaluation.attack.epsilon, size(e.attack), size(e.evaluation.attack)),
        (0.1, Some(0.1 / 3.0), Some(0.1 / 8.0))
    );
}

#[test]
fn other_data_bring_their_defaults_unless_the_person_chose() {
    let e = experiment(&[Edit::Epsilon(0.07), Edit::Data(DataSet::Moons)]);
    assert_eq!((e.attack.epsilon, e.phases[0].epochs, e.network.name()), (0.07, 40, "mlp"));
    assert!(e.layers().is_ok());
    // Samples, networks and radii of another set or norm don't fit; those that were chosen come back with theirs.
    let mut page = settings(&[Edit::Train(700), Edit::Network("mnist-cnn"), Edit::Data(DataSet::Blobs)]);
    let e = resolve(&page);
    assert_eq!((e.data.train, e.network.name()), (1_000, "mlp"));
    page.edit(Edit::Data(DataSet::FashionMnist));
    page.edit(Edit::Epsilon(0.3));
    page.edit(Edit::Norm(Norm::L2));
    let e = resolve(&page);
    assert_eq!((e.data.train, e.network.name(), e.attack.epsilon), (700, "mnist-cnn", 1.5));
    assert_eq!(e.evaluation.attack.norm, Norm::L2);
    page.edit(Edit::Norm(Norm::Linf));
    assert_eq!(resolve(&page).attack.epsilon, 0.3);
}

#[test]
fn a_network_that_was_chosen_for_this_very_data_stays_and_is_told_not_to_fit() {
    let e = experiment(&[Edit::Data(DataSet::Moons), Edit::Network("cnn")]);
    assert_eq!(e.network.name(), "cnn");
    assert!(e.layers().is_err());
    let e = experiment(&[Edit::Workflow(Workflow::Triage), Edit::Network("cnn")]);
    assert_eq!(e.network.name(), "cnn", "it has no blocks, which the page says");
}

#[test]
fn a_clean_start_comes_and_goes_and_the_name_follows_the_modes() {
    let mut page = settings(&[Edit::Warm(2)]);
    assert_eq!((warm_epochs(&resolve(&page)), resolve(&page).phases.len()), (2, 2));
    page.edit(Edit::Warm(3));
    assert_eq!((warm_epochs(&resolve(&page)), resolve(&page).phases.len()), (3, 2));
    page.edit(Edit::Warm(0));
    assert_eq!(resolve(&page), Experiment::default());
    page.edit(Edit::Mode(Side::Rest, Mode::Adversarial));
    assert_eq!(resolve(&page).name, "robust");
    page.shared.name = Some("mine".into());
    page.edit(Edit::Mode(Side::Rest, Mode::Clean));
    assert_eq!(resolve(&page).name, "mine");
}

#[test]
fn attacks_at_the_end_stand_in_the_order_of_the_table_and_leave_where_they_do_not_fit() {
    let method = |name| Method::named(name).expect("a name");
    let mut page = settings(&["apgd-t", "fgsm"].map(|name| Edit::FinalAttack(method(name), true)));
    let names = |e: &Experiment| e.evaluation.attacks.iter().map(Method::name).collect::<Vec<_>>();
    let e = resolve(&page);
    assert_eq!((names(&e), e.evaluation.attack_samples), (vec!["fgsm", "apgd-t"], Some(FINAL_ATTACK_SAMPLES)));
    page.edit(Edit::Test(60));
    assert_eq!(resolve(&page).evaluation.attack_samples, Some(60));
    // Two classes are too few for the targeted ratio.
    page.edit(Edit::Data(DataSet::Moons));
    assert_eq!(names(&resolve(&page)), ["fgsm"]);
    page.edit(Edit::FinalAttack(Method::Fgsm, false));
    let e = resolve(&page);
    assert_eq!((names(&e), e.evaluation.attack_samples), (vec![], None));
}

#[test]
fn a_transfer_is_entered_and_left() {
    let mut page = settings(&[Edit::Workflow(Workflow::Transfer)]);
    let e = resolve(&page);
    let transfer = transfer_of(&e).expect("it is one");
    assert_eq!((&transfer.rest[..], e.cut, e.phases.len()), (&[2][..], Cut::new(2), 0));
    assert_eq!((e.data.train, e.data.validation), (3_500, 500));
    assert_eq!((transfer.normal_epochs, transfer.robust_epochs, transfer.fine_tune_epochs), (4, 4, 2));
    assert_eq!((e.name.as_str(), e.steps()), ("transfer", 12 * 110));
    e.layers().expect("it is sound");
    e.data.check_bundled().expect("it comes with the page");
    page.edit(Edit::Workflow(Workflow::Train));
    assert_eq!(resolve(&page), Experiment::default());
}

#[test]
fn whatever_is_changed_a_transfer_can_be_run() {
    for set in DataSet::BUNDLED {
        let e = experiment(&[Edit::Workflow(Workflow::Transfer), Edit::Data(set)]);
        e.layers().unwrap_or_else(|error| panic!("{set:?}: {error}"));
        e.data.check_bundled().unwrap_or_else(|error| panic!("{set:?}: {error}"));
        assert!(e.data.validation > 0 && e.phases.is_empty());
    }
    let mut page = settings(&[Edit::Workflow(Workflow::Transfer)]);
    for cut in [0, 99] {
        page.edit(Edit::Cut(Cut::new(cut)));
        let e = resolve(&page);
        assert!(e.layers().is_ok() && transfer_of(&e).is_some_and(|t| t.rest == [e.cut.rest(4)]), "{}", e.cut);
    }
    page.edit(Edit::Objective(Objective::Clean));
    page.edit(Edit::FineTune(3));
    page.edit(Edit::Train(4_000));
    page.edit(Edit::Test(50));
    let e = resolve(&page);
    let transfer = transfer_of(&e).expect("it stays");
    assert_eq!((&transfer.objectives[..], transfer.fine_tune_epochs), (&[Objective::Clean][..], 3));
    assert_eq!((e.data.train, e.data.validation, transfer.measure.samples), (3_500, 500, 50));
}

#[test]
fn the_cut_slides_over_the_cuts_of_a_file() {
    let mut e = experiment(&[Edit::Workflow(Workflow::Transfer)]);
    let rests = |page: &Settings| transfer_of(&resolve(page)).map(|transfer| transfer.rest.clone());
    let Some(Protocol::Transfer(transfer)) = &mut e.protocol else { panic!("it is one") };
    transfer.rest = vec![1, 2];
    let mut page = Settings::from_file(&e);
    page.edit(Edit::Cut(Cut::new(2)));
    assert_eq!(rests(&page), Some(vec![1, 2]));
    page.edit(Edit::Cut(Cut::new(1)));
    assert_eq!(rests(&page), Some(vec![3]));
    e.cut = Cut::new(1);
    assert_eq!(resolve(&Settings::from_file(&e)).cut, Cut::new(3), "the first that the protocol asks about");
}

/// Edits after which nothing is as the page opens.
fn own() -> Vec<Edit> {
    vec![
        Edit::Mode(Side::Front, Mode::Clean),
        Edit::Mode(Side::Rest, Mode::Adversarial),
        Edit::Cut(Cut::new(2)),
        Edit::Warm(2),
        Edit::Epochs(3),
        Edit::Test(700),
        Edit::Epsilon(0.2),
    ]
}

#[test]
fn who_comes_back_to_a_workflow_finds_it_as_it_was() {
    use Workflow::{Train, Transfer, Triage};
    let mut page = settings(&own());
    page.shared.evaluation.every = Some(17);
    page.shared.evaluation.samples = Some(60);
    page.shared.evaluation.attack.steps = Some(40);
    let before = resolve(&page);
    let fold = Edit::Triage(TriageEdit::Fold(0));
    for edits in [
        &[Edit::Workflow(Transfer), Edit::Normal(9), Edit::Workflow(Train)][..],
        &[
            Edit::Workflow(Triage),
            fold,
            Edit::Triage(TriageEdit::ParentEpochs(9)),
            Edit::Test(301),
            Edit::Workflow(Train),
        ],
        &[Edit::Workflow(Triage), fold, Edit::Workflow(Transfer), Edit::Workflow(Triage), Edit::Workflow(Train)],
    ] {
        let mut page = page.clone();
        edits.iter().for_each(|&edit| page.edit(edit));
        assert_eq!(resolve(&page), before, "{edits:?}");
        page.edit(Edit::Workflow(Triage));
        let e = resolve(&page);
        assert!(e.network != before.network && [TESTED, 301].contains(&e.data.test), "a triage has its own values");
    }
}

#[test]
fn what_all_workflows_share_stays_when_one_of_them_changes_it() {
    let mut page = settings(&own());
    let changes = [
        Edit::Workflow(Workflow::Triage),
        Edit::Epsilon(0.05),
        Edit::Train(1_000),
        Edit::Cut(Cut::new(3)),
        Edit::Workflow(Workflow::Train),
    ];
    changes.iter().for_each(|&edit| page.edit(edit));
    let e = resolve(&page);
    assert_eq!((e.attack.epsilon, e.evaluation.attack.epsilon, e.cut), (0.05, 0.05, Cut::new(3)));
    assert_eq!((e.data.train, e.data.validation), (1_000, 0), "no samples are kept for validation");
    for edit in [Edit::Workflow(Workflow::Triage), Edit::Data(DataSet::Moons), Edit::Workflow(Workflow::Train)] {
        page.edit(edit);
    }
    let e = resolve(&page);
    assert_eq!((e.data.set, e.network.name()), (DataSet::Moons, "mlp"));
    e.layers().expect("it is sound");
}

/// Pseudo-random small numbers, the same every time.
struct Draws(u64);

impl Draws {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    fn edit(&mut self) -> Edit {
        let triage = [
            TriageEdit::Fold(self.below(4)),
            TriageEdit::FoldAll,
            TriageEdit::Undo,
            TriageEdit::Group(Grouping::Together),
            TriageEdit::Group(Grouping::Alone),
            TriageEdit::Scheme(self.of(&Scheme::ALL)),
            TriageEdit::Initialisation(self.of(&Initialisation::ALL)),
            TriageEdit::Parent(self.of(&[ParentKind::Normal, ParentKind::Robust, ParentKind::HalfRobust])),
            TriageEdit::Epochs(1 + self.below(4)),
        ];
        match self.below(26) {
            0 => Edit::Workflow(self.of(Workflow::VARIANTS)),
            1 => Edit::Data(self.of(&DataSet::BUNDLED)),
            2 => Edit::Train(1 + self.below(4_000)),
            3 => Edit::Test(1 + self.below(360)),
            4 => Edit::Network(self.of(&Network::OFFERED)),
            5 => Edit::BatchNorm(self.below(2) == 0),
            6 => Edit::Cut(Cut::new(self.below(9))),
            7 => Edit::Mode(self.of(&[Side::Front, Side::Rest]), self.of(&Mode::ALL)),
            8 => Edit::Warm(self.below(3)),
            9 => Edit::Epochs(self.below(5)),
            10 => Edit::Norm(self.of(&[Norm::Linf, Norm::L2])),
            11 => Edit::Epsilon(self.below(40) as f64 / 100.0),
            12 => Edit::Steps(1 + self.below(9)),
            13 => Edit::StepSize(self.below(30) as f64 / 300.0),
            14 => Edit::RandomStart(self.below(2) == 0),
            15 => Edit::Defence(self.of(&[Defence::Pgd, Defence::Free { replays: 3 }, Defence::Trades { beta: 5.0 }])),
            16 => Edit::Optimizer(self.of(&optimizers())),
            17 => Edit::LearningRate(0.001 * (1 + self.below(50)) as f64),
            18 => Edit::BatchSize(1 + self.below(200)),
            19 => Edit::Seed(self.below(99) as u64),
            20 => Edit::FinalAttack(self.of(&["fgsm", "cw", "square"]).parse_method(), self.below(2) == 0),
            21 => Edit::Normal(1 + self.below(5)),
            22 => Edit::Objective(self.of(&Objective::all())),
            _ => Edit::Triage(self.of(&triage)),
        }
    }

    /// A change that only a file can make.
    fn change(&mut self, e: &mut Experiment) {
        let layers = e.layer_names().len();
        match (self.below(12), &mut e.protocol) {
            (0, _) => e.name = "mine".into(),
            (1, _) => e.cut = Cut::new(self.below(layers + 1)),
            (2, _) => e.schedule = Schedule::Steps { at: vec![1, 3], factor: 0.3 },
            (3, _) => e.evaluation.attack = Attack::new(Method::Fgsm, Norm::L2, 0.3),
            (4, _) => e.evaluation.attack.epsilon *= 0.5,
            (5, _) => e.attack.method = Method::Pgd(Pgd { steps: 4, step_size: None, random_start: true }),
            (6, _) => (e.data.train, e.data.validation) = (20 + self.below(300), self.below(40)),
            (7, None) => e.phases.insert(0, Phase::new(self.below(3), Mode::Frozen, Mode::Clean)),
            (8, None) => {
                let mut to = e.clone();
                (to.attack.epsilon, to.cut) = (0.123, Cut::new(self.below(layers + 1)));
                *e = e.changed_at(1 + self.below(70), &to);
            }
            (9, None) => {
                if let Some(phase) = e.phases.last_mut() {
                    phase.layers = Some((0..layers).map(|_| self.of(&Mode::ALL)).collect());
                }
            }
            (7..=8, Some(Protocol::Transfer(transfer))) => {
                transfer.rest = vec![1 + self.below(3), 1 + self.below(3)];
                transfer.selection = self.of(&[Selection::Test, Selection::Validation]);
                transfer.measure.samples = self.of(&[0, 200]);
                transfer.pairs = self.of(&[None, Some(1)]);
            }
            (7..=9, Some(Protocol::Triage(triage))) => {
                triage.blocks = None;
                triage.batches = 1 + self.below(400);
                triage.parent = self.of(&[None, Some("vgg.pth".into())]);
                triage.parents = self.of(&[
                    vec![layerlab_schema::Parent::Semirobust { rest: 2 }],
                    vec![layerlab_schema::Parent::Clean, layerlab_schema::Parent::Semirobust { rest: 2 }],
                ]);
            }
            (10, _) => e.optimizer = Optimizer::Sgd { learning_rate: 0.1, momentum: 0.5, weight_decay: 0.2 },
            (11, _) => e.network = Network::Mlp { hidden: vec![5, 6, 7], batch_norm: true },
            _ => e.evaluation.attack_samples = Some(1),
        }
    }
}

trait ParseMethod {
    fn parse_method(&self) -> Method;
}

impl ParseMethod for &str {
    fn parse_method(&self) -> Method {
        Method::named(self).expect("a name")
    }
}

#[test]
fn a_sound_experiment_comes_back_from_its_settings_and_from_its_link() {
    let (mut draws, mut sound) = (Draws(7), 0);
    for round in 0..3_000 {
        let mut page = Settings::default();
        for _ in 0..draws.below(14) {
            page.edit(draws.edit());
        }
        let mut e = resolve(&page);
        for _ in 0..draws.below(3) {
            draws.change(&mut e);
        }
        if e.layers().is_err() {
            continue;
        }
        sound += 1;
        let own = Settings::from_experiment(&e);
        assert_eq!(resolve(&own), e, "round {round}");
        assert_eq!(resolve(&own.completed()), e, "round {round}");
        let link = crate::share::write(&own);
        let (read, problem) = crate::share::read(&link);
        assert_eq!(crate::share::write(&read.completed()), link, "round {round}");
        assert_eq!((resolve(&read), problem), (e, None), "round {round}: {link}");
    }
    assert!(sound > 1_000, "{sound} of them were sound");
}

#[test]
fn whatever_is_pressed_there_is_something_to_draw_and_coming_back_changes_nothing() {
    let mut draws = Draws(11);
    let mut page = Settings::default();
    for step in 0..3_000 {
        page.edit(draws.edit());
        let e = resolve(&page);
        assert!(e.cut.front() <= e.layer_names().len() || e.chain().is_err(), "step {step}: {e:?}");
        if e.data.validation > 0 {
            e.data.check_bundled().unwrap_or_else(|error| panic!("step {step}: {error}"));
        }
        let workflow = page.workflow;
        for other in Workflow::VARIANTS {
            page.edit(Edit::Workflow(*other));
        }
        page.edit(Edit::Workflow(workflow));
        assert_eq!(resolve(&page), e, "step {step}");
    }
}

#[test]
fn ready_experiments_come_back_from_their_settings() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/experiments");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a file");
        let e: Experiment = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(resolve(&Settings::from_experiment(&e)), e, "{}", path.display());
        count += 1;
    }
    assert!(count >= 10, "{count} experiments");
}

#[test]
fn the_file_of_the_default_experiment_is_the_pages() {
    let file = include_str!("../../experiments/half-robust.toml");
    let experiment: Experiment = toml::from_str(file).expect("an experiment");
    assert_eq!(resolve(&Settings::default()), experiment);
}

#[test]
fn the_example_is_what_the_page_opens_with() {
    let reports: Vec<layerlab_schema::Report> =
        layerlab_schema::from_json(include_str!("../../www/example.json")).expect("reports");
    let settings = Settings::first();
    let file: Experiment = toml::from_str(include_str!("../../experiments/first-page.toml")).expect("an experiment");
    let last = resolve(&settings);
    assert_eq!(last, Experiment { name: last.name.clone(), ..file });
    let found: Vec<&Experiment> = reports.iter().map(|report| &report.experiment).collect();
    assert_eq!(found, settings.compared_experiments().iter().collect::<Vec<_>>());
}
