"""Attack one network with the reference libraries, as a reference for Layerlab's own attacks.

    pip install -r benches/parity/requirements.txt
    python benches/parity/reference.py --weights W.safetensors --samples S.safetensors --norm linf --epsilon 0.1 \\
        --attacks fgsm,pgd40,apgd-ce,apgd-t,fab-t,square,autoattack --seed 0 --out F.json --adversarial FGSM.safetensors

The weights are named as in PyTorch (conv1.weight, ..., linear2.bias), the samples are `images` (float32, N×C×H×W, in [0, 1]) and
`labels` (int64). Each attack is run by each library that has it for the norm. README.md describes the output.

All attacks use the standard settings: one restart, APGD and FAB of 100 steps, nine target classes, Square of 5000 queries, batches of
250. Properties of the libraries that matter for the comparison (torchattacks 3.5.1, Foolbox 3.3.4, pyautoattack 0.2.0, the reference code):

* torchattacks' own AutoAttack is not the standard one: attacks/autoattack.py:61-88 sets no steps, so APGD, APGDT and FAB run
  their default of 10 steps (apgd.py:47, apgdt.py:47, fab.py:58). Here `autoattack` is its MultiAttack of the four with 100 steps.
* Square's schedule for the fraction of pixels is defined for 10 000 queries. The reference does not scale it to its 5000
  (autoattack.py:54, resc_schedule=False), torchattacks does by default (square.py:56, 175). In L∞ the whole batch uses one window and one sign per
  channel (torchattacks square.py:232-237, reference square.py:257-261), so samples of a batch are not
  independent; in both norms the window's corner is drawn below h − s (square.py:125-127 and 117-119), so with s < h no window
  reaches the last row or column.
* torchattacks' APGDT in L2 uses the step size of the batch's first sample for every sample (apgdt.py:200, `step_size[0]`). The
  reference halves per sample (autopgd_base.py:337). Apart from this, from Square's schedule and from rounding in the DLR loss, the
  two give the same images bit for bit for the same seed and batch. Their agreement does not measure noise: vary --seed for that.
* APGD returns the last misclassified iterate, and the clean image if no iterate was misclassified (reference autopgd_base.py:385,
  513-517, torchattacks apgd.py:262, 351-354); the start itself is tested. At the first check point the loss of step 0 is compared
  with a row of zeros (`x[-1]`, autopgd_base.py:169), so it counts as an increase for the cross-entropy and not for a negative DLR.
* FAB minimises the norm; both libraries return only images within ε, without a tolerance (fab_base.py:319, torchattacks
  fab.py:695). With one restart, ε has no other effect, because it starts from the clean image (fab_base.py:310). In
  torchattacks, `multi_targeted=True` takes the n_classes − 1 runners-up in order of their clean logits (fab.py:420, 722-725).
* The targets of APGD-T and FAB-T are the runners-up of the clean logits (autopgd_base.py:668, fab_base.py:113); the first
  success ends the attack on an image. The target does not have to be reached: any wrong class counts.
* Seeds: APGD, APGD-T, FAB and Square call torch.manual_seed with their own seed for every batch, so each batch repeats the stream
  (torchattacks apgd.py:327, apgdt.py:320, fab.py:657, square.py:466, reference autopgd_base.py:497). A seed of None means the time.
  torchattacks' PGD and all of Foolbox use torch's global generator; it is seeded here before every attack.
* In the reference, version='custom' leaves APGD at five restarts (autoattack.py:46); here the standard version is set and one attack
  is chosen from it.
* PGD returns the last iterate, in both libraries, even if an earlier one was adversarial and the last is not (torchattacks pgd.py:80, Foolbox
  gradient_descent_base.py:161). Both attack images that are misclassified already. torchattacks starts in L2 at a radius uniform
  in [0, ε] (pgdl2.py:70), Foolbox uniformly in the ball (gradient_descent_base.py:249-252).
* FGSM: torchattacks differentiates the batch mean (fgsm.py:45), Foolbox the sum (gradient_descent_base.py:97). The signs differ only
  where dividing by the batch makes a gradient zero. torchattacks has no FGSM for L2; Foolbox steps along the normalised gradient.
* C&W: torchattacks does not search for c (cw.py:35). It maps a pixel of exactly 0 or 1 to ±∞ (cw.py:121-127), where it stays,
  and takes max(z, 0) for each logit (cw.py:134-136). Foolbox searches c per sample and returns a black image if it
  found nothing (carlini_wagner.py:147), which does not count as an adversarial image here.
  With c = 1 and 200 steps torchattacks found 20 of 373 images of Fashion-MNIST, Foolbox 351: compare distances with Foolbox's.
"""

