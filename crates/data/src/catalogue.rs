//! The data sets that can be fetched: their sources, sizes, authors, terms and files.

use layerlab_schema::DataSet;

use Checksum::{Md5, Sha256};

/// A data set that can be fetched.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// The data set that this entry describes.
    pub set: DataSet,
    /// Usual name of the data set.
    pub title: &'static str,
    /// Address of the page on which its authors describe it.
    pub page: &'static str,
    /// Authors and terms of use, in one line.
    pub terms: &'static str,
    /// Name of its folder in the data folder.
    pub folder: &'static str,
    /// Files to fetch, in order.
    pub downloads: &'static [Download],
    /// Files whose content is known, relative to `folder`.
    pub files: &'static [KnownFile],
}

/// A file that can be fetched.
#[derive(Debug, PartialEq, Eq)]
pub struct Download {
    /// Name of the file.
    pub file: &'static str,
    /// Address of the folder in which it is published, with a final slash.
    pub site: &'static str,
    /// Approximate size in bytes, which is displayed before the download.
    pub bytes: u64,
    /// Published checksum of the file.
    pub checksum: Checksum,
    /// Form of the file, which decides how it is unpacked.
    pub form: Form,
}

impl Download {
    /// Address of the file at its publisher.
    pub fn address(&self) -> String {
        format!("{}{}", self.site, self.file)
    }
}

/// A published checksum, or one derived from it, in lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checksum {
    /// MD5 of the file, where nothing else is published: it protects against damage, not against forgery.
    Md5(&'static str),
    /// SHA-256 of the file.
    Sha256(&'static str),
    /// SHA-256 of the uncompressed content, so that a file compressed anew counts as the same. No maker publishes it: it
    /// was computed from the files whose archives have the MD5 that torchvision publishes.
    Content(&'static str),
}

/// Form of a fetched file, which decides how it is unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A data file, kept as it is.
    File,
    /// A gzipped tar archive of the set's folder, deleted after unpacking.
    TarGz,
    /// An uncompressed tar archive of the content of the set's folder, deleted after unpacking.
    Tar,
    /// A zip archive of the set's folder, deleted after unpacking.
    Zip,
}

/// A file whose content is known.
#[derive(Debug, PartialEq, Eq)]
pub struct KnownFile {
    /// Its path in the set's folder.
    pub path: &'static str,
    /// The SHA-256 of its content (uncompressed).
    pub sha256: &'static str,
}

/// The entry of `set`; `None` for sets that are bundled or generated.
pub fn entry(set: DataSet) -> Option<&'static Entry> {
    ENTRIES.iter().find(|entry| entry.set == set)
}

const fn idx(file: &'static str, site: &'static str, bytes: u64, sha256: &'static str) -> Download {
    Download { file, site, bytes, checksum: Checksum::Content(sha256), form: Form::File }
}

const MNIST: &str = "https://ossci-datasets.s3.amazonaws.com/mnist/";
const FASHION_MNIST: &str = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";
const CIFAR: &str = "https://www.cs.toronto.edu/~kriz/";
const FAST_AI: &str = "https://s3.amazonaws.com/fast-ai-imageclas/";
const DOGS: &str = "http://vision.stanford.edu/aditya86/ImageNetDogs/";

const IMAGENET_TERMS: &str =
    "from ImageNet, for non-commercial research and education (https://image-net.org/download)";

