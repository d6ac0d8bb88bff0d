"""Trains and asks the networks of `glassbox bench` with PyTorch on the CPU.

    python3 pytorch_peer.py [--seconds 3] [--threads 2] [WORKLOAD ...]

The whole set stays in one tensor of floats and batches are slices by index, the fastest of
PyTorch's ways for data that fits in memory. Both sides shuffle every epoch and add up loss and
right answers.
"""

import json
import time

import torch
from torch import nn

import measuring


def flat_pictures():
    inputs, labels = measuring.pictures()
    return torch.from_numpy(inputs), torch.from_numpy(labels)


def pictures(layout, *shape):
    """Pictures of height, width and channels, in PyTorch's order and one of its layouts."""
    inputs, labels = measuring.pictures(*shape)
    pixels = torch.from_numpy(inputs).reshape(-1, *shape).permute(0, 3, 1, 2)
    return pixels.contiguous(memory_format=layout), torch.from_numpy(labels)


def mlp():
    return nn.Sequential(
        nn.Linear(784, 512), nn.ReLU(), nn.Dropout(0.2), nn.Linear(512, 512), nn.ReLU(),
        nn.Dropout(0.2), nn.Linear(512, 10))


def class_right(outputs, targets):
    return (outputs.argmax(1) == targets).sum()


def train_softmax():
    network = nn.Linear(784, 10)
    return (network, torch.optim.SGD(network.parameters(), lr=0.02), nn.CrossEntropyLoss(),
            class_right, *flat_pictures(), 32)


def train_mlp():
    network = mlp()
    return (network, torch.optim.RMSprop(network.parameters(), lr=0.001, alpha=0.9),
            nn.CrossEntropyLoss(), class_right, *flat_pictures(), 128)


def train_30():
    network = nn.Sequential(nn.Linear(784, 30), nn.Sigmoid(), nn.Linear(30, 10), nn.Sigmoid())
    inputs, labels = flat_pictures()

    def half_squared(outputs, targets):
        return 0.5 * ((outputs - targets) ** 2).sum(1).mean()

    def hot_right(outputs, targets):
        return (outputs.argmax(1) == targets.argmax(1)).sum()

    return (network, torch.optim.SGD(network.parameters(), lr=3.0), half_squared, hot_right,
            inputs, nn.functional.one_hot(labels, 10).float(), 10)


def train_xor():
    network = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))
    rows = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    xor = torch.tensor([[0.0], [1.0], [1.0], [0.0]])

    def bit_right(outputs, targets):
        return ((outputs > 0) == (targets > 0.5)).sum()

    return (network, torch.optim.SGD(network.parameters(), lr=0.5), nn.BCEWithLogitsLoss(),
            bit_right, rows, xor, 4)


def train_mnist_cnn(layout):
    network = nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Dropout(0.25), nn.Flatten(), nn.Linear(9216, 128), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(128, 10)).to(memory_format=layout)
    return (network, torch.optim.Adadelta(network.parameters(), lr=1.0, rho=0.95),
            nn.CrossEntropyLoss(), class_right, *pictures(layout, 28, 28, 1), 128)


def train_cifar10_cnn(layout):
    network = nn.Sequential(
        nn.Conv2d(3, 32, 3), nn.ReLU(), nn.Conv2d(32, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Dropout(0.25), nn.Conv2d(32, 32, 3), nn.ReLU(), nn.Conv2d(32, 32, 3), nn.ReLU(),
        nn.MaxPool2d(2), nn.Dropout(0.25), nn.Flatten(), nn.Linear(800, 256), nn.ReLU(),
        nn.Dropout(0.5), nn.Linear(256, 10)).to(memory_format=layout)
    return (network, torch.optim.Adam(network.parameters(), lr=0.001), nn.CrossEntropyLoss(),
            class_right, *pictures(layout, 32, 32, 3), 128)


def trained_per_second(seconds, network, optimizer, loss, right, inputs, targets, batch):
    def epoch(limit):
        order = torch.randperm(len(inputs))
        total, correct, count = 0.0, 0, 0
        for first in range(0, len(inputs), batch):
            chosen = order[first:first + batch]
            x, y = inputs[chosen], targets[chosen]
            optimizer.zero_grad(set_to_none=True)
            outputs = network(x)
            value = loss(outputs, y)
            value.backward()
            optimizer.step()
            total += value.item() * len(x)
            correct += int(right(outputs.detach(), y))
            count += len(x)
            if time.perf_counter() > limit:
                break
        return count

    return measuring.rate(epoch, seconds)


def predicted_per_second(seconds, batch):
    network, (inputs, labels) = mlp().eval(), flat_pictures()

    @torch.inference_mode()
    def epoch(limit):
        correct, count = 0, 0
        for first in range(0, len(inputs), batch):
            x, y = inputs[first:first + batch], labels[first:first + batch]
            correct += int(class_right(network(x), y))
            count += len(x)
            if time.perf_counter() > limit:
                break
        return count

    return measuring.rate(epoch, seconds)


def growing(width=256, depth=2, batch=64):
    """A network as `glassbox bench --growth` measures it, with the way to train it."""
    widths = [256] + [width] * depth
    layers = [layer for before, after in zip(widths, widths[1:])
              for layer in (nn.Linear(before, after), nn.ReLU())]
    network = nn.Sequential(*layers, nn.Linear(width, 10))
    count = 8 * batch
    return (network, torch.optim.SGD(network.parameters(), lr=0.001), nn.CrossEntropyLoss(),
            class_right, torch.rand(count, 256), torch.arange(count) % 10, batch)


def report_growth(options, engine):
    """A line of JSON for each network, as `glassbox bench --growth --peers` takes them."""
    sizes = {"width": [4, 16, 64, 128, 256, 512, 1024], "depth": [1, 2, 4, 8, 16],
             "batch": [1, 4, 16, 64, 256, 1024], "threads": range(1, max(options.threads, 2) + 1)}
    for varied, values in sizes.items():
        for value in values:
            torch.set_num_threads(value if varied == "threads" else options.threads)
            size = {} if varied == "threads" else {varied: value}
            setup = growing(**size)
            rate = trained_per_second(options.seconds / 10, *setup)
            print(json.dumps({"engine": engine, "varied": varied, "value": value,
                              "secondsPerStep": setup[-1] / rate}), flush=True)


TRAINING = {"mnist-softmax": train_softmax, "mnist-mlp": train_mlp, "mnist-30": train_30,
            "xor": train_xor}
# Measured in both layouts of pictures, of which the faster one is the peer.
CONVOLVING = {"mnist-cnn": train_mnist_cnn, "cifar10-cnn": train_cifar10_cnn}
LAYOUTS = {"channels last": torch.channels_last, "channels first": torch.contiguous_format}
PREDICTING = {"predict-mlp": 128, "predict-mlp-one": 1}


def main():
    options = measuring.parse_options(
        __doc__.splitlines()[0], [*TRAINING, *CONVOLVING, *PREDICTING, "growth"])
    engine = f"PyTorch {torch.__version__}"
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    for name in options.names:
        if name == "growth":
            report_growth(options, engine)
        elif name in TRAINING:
            result = trained_per_second(options.seconds, *TRAINING[name]())
            measuring.report(name, engine, result)
        elif name in CONVOLVING:
            for words, layout in LAYOUTS.items():
                result = trained_per_second(options.seconds, *CONVOLVING[name](layout))
                measuring.report(name, f"{engine}, {words}", result)
        else:
            result = predicted_per_second(options.seconds, PREDICTING[name])
            measuring.report(name, engine, result)


if __name__ == "__main__":
    main()
