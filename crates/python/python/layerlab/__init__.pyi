import os
from typing import Any, Callable, Literal, Mapping, Sequence, TypedDict, Union

import numpy
from numpy.typing import ArrayLike, NDArray

from layerlab._results import Attacked as Attacked, Block as Block, Run as Run

__all__ = [
    "Attacked",
    "Block",
    "LayerlabError",
    "Run",
    "__version__",
    "attack",
    "blocks",
    "compress",
    "dependency",
    "run",
]

__version__: str

class LayerlabError(ValueError): ...

class _Dependency(TypedDict):
    measure: str
    value: float
    null_mean: float
    null_p95: float
    excess: float
    p: float
    nulls: int
    samples: int

_Network = Union[str, Mapping[str, Any]]
# Values are arrays, or tensors of PyTorch, which this package does not import.
_Weights = Union[Mapping[str, Any], str, os.PathLike[str]]
_Norm = Literal["linf", "l2"]
_Initialisation = Literal["random", "random-matched", "first", "last", "mean", "collapse", "least-squares"]
_Kernel = Literal["same", "receptive-field"]
_Split = tuple[ArrayLike, ArrayLike]

def run(
    experiment: str | os.PathLike[str] | Mapping[str, Any],
    *,
    data: tuple[_Split, _Split] | None = None,
    out: str | os.PathLike[str] | None = None,
    progress: Callable[[int, int, float], bool | None] | None = None,
    threads: int | None = None,
) -> Run: ...
def attack(
    network: _Network,
    weights: _Weights,
    images: ArrayLike,
    labels: ArrayLike,
    *,
    attack: str | dict[str, Any] = ...,
    norm: _Norm = "linf",
    epsilon: float,
    steps: int | None = None,
    restarts: int = 1,
    seed: int = 1,
    batch: int = 100,
    first: int = 0,
    classes: int = 10,
    mean: Sequence[float] | None = None,
    std: Sequence[float] | None = None,
    progress: Callable[[float], bool | None] | None = None,
    threads: int | None = None,
) -> Attacked: ...
def dependency(
    parent: ArrayLike,
    child: ArrayLike,
    labels: ArrayLike | None = None,
    *,
    measures: Sequence[str] = ...,
    nulls: int = ...,
    seed: int = 1,
    threads: int | None = None,
) -> dict[str, _Dependency]: ...
def compress(
    network: _Network,
    weights: _Weights,
    block: str | Sequence[str],
    *,
    initialisation: _Initialisation = "random",
    kernel: _Kernel = "same",
    samples: ArrayLike | None = None,
    input_shape: Sequence[int] | None = None,
    classes: int = 10,
    mean: Sequence[float] | None = None,
    std: Sequence[float] | None = None,
    seed: int = 1,
    threads: int | None = None,
) -> tuple[dict[str, Any], dict[str, NDArray[numpy.float32]]]: ...
def blocks(network: _Network, input_shape: Sequence[int], *, classes: int = 10) -> list[Block]: ...
