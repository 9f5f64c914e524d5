"""Makes the seeds that other programs have to write: pictures, weights, arrays and reports.

    python3 fuzz/make_seeds.py        (needs numpy and pillow; made with pillow 13.0.0)

It writes seeds in fuzz/seeds. Reports come from the binary of `cargo build --release -p layerlab-cli`; $LAYERLAB_BINARY is
another one.
"""
import io
import json
import os
import pathlib
import subprocess
import tempfile

import numpy
from PIL import Image

root = pathlib.Path(__file__).resolve().parent.parent


def write(path: str, content: bytes) -> None:
    path = root / path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


gradient = numpy.fromfunction(lambda y, x, c: 20 * y + 3 * x + 40 * c, (9, 7, 3)).astype(numpy.uint8)
for name, picture in [("rgb", Image.fromarray(gradient)), ("grey", Image.fromarray(gradient[:, :, 0]))]:
    for kind in ["png", "jpeg"]:
        file = io.BytesIO()
        picture.save(file, kind)
        write(f"fuzz/seeds/picture/{name}.{kind}", file.getvalue())
fixtures = root / "crates/core/tests/fixtures/weights"
# The first byte tells the target which of the two formats follows.
for name in ("malicious.pth", "torchvision_vgg.pth"):
    write(f"fuzz/seeds/weights/{name}", b"\x01" + (fixtures / name).read_bytes())
for name in ("weights/torchvision_vgg.pth", "checkpoints/state_dict.pth", "checkpoints/checkpoint_protocol_4.pth", "checkpoints/views.pth"):
    write(f"fuzz/seeds/torch_archive/{pathlib.Path(name).name}", (fixtures.parent / name).read_bytes())
header = b'{"linear1.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}'
write("fuzz/seeds/weights/part.safetensors", len(header).to_bytes(8, "little") + header + bytes(16))

activations = numpy.linspace(-1, 1, 12).reshape(3, 2, 2)
labels = numpy.array([0, 1, 1])
for name, array in [
    ("f4", activations.astype("<f4")),
    ("fortran", numpy.asfortranarray(activations)),
    ("big-endian", activations.astype(">f8")),
    ("i8", labels.astype("<i8")),
    ("u1", labels.astype("u1")),
    ("record", numpy.zeros(2, [("a", "<f4"), ("b", "<i2", 3)])),
]:
    file = io.BytesIO()
    numpy.save(file, array)
    write(f"fuzz/seeds/npy/{name}.npy", file.getvalue())
file = io.BytesIO()
numpy.lib.format.write_array(file, activations, version=(2, 0))
write("fuzz/seeds/npy/version-2.npy", file.getvalue())
for name, kind, array in [("f32", "F32", activations.astype("<f4")), ("i64", "I64", labels.astype("<i8"))]:
    tensor = {"dtype": kind, "shape": array.shape, "data_offsets": [0, array.nbytes]}
    header = json.dumps({"x": tensor}).encode()
    write(f"fuzz/seeds/npy/{name}.safetensors", len(header).to_bytes(8, "little") + header + array.tobytes())

PGD = 'kind = "pgd"\nnorm = "linf"\nepsilon = 0.1\nsteps = 1\n'
COMMON = f"""version = 2
name = "seed"
seed = 1
cut = 1
batch_size = 32
data = {{ set = "SET", train = 80, validation = 32, test = 40 }}
network = NETWORK
optimizer = {{ kind = "sgd", learning_rate = 0.05 }}
[attack]
{PGD}
[evaluation]
every = 4
samples = 16
attacks = ["fgsm"]
[evaluation.attack]
{PGD}
"""
MLP = '{ kind = "mlp", hidden = [4, 4] }'
REPORTS = {
    "train": ("moons", MLP, '[[phases]]\nepochs = 1\nfront = "adversarial"\nrest = "clean"'),
    "transfer": (
        "moons",
        MLP,
        """[protocol]
kind = "transfer"
rest = [1, 2]
trials = 1
normal_epochs = 1
robust_epochs = 1
fine_tune_epochs = 1
objectives = ["adversarial"]
measure = { samples = 40, fit = 40, readers = ["probe", "lambda"], dependencies = ["edge", "cka"], nulls = 20 }""",
    ),
    "triage": (
        "digits",
        '{ kind = "block-cnn", channels = [2, 2], hidden = 4, batch_norm = true }',
        """[protocol]
kind = "triage"
initialisations = ["random"]
schemes = ["none", "global"]
trials = 1
parents = ["clean"]
parent_epochs = 1
epochs = 1
batches = 1
measure = { samples = 16, change = 0.1, steps = 1 }""",
    ),
}


def short(value):
    """The same with at most two elements in each list: a small seed holds more variety for its length."""
    if isinstance(value, dict):
        return {key: short(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [short(inner) for inner in value[:2]]
    return round(value, 3) if isinstance(value, float) else value


binary = os.environ.get("LAYERLAB_BINARY", root / "target/release/layerlab")
for name, (data, network, work) in REPORTS.items():
    with tempfile.TemporaryDirectory() as folder:
        experiment = pathlib.Path(folder) / "seed.toml"
        experiment.write_text(COMMON.replace("SET", data).replace("NETWORK", network) + work)
        subprocess.run([binary, "run", experiment, "--out", f"{folder}/run"], check=True, capture_output=True)
        report = short(json.loads(pathlib.Path(f"{folder}/run/report.json").read_text()))
        write(f"fuzz/seeds/report/{name}.json", json.dumps(report, separators=(",", ":")).encode())
