"""Makes the seeds that other programs have to write: lists in MATLAB's format, and pictures.

    python3 fuzz/make_seeds.py        (needs scipy and pillow; made with scipy 1.17.1 and pillow 13.0.0)

It writes crates/data/tests/lists.mat, which the unit tests read too, and seeds in fuzz/seeds.
"""
import io
import pathlib

import numpy
import scipy.io
from PIL import Image

root = pathlib.Path(__file__).resolve().parent.parent
lists = {
    "file_list": numpy.array(
        [["n02085620-Chihuahua/n02085620_5927.jpg"], ["n02085782-Japanese_spaniel/n02085782_2.jpg"]], dtype=object
    ),
    "labels": numpy.array([[1.0], [2.0]]),
}


def mat(compressed: bool) -> bytes:
    file = io.BytesIO()
    scipy.io.savemat(file, lists, do_compression=compressed)
    # The header's first 116 bytes are a remark with the date.
    return b"MATLAB 5.0 MAT-file".ljust(116) + file.getvalue()[116:]


def write(path: str, content: bytes) -> None:
    path = root / path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


write("crates/data/tests/lists.mat", mat(True))
write("fuzz/seeds/mat/compressed.mat", mat(True))
write("fuzz/seeds/mat/plain.mat", mat(False))
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