import argparse
import json
import platform
import re
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

import foolbox
import pyautoattack
import torch
import torchattacks
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional as F

PACKAGES = ("torch", "torchattacks", "foolbox", "pyautoattack", "safetensors", "numpy")
BATCH = 250  # The reference's own batch size.
STEPS = 100  # Of APGD and FAB in the standard version.
QUERIES = 5000  # Of Square in the standard version.
TOLERANCE = 1e-6  # For the ball and the box.

Attack = Callable[[Tensor, Tensor], Tensor]


@dataclass(frozen=True)
class Settings:
    """The settings of all attacks."""

    norm: str
    epsilon: float
    seed: int
    pgd_step: float
    cw_steps: int
    cw_rate: float
    cw_constant: float
    cw_searches: int


class Network(nn.Module):
    """Two convolutions that halve the image and two linear layers; the sizes come from the weights."""

    def __init__(self, weights: dict[str, Tensor]) -> None:
        super().__init__()
        for name in ("conv1", "conv2"):
            out_channels, in_channels, *kernel = weights[f"{name}.weight"].shape
            setattr(self, name, nn.Conv2d(in_channels, out_channels, kernel, stride=2, padding=1))
        for name in ("linear1", "linear2"):
            out_features, in_features = weights[f"{name}.weight"].shape
            setattr(self, name, nn.Linear(in_features, out_features))
        self.load_state_dict(weights)
        self.requires_grad_(False).eval()

    def forward(self, x: Tensor) -> Tensor:
        """Return the logits."""
        x = F.relu(self.conv2(F.relu(self.conv1(x))))
        return self.linear2(F.relu(self.linear1(x.flatten(1))))


def pgd_steps(attack: str) -> int | None:
    """Return the number of steps in a name such as pgd40."""
    found = re.fullmatch(r"pgd(\d+)", attack)
    return int(found[1]) if found else None


def torchattacks_attack(attack: str, network: Network, settings: Settings) -> Attack | None:
    """Return an attack of torchattacks, if it has it for the norm."""
    l2 = settings.norm == "l2"
    if steps := pgd_steps(attack):
        pgd = torchattacks.PGDL2 if l2 else torchattacks.PGD
        return pgd(network, eps=settings.epsilon, alpha=settings.pgd_step, steps=steps, random_start=True)
    if attack == "fgsm":
        return None if l2 else torchattacks.FGSM(network, eps=settings.epsilon)
    if attack == "cw":
        return torchattacks.CW(network, c=settings.cw_constant, steps=settings.cw_steps, lr=settings.cw_rate) if l2 else None
    common = {"norm": "L2" if l2 else "Linf", "eps": settings.epsilon, "seed": settings.seed, "n_restarts": 1}
    many = {"steps": STEPS, "n_classes": network.linear2.out_features}
    parts = {
        "apgd-ce": lambda: torchattacks.APGD(network, loss="ce", steps=STEPS, **common),
        "apgd-dlr": lambda: torchattacks.APGD(network, loss="dlr", steps=STEPS, **common),
        "apgd-t": lambda: torchattacks.APGDT(network, **many, **common),
        "fab-t": lambda: torchattacks.FAB(network, multi_targeted=True, **many, **common),
        "square": lambda: torchattacks.Square(network, n_queries=QUERIES, **common),
    }
    if attack == "autoattack":
        return torchattacks.MultiAttack([parts[name]() for name in ("apgd-ce", "apgd-t", "fab-t", "square")])
    return parts[attack]() if attack in parts else None


def foolbox_attack(attack: str, network: Network, settings: Settings) -> Attack | None:
    """Return an attack of Foolbox, if it has it for the norm."""
    l2, catalogue = settings.norm == "l2", foolbox.attacks
    epsilon: float | None = settings.epsilon
    if steps := pgd_steps(attack):
        pgd = catalogue.L2ProjectedGradientDescentAttack if l2 else catalogue.LinfProjectedGradientDescentAttack
        chosen = pgd(abs_stepsize=settings.pgd_step, steps=steps, random_start=True)
    elif attack == "fgsm":
        chosen = catalogue.L2FastGradientAttack() if l2 else catalogue.LinfFastGradientAttack()
    elif attack == "cw" and l2:
        # With an ε, Foolbox would clip the result to the ball and so make it useless.
        epsilon = None
        chosen = catalogue.L2CarliniWagnerAttack(
            binary_search_steps=settings.cw_searches,
            steps=settings.cw_steps,
            stepsize=settings.cw_rate,
            initial_const=settings.cw_constant,
        )
    else:
        return None
    model = foolbox.PyTorchModel(network, bounds=(0, 1), device="cpu")

    def run(images: Tensor, labels: Tensor) -> Tensor:
        found, _, _ = chosen(model, images, labels, epsilons=epsilon)
        black = (found == 0).flatten(1).all(1) if attack == "cw" else torch.zeros(len(images), dtype=torch.bool)
        return torch.where(black[:, None, None, None], images, found)

    return run


