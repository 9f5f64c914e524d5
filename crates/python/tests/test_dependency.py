"""Dependencies: against NumPy and the binary, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable

import layerlab
import numpy
import pytest


@pytest.fixture(scope="module")
def activations() -> tuple[Any, Any, Any]:
    """A child that is a noisy function of its parent, in two classes."""
    generator = numpy.random.default_rng(5)
    parent = generator.standard_normal((120, 6))
    child = parent @ generator.standard_normal((6, 4)) + 0.5 * generator.standard_normal((120, 4))
    return parent, child, numpy.arange(120) % 2


def test_cka_and_connectivity_are_those_of_numpy(activations: tuple[Any, Any, Any]) -> None:
    parent, child, _ = activations
    found = layerlab.dependency(parent, child, measures=["cka", "connectivity"])
    x, y = parent - parent.mean(0), child - child.mean(0)
    # Kornblith et al. 2019, section 3.
    cka = numpy.linalg.norm(y.T @ x) ** 2 / (numpy.linalg.norm(x.T @ x) * numpy.linalg.norm(y.T @ y))
    assert found["cka"]["value"] == pytest.approx(cka, rel=1e-9)
    correlation = numpy.corrcoef(parent.T, child.T)[:6, 6:]
    assert found["connectivity"]["value"] == pytest.approx(numpy.abs(correlation).mean(), rel=1e-9)
    assert found["cka"]["samples"] == 120


def test_within_classes_weighted_by_their_shares(activations: tuple[Any, Any, Any]) -> None:
    parent, child, labels = activations
    labels = (labels == 0) & (numpy.arange(120) < 80)
    found = layerlab.dependency(parent, child, labels.astype(int), measures=["cka"])["cka"]["value"]
    parts = [layerlab.dependency(parent[rows], child[rows], measures=["cka"])["cka"]["value"] for rows in (labels, ~labels)]
    assert found == pytest.approx((parts[0] * 40 + parts[1] * 80) / 120, rel=1e-12)


def test_what_depends_exceeds_its_null_and_what_does_not_is_within(activations: tuple[Any, Any, Any]) -> None:
    parent, child, labels = activations
    found = layerlab.dependency(parent, child, labels, nulls=39)
    assert list(found) == ["edge", "connectivity", "nhsic", "cka-debiased", "ksg"]
    for values in found.values():
        assert values["p"] == pytest.approx(1 / 40) and values["nulls"] == 39, values
        assert values["excess"] == pytest.approx(values["value"] - values["null_mean"]) and values["value"] > values["null_p95"]
    independent = numpy.random.default_rng(6).standard_normal((120, 4))
    assert layerlab.dependency(parent, independent, labels, measures=["cka-debiased"])["cka-debiased"]["p"] > 0.05


def test_the_same_bits_as_the_binary(activations: tuple[Any, Any, Any], binary: Callable[..., Any], tmp_path: Path) -> None:
    for name, values in zip(("parent", "child", "labels"), activations):
        numpy.save(tmp_path / f"{name}.npy", values)
    files = [argument for name in ("parent", "child", "labels") for argument in (f"--{name}", tmp_path / f"{name}.npy")]
    done = binary("dependency", *files, "--seed", 9, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == layerlab.dependency(*activations, seed=9)
    singles = [values.astype(numpy.float32) for values in activations[:2]]
    assert layerlab.dependency(*singles, activations[2], measures=["cka"]) == layerlab.dependency(
        *[values.astype(numpy.float64) for values in singles], activations[2], measures=["cka"]
    )


def test_what_does_not_go_together_is_refused(activations: tuple[Any, Any, Any]) -> None:
    parent, child, labels = activations

    def refusal(parent: Any = parent, child: Any = child, labels: Any = labels, **settings: Any) -> str:
        with pytest.raises(layerlab.LayerlabError) as refused:
            layerlab.dependency(parent, child, labels, **settings)
        return str(refused.value)

    assert "120 rows on one side and 119 on the other" in refusal(child=child[:119])
    assert "one integer for each of the 120 samples" in refusal(labels=labels[:119])
    assert "“mine”" in refusal(measures=["mine"]) and "cka-debiased" in refusal(measures=["mine"])
    assert "20" in refusal(nulls=19)
    assert "child has values of type int64" in refusal(child=numpy.ones((120, 4), int))
    assert "shape" in refusal(parent=parent[:, 0])
    assert "Row 3" in refusal(parent=numpy.where(numpy.arange(120)[:, None] == 3, numpy.nan, parent))
