"""Reads digits from a folder of PNG pictures with Pillow, NumPy and PyTorch.

    python3 reading_peer.py MODEL.safetensors FOLDER [--threads 2]

What `glassbox read FOLDER` does, as a careful script does it, for pictures of one digit each: ink
dark on light or light on dark, a threshold between ink and paper, the box around the ink, scaled to
20 × 20, its centre of mass in the middle of 28 × 28, and all pictures through the network at once.
It does less than Glassbox, which also takes out shadows, noise and ruled lines, measures the pen and
finds several digits. Prints a line for every picture.
"""

import argparse
import json
import pathlib
import struct

import numpy
import torch
from PIL import Image


def network(path):
    """The layers of a model file: 8 bytes of length, a header in JSON, numbers."""
    data = pathlib.Path(path).read_bytes()
    length, = struct.unpack_from("<Q", data)
    header = json.loads(data[8:8 + length])

    def tensor(name):
        entry = header[name]
        kind = {"F16": numpy.float16, "F32": numpy.float32, "F64": numpy.float64}[entry["dtype"]]
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        values = numpy.frombuffer(data[begin:end], kind).reshape(entry["shape"])
        return torch.from_numpy(values.astype(numpy.float32))

    def learned(module, weight, index):
        module.weight.data = weight.contiguous()
        module.bias.data = tensor(f"layers.{index}.bias")
        return module

    layers = []
    for index, layer in enumerate(json.loads(header["__metadata__"]["blueprint"])["layers"]):
        (kind, settings), = layer.items()
        if kind == "dense":
            weight = tensor(f"layers.{index}.weight")
            layers.append(learned(torch.nn.Linear(*weight.shape), weight.T, index))
        elif kind == "conv2D":
            weight = tensor(f"layers.{index}.weight").permute(3, 2, 0, 1)
            filters, channels, *size = weight.shape
            layers.append(learned(torch.nn.Conv2d(channels, filters, size), weight, index))
        elif kind == "maxPooling2D":
            layers.append(torch.nn.MaxPool2d(2))
        elif kind == "flatten":
            layers.append(RowsFirst())
        if settings.get("activation") == "relu":
            layers.append(torch.nn.ReLU())
    return torch.nn.Sequential(*layers).eval()


class RowsFirst(torch.nn.Module):
    """Flattens pictures row by row, channels innermost, as Glassbox and Keras do."""

    def forward(self, pictures):
        return pictures.permute(0, 2, 3, 1).flatten(1)


def otsu(grey):
    """The threshold that separates two kinds of pixels best (N. Otsu, 1979)."""
    counts = numpy.bincount(grey.ravel(), minlength=256).astype(float)
    below = numpy.cumsum(counts)
    sums = numpy.cumsum(counts * numpy.arange(256))
    above = below[-1] - below
    with numpy.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (sums / below - (sums[-1] - sums) / above) ** 2
    return int(numpy.nanargmax(between))


def placed(length, centre):
    """Where something so long begins, for its centre of mass to be in the middle of 28."""
    return min(max(round(14 - centre), 0), 28 - length)


def digit(path):
    """28 × 28 numbers 0…1, as MNIST's makers made them."""
    grey = numpy.asarray(Image.open(path).convert("L"))
    border = numpy.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    if numpy.median(border) > 127:
        grey = 255 - grey
    inked = grey > otsu(grey)
    rows, columns = numpy.flatnonzero(inked.any(1)), numpy.flatnonzero(inked.any(0))
    box = Image.fromarray(grey).crop((columns[0], rows[0], columns[-1] + 1, rows[-1] + 1))
    scale = 20 / max(box.size)
    size = tuple(max(round(side * scale), 1) for side in box.size)
    ink = numpy.asarray(box.resize(size, Image.Resampling.BOX), numpy.float32) / 255
    height, width = ink.shape
    y = placed(height, float(ink.sum(1) @ (numpy.arange(height) + 0.5) / ink.sum()))
    x = placed(width, float(ink.sum(0) @ (numpy.arange(width) + 0.5) / ink.sum()))
    square = numpy.zeros((28, 28), numpy.float32)
    square[y:y + height, x:x + width] = ink
    return square


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model")
    parser.add_argument("folder")
    parser.add_argument("--threads", type=int, default=2, help="how many threads PyTorch may use")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    files = sorted(pathlib.Path(options.folder).glob("*.png"))
    pictures = numpy.stack([digit(file) for file in files]).reshape(len(files), 1, 28, 28)
    with torch.inference_mode():
        shares = network(options.model)(torch.from_numpy(pictures)).softmax(1)
    for file, share in zip(files, shares):
        print(f"{file}: {int(share.argmax())} ({float(share.max()):.1%})")


if __name__ == "__main__":
    main()
