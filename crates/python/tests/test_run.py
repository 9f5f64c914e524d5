"""Runs: their figures, their end, and what is refused."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from pathlib import Path
from typing import Any, Callable

import layerlab
import numpy
import pytest
from conftest import EXPERIMENT, logits, read_safetensors


def test_the_report_and_the_weights_are_whole(trained: layerlab.Run) -> None:
    report, weights = trained
    assert report["steps"] == 40 and report["last"]["clean"]["of"] == 60
    assert [point["step"] for point in report["curve"]] == [20, 40]
    shapes = {name: values.shape for name, values in weights.items()}
    assert shapes == {
        "linear1.weight": (16, 64), "linear1.bias": (16,),
        "linear2.weight": (16, 16), "linear2.bias": (16,),
        "linear3.weight": (16, 16), "linear3.bias": (16,),
        "linear4.weight": (10, 16), "linear4.bias": (10,),
    }
    assert all(values.dtype == numpy.float32 and values.flags.writeable for values in weights.values())


def test_the_same_bits_on_any_number_of_threads(trained: layerlab.Run) -> None:
    again = layerlab.run(EXPERIMENT, threads=1)
    assert again.report["last"] == trained.report["last"]
    for name, values in trained.weights.items():
        numpy.testing.assert_array_equal(values, again.weights[name])


def test_the_same_bits_as_the_binary(trained: layerlab.Run, run_folder: Path) -> None:
    expected = read_safetensors(run_folder / "weights.safetensors")
    assert expected.keys() == trained.weights.keys()
    for name, values in expected.items():
        numpy.testing.assert_array_equal(values, trained.weights[name])
    report = json.loads((run_folder / "report.json").read_text())
    assert report["last"] == trained.report["last"] and report["curve"] == trained.report["curve"]


def test_a_file_its_text_and_a_dictionary_are_the_same(trained: layerlab.Run, tmp_path: Path) -> None:
    (tmp_path / "small.toml").write_text(EXPERIMENT)
    experiment = trained.report["experiment"]
    for form in [tmp_path / "small.toml", str(tmp_path / "small.toml"), json.dumps(experiment), experiment]:
        assert layerlab.run(form).report["last"]["clean"] == trained.report["last"]["clean"]


def own_points(seed: int, count: int) -> tuple[Any, Any]:
    """Three bands of the plane."""
    points = numpy.random.default_rng(seed).random((count, 2))
    return points, numpy.digitize(points.sum(axis=1), [0.7, 1.3])


def test_own_arrays_are_learnt_as_numpy_counts() -> None:
    experiment = EXPERIMENT.replace('"digits"', '"moons"').replace("epochs = 4", "epochs = 30")
    experiment = experiment.replace('"adversarial"', '"clean"')
    (points, labels), (test_points, test_labels) = own_points(1, 600), own_points(2, 200)
    found = layerlab.run(experiment, data=((points, labels), (test_points, test_labels)))
    data = found.report["experiment"]["data"]
    assert (data["train"], data["test"], data["own"]["classes"]) == (600, 200, ["0", "1", "2"])
    # They were kept as bytes.
    kept = numpy.round(test_points.astype(numpy.float32) * 255) / 255
    right = int((logits(found.weights, kept).argmax(axis=1) == test_labels).sum())
    assert found.report["last"]["clean"] == {"correct": right, "of": 200}
    assert right > 150


def test_bytes_and_floats_are_the_same_samples() -> None:
    images = numpy.random.default_rng(1).integers(0, 256, (40, 8, 8), dtype=numpy.uint8)
    labels = numpy.arange(40) % 4
    digests = []
    for samples in [images, (images / 255).astype(numpy.float32), (images / 255).reshape(40, 64)]:
        own = ((samples, labels), (samples[:20], labels[:20]))
        digests.append(layerlab.run(EXPERIMENT, data=own).report["experiment"]["data"]["own"]["digest"])
    assert len(set(digests)) == 1 and len(digests[0]) == 64


def test_progress_is_told_and_can_end_the_run() -> None:
    told: list[tuple[int, int, float]] = []
    layerlab.run(EXPERIMENT, progress=lambda step, steps, loss: told.append((step, steps, loss)))
    assert told[-1][:2] == (40, 40) and told == sorted(told) and all(numpy.isfinite(loss) for _, _, loss in told)
    long = EXPERIMENT.replace("epochs = 4", "epochs = 4000")
    ended = layerlab.run(long, progress=lambda step, steps, loss: False)
    assert 0 < ended.report["steps"] < 40_000


def test_an_exception_of_the_callback_ends_the_run() -> None:
    def progress(step: int, steps: int, loss: float) -> None:
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        layerlab.run(EXPERIMENT.replace("epochs = 4", "epochs = 4000"), progress=progress)


def test_control_c_ends_a_run_and_its_folder_can_go_on(tmp_path: Path) -> None:
    # A shell's background jobs ignore Ctrl-C, and so would these tests as a part of one.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Timer(1.0, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    start = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            layerlab.run(EXPERIMENT.replace("epochs = 4", "epochs = 100000"), out=tmp_path / "run")
    finally:
        signal.signal(signal.SIGINT, before)
    assert 0.9 < time.monotonic() - start < 20
    assert (tmp_path / "run/checkpoint.json").exists() and not (tmp_path / "run/report.json").exists()


def test_other_threads_of_python_go_on_meanwhile() -> None:
    counted = 0
    done = threading.Event()

    def count() -> None:
        nonlocal counted
        while not done.is_set():
            counted += 1
            time.sleep(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    layerlab.run(EXPERIMENT.replace("epochs = 4", "epochs = 100"))
    done.set()
    thread.join()
    assert counted > 20


def test_the_folder_is_that_of_the_binary(trained: layerlab.Run, run_folder: Path, tmp_path: Path) -> None:
    layerlab.run(EXPERIMENT, out=tmp_path / "run")
    names = {path.name for path in (tmp_path / "run").iterdir()}
    assert names - {".lock"} == {path.name for path in run_folder.iterdir()} - {".lock"}
    for name in ["weights.safetensors", "metrics.csv", "experiment.toml"]:
        assert (tmp_path / "run" / name).read_bytes() == (run_folder / name).read_bytes(), name
    with pytest.raises(layerlab.LayerlabError, match="is not empty"):
        layerlab.run(EXPERIMENT, out=tmp_path / "run")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("epsilon = 0.1\nsteps = 3", "epslion = 0.1"),
        ("version = 2", "version = 1"),
        ("train = 320", "train = 32000"),
        ("cut = 1", "cut = 9"),
        ('"digits"', '"mnist"'),
        ("learning_rate = 0.1", "learning_rate = 1e30"),
    ],
)
def test_what_is_refused_is_said_as_the_binary_says_it(
    before: str, after: str, binary: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAYERLAB_DATA", str(tmp_path / "data"))
    assert before in EXPERIMENT
    path = tmp_path / "wrong.toml"
    path.write_text(EXPERIMENT.replace(before, after))
    said = binary("run", path, "--out", tmp_path / "run").stderr.strip().splitlines()[-1].removeprefix("layerlab: ")
    with pytest.raises(layerlab.LayerlabError) as refused:
        layerlab.run(path)
    # The binary adds where the rest of the run lies.
    assert said.startswith(str(refused.value)), (said, str(refused.value))
    assert isinstance(refused.value, ValueError)


def test_arrays_of_another_form_are_refused() -> None:
    images, labels = numpy.zeros((20, 8, 8)), numpy.arange(20) % 2

    def refusal(images: Any, labels: Any) -> str:
        with pytest.raises(layerlab.LayerlabError) as refused:
            layerlab.run(EXPERIMENT, data=((images, labels), (images, labels)))
        return str(refused.value)

    assert "train images have the shape [20, 7, 8]" in refusal(numpy.zeros((20, 7, 8)), labels)
    assert "train images hold 1.5 at position 3" in refusal(numpy.where(numpy.arange(1280).reshape(20, 8, 8) == 3, 1.5, 0), labels)
    assert "train images are int64" in refusal(images.astype(numpy.int64), labels)
    assert "train labels are float64" in refusal(images, labels / 1.0)
    assert "one integer for each of the 20 samples" in refusal(images, labels[:19])
    assert "label -1 of row 0" in refusal(images, labels - 1)
    assert "data.own.classes" in refusal(images, labels * 40)
    with pytest.raises(layerlab.LayerlabError, match="1 or more"):
        layerlab.run(EXPERIMENT, threads=0)