/// Every set of the catalogue. Checksums of archives: the makers' pages, torchvision 0.29 and TensorFlow Datasets 4.
/// Those of uncompressed files (MNIST, Fashion-MNIST, and `files` of CIFAR-10) are the SHA-256 of what came out of
/// archives with the MD5 that torchvision publishes.
pub const ENTRIES: &[Entry] = &[
    Entry {
        set: DataSet::Mnist,
        title: "MNIST",
        page: "http://yann.lecun.com/exdb/mnist/",
        terms: "Y. LeCun, C. Cortes, C. Burges; CC BY-SA 3.0",
        folder: "mnist",
        downloads: &[
            idx(
                "train-images-idx3-ubyte.gz",
                MNIST,
                9_912_422,
                "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
            ),
            idx(
                "train-labels-idx1-ubyte.gz",
                MNIST,
                28_881,
                "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
            ),
            idx(
                "t10k-images-idx3-ubyte.gz",
                MNIST,
                1_648_877,
                "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
            ),
            idx(
                "t10k-labels-idx1-ubyte.gz",
                MNIST,
                4_542,
                "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
            ),
        ],
        files: &[],
    },
    Entry {
        set: DataSet::FashionMnist,
        title: "Fashion-MNIST",
        page: "https://github.com/zalandoresearch/fashion-mnist",
        terms: "Zalando SE; MIT",
        folder: "fashion-mnist",
        downloads: &[
            idx(
                "train-images-idx3-ubyte.gz",
                FASHION_MNIST,
                26_421_880,
                "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            ),
            idx(
                "train-labels-idx1-ubyte.gz",
                FASHION_MNIST,
                29_515,
                "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            ),
            idx(
                "t10k-images-idx3-ubyte.gz",
                FASHION_MNIST,
                4_422_102,
                "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            ),
            idx(
                "t10k-labels-idx1-ubyte.gz",
                FASHION_MNIST,
                5_148,
                "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
            ),
        ],
        files: &[],
    },
    Entry {
        set: DataSet::Cifar10,
        title: "CIFAR-10",
        page: "https://www.cs.toronto.edu/~kriz/cifar.html",
        terms: "A. Krizhevsky, V. Nair, G. Hinton; no licence stated, cite Krizhevsky 2009",
        folder: "cifar-10-batches-bin",
        downloads: &[Download {
            file: "cifar-10-binary.tar.gz",
            site: CIFAR,
            bytes: 170_052_171,
            checksum: Sha256("c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"),
            form: Form::TarGz,
        }],
        files: &[
            KnownFile {
                path: "data_batch_1.bin",
                sha256: "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5",
            },
            KnownFile {
                path: "data_batch_2.bin",
                sha256: "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed",
            },
            KnownFile {
                path: "data_batch_3.bin",
                sha256: "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67",
            },
            KnownFile {
                path: "data_batch_4.bin",
                sha256: "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48",
            },
            KnownFile {
                path: "data_batch_5.bin",
                sha256: "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add",
            },
            KnownFile {
                path: "test_batch.bin",
                sha256: "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b",
            },
        ],
    },
    Entry {
        set: DataSet::Cifar100,
        title: "CIFAR-100",
        page: "https://www.cs.toronto.edu/~kriz/cifar.html",
        terms: "A. Krizhevsky, V. Nair, G. Hinton; no licence stated, cite Krizhevsky 2009",
        folder: "cifar-100-binary",
        downloads: &[Download {
            file: "cifar-100-binary.tar.gz",
            site: CIFAR,
            bytes: 168_513_733,
            checksum: Sha256("58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec"),
            form: Form::TarGz,
        }],
        files: &[],
    },
    Entry {
        set: DataSet::TinyImagenet,
        title: "Tiny ImageNet",
        page: "http://cs231n.stanford.edu",
        terms: IMAGENET_TERMS,
        folder: "tiny-imagenet-200",
        downloads: &[Download {
            file: "tiny-imagenet-200.zip",
            site: "http://cs231n.stanford.edu/",
            bytes: 248_100_043,
            checksum: Md5("90528d7ca1a48142e341f4ef8d21d0de"),
            form: Form::Zip,
        }],
        files: &[],
    },
    Entry {
        set: DataSet::Imagenette,
        title: "Imagenette, 160 pixels",
        page: "https://github.com/fastai/imagenette",
        terms: IMAGENET_TERMS,
        folder: "imagenette2-160",
        downloads: &[Download {
            file: "imagenette2-160.tgz",
            site: FAST_AI,
            bytes: 99_003_388,
            checksum: Md5("e793b78cc4c9e9a4ccc0c1155377a412"),
            form: Form::TarGz,
        }],
        files: &[],
    },
    Entry {
        set: DataSet::Imagenette320,
        title: "Imagenette, 320 pixels",
        page: "https://github.com/fastai/imagenette",
        terms: IMAGENET_TERMS,
        folder: "imagenette2-320",
        downloads: &[Download {
            file: "imagenette2-320.tgz",
            site: FAST_AI,
            bytes: 341_663_724,
            checksum: Md5("3df6f0d01a2c9592104656642f5e78a3"),
            form: Form::TarGz,
        }],
        files: &[],
    },
    Entry {
        set: DataSet::StanfordDogs,
        title: "Stanford Dogs",
        page: "http://vision.stanford.edu/aditya86/ImageNetDogs/",
        terms: IMAGENET_TERMS,
        folder: "stanford-dogs",
        downloads: &[
            Download {
                file: "images.tar",
                site: DOGS,
                bytes: 793_579_520,
                checksum: Sha256("a443fc2f9a851aa1a7b8e4fa4af94b8459fce2c9f5a2f4dd4669cf9673a4ec58"),
                form: Form::Tar,
            },
            Download {
                file: "lists.tar",
                site: DOGS,
                bytes: 481_280,
                checksum: Sha256("34b47cacd9a98b5d150e084f24d29391c084c55272295ec65c85651bc35f4d6c"),
                form: Form::Tar,
            },
        ],
        files: &[],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_beyond_the_bundled_samples_can_be_fetched() {
        for set in DataSet::ALL {
            assert_eq!(entry(set).is_some(), set.bundled() != set.available(), "{set:?}");
        }
    }

    #[test]
    fn checksums_have_their_length() {
        for entry in ENTRIES {
            let checksums = entry.downloads.iter().map(|download| match download.checksum {
                Md5(digits) => (digits, 32),
                Sha256(digits) | Checksum::Content(digits) => (digits, 64),
            });
            for (digits, length) in checksums.chain(entry.files.iter().map(|file| (file.sha256, 64))) {
                assert_eq!(digits.len(), length, "{digits}");
                assert!(digits.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)), "{digits}");
            }
        }
    }
}
