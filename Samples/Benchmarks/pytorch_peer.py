"""Trains the networks of `glassbox bench` with PyTorch on the CPU, and prints samples a second.

    python3 pytorch_peer.py [--seconds 3] [--threads 2] [WORKLOAD ...]

Prints one JSON object a line, as `glassbox bench --json` does. Both sides shuffle every epoch, read
the pictures as bytes, and add up loss and right answers; PyTorch's data stays in one tensor of
floats and batches are slices by index, the fastest of its ways for data that fits in memory.
"""

import argparse
import json
import time

import torch
from torch import nn


def pictures(count=20_000, shape=(784,)):
    generator = torch.Generator().manual_seed(1)
    inputs = torch.randint(0, 256, (count, *shape), generator=generator).float() / 255
    return inputs, torch.arange(count) % 10


def mnist_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Dropout(0.25), nn.Flatten(), nn.Linear(9216, 128), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(128, 10))


def cifar10_cnn():
    return nn.Sequential(
        nn.Conv2d(3, 32, 3), nn.ReLU(), nn.Conv2d(32, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Dropout(0.25), nn.Conv2d(32, 32, 3), nn.ReLU(), nn.Conv2d(32, 32, 3), nn.ReLU(),
        nn.MaxPool2d(2), nn.Dropout(0.25), nn.Flatten(), nn.Linear(800, 256), nn.ReLU(),
        nn.Dropout(0.5), nn.Linear(256, 10))


def one_hot(labels):
    return nn.functional.one_hot(labels, 10).float()


def workloads():
    inputs, labels = pictures()
    mlp = nn.Sequential(
        nn.Linear(784, 512), nn.ReLU(), nn.Dropout(0.2), nn.Linear(512, 512), nn.ReLU(),
        nn.Dropout(0.2), nn.Linear(512, 10))
    small = nn.Sequential(nn.Linear(784, 30), nn.Sigmoid(), nn.Linear(30, 10), nn.Sigmoid())
    gate = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))
    softmax = nn.Linear(784, 10)
    rows = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    xor = torch.tensor([[0.0], [1.0], [1.0], [0.0]])

    def squared(outputs, targets):
        return 0.5 * ((outputs - targets) ** 2).sum(1).mean()

    def class_right(outputs, targets):
        return (outputs.argmax(1) == targets).sum()

    def hot_right(outputs, targets):
        return (outputs.argmax(1) == targets.argmax(1)).sum()

    def bit_right(outputs, targets):
        return ((outputs > 0) == (targets > 0.5)).sum()

    cross_entropy = nn.CrossEntropyLoss()
    yield ("mnist-softmax", softmax, torch.optim.SGD(softmax.parameters(), lr=0.02), cross_entropy,
           class_right, inputs, labels, 32)
    yield ("mnist-mlp", mlp, torch.optim.RMSprop(mlp.parameters(), lr=0.001, alpha=0.9),
           cross_entropy, class_right, inputs, labels, 128)
    yield ("mnist-30", small, torch.optim.SGD(small.parameters(), lr=3.0), squared, hot_right,
           inputs, one_hot(labels), 10)
    yield ("xor", gate, torch.optim.SGD(gate.parameters(), lr=0.5), nn.BCEWithLogitsLoss(),
           bit_right, rows, xor, 4)
    for layout in (torch.channels_last, torch.contiguous_format):
        # Both layouts of pictures; the faster one is the peer.
        suffix = " channels_last" if layout is torch.channels_last else ""
        for name, network, shape, optimizer in (
                ("mnist-cnn", mnist_cnn(), (1, 28, 28), torch.optim.Adadelta),
                ("cifar10-cnn", cifar10_cnn(), (3, 32, 32), torch.optim.Adam)):
            network = network.to(memory_format=layout)
            count = 20_000 * 784 // (shape[0] * shape[1] * shape[2])
            inputs, labels = pictures(count, shape)
            optimizer = optimizer(network.parameters(), **(
                {"lr": 1.0, "rho": 0.95} if name == "mnist-cnn" else {"lr": 0.001}))
            yield (name + suffix, network, optimizer, cross_entropy, class_right,
                   inputs.contiguous(memory_format=layout), labels, 128)


def samples_per_second(network, optimizer, loss, right, inputs, targets, batch, seconds):
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

    epoch(time.perf_counter() + 1)
    start = time.perf_counter()
    samples = 0
    while time.perf_counter() - start < seconds:
        samples += epoch(start + seconds)
    return samples / (time.perf_counter() - start)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="WORKLOAD")
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--threads", type=int, default=0, help="default: PyTorch's choice")
    arguments = parser.parse_args()
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    torch.manual_seed(1)
    for name, *work in workloads():
        if arguments.names and name.split()[0] not in arguments.names:
            continue
        rate = samples_per_second(*work, arguments.seconds)
        print(json.dumps({"workload": name, "engine": f"PyTorch {torch.__version__}",
                          "samplesPerSecond": round(rate)}), flush=True)


if __name__ == "__main__":
    main()
