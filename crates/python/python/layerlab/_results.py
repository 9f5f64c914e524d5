"""What the functions return. The compiled part makes objects of these classes."""

from __future__ import annotations

from typing import Any, Dict, NamedTuple

import numpy
from numpy.typing import NDArray


class Run(NamedTuple):
    """A finished run."""

    report: Dict[str, Any]
    """All figures, as in ``report.json``."""
    weights: Dict[str, NDArray[numpy.float32]]
    """The network's, under PyTorch's names and in its layouts."""


class Attacked(NamedTuple):
    """What an attack found."""

    adversarial: NDArray[numpy.float32]
    """Of the shape of the images; where no adversarial sample was found, the sample itself."""
    robust: NDArray[numpy.bool_]
    """``[samples]``: classified correctly clean and attacked."""
    correct: NDArray[numpy.bool_]
    """``[samples]``: classified correctly clean."""
    report: Dict[str, Any]
    """The figures as in ``attack.json``."""


class Block(NamedTuple):
    """Layers that a single one can replace."""

    name: str
    """As ``compress`` takes it: ``conv3-4``."""
    first: int
    """Position of the first layer, from 0."""
    last: int
    """Position of the last layer, from 0, which belongs to the block."""
