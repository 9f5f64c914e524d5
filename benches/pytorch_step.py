"""Time a benchmark step of docs/performance.md in PyTorch: prints the median of 20 steps in milliseconds.

    pip install torch==2.15.0 numpy
    python benches/pytorch_step.py --work pgd7 --threads 1

`cargo xtask bench` runs it and Layerlab in turns.
"""

import argparse
import statistics
import time

import torch
from torch import nn
from torch.nn import functional


# The warm-up lasts this many seconds at least, as in the other programs.
WARM_UP = 1.0


def standard_network(channels: int = 16) -> nn.Module:
    """Return the page's CNN for 28x28 images."""
    return nn.Sequential(
        nn.Conv2d(1, channels, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(channels, 2 * channels, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(98 * channels, 64), nn.ReLU(), nn.Linear(64, 10),
    )  # fmt: skip


def vgg16() -> nn.Module:
    """Return VGG16 with batch normalisation for 32x32 images, with one linear layer."""
    layers: list[nn.Module] = []
    channels = 3
    for width in (64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0):
        if width == 0:
            layers.append(nn.MaxPool2d(2))
            continue
        layers += [nn.Conv2d(channels, width, 3, padding=1), nn.BatchNorm2d(width), nn.ReLU()]
        channels = width
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(512, 10))


class Block(nn.Module):
    """A residual block of two convolutions."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(),
            nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False), nn.BatchNorm2d(outputs),
        )  # fmt: skip
        self.shortcut = nn.Sequential()
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the block's output."""
        return functional.relu(self.body(x) + self.shortcut(x))


def resnet18() -> nn.Module:
    """Return ResNet-18 for 32x32 images."""
    layers: list[nn.Module] = [nn.Conv2d(3, 64, 3, padding=1, bias=False), nn.BatchNorm2d(64), nn.ReLU()]
    channels = 64
    for width, stride in ((64, 1), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1)):
        layers.append(Block(channels, width, stride))
        channels = width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 10))


# Network, shape of a batch, steps of the attack, whether it is trained, steps before the measured ones, measured steps.
WORKS = {
    "standard": (standard_network, (64, 1, 28, 28), 0, True, 3, 20),
    "attack": (standard_network, (64, 1, 28, 28), 7, False, 3, 20),
    "pgd7": (standard_network, (64, 1, 28, 28), 7, True, 3, 20),
    "vgg16": (vgg16, (32, 3, 32, 32), 10, True, 1, 3),
    "resnet18": (resnet18, (32, 3, 32, 32), 10, True, 1, 3),
}


def attacked(network: nn.Module, images: torch.Tensor, labels: torch.Tensor, steps: int) -> torch.Tensor:
    """Return the images after `steps` steps of PGD in the L-infinity ball of radius 0.1; the network is in evaluation mode."""
    low, high = (images - 0.1).clamp(min=0), (images + 0.1).clamp(max=1)
    x = images
    for _ in range(steps):
        x = x.detach().requires_grad_()
        (gradient,) = torch.autograd.grad(functional.cross_entropy(network(x), labels, reduction="sum"), x)
        x = torch.minimum(torch.maximum(x.detach() + 0.03 * gradient.sign(), low), high)
    return x.detach()


def synchronize(device: torch.device) -> None:
    """Wait until a GPU has done what it was given."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", choices=WORKS, default="pgd7")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--batch", type=int, help="images in a batch; 64 of the small network, 32 of the others, if not given")
    parser.add_argument("--device", type=torch.device, default=torch.device("cpu"), help="cpu or cuda")
    parser.add_argument("--tf32", action="store_true", help="round products to TF32 on a GPU, as fast programs do")
    parser.add_argument("--channels", type=int, default=16, help="channels of the small network's first convolution")
    arguments = parser.parse_args()
    build, shape, attack_steps, trains, warm_up, measured = WORKS[arguments.work]
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(1)
    torch.set_float32_matmul_precision("high" if arguments.tf32 else "highest")
    torch.backends.cudnn.allow_tf32 = arguments.tf32
    device = arguments.device
    network = build(arguments.channels) if build is standard_network else build()
    network = network.to(device)
    if arguments.batch is not None:
        shape = (arguments.batch, *shape[1:])
    optimizer = torch.optim.SGD(network.parameters(), lr=0.05, momentum=0.9)
    images, labels = torch.rand(shape).to(device), torch.randint(0, 10, shape[:1]).to(device)
    times = []
    begin = time.perf_counter()
    steps = 0
    while len(times) < measured:
        start = time.perf_counter()
        x = images
        if attack_steps:
            x = attacked(network.eval(), images, labels, attack_steps)
        if trains:
            network.train()
            optimizer.zero_grad()
            loss = functional.cross_entropy(network(x), labels)
            loss.backward()
            optimizer.step()
            loss.item()
        else:
            x.sum().item()
        synchronize(device)
        steps += 1
        if steps > warm_up and start - begin >= WARM_UP:
            times.append(1e3 * (time.perf_counter() - start))
    print(statistics.median(times))


if __name__ == "__main__":
    main()
