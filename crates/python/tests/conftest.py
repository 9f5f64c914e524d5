"""Experiments small enough for tests, and the binary that results are compared with."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any, Callable

import layerlab
import numpy
import pytest

EXPERIMENT = """version = 2
name = "small"
seed = 3
cut = 1
batch_size = 32

[data]
set = "digits"
train = 320
test = 60

[network]
kind = "mlp"
hidden = [16, 16, 16]

[optimizer]
kind = "sgd"
learning_rate = 0.1
momentum = 0.9

[attack]
kind = "pgd"
epsilon = 0.1
steps = 3

[evaluation]
every = 20
samples = 40

[evaluation.attack]
kind = "pgd"
epsilon = 0.1
steps = 5

[[phases]]
epochs = 4
front = "adversarial"
rest = "clean"
"""


@pytest.fixture(scope="session")
def trained() -> layerlab.Run:
    """A perceptron for digits."""
    return layerlab.run(EXPERIMENT)


@pytest.fixture(scope="session")
def binary() -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Runs the binary of the same checkout."""
    program = os.environ.get("LAYERLAB_BINARY")
    if program is None:
        pytest.skip("LAYERLAB_BINARY names no binary to compare with")

    def call(*arguments: Any) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)

    return call


@pytest.fixture(scope="session")
def run_folder(binary: Callable[..., "subprocess.CompletedProcess[str]"], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the binary makes of the same experiment."""
    folder = tmp_path_factory.mktemp("binary")
    (folder / "small.toml").write_text(EXPERIMENT)
    done = binary("run", folder / "small.toml", "--out", folder / "run")
    assert done.returncode == 0, done.stderr
    return folder / "run"


def logits(weights: Any, images: Any) -> Any:
    """A perceptron in NumPy, in double precision."""
    x = numpy.asarray(images, numpy.float64).reshape(len(images), -1)
    count = sum(name.endswith(".weight") for name in weights)
    for layer in range(1, count + 1):
        x = x @ weights[f"linear{layer}.weight"].astype(numpy.float64).T + weights[f"linear{layer}.bias"]
        if layer < count:
            x = numpy.maximum(x, 0.0)
    return x


def read_safetensors(path: Path) -> dict[str, Any]:
    """The tensors of a file, by the description of the format."""
    import json

    content = path.read_bytes()
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    types = {"F32": "<f4", "I64": "<i8"}
    return {
        name: numpy.frombuffer(content[8 + length :][slice(*entry["data_offsets"])], types[entry["dtype"]]).reshape(
            entry["shape"]
        )
        for name, entry in header.items()
        if name != "__metadata__"
    }
