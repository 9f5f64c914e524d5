//! The classes of the data sets, in the order of their labels, by their names in the catalogue (`class-…`).

/// Fashion-MNIST, shortened to one word each.
pub const FASHION_MNIST: [&str; 10] =
    ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "boot"];

/// The digits.
pub const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// CIFAR-10 (`batches.meta.txt`).
pub const CIFAR_10: [&str; 10] =
    ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

/// The fine classes of CIFAR-100 (`fine_label_names.txt`).
#[rustfmt::skip]
pub const CIFAR_100: [&str; 100] = [
    "apple", "aquarium-fish", "baby", "bear", "beaver", "bed", "bee", "beetle", "bicycle", "bottle",
    "bowl", "boy", "bridge", "bus", "butterfly", "camel", "can", "castle", "caterpillar", "cattle",
    "chair", "chimpanzee", "clock", "cloud", "cockroach", "couch", "crab", "crocodile", "cup", "dinosaur",
    "dolphin", "elephant", "flatfish", "forest", "fox", "girl", "hamster", "house", "kangaroo", "keyboard",
    "lamp", "lawn-mower", "leopard", "lion", "lizard", "lobster", "man", "maple-tree", "motorcycle", "mountain",
    "mouse", "mushroom", "oak-tree", "orange", "orchid", "otter", "palm-tree", "pear", "pickup-truck", "pine-tree",
    "plain", "plate", "poppy", "porcupine", "possum", "rabbit", "raccoon", "ray", "road", "rocket",
    "rose", "sea", "seal", "shark", "shrew", "skunk", "skyscraper", "snail", "snake", "spider",
    "squirrel", "streetcar", "sunflower", "sweet-pepper", "table", "tank", "telephone", "television", "tiger", "tractor",
    "train", "trout", "tulip", "turtle", "wardrobe", "whale", "willow-tree", "wolf", "woman", "worm",
];

/// Imagenette, in the order of its folders (WordNet numbers).
pub const IMAGENETTE: [&str; 10] = [
    "tench",
    "english-springer",
    "cassette-player",
    "chain-saw",
    "church",
    "french-horn",
    "garbage-truck",
    "gas-pump",
    "golf-ball",
    "parachute",
];
