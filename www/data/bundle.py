"""Cut the small data sets that the page carries into gzipped IDX shards.

Usage: python www/data/bundle.py FASHION_MNIST_FOLDER

The folder holds the four official Fashion-MNIST files (train-images-idx3-ubyte.gz and so on). The handwritten digits come with
scikit-learn. Everything is written next to this script, and index.json lists every shard with its SHA-256. Two runs with the same
versions write the same bytes.

Needs: pip install numpy==2.4.6 scikit-learn==1.9.1 (run with Python 3.11.7, zlib 1.2.13 or another classic zlib).
"""

import argparse
import gzip
import hashlib
import io
import json
import struct
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits

UNSIGNED_BYTE = 0x08  # The IDX code of the only element type used here.

FASHION_TRAIN, FASHION_TEST, FASHION_SHARD = 4_000, 1_000, 250
DIGITS_TRAIN, DIGITS_SHARD, DIGITS_SEED = 1_437, 500, 0


def read_idx(path: Path) -> np.ndarray:
    """Return the array in a gzipped IDX file of unsigned bytes."""
    raw = gzip.decompress(path.read_bytes())
    zero, kind, rank = struct.unpack(">HBB", raw[:4])
    if zero != 0 or kind != UNSIGNED_BYTE:
        raise SystemExit(f"{path} is not an IDX file of unsigned bytes")
    start = 4 + 4 * rank
    shape = struct.unpack(f">{rank}I", raw[4:start])
    return np.frombuffer(raw, np.uint8, offset=start).reshape(shape)


def idx_gz(array: np.ndarray) -> bytes:
    """Encode an array of unsigned bytes as a gzipped IDX file that carries no name and no date."""
    header = struct.pack(f">HBB{array.ndim}I", 0, UNSIGNED_BYTE, array.ndim, *array.shape)
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as stream:
        stream.write(header + array.tobytes())
    return packed.getvalue()


def write_file(path: Path, content: bytes, root: Path) -> dict:
    """Write one shard file and return its entry for the index."""
    path.write_bytes(content)
    return {"file": path.relative_to(root).as_posix(), "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def write_split(root: Path, name: str, split: str, images: np.ndarray, labels: np.ndarray, shard: int) -> dict:
    """Write one split as shards of at most `shard` images each and return its entry for the index."""
    shards = []
    for number, start in enumerate(range(0, len(images), shard)):
        part = slice(start, start + shard)
        shards.append(
            {
                "count": len(images[part]),
                "images": write_file(root / name / f"{split}-images-{number:02}.idx3.gz", idx_gz(images[part]), root),
                "labels": write_file(root / name / f"{split}-labels-{number:02}.idx1.gz", idx_gz(labels[part]), root),
            }
        )
    return {"count": len(images), "shards": shards}


def write_set(root: Path, name: str, maximum: int, shard: int, splits: dict[str, tuple[np.ndarray, np.ndarray]]) -> dict:
    """Replace the folder of one data set and return its entry for the index."""
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.idx?.gz"):
        old.unlink()
    (shape,) = {images.shape[1:] for images, _ in splits.values()}
    entry = {"shape": list(shape), "classes": 10, "maximum": maximum, "shard_size": shard}
    return entry | {split: write_split(root, name, split, *pair, shard) for split, pair in splits.items()}


def fashion_mnist(folder: Path) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return the first training and test images of Fashion-MNIST, in their official order."""
    splits = {}
    for split, prefix, count, official in (("train", "train", FASHION_TRAIN, 60_000), ("test", "t10k", FASHION_TEST, 10_000)):
        images = read_idx(folder / f"{prefix}-images-idx3-ubyte.gz")
        labels = read_idx(folder / f"{prefix}-labels-idx1-ubyte.gz")
        if images.shape != (official, 28, 28) or labels.shape != (official,):
            raise SystemExit(f"{folder} does not hold the complete {split} split of Fashion-MNIST")
        splits[split] = images[:count], labels[:count]
    return splits


def digits() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return the handwritten digits, shuffled once and cut into a training and a test part."""
    images, labels = load_digits().images, load_digits().target
    order = np.random.default_rng(DIGITS_SEED).permutation(len(images))
    images, labels = images[order].astype(np.uint8), labels[order].astype(np.uint8)
    return {"train": (images[:DIGITS_TRAIN], labels[:DIGITS_TRAIN]), "test": (images[DIGITS_TRAIN:], labels[DIGITS_TRAIN:])}


def main() -> None:
    """Write both data sets and the index, then say how large they are."""
    parser = argparse.ArgumentParser(description="Cut the bundled data sets into gzipped IDX shards.")
    parser.add_argument("fashion_mnist", type=Path, help="folder with the four official Fashion-MNIST files")
    source = parser.parse_args().fashion_mnist

    root = Path(__file__).resolve().parent
    index = {
        "fashion-mnist": write_set(root, "fashion-mnist", 255, FASHION_SHARD, fashion_mnist(source)),
        "digits": write_set(root, "digits", 16, DIGITS_SHARD, digits()),
    }
    (root / "index.json").write_text(json.dumps(index, indent=1) + "\n")

    for name, entry in index.items():
        for split in ("train", "test"):
            total = sum(part[kind]["bytes"] for part in entry[split]["shards"] for kind in ("images", "labels"))
            print(f"{name} {split}: {entry[split]['count']} images in {len(entry[split]['shards'])} shards, {total:,} bytes")
    first = [index["fashion-mnist"][split]["shards"][0][kind]["bytes"] for split in ("train", "test") for kind in ("images", "labels")]
    print(f"first training and test shard of fashion-mnist with labels: {sum(first):,} bytes")


if __name__ == "__main__":
    main()
