"""Time the benchmark step in PyTorch and in Layerlab, alternately in one run, so that other load affects both.

    pip install torch==2.15.0 numpy
    cargo build --release --no-default-features
    python benches/pytorch_step.py path/to/layerlab [--rounds 5] [--threads 1]

Prints one line per program: the median over rounds of the median of 20 steps, in milliseconds, and its ratio to
PyTorch. docs/performance.md defines the benchmark. PyTorch is also run with glibc's malloc configured to keep freed
memory (GLIBC_TUNABLES), which makes it faster; compare with that one.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time

TUNED = "glibc.malloc.mmap_threshold=1073741824:glibc.malloc.trim_threshold=1073741824"


def pytorch(work: str, threads: int) -> float:
    """Return the median milliseconds of 20 steps after 3 warm-up steps, in this process."""
    import torch
    from torch import nn
    from torch.nn import functional

    torch.set_num_threads(threads)
    torch.manual_seed(1)
    network = nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(1568, 64), nn.ReLU(), nn.Linear(64, 10),
    )  # fmt: skip
    optimizer = torch.optim.SGD(network.parameters(), lr=0.05, momentum=0.9)
    images, labels = torch.rand(64, 1, 28, 28), torch.randint(0, 10, (64,))

    def attacked() -> torch.Tensor:
        low, high = (images - 0.1).clamp(min=0), (images + 0.1).clamp(max=1)
        x = images
        for _ in range(7):
            x = x.detach().requires_grad_()
            (gradient,) = torch.autograd.grad(functional.cross_entropy(network(x), labels, reduction="sum"), x)
            x = torch.minimum(torch.maximum(x.detach() + 0.03 * gradient.sign(), low), high)
        return x.detach()

    times = []
    for step in range(23):
        start = time.perf_counter()
        x = attacked() if work == "pgd7" else images
        optimizer.zero_grad()
        loss = functional.cross_entropy(network(x), labels)
        loss.backward()
        optimizer.step()
        loss.item()
        if step >= 3:
            times.append(1e3 * (time.perf_counter() - start))
    return statistics.median(times)


def child(work: str, threads: int, tuned: bool) -> float:
    """Return the result of `pytorch` in a new process, so that malloc can be configured."""
    environment = {**os.environ, **({"GLIBC_TUNABLES": TUNED} if tuned else {})}
    command = [sys.executable, __file__, "--child", work, "--threads", str(threads)]
    return float(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)


def layerlab(binary: str, work: str, threads: int) -> float:
    """Return the median milliseconds of the `layerlab` binary."""
    command = [binary, "bench", "step", "--work", work, "--threads", str(threads), "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["median"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", nargs="?", help="the release binary of layerlab")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        print(pytorch(arguments.child, arguments.threads))
        return
    for work in ("standard", "pgd7"):
        programs = {
            "pytorch": lambda: child(work, arguments.threads, tuned=False),
            "pytorch, malloc tuned": lambda: child(work, arguments.threads, tuned=True),
            "layerlab": lambda: layerlab(arguments.binary, work, arguments.threads),
        }
        times: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(arguments.rounds):
            for name, measure in programs.items():
                times[name].append(measure())
        reference = statistics.median(times["pytorch"])
        for name, values in times.items():
            median = statistics.median(values)
            print(f"{work:9} {arguments.threads} threads  {name:22} {median:7.1f} ms  {median / reference:5.2f} x pytorch")


if __name__ == "__main__":
    main()