def pyautoattack_attack(attack: str, network: Network, settings: Settings) -> Attack | None:
    """Return an attack of the reference AutoAttack."""
    if attack not in ("apgd-ce", "apgd-dlr", "apgd-t", "fab-t", "square", "autoattack"):
        return None
    norm = {"linf": "Linf", "l2": "L2"}[settings.norm]
    suite = pyautoattack.AutoAttack(network, norm=norm, eps=settings.epsilon, seed=settings.seed, version="standard", device="cpu")
    classes = network.linear2.out_features
    suite.apgd_targeted.n_target_classes = suite.fab.n_target_classes = min(9, classes - 1)
    if attack != "autoattack":
        suite.attacks_to_run = [attack]
    return lambda images, labels: suite.run_standard_evaluation(images, labels, batch_size=BATCH)[0]


LIBRARIES = {"torchattacks": torchattacks_attack, "foolbox": foolbox_attack, "pyautoattack": pyautoattack_attack}


@torch.no_grad()
def correct(network: Network, images: Tensor, labels: Tensor) -> Tensor:
    """Return which images a fresh forward pass labels correctly."""
    return torch.cat([network(x).argmax(1) == y for x, y in zip(images.split(BATCH), labels.split(BATCH), strict=True)])


def distances(images: Tensor, adversarial: Tensor, norm: str) -> Tensor:
    """Return the norm of each perturbation, computed in float64."""
    delta = (adversarial.double() - images.double()).flatten(1)
    return delta.abs().amax(1) if norm == "linf" else delta.norm(dim=1)


def evaluate(network: Network, images: Tensor, labels: Tensor, adversarial: Tensor, attack: str, settings: Settings) -> dict:
    """Return which samples are robust, and which adversarial images are outside of the ball or [0, 1]."""
    moved = distances(images, adversarial, settings.norm)
    # An image outside of the ball or [0, 1], or with NaN, is not a success. NaN fails these comparisons.
    within_box = ((adversarial >= -TOLERANCE) & (adversarial <= 1 + TOLERANCE)).flatten(1).all(1)
    within = (moved <= settings.epsilon + TOLERANCE) & within_box
    still_correct = correct(network, adversarial, labels)
    robust = correct(network, images, labels) & (still_correct | ~within)
    found = {"robust": robust.tolist(), "accuracy": robust.double().mean().item(), "largest_distance": moved.max().item()}
    if attack == "cw":
        # C&W has no ε, so an image beyond it is valid; its distance is reported.
        found["distances"] = [None if stays else distance for stays, distance in zip(still_correct.tolist(), moved.tolist(), strict=True)]
        within = within_box
    return found | {"outside": (~within).nonzero().flatten().tolist()}


def prepare(attack: str, libraries: list[str], network: Network, settings: Settings) -> dict[str, Attack]:
    """Return the attack of each library that has it, or exit if none has."""
    chosen = {name: LIBRARIES[name](attack, network, settings) for name in libraries}
    if not any(chosen.values()):
        raise SystemExit(f"none of {', '.join(libraries)} has an attack named {attack} for the norm {settings.norm}")
    return {name: value for name, value in chosen.items() if value}


def run(chosen: Attack, images: Tensor, labels: Tensor, seed: int) -> tuple[Tensor, float]:
    """Return the adversarial images of one library, and the seconds it took."""
    torch.manual_seed(seed)
    start = time.perf_counter()
    parts = [chosen(x.clone(), y.clone()).detach() for x, y in zip(images.split(BATCH), labels.split(BATCH), strict=True)]
    return torch.cat(parts), time.perf_counter() - start


def print_result(result: dict) -> None:
    """Print one line for one attack of one library, and warn about images outside of the ball or [0, 1]."""
    attack, library, largest = result["attack"], result["library"], result["largest_distance"]
    print(f"{attack:10} {library:12} {result['accuracy']:7.2%}  {result['seconds']:7.1f} s  largest {largest:.7f}", flush=True)
    if result["outside"]:
        print(f"warning: {library}'s {attack} left the ball or the box on samples {result['outside']}", file=sys.stderr)


