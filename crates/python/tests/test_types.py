"""The stubs: true of what is compiled, and strict enough for a sample."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import layerlab

SAMPLE = """
from typing import assert_type

import layerlab
import numpy
from numpy.typing import NDArray

images = numpy.zeros((2, 1, 28, 28), numpy.float32)
found = layerlab.run("half-robust.toml", progress=lambda step, steps, loss: step < 10)
assert_type(found.weights, dict[str, NDArray[numpy.float32]])
attacked = layerlab.attack("cnn", found.weights, images, [0, 1], attack={"kind": "pgd"}, norm="l2", epsilon=0.5)
assert_type(attacked.robust, NDArray[numpy.bool_])
measured = layerlab.dependency(images, images, measures=["cka"])
assert_type(measured["cka"]["p"], float)
network, weights = layerlab.compress("vgg16", found.weights, layerlab.blocks("vgg16", (3, 32, 32))[0].name, samples=images)
layerlab.attack(network, weights, images, [0, 1], epsilon=0.1)
"""


def mypy(tmp_path: Path, source: str) -> str:
    (tmp_path / "sample.py").write_text(source)
    done = subprocess.run([sys.executable, "-m", "mypy", "--strict", "--no-incremental", "sample.py"], cwd=tmp_path, capture_output=True, text=True)
    return done.stdout + done.stderr


def test_a_sample_is_typed_strictly(tmp_path: Path) -> None:
    assert mypy(tmp_path, SAMPLE).startswith("Success")
    wrong = mypy(tmp_path, SAMPLE.replace('norm="l2"', 'norm="l1"').replace("epsilon=0.1)", "eps=0.1)"))
    assert 'incompatible type "Literal[\'l1\']"' in wrong and 'Unexpected keyword argument "eps"' in wrong, wrong


def test_the_stubs_are_true_of_what_is_compiled(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "mypy.stubtest", "layerlab", "--ignore-missing-stub"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_functions_say_what_they_take_return_and_raise() -> None:
    for function in (layerlab.attack, layerlab.blocks, layerlab.compress, layerlab.dependency, layerlab.run):
        for section in ("Parameters\n----------", "Returns\n-------", "Raises\n------"):
            assert section in (function.__doc__ or ""), (function.__name__, section)
