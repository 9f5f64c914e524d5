//! Figures that an independent program computed from the formulas (`fixtures/make.py`), found again by the crate.

use std::{ops::ControlFlow, path::Path};

use layerlab_dependency::{
    Activations, Error, Rows, Settings, Values, dependency, kernel,
    measures::{cka, connectivity, edge, info_nce, ksg, ksg_noised, nhsic, nhsic_channels},
};
use layerlab_schema::Measure;
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};
use safetensors::{Dtype, SafeTensors};

/// What all measures but those in bits, which draw at random, give in [`dependency`] without further ado.
const FIXED: [Measure; 6] = [
    Measure::Connectivity,
    Measure::Nhsic,
    Measure::NhsicChannels,
    Measure::Cka,
    Measure::CkaRbf,
    Measure::CkaDebiased,
];

/// One case of the file.
struct Case<'a> {
    name: &'a str,
    file: &'a SafeTensors<'a>,
}

/// Numbers of either precision.
enum Numbers {
    F32(Vec<f32>),
    F64(Vec<f64>),
}

impl Numbers {
    fn view(&self) -> Values<'_> {
        match self {
            Self::F32(values) => values.as_slice().into(),
            Self::F64(values) => values.as_slice().into(),
        }
    }
}

impl Case<'_> {
    fn find(&self, name: &str) -> Option<(Vec<usize>, Numbers)> {
        let tensor = self.file.tensor(&format!("{}.{name}", self.name)).ok()?;
        let numbers = match tensor.dtype() {
            Dtype::F32 => {
                Numbers::F32(tensor.data().as_chunks().0.iter().map(|four| f32::from_le_bytes(*four)).collect())
            }
            Dtype::F64 => {
                Numbers::F64(tensor.data().as_chunks().0.iter().map(|eight| f64::from_le_bytes(*eight)).collect())
            }
            other => panic!("{name} holds {other:?}"),
        };
        Some((tensor.shape().to_vec(), numbers))
    }

    fn doubles(&self, name: &str) -> Option<Vec<f64>> {
        match self.find(name)? {
            (_, Numbers::F64(values)) => Some(values),
            (_, Numbers::F32(_)) => panic!("{name} is in single precision"),
        }
    }

    fn integers(&self, name: &str) -> Vec<usize> {
        let tensor = self.file.tensor(&format!("{}.{name}", self.name)).expect("it is in the file");
        assert_eq!(tensor.dtype(), Dtype::I64, "{name}");
        tensor.data().as_chunks().0.iter().map(|eight| i64::from_le_bytes(*eight) as usize).collect()
    }

    fn draws(&self, class: usize, side: &str) -> edge::Draws {
        edge::Draws {
            projection: self.doubles(&format!("{class}.{side}.projection")),
            offsets: self.doubles(&format!("{class}.{side}.shifts")).expect("the shifts"),
            sampled: self.integers(&format!("{class}.{side}.sampled")),
        }
    }

    fn check(&self) {
        let [(x_shape, x), (y_shape, y)] = ["parent", "child"].map(|side| self.find(side).expect("both sides"));
        let parent = Activations::new(x.view(), &x_shape).expect("it fits");
        let child = Activations::new(y.view(), &y_shape).expect("it fits");
        let labels = self.integers("labels");
        for class in 0..=labels.iter().copied().max().expect("labels") {
            let rows: Vec<usize> = (0..labels.len()).filter(|&row| labels[row] == class).collect();
            if !rows.is_empty() {
                self.check_class(class, &parent.select(&rows), &child.select(&rows));
            }
        }
        for measure in FIXED {
            let found = whole(&parent, &child, &labels, measure).expect("it can be measured");
            let expected = self.doubles(measure.name()).expect("the value over all classes");
            assert_close(&format!("{}, {}", self.name, measure.name()), found, expected[0]);
        }
    }

    fn check_class(&self, class: usize, parent: &Rows<'_>, child: &Rows<'_>) {
        let (x, y) = (kernel::gram(parent), kernel::gram(child));
        let seeded = |seed| ChaCha8Rng::seed_from_u64(seed);
        let by_gram =
            |side: fn(&kernel::Gram<'_>) -> cka::Side, pairing: &[usize]| cka::value(&side(&x), &side(&y), pairing);
        let value = |measure: Measure, pairing: &[usize]| match measure {
            Measure::Edge => {
                let (a, b) = (self.draws(class, "parent"), self.draws(class, "child"));
                edge::value(&edge::side(parent, &a), &edge::side(child, &b), pairing)
            }
            Measure::Ksg => ksg::value(&ksg::side(&x, &mut seeded(1)), &ksg::side(&y, &mut seeded(2)), pairing),
            Measure::KsgNoised => {
                let noise = self.doubles(&format!("{class}.noise")).expect("the noise");
                let child = ksg_noised::child(&y, &noise, &mut seeded(2));
                ksg::value(&ksg::side(&x, &mut seeded(1)), &child, pairing)
            }
            Measure::InfoNce => {
                let critic = self.doubles(&format!("{class}.critic")).expect("the critic's weights");
                let (a, b) = (info_nce::side(&x, &mut seeded(1)), info_nce::side(&y, &mut seeded(2)));
                info_nce::bits(&a, &b, &critic, pairing)
            }
            Measure::Connectivity => {
                let [a, b] = [parent, child].map(|rows| connectivity::side(rows, &mut seeded(1)));
                connectivity::value(&a, &b, pairing)
            }
            Measure::Nhsic => nhsic::value(&nhsic::side(&x), &nhsic::side(&y), pairing),
            Measure::NhsicChannels => {
                nhsic::value(&nhsic_channels::side(parent), &nhsic_channels::side(child), pairing)
            }
            Measure::Cka => by_gram(cka::linear, pairing),
            Measure::CkaRbf => by_gram(cka::rbf, pairing),
            Measure::CkaDebiased => by_gram(cka::debiased, pairing),
        };
        let pairing = self.integers(&format!("{class}.pairing"));
        let same: Vec<usize> = (0..pairing.len()).collect();
        for measure in Measure::ALL {
            let Some(expected) = self.doubles(&format!("{class}.{}", measure.name())) else { continue };
            let what = format!("{}, class {class}, {}", self.name, measure.name());
            assert_close(&what, value(measure, &same), expected[0]);
            assert_close(&format!("{what}, permuted"), value(measure, &pairing), expected[1]);
        }
    }
}

fn whole(parent: &Activations<'_>, child: &Activations<'_>, labels: &[usize], measure: Measure) -> Result<f64, Error> {
    let settings = Settings { nulls: 20, seed: 1 };
    let go_on = async |_| ControlFlow::Continue(());
    pollster::block_on(dependency(parent, child, labels, measure, settings, go_on)).map(|found| found.value)
}

fn assert_close(what: &str, found: f64, expected: f64) {
    let error = (found - expected).abs();
    assert!(error <= 1e-6 * expected.abs().max(1e-2), "{what}: {found} is not {expected}, by {error:.1e}");
}

#[test]
fn every_measure_is_the_formula_on_every_class_and_over_all() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/dependency.safetensors");
    let bytes = std::fs::read(path).expect("the fixture");
    let file = SafeTensors::deserialize(&bytes).expect("it is a safetensors file");
    let values = |measure| file.names().iter().filter(|name| name.ends_with(&format!(".{measure}"))).count();
    let counts = ["edge", "ksg", "ksg-noised", "info-nce"].map(values);
    assert_eq!(counts, [7, 6, 6, 7], "the fixture was made for other cases");
    for name in ["maps", "points", "equal", "many"] {
        Case { name, file: &file }.check();
    }
}
