"""Blocks, and one layer in the place of one: against NumPy, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import layerlab
import numpy
import pytest
from conftest import logits

NETWORK = {"kind": "mlp", "hidden": [16, 16, 16]}


def test_the_blocks_of_vgg16_are_its_five_groups_of_convolutions() -> None:
    found = layerlab.blocks("vgg16-bn", (3, 32, 32))
    assert [block.name for block in found] == ["conv1-2", "conv3-4", "conv5-7", "conv8-10", "conv11-13"]
    assert found[2] == layerlab.Block("conv5-7", 4, 6)
    assert [block.name for block in layerlab.blocks('kind = "mlp"\nhidden = [4, 4]', [2], classes=3)] == ["linear1-2"]


def test_collapsed_layers_are_the_product_of_their_matrices(trained: layerlab.Run) -> None:
    network, weights = layerlab.compress(NETWORK, trained.weights, "linear1-3", initialisation="collapse", input_shape=(1, 8, 8))
    w, b = ([trained.weights[f"linear{i}.{part}"].astype(float) for i in (1, 2, 3)] for part in ("weight", "bias"))
    numpy.testing.assert_allclose(weights["linear1-3.weight"], w[2] @ w[1] @ w[0], rtol=1e-4, atol=1e-6)
    numpy.testing.assert_allclose(weights["linear1-3.bias"], w[2] @ (w[1] @ b[0] + b[1]) + b[2], rtol=1e-4, atol=1e-6)
    assert set(weights) == {"linear1-3.weight", "linear1-3.bias", "linear4.weight", "linear4.bias"}
    numpy.testing.assert_array_equal(weights["linear4.weight"], trained.weights["linear4.weight"])
    # What is returned is a network again, also after a way through a file.
    images = numpy.random.default_rng(1).random((8, 1, 8, 8), dtype=numpy.float32)
    two = {f"linear{i}.{part}": weights[f"{name}.{part}"] for i, name in ((1, "linear1-3"), (2, "linear4")) for part in ("weight", "bias")}
    labels = logits(two, images).argmax(axis=1)
    found = layerlab.attack(json.loads(json.dumps(network)), weights, images, labels, epsilon=0.0, attack="fgsm")
    assert found.correct.all()


def test_least_squares_is_the_best_affine_map(trained: layerlab.Run) -> None:
    samples = numpy.random.default_rng(2).random((400, 64), dtype=numpy.float32)
    _, weights = layerlab.compress(NETWORK, trained.weights, "linear1-2", initialisation="least-squares", samples=samples)
    hidden = numpy.maximum(samples @ trained.weights["linear1.weight"].T + trained.weights["linear1.bias"], 0)
    target = hidden @ trained.weights["linear2.weight"].T + trained.weights["linear2.bias"]
    inputs = numpy.concatenate([samples, numpy.ones((400, 1))], axis=1)
    best, *_ = numpy.linalg.lstsq(inputs, target.astype(float), rcond=None)
    numpy.testing.assert_allclose(weights["linear1-2.weight"], best[:-1].T, atol=2e-3)


def test_blocks_one_after_the_other_are_blocks_together() -> None:
    experiment: Any = {"kind": "block-cnn", "channels": [2, 3], "hidden": 4}
    weights = random_weights([("conv1", (2, 1, 3, 3)), ("conv2", (2, 2, 3, 3)), ("conv3", (3, 2, 3, 3)), ("conv4", (3, 3, 3, 3)), ("linear1", (4, 12)), ("linear2", (10, 4))])
    names = [block.name for block in layerlab.blocks(experiment, (1, 8, 8))]
    assert names == ["conv1-2", "conv3-4"]
    together = layerlab.compress(experiment, weights, names, initialisation="mean", input_shape=(1, 8, 8))
    network, half = layerlab.compress(experiment, weights, names[0], initialisation="mean", input_shape=(1, 8, 8))
    after = layerlab.compress(network, half, names[1], initialisation="mean", input_shape=(1, 8, 8))
    assert together[0] == after[0] == {"network": experiment | {"per_stage": 2, "batch_norm": False}, "compressed": {"blocks": names, "kernel": "same"}}
    for name, values in together[1].items():
        numpy.testing.assert_array_equal(values, after[1][name])
    with pytest.raises(layerlab.LayerlabError, match="another kernel"):
        layerlab.compress(network, half, names[1], kernel="receptive-field", input_shape=(1, 8, 8))


def test_the_seed_decides_random_weights(trained: layerlab.Run) -> None:
    def fresh(seed: int) -> Any:
        return layerlab.compress(NETWORK, trained.weights, "linear1-3", seed=seed, input_shape=(1, 8, 8))[1]["linear1-3.weight"]

    numpy.testing.assert_array_equal(fresh(1), fresh(1))
    assert (fresh(1) != fresh(2)).all()
    # N(0, 2 / fan-in) (He et al. 2015).
    assert fresh(1).std() == pytest.approx((2 / 64) ** 0.5, rel=0.1)


def random_weights(layers: list[tuple[str, tuple[int, ...]]]) -> dict[str, Any]:
    generator = numpy.random.default_rng(3)
    weights = {}
    for name, shape in layers:
        weights[f"{name}.weight"] = generator.standard_normal(shape).astype(numpy.float32)
        weights[f"{name}.bias"] = generator.standard_normal(shape[0]).astype(numpy.float32)
    return weights


def test_what_can_not_be_compressed_is_refused(trained: layerlab.Run) -> None:
    def refusal(block: Any = "linear1-3", **settings: Any) -> str:
        with pytest.raises(layerlab.LayerlabError) as refused:
            layerlab.compress(NETWORK, trained.weights, block, **{"input_shape": (1, 8, 8), **settings})
        return str(refused.value)

    assert "conv1-2" in refusal("conv1-2") and "linear1-3" in refusal("conv1-2")
    assert "linear1-2" in refusal(["linear1-2", "linear2-3"])
    assert "unknown variant `best`" in refusal(initialisation="best")
    assert "samples" in refusal(initialisation="least-squares")
    assert "input_shape" in refusal(input_shape=None)
    with pytest.raises(layerlab.LayerlabError, match="does not fit"):
        layerlab.blocks("vgg16", (3, 8, 8))
