"""Makes the seeds that other programs have to write: pictures and weights.

    python3 fuzz/make_seeds.py        (needs numpy and pillow; made with pillow 13.0.0)

It writes seeds in fuzz/seeds.
"""
import io
import pathlib

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
header = b'{"linear1.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}'
write("fuzz/seeds/weights/part.safetensors", len(header).to_bytes(8, "little") + header + bytes(16))
