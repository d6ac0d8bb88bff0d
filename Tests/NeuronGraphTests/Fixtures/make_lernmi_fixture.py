"""Writes lernmi.json: what training as in Lernmi does to the weights of OR and XOR networks.

Lernmi (github.com/samrussell/lernmi) is a small Ruby library of neurons and links. This is an
independent model of its published design, written with plain loops instead of objects:

- Every neuron is a sigmoid, those of the input layer too: an input of 1 enters as 0.7310…
- Every layer has one bias neuron besides its learning neurons. It was fed 999 once and is never
  reset, and 1 / (1 + e^-999) is exactly 1 in double precision, so it simply outputs 1. It has no
  incoming links; the sensitivities pushed to it pile up and are never read.
- The sensitivity of an output is actual - expected: the loss is half the squared error.
- Going back, layer by layer from the last, each link pushes weight x sensitivity to its source
  with the weight it still has, and then changes that weight at once. One sample, one step.
- Links run in the order of their sources, the bias neuron first; sums are formed in that order.

In the fixture, `layers.N.bias` holds the weights of the links that leave layer N's bias neuron,
and `layers.N.weight[source][target]` those of the others. N counts the layers of links.

Lernmi itself, run by Ruby 3.1 from the same initial weights over the same rows, gave these very
doubles: every weight after every recorded step and every output.

Run: python3 make_lernmi_fixture.py      (Python 3 alone; no packages)
"""

import copy
import json
import math
import pathlib
import random

LEARNING_RATE = 0.1
RECORDED_STEPS = [1, 10, 1000]

# What Ruby's Random.new(1) gives, minus a half. Each of Lernmi's layers of links starts its own
# generator from the same seed, so all of them begin with the same weights.
LERNMI_WEIGHTS = [
    -0.082977995297426, 0.2203244934421581, -0.4998856251826551,
    -0.19766742736816023, -0.35324410918288696, -0.4076614052312022,
    -0.3137397886223291, -0.15443927295695226, -0.10323252576933006,
]


def sigmoid(x):
    return 1.0 / (1.0 + math.exp(-x))


def forward(links, inputs):
    """Returns the outputs of every layer, each list beginning with its bias neuron's 1."""
    outputs = [[1.0] + [sigmoid(x) for x in inputs]]
    for weights in links:
        sums = [0.0] * len(weights[0])
        for source, row in zip(outputs[-1], weights):
            for target, weight in enumerate(row):
                sums[target] += source * weight
        outputs.append([1.0] + [sigmoid(x) for x in sums])
    return outputs


def train_step(links, inputs, expected):
    """Trains on one sample; changes the weights in place."""
    outputs = forward(links, inputs)
    sensitivities = [actual - wanted for actual, wanted in zip(outputs[-1][1:], expected)]
    for layer in reversed(range(len(links))):
        pushed = [0.0] * len(links[layer])
        slopes = [output * (1.0 - output) for output in outputs[layer + 1][1:]]
        for source, row in enumerate(links[layer]):
            for target in range(len(row)):
                input_sensitivity = sensitivities[target] * slopes[target]
                pushed[source] += row[target] * input_sensitivity
                row[target] -= outputs[layer][source] * input_sensitivity * LEARNING_RATE
        sensitivities = pushed[1:]


def tensors(links):
    """Splits each layer of links into the bias neuron's (the first row) and the others."""
    named = {}
    for layer, weights in enumerate(links):
        named[f"layers.{layer}.weight"] = copy.deepcopy(weights[1:])
        named[f"layers.{layer}.bias"] = list(weights[0])
    return named


def random_links(name, shape):
    """Weights uniform in ±0.5, as Lernmi's, from a generator that Python keeps stable."""
    generator = random.Random(name)
    return [
        [[round(generator.uniform(-0.5, 0.5), 6) for _ in range(targets)]
         for _ in range(sources + 1)]
        for sources, targets in zip(shape, shape[1:])
    ]


def lernmi_links(shape):
    """The weights that Lernmi itself begins with."""
    links = []
    for sources, targets in zip(shape, shape[1:]):
        values = iter(LERNMI_WEIGHTS)
        links.append([[next(values) for _ in range(targets)] for _ in range(sources + 1)])
    return links


def case(name, shape, links, gate, inputs):
    rows = [{"input": list(row), "target": [gate(*row)]} for row in inputs]
    entry = {
        "name": name,
        "shape": shape,
        "inputActivation": "sigmoid",
        "learningRate": LEARNING_RATE,
        "rows": rows,
        "initial": tensors(links),
        "after": {},
    }
    for step in range(1, RECORDED_STEPS[-1] + 1):
        row = rows[(step - 1) % len(rows)]
        train_step(links, row["input"], row["target"])
        if step in RECORDED_STEPS:
            entry["after"][str(step)] = tensors(links)
    entry["outputs"] = [forward(links, row["input"])[-1][1:] for row in rows]
    return entry


def main():
    counting = [(0, 0), (0, 1), (1, 0), (1, 1)]
    lernmi_order = [(0, 0), (1, 0), (0, 1), (1, 1)]

    def either(a, b):
        return a | b

    def exclusive(a, b):
        return a ^ b

    cases = [
        case("or", [2, 1], random_links("or", [2, 1]), either, counting),
        case("xor", [2, 3, 1], random_links("xor", [2, 3, 1]), exclusive, counting),
        case("xor-2-2-1", [2, 2, 1], random_links("xor-2-2-1", [2, 2, 1]), exclusive, counting),
        # The weights and the order of rows of Lernmi's own OR and XOR programs.
        case("lernmi-or", [2, 1], [[[0.4], [0.5], [0.6]]], either, lernmi_order),
        case("lernmi-xor", [2, 3, 1], lernmi_links([2, 3, 1]), exclusive, lernmi_order),
    ]
    path = pathlib.Path(__file__).with_name("lernmi.json")
    path.write_text("[\n" + ",\n".join(json.dumps(entry) for entry in cases) + "\n]\n")


if __name__ == "__main__":
    main()
