//! The network that was likely meant by a name that is none.

/// Names to compare a mistaken one with: of families with sizes some that are in use.
const KNOWN: [&str; 26] = [
    "mlp",
    "cnn",
    "mnist-cnn",
    "block-cnn",
    "alexnet",
    "vgg11",
    "vgg13",
    "vgg16",
    "vgg19",
    "vgg11-bn",
    "vgg13-bn",
    "vgg16-bn",
    "vgg19-bn",
    "resnet18",
    "resnet34",
    "resnet50",
    "preact-resnet18",
    "preact-resnet18-bn",
    "wrn-28-10",
    "wrn-34-10",
    "wrn-34-20",
    "wrn-70-16",
    "vit-small",
    "vit-b4",
    "vit-b8",
    "vit-b16",
];

/// Letters that may differ.
const SLIPS: usize = 2;

/// The network's name, written with other marks or capitals, or with a slip.
pub fn network(name: &str) -> Option<&'static str> {
    let written = letters(name);
    let slips = |known: &&'static str| strsim::levenshtein(&letters(known), &written);
    let nearest = KNOWN.into_iter().min_by_key(slips)?;
    // A short name has many neighbours.
    (slips(&nearest) <= SLIPS.min(written.len() / 3)).then_some(nearest)
}

fn letters(name: &str) -> String {
    let letters: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    letters.replace("wideresnet", "wrn")
}

#[cfg(test)]
mod tests {
    use layerlab_schema::Network;

    use super::*;

    #[test]
    fn known_names_are_names() {
        for name in KNOWN {
            assert!(name.parse::<Network>().is_ok(), "{name}");
        }
    }

    #[test]
    fn other_marks_capitals_and_slips_are_understood() {
        for (written, meant) in [
            ("resnet-18", "resnet18"),
            ("ResNet18", "resnet18"),
            ("resnet_50", "resnet50"),
            ("VGG-16-BN", "vgg16-bn"),
            ("vgg16_bn", "vgg16-bn"),
            ("wrn34-10", "wrn-34-10"),
            ("WideResNet-34-10", "wrn-34-10"),
            ("vit_b_16", "vit-b16"),
            ("preactresnet18", "preact-resnet18"),
            ("mnistcnn", "mnist-cnn"),
            ("alex-net", "alexnet"),
            ("mlpp", "mlp"),
        ] {
            assert_eq!(network(written), Some(meant), "{written}");
        }
        for strange in ["transformer-xl", "", "gpt", "xyz"] {
            assert_eq!(network(strange), None, "{strange}");
        }
    }
}
