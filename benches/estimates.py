"""What `layerlab run --dry-run` expects of time and memory, beside what the run then takes.

    python3 benches/estimates.py target/release/layerlab [--data-dir DIR] [NAME ...]

Runs each experiment below, made smaller by the settings beside it, and prints a table for docs/performance.md. Memory is the
peak resident set of the process. Those on CIFAR-10 and MNIST need the sets in the data folder. About 20 minutes on two cores.
"""

import argparse
import json
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent

SMALL_TRANSFER = [
    "batch_size=64", "data.test=200", "protocol.trials=1", "protocol.pairs=1", "protocol.normal_epochs=1",
    "protocol.robust_epochs=1", "protocol.fine_tune_epochs=1", "protocol.rest=[4]", 'protocol.objectives=["adversarial"]',
    "protocol.controls=[]", "evaluation.samples=200", "evaluation.attacks=[]", "evaluation.attack_samples=100",
]

RUNS = [
    ("robust-digits", []),
    ("half-robust", []),
    ("mnist-madry", ["data.train=6000", "phases.0.epochs=3"]),
    ("triage-page", ["protocol.trials=1"]),
    ("semirobust-page", ["protocol.trials=1", "protocol.measure.samples=0", "evaluation.attacks=[]"]),
    ("semirobust-page", ["protocol.trials=1"]),
    ("semirobust-certified", ["protocol.trials=1", "protocol.robust_epochs=6", "warm_up=3", "evaluation.attacks=[]"]),
    ("semirobust-paper-vgg16-cifar10", ["data.train=512", "protocol.measure.samples=0", *SMALL_TRANSFER]),
    (
        "semirobust-paper-resnet18-cifar10",
        [
            "data.train=256", "protocol.measure.samples=200", "protocol.measure.fit=200", "attack.steps=2",
            "evaluation.attack.steps=2", *SMALL_TRANSFER,
        ],
    ),
]


def peak_of(command):
    """Runs a command; its peak resident set in bytes."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT)
    said = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"{' '.join(command)}: {said}")
    return usage.ru_maxrss * 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--data-dir")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_intermixed_args()
    run = [str(arguments.binary.resolve()), "run"]
    data = ["--data-dir", arguments.data_dir] if arguments.data_dir else []
    print("| experiment | expected, s | measured, s | ratio | expected, MB | measured, MB | ratio |")
    print("|---|---|---|---|---|---|---|")
    for name, settings in RUNS:
        if arguments.names and name not in arguments.names:
            continue
        common = [f"experiments/{name}.toml", "--json", *data, *(word for s in settings for word in ("--set", s))]
        expected = json.loads(subprocess.check_output([*run, *common, "--dry-run"], cwd=ROOT))
        with tempfile.TemporaryDirectory() as folder:
            peak = peak_of([*run, *common, "--out", f"{folder}/run"])
            seconds = json.loads((pathlib.Path(folder) / "run/report.json").read_text())["seconds"]
        shown = ", ".join(settings[:3]) + (" …" if len(settings) > 3 else "")
        time = f"{expected['seconds']:.1f} | {seconds:.1f} | {expected['seconds'] / seconds:.2f}"
        memory = f"{expected['bytes'] / 1e6:.0f} | {peak / 1e6:.0f} | {expected['bytes'] / peak:.2f}"
        print(f"| `{name}` {shown} | {time} | {memory} |", flush=True)


if __name__ == "__main__":
    main()
