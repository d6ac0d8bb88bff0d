"""Writes sgd.json: five steps of stochastic gradient descent, done by Keras itself.

Each case begins at the same weights and is handed the same five gradients; only the optimizer
differs. Keras computes in double precision, and its weights are compared with its published
definition (keras.io/api/optimizers/sgd) written out in plain Python:

    velocity = momentum * velocity - learning_rate * gradient
    weight  += velocity                                              momentum
    weight  += momentum * velocity - learning_rate * gradient        Nesterov
    weight  -= learning_rate * gradient                              plain

Run: python3 -m venv venv && venv/bin/pip install keras torch
     KERAS_BACKEND=torch venv/bin/python make_sgd_fixture.py
(made with Keras 3.15)
"""

import json
import os
import pathlib
import random

os.environ.setdefault("KERAS_BACKEND", "torch")

import keras  # noqa: E402  (Keras reads the variable above when it is imported)
import numpy  # noqa: E402

STEPS = 5
SHAPES = {"layers.0.weight": [2, 3], "layers.0.bias": [3]}
OPTIMIZERS = {
    "plain": {"learningRate": 0.1},
    "momentum": {"learningRate": 0.1, "momentum": 0.9},
    "nesterov": {"learningRate": 0.1, "momentum": 0.9, "nesterov": True},
}

keras.config.set_floatx("float64")


def draw(generator, low, high):
    return {
        name: [round(generator.uniform(low, high), 4) for _ in range(int(numpy.prod(shape)))]
        for name, shape in SHAPES.items()
    }


def weights_by_keras(settings, start, gradients):
    """Returns the weights after each step, flattened row by row."""
    variables = {
        name: keras.Variable(numpy.reshape(start[name], shape), dtype="float64")
        for name, shape in SHAPES.items()
    }
    optimizer = keras.optimizers.SGD(
        learning_rate=settings["learningRate"],
        momentum=settings.get("momentum", 0.0),
        nesterov=settings.get("nesterov", False),
    )
    after = []
    for gradient in gradients:
        tensors = [
            keras.ops.convert_to_tensor(numpy.reshape(gradient[name], shape), dtype="float64")
            for name, shape in SHAPES.items()
        ]
        optimizer.apply(tensors, list(variables.values()))
        after.append({
            name: keras.ops.convert_to_numpy(variable).flatten().tolist()
            for name, variable in variables.items()
        })
    return after


def weights_by_definition(settings, weight, gradients):
    """The same for a single weight, from the formulas above."""
    rate, momentum = settings["learningRate"], settings.get("momentum", 0.0)
    velocity = 0.0
    after = []
    for gradient in gradients:
        velocity = momentum * velocity - rate * gradient
        if settings.get("nesterov", False):
            weight += momentum * velocity - rate * gradient
        else:
            weight += velocity
        after.append(weight)
    return after


def check(settings, start, gradients, after):
    for name, values in start.items():
        for index, value in enumerate(values):
            expected = weights_by_definition(settings, value, [g[name][index] for g in gradients])
            found = [weights[name][index] for weights in after]
            if not numpy.allclose(found, expected, rtol=1e-14, atol=1e-15):
                raise SystemExit(f"{name}[{index}]: Keras {found}, its definition {expected}")


def main():
    generator = random.Random("sgd")
    start = draw(generator, -1, 1)
    gradients = [draw(generator, -2, 2) for _ in range(STEPS)]
    cases = []
    for name, settings in OPTIMIZERS.items():
        after = weights_by_keras(settings, start, gradients)
        check(settings, start, gradients, after)
        cases.append({"name": name, "optimizer": {"sgd": settings}, "after": after})

    lines = [
        f'"shapes": {json.dumps(SHAPES)}',
        f'"start": {json.dumps(start)}',
        '"gradients": [\n  ' + ",\n  ".join(map(json.dumps, gradients)) + "\n]",
        '"cases": [\n  ' + ",\n  ".join(map(json.dumps, cases)) + "\n]",
    ]
    path = pathlib.Path(__file__).with_name("sgd.json")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
