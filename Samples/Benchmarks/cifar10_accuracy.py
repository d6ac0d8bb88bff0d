"""Trains the CIFAR-10 recipes' networks with PyTorch, to compare what they learn with Glassbox.

    python3 cifar10_accuracy.py RECIPE FOLDER [--epochs 25] [--seed 1] [--threads 2]
    glassbox train RECIPE --data FOLDER --epochs 25 --seed 1

RECIPE is cifar10-cnn, cifar10-deep, cifar10-tflearn or cifar10-elu. FOLDER holds CIFAR-10's binary
batches, plain or gzipped. First weights are drawn as the recipes draw them (Glorot uniform, or
uniform scaling for TFLearn's convolutions; biases 0), and Adam has the epsilon of the library each
recipe comes from and its rate in every step, so that both sides learn alike; which numbers are drawn
differs. Prints one JSON object an epoch, as `glassbox train --json` does.
"""

import argparse
import gzip
import json
import pathlib

import numpy
import torch
from torch import nn


def batches(folder, prefix):
    """All pictures and labels of the files that begin with a prefix."""
    files = sorted(pathlib.Path(folder).glob(f"{prefix}*.bin*"))
    opened = [gzip.open(file) if file.suffix == ".gz" else file.open("rb") for file in files]
    rows = numpy.frombuffer(b"".join(file.read() for file in opened), numpy.uint8)
    rows = rows.reshape(-1, 1 + 3 * 32 * 32)
    pixels = torch.from_numpy(rows[:, 1:].astype(numpy.float32) / 255).reshape(-1, 3, 32, 32)
    return (pixels.contiguous(memory_format=torch.channels_last),
            torch.from_numpy(rows[:, 0].astype(numpy.int64)))


class InputNormalization(nn.Module):
    """Takes each channel's mean off and divides by its deviation, both of the training pictures."""

    def __init__(self, pixels):
        super().__init__()
        self.register_buffer("mean", pixels.mean((0, 2, 3), keepdim=True))
        self.register_buffer("deviation", pixels.std((0, 2, 3), keepdim=True, correction=0))

    def forward(self, pixels):
        return (pixels - self.mean) / self.deviation


def cifar10_cnn(pixels):
    return [
        nn.Conv2d(3, 32, 3), nn.ReLU(), nn.Conv2d(32, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Dropout(0.25), nn.Conv2d(32, 32, 3), nn.ReLU(), nn.Conv2d(32, 32, 3), nn.ReLU(),
        nn.MaxPool2d(2), nn.Dropout(0.25), nn.Flatten(), nn.Linear(800, 256), nn.ReLU(),
        nn.Dropout(0.5), nn.Linear(256, 10)]


def cifar10_deep(pixels):
    return [
        nn.Conv2d(3, 32, 3), nn.LeakyReLU(0.003),
        nn.Conv2d(32, 64, 3, padding=1), nn.LeakyReLU(0.003),
        nn.Conv2d(64, 32, 3), nn.LeakyReLU(0.003), nn.Conv2d(32, 32, 3), nn.LeakyReLU(0.003),
        nn.MaxPool2d(2), nn.Dropout(0.35), nn.Conv2d(32, 32, 3), nn.LeakyReLU(0.003),
        nn.Conv2d(32, 64, 3, padding=1), nn.LeakyReLU(0.003),
        nn.Conv2d(64, 32, 3), nn.LeakyReLU(0.003), nn.MaxPool2d(2), nn.Dropout(0.25),
        nn.Flatten(), nn.Linear(512, 256), nn.ReLU(), nn.Dropout(0.35),
        nn.Linear(256, 256), nn.ReLU(), nn.Dropout(0.25), nn.Linear(256, 10)]


def cifar10_tflearn(pixels):
    return [
        InputNormalization(pixels),
        nn.Conv2d(3, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.Conv2d(64, 64, 3, padding=1), nn.ReLU(),
        nn.MaxPool2d(2), nn.Flatten(), nn.Linear(4096, 512), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(512, 10)]


def cifar10_elu(pixels):
    return [
        InputNormalization(pixels),
        nn.Conv2d(3, 64, 3, padding=1), nn.ELU(), nn.MaxPool2d(2),
        nn.Conv2d(64, 96, 3, padding=1), nn.ELU(), nn.Conv2d(96, 96, 3, padding=1), nn.ELU(),
        nn.MaxPool2d(2), nn.Conv2d(96, 192, 3, padding=1), nn.ELU(),
        nn.Conv2d(192, 192, 3, padding=1), nn.ELU(), nn.MaxPool2d(2),
        nn.Conv2d(192, 256, 3, padding=1), nn.ELU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Dropout(0.3), nn.Linear(1024, 10)]


def draw_glorot(weights):
    nn.init.xavier_uniform_(weights)


def draw_scaled(weights):
    """TFLearn's uniform scaling: uniform with a variance of one over the number of links."""
    limit = (3 / weights[0].numel()) ** 0.5
    nn.init.uniform_(weights, -limit, limit)


# Layers, how a convolution's first weights are drawn, the batch size, Adam's epsilon and learning rate,
# and what each step multiplies the rate with.
RECIPES = {"cifar10-cnn": (cifar10_cnn, draw_glorot, 128, 1e-7, 0.001, 1),
           "cifar10-deep": (cifar10_deep, draw_glorot, 256, 1e-7, 0.001, 1),
           "cifar10-tflearn": (cifar10_tflearn, draw_scaled, 96, 1e-8, 0.001, 1),
           "cifar10-elu": (cifar10_elu, draw_glorot, 64, 1e-7, 0.0015, 0.03 ** (1 / 18768))}


def network(layers, draw_convolution):
    for layer in layers:
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            draw = draw_convolution if isinstance(layer, nn.Conv2d) else draw_glorot
            draw(layer.weight)
            nn.init.zeros_(layer.bias)
    return nn.Sequential(*layers).to(memory_format=torch.channels_last)


def pass_over(layers, pixels, labels, order, batch, optimizer=None, schedule=None):
    """Mean loss and accuracy over all samples, learning on the way if there is an optimizer."""
    layers.train(optimizer is not None)
    total, right = 0.0, 0
    with torch.set_grad_enabled(optimizer is not None):
        for first in range(0, len(order), batch):
            chosen = order[first:first + batch]
            outputs = layers(pixels[chosen])
            loss = nn.functional.cross_entropy(outputs, labels[chosen])
            if optimizer:
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                optimizer.step()
                schedule.step()
            total += loss.item() * len(chosen)
            right += int((outputs.argmax(1) == labels[chosen]).sum())
    return total / len(order), right / len(order)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recipe", choices=RECIPES)
    parser.add_argument("folder")
    parser.add_argument("--epochs", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    training, test = batches(options.folder, "data_batch"), batches(options.folder, "test_batch")
    make_layers, draw_convolution, batch, epsilon, rate, decay = RECIPES[options.recipe]
    layers = network(make_layers(training[0]), draw_convolution)
    optimizer = torch.optim.Adam(layers.parameters(), lr=rate, eps=epsilon)
    schedule = torch.optim.lr_scheduler.ExponentialLR(optimizer, decay)
    for epoch in range(1, options.epochs + 1):
        order = torch.randperm(len(training[0]))
        loss, accuracy = pass_over(layers, *training, order, batch, optimizer, schedule)
        test_loss, test_accuracy = pass_over(layers, *test, torch.arange(len(test[0])), 500)
        print(json.dumps({"epoch": epoch, "loss": loss, "accuracy": accuracy,
                          "validationLoss": test_loss, "validationAccuracy": test_accuracy}),
              flush=True)


if __name__ == "__main__":
    main()