def read_network(path: Path) -> Network:
    """Return the network with these weights, or exit with a message."""
    try:
        return Network(load_file(path))
    except (KeyError, RuntimeError) as error:
        raise SystemExit(f"{path} does not hold the weights and biases of conv1, conv2, linear1 and linear2: {error}") from error


def read_samples(path: Path) -> tuple[Tensor, Tensor]:
    """Return the images and labels, or exit with a message."""
    samples = load_file(path)
    if missing := {"images", "labels"} - samples.keys():
        raise SystemExit(f"{path} has no tensor named {' or '.join(sorted(missing))}")
    images, labels = samples["images"], samples["labels"]
    if images.dtype != torch.float32 or images.ndim != 4 or not 0 <= images.min() <= images.max() <= 1:
        raise SystemExit(f"the images in {path} must be float32, N×C×H×W, in [0, 1]")
    if labels.dtype != torch.int64 or labels.shape != images.shape[:1]:
        raise SystemExit(f"the labels in {path} must be int64, one per image")
    return images, labels


def names(text: str) -> list[str]:
    """Return the names in a list with commas."""
    return [name.strip() for name in text.split(",")]


def read_arguments() -> argparse.Namespace:
    """Return the command line, with the lists split."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--samples", type=Path, required=True)
    parser.add_argument("--norm", choices=("linf", "l2"), required=True)
    parser.add_argument("--epsilon", type=float, required=True)
    parser.add_argument("--attacks", type=names, required=True, help="fgsm, pgdN, cw, apgd-ce, apgd-dlr, apgd-t, fab-t, square, autoattack")
    parser.add_argument("--libraries", type=names, default=list(LIBRARIES), help="which to run (default: all)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--pgd-step", type=float, help="step of PGD (default: 0.01 in L∞, ε/10 in L2)")
    parser.add_argument("--cw-steps", type=int, default=200)
    parser.add_argument("--cw-rate", type=float, default=0.01)
    parser.add_argument("--cw-constant", type=float, default=1.0, help="c of torchattacks, first c of Foolbox")
    parser.add_argument("--cw-searches", type=int, default=9, help="steps of Foolbox's search for c")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, help="the JSON file to write")
    parser.add_argument("--adversarial", type=Path, help="write FGSM's images of each library here, as safetensors")
    arguments = parser.parse_args()
    if unknown := [name for name in arguments.libraries if name not in LIBRARIES]:
        parser.error(f"unknown library {unknown[0]}; choose from {', '.join(LIBRARIES)}")
    if arguments.pgd_step is None:
        arguments.pgd_step = 0.01 if arguments.norm == "linf" else arguments.epsilon / 10
    return arguments


def main() -> None:
    """Run every attack by every library, print one line for each and write the JSON file."""
    arguments = read_arguments()
    torch.set_num_threads(arguments.threads)
    settings = Settings(**{name: getattr(arguments, name) for name in Settings.__annotations__})
    network = read_network(arguments.weights)
    images, labels = read_samples(arguments.samples)
    plan = {attack: prepare(attack, arguments.libraries, network, settings) for attack in arguments.attacks}

    clean = correct(network, images, labels)
    accuracy = clean.double().mean().item()
    print(f"{'clean':10} {'':12} {accuracy:7.2%}  of {len(images)} samples, {settings.norm}, epsilon {settings.epsilon}")
    results, fgsm = [], {}
    for attack, libraries in plan.items():
        for library, chosen in libraries.items():
            adversarial, seconds = run(chosen, images, labels, settings.seed)
            result = evaluate(network, images, labels, adversarial, attack, settings)
            results.append({"attack": attack, "library": library, **result, "seconds": seconds})
            print_result(results[-1])
            if attack == "fgsm":
                fgsm[library] = adversarial.contiguous()

    versions = {"python": platform.python_version()} | {name: version(name) for name in PACKAGES}
    shared = {"samples": len(images), "batch": BATCH, "steps": STEPS, "queries": QUERIES, "threads": arguments.threads}
    head = {"versions": versions, "settings": asdict(settings) | shared, "clean": {"correct": clean.tolist(), "accuracy": accuracy}}
    arguments.out.write_text(json.dumps(head | {"attacks": results}) + "\n")
    if arguments.adversarial:
        save_file(fgsm, arguments.adversarial)


if __name__ == "__main__":
    main()
