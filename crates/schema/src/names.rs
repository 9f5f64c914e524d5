//! The names of variants in files, in links and on the command line. strum derives them; serde writes the same ones.

/// The variants of an enum as an array, which can be mapped and iterated by value.
pub(crate) const fn all<T: Copy, const N: usize>(variants: &[T]) -> [T; N] {
    assert!(variants.len() == N, "the array must hold every variant");
    match variants.first_chunk() {
        Some(all) => *all,
        None => unreachable!(),
    }
}

#[cfg(test)]
mod tests {
    use std::{fmt::Debug, str::FromStr};

    use serde::{Serialize, de::DeserializeOwned};
    use serde_json::Value;
    use strum::VariantArray;

    use crate::{
        ClaimVerdict, Control, DataSet, DropKind, Initialisation, Kernel, Measure, Mode, Network, NoVerdict, Norm,
        Objective, Optimizer, Proxy, ReadOutKind, Reader, Role, Scheme,
    };

    /// Every variant has the same name in files, as `&str`, and when it is parsed; no two share one.
    fn agree<T>()
    where
        T: Copy + Debug + PartialEq + VariantArray + FromStr + Into<&'static str> + Serialize + DeserializeOwned,
    {
        for &variant in T::VARIANTS {
            let name: &'static str = variant.into();
            assert_eq!(serde_json::to_value(variant).expect("it serialises"), name);
            assert_eq!(serde_json::from_value::<T>(Value::from(name)).expect("it parses"), variant);
            assert_eq!(T::from_str(name).ok(), Some(variant));
        }
        assert!(T::from_str("no such name").is_err());
    }

    #[test]
    fn names_are_those_of_the_files() {
        agree::<ClaimVerdict>();
        agree::<Control>();
        agree::<DataSet>();
        agree::<DropKind>();
        agree::<Initialisation>();
        agree::<Measure>();
        agree::<Mode>();
        agree::<NoVerdict>();
        agree::<Norm>();
        agree::<Objective>();
        agree::<Proxy>();
        agree::<ReadOutKind>();
        agree::<Reader>();
        agree::<Role>();
        agree::<Scheme>();
        assert_eq!(serde_json::to_value(Kernel::ReceptiveField).expect("it serialises"), "receptive-field");
    }

    /// Names of one network of each family.
    const FAMILIES: [&str; 10] = [
        "mlp",
        "cnn",
        "mnist-cnn",
        "block-cnn",
        "alexnet",
        "vgg16",
        "resnet18",
        "preact-resnet18",
        "wrn-34-10",
        "vit-small",
    ];

    #[test]
    fn tags_in_files_are_the_names_of_the_kinds() {
        for network in FAMILIES {
            let network: Network = network.parse().expect("a network");
            assert_eq!(serde_json::to_value(&network).expect("it serialises")["kind"], network.name());
        }
        let (learning_rate, momentum, weight_decay) = (0.1, 0.9, 0.0);
        for optimizer in [
            Optimizer::Sgd { learning_rate, momentum, weight_decay },
            Optimizer::Adam { learning_rate, weight_decay },
            Optimizer::AdamW { learning_rate, weight_decay },
        ] {
            assert_eq!(serde_json::to_value(optimizer).expect("it serialises")["kind"], optimizer.name());
        }
    }
}
