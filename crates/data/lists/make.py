"""Writes the two lists of Stanford Dogs as text, out of those that its makers publish in MATLAB's format.

    python3 make_lists.py [FOLDER]        (needs scipy; the folder is the one in which this script lies, unless given)

`lists.tar` from http://vision.stanford.edu/aditya86/ImageNetDogs/ holds train_list.mat (12,000 pictures) and
test_list.mat (8,580). Beside each this writes a list of the same name that ends with .txt, with a line for each picture:
its path below `Images`, a tab, and its breed from 1 to 120, in the order of the makers.
"""
import pathlib
import sys

import scipy.io


def lines(file):
    content = scipy.io.loadmat(file)
    for path, label in zip(content["file_list"].ravel(), content["labels"].ravel(), strict=True):
        yield f"{path.item()}\t{int(label)}\n"


folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent
for name in ("train_list", "test_list"):
    text = "".join(lines(folder / f"{name}.mat"))
    (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    print(f"{name}.txt: {text.count(chr(10))} pictures")
