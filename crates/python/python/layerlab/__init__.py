"""Which layers of a neural network carry its robustness, and which its accuracy.

Everything computes in Layerlab's core, the same as the page and the binary; this package hands it NumPy arrays.
"""

from layerlab._layerlab import LayerlabError, __version__, attack, blocks, compress, dependency, run
from layerlab._results import Attacked, Block, Run

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
