"""Attacks: against the binary bit by bit, against NumPy, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable

import layerlab
import numpy
import pytest
from conftest import logits, read_safetensors

METHODS = ["fgsm", "pgd", "cw", "apgd-ce", "apgd-dlr", "apgd-t", "fab", "fab-t", "square", "auto-attack", "noise"]
NETWORK = {"kind": "mlp", "hidden": [16, 16, 16]}


@pytest.fixture(scope="module")
def samples() -> tuple[Any, Any]:
    generator = numpy.random.default_rng(4)
    return generator.random((12, 1, 8, 8), dtype=numpy.float32), generator.integers(0, 10, 12)


@pytest.mark.parametrize("norm", ["linf", "l2"])
def test_every_attack_finds_the_bits_that_the_binary_finds(
    norm: str, trained: layerlab.Run, binary: Callable[..., Any], run_folder: Path, tmp_path: Path
) -> None:
    methods = [method for method in METHODS if method != "cw" or norm == "l2"]
    chosen = [argument for method in methods for argument in ("--attack", method)]
    epsilon = 0.1 if norm == "linf" else 0.6
    done = binary("attack", run_folder, *chosen, "--norm", norm, "--epsilon", epsilon, "--samples", 12, "--first", 5,
                  "--seed", 7, "--out", tmp_path / "attacks")
    assert done.returncode == 0, done.stderr
    found = read_safetensors(tmp_path / "attacks/adversarial.safetensors")
    report = json.loads((tmp_path / "attacks/attack.json").read_text())
    for method, expected in zip(methods, report["attacks"]):
        attacked = layerlab.attack(NETWORK, trained.weights, found["images"], found["labels"], attack=method, norm=norm,
                                   epsilon=epsilon, first=5, seed=7)
        numpy.testing.assert_array_equal(attacked.adversarial, found[f"adversarial.{method}"], method)
        assert attacked.robust.tolist() == expected["robust"] and attacked.correct.tolist() == expected["clean"], method
        assert attacked.report["passes"] == expected["passes"] and attacked.report["accuracy"] == expected["accuracy"]


def test_fgsm_is_one_step_along_the_sign_of_the_gradient(trained: layerlab.Run, samples: tuple[Any, Any]) -> None:
    images = samples[0].reshape(12, 64)
    labels = logits(trained.weights, images).argmax(axis=1)
    # The gradient of the cross-entropy by central differences, in double precision.
    def loss(x: Any) -> Any:
        z = logits(trained.weights, x)
        return numpy.log(numpy.exp(z - z.max(1, keepdims=True)).sum(1)) + z.max(1) - z[numpy.arange(12), labels]

    steps = 1e-6 * numpy.eye(64)
    gradient = numpy.stack([loss(images + step) - loss(images - step) for step in steps], axis=1)
    expected = numpy.clip(images + 0.2 * numpy.sign(gradient), 0, 1)
    adversarial, robust, correct, _ = layerlab.attack(NETWORK, trained.weights, images, labels, attack="fgsm", epsilon=0.2)
    assert correct.all() and adversarial.shape == (12, 64)
    fooled = logits(trained.weights, expected).argmax(axis=1) != labels
    numpy.testing.assert_array_equal(robust, ~fooled)
    assert fooled.any()
    numpy.testing.assert_allclose(adversarial[fooled], expected[fooled], atol=1e-6)
    numpy.testing.assert_array_equal(adversarial[robust], images[robust])


def test_what_is_found_lies_in_the_ball_and_fools_the_network(trained: layerlab.Run, samples: tuple[Any, Any]) -> None:
    images, _ = samples
    labels = logits(trained.weights, images).argmax(axis=1)
    for norm, epsilon, length in [("linf", 0.15, numpy.inf), ("l2", 0.8, 2)]:
        found = layerlab.attack(NETWORK, trained.weights, images, labels, norm=norm, epsilon=epsilon, steps=20)
        assert found.adversarial.dtype == numpy.float32 and found.adversarial.shape == images.shape
        distance = numpy.linalg.norm((found.adversarial - images).reshape(12, -1).astype(float), length, axis=1)
        assert distance.max() < epsilon * (1 + 1e-5) and 0 <= found.adversarial.min() <= found.adversarial.max() <= 1
        answers = logits(trained.weights, found.adversarial).argmax(axis=1)
        numpy.testing.assert_array_equal(answers == labels, found.robust)
        assert not found.robust.all()


def test_the_seed_alone_decides(trained: layerlab.Run, samples: tuple[Any, Any]) -> None:
    images, _ = samples
    labels = logits(trained.weights, images).argmax(axis=1)
    found = [
        layerlab.attack(NETWORK, trained.weights, images, labels, epsilon=0.2, steps=5, seed=seed, threads=threads, batch=batch).adversarial
        for seed, threads, batch in [(1, None, 100), (1, 1, 5), (2, None, 100)]
    ]
    numpy.testing.assert_array_equal(found[0], found[1])
    assert (found[0] != found[2]).any()


class Tensor:
    """What this package uses of a tensor of PyTorch."""

    def __init__(self, values: Any) -> None:
        self.values = values
        self.dtype = "torch.float32"

    def detach(self) -> "Tensor":
        return self

    def cpu(self) -> "Tensor":
        return self

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        return numpy.asarray(self.values, dtype)


def test_weights_come_as_tensors_doubles_or_files(trained: layerlab.Run, samples: tuple[Any, Any], run_folder: Path) -> None:
    expected = layerlab.attack(NETWORK, trained.weights, *samples, epsilon=0.1, steps=3)
    doubles = {name: values.astype(">f8") for name, values in trained.weights.items()}
    tensors = {f"module.{name}": Tensor(values) for name, values in trained.weights.items()}
    toml = 'kind = "mlp"\nhidden = [16, 16, 16]'
    for network, weights in [(NETWORK, doubles), (toml, tensors), (NETWORK, run_folder / "weights.safetensors")]:
        found = layerlab.attack(network, weights, *samples, epsilon=0.1, steps=3)
        numpy.testing.assert_array_equal(found.adversarial, expected.adversarial)


def test_tensors_of_pytorch_are_taken_from_their_graph(trained: layerlab.Run, samples: tuple[Any, Any]) -> None:
    torch = pytest.importorskip("torch")
    tensors = {name: torch.nn.Parameter(torch.from_numpy(values)) for name, values in trained.weights.items()}
    expected = layerlab.attack(NETWORK, trained.weights, *samples, epsilon=0.1, steps=3)
    found = layerlab.attack(NETWORK, tensors, torch.from_numpy(samples[0]), torch.from_numpy(samples[1]), epsilon=0.1, steps=3)
    numpy.testing.assert_array_equal(found.adversarial, expected.adversarial)


def test_inputs_are_normalised_as_asked(trained: layerlab.Run, samples: tuple[Any, Any]) -> None:
    images, _ = samples
    labels = logits(trained.weights, (images - 0.3) / 0.5).argmax(axis=1)
    found = layerlab.attack(NETWORK, trained.weights, images, labels, epsilon=0.0, attack="fgsm", mean=[0.3], std=[0.5])
    assert found.correct.all() and found.robust.all()


def test_progress_is_told_and_can_end_the_attack(trained: layerlab.Run, samples: tuple[Any, Any]) -> None:
    images, _ = samples
    labels = logits(trained.weights, images).argmax(axis=1)
    told: list[float] = []
    layerlab.attack(NETWORK, trained.weights, images, labels, epsilon=0.01, steps=3, batch=4, progress=told.append)
    assert len(told) == 3 and told == sorted(told) and 0 < told[0] < 1
    wide = {"kind": "square", "queries": 2000}
    ended = layerlab.attack(NETWORK, trained.weights, images, labels, attack=wide, epsilon=0.0, batch=1, progress=lambda share: False)
    assert ended.report["passes"]["forward"] < 12 * 2000


def test_what_does_not_go_together_is_refused(trained: layerlab.Run, samples: tuple[Any, Any]) -> None:
    images, labels = samples

    def refusal(network: Any = NETWORK, weights: Any = trained.weights, images: Any = images, labels: Any = labels, **settings: Any) -> str:
        with pytest.raises(layerlab.LayerlabError) as refused:
            layerlab.attack(network, weights, images, labels, **{"epsilon": 0.1, **settings})
        assert len(str(refused.value).splitlines()) == 1
        return str(refused.value)

    assert "did you mean resnet18?" in refusal("resnet-18")
    assert "unknown variant `mpl`" in refusal({"kind": "mpl"})
    assert "linear1.weight" in refusal({"kind": "mlp", "hidden": [8]})
    assert "linear4.bias" in refusal(weights={name: values for name, values in trained.weights.items() if name != "linear4.bias"})
    assert "linear1.bias is complex128" in refusal(weights={**trained.weights, "linear1.bias": numpy.zeros(16, complex)})
    assert "NaN" in refusal(weights={**trained.weights, "linear1.bias": numpy.full(16, numpy.nan)})
    assert "label 10 of row 0 is not one of 10 classes" in refusal(labels=labels * 0 + 10)
    assert "images hold nan" in refusal(images=images * numpy.nan).lower()
    assert "(channels, height, width)" in refusal(images=images[0])
    assert "one or more" in refusal(images=images[:0], labels=labels[:0])
    assert "auto-attack" in refusal(attack="magic")
    assert "`queries` for pgd" in refusal(attack={"kind": "pgd", "queries": 3})
    assert "fgsm has no number of steps" in refusal(attack="fgsm", steps=3)
    assert "no norm l1" in refusal(norm="l1")
    assert "cw" in refusal(attack="cw") and "l2" in refusal(attack="cw")
    assert "epsilon" in refusal(epsilon=-1.0)
    assert "only one of mean and std" in refusal(mean=[0.5])
    with pytest.raises(TypeError):
        layerlab.attack(NETWORK, trained.weights, images, labels)  # type: ignore[call-arg]
