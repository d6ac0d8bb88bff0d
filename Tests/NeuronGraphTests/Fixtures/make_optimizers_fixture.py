"""Writes optimizers.json: five steps of each optimizer, done by Keras itself.

Each case begins at the same weights and is handed the same five gradients; only the optimizer and
its learning-rate schedule differ. Keras computes in double precision, and its weights are compared
with the definitions of its source (keras/src/optimizers) written out in plain Python below.

Run: python3 -m venv venv && venv/bin/pip install keras torch
     KERAS_BACKEND=torch venv/bin/python make_optimizers_fixture.py
(made with Keras 3.15)
"""

import json
import math
import os
import pathlib
import random

os.environ.setdefault("KERAS_BACKEND", "torch")

import keras  # noqa: E402  (Keras reads the variable above when it is imported)
import numpy  # noqa: E402

STEPS = 5
SHAPES = {"layers.0.weight": [2, 3], "layers.0.bias": [3]}
EXPONENTIAL = {"exponential": {"decaySteps": 3, "decayRate": 0.5}}
STAIRS = {"step": {"every": 2, "factor": 0.3}}
INVERSE = {"inverseTime": {"decaySteps": 2, "decayRate": 0.7}}
OPTIMIZERS = {
    "plain": {"sgd": {"learningRate": 0.1}},
    "momentum": {"sgd": {"learningRate": 0.1, "momentum": 0.9}},
    "nesterov": {"sgd": {"learningRate": 0.1, "momentum": 0.9, "nesterov": True}},
    "rmsprop": {"rmsprop": {}},
    "rmsprop with settings": {"rmsprop": {"learningRate": 0.02, "rho": 0.7, "epsilon": 0.01}},
    "adam": {"adam": {}},
    "adam with settings": {
        "adam": {"learningRate": 0.1, "beta1": 0.5, "beta2": 0.9, "epsilon": 0.01}
    },
    "adadelta": {"adadelta": {}},
    "adadelta with settings": {"adadelta": {"learningRate": 1.0, "rho": 0.8, "epsilon": 0.001}},
    "adamw": {"adamw": {}},
    "adamw with settings": {
        "adamw": {
            "learningRate": 0.1, "weightDecay": 0.2, "beta1": 0.5, "beta2": 0.9, "epsilon": 0.01,
        }
    },
    "adagrad": {"adagrad": {}},
    "adagrad with settings": {
        "adagrad": {"learningRate": 0.2, "initialAccumulator": 0.5, "epsilon": 0.001}
    },
    "adamw with a schedule": {
        "adamw": {"learningRate": 0.1, "weightDecay": 0.3, "schedule": EXPONENTIAL}
    },
    "exponential schedule": {"sgd": {"learningRate": 0.1, "schedule": EXPONENTIAL}},
    "step schedule": {"rmsprop": {"learningRate": 0.1, "schedule": STAIRS}},
    "inverse time schedule": {"adam": {"learningRate": 0.1, "schedule": INVERSE}},
    "momentum with a schedule": {
        "sgd": {"learningRate": 0.1, "momentum": 0.9, "schedule": EXPONENTIAL}
    },
}

keras.config.set_floatx("float64")


def draw(generator, low, high):
    return {
        name: [round(generator.uniform(low, high), 4) for _ in range(int(numpy.prod(shape)))]
        for name, shape in SHAPES.items()
    }


def schedule_of_keras(rate, schedule):
    """What Keras takes as a learning rate; `schedule` is ours, from a blueprint."""
    schedules = keras.optimizers.schedules
    match schedule:
        case None:
            return rate
        case {"step": s}:
            return schedules.ExponentialDecay(rate, s["every"], s["factor"], staircase=True)
        case {"exponential": s}:
            return schedules.ExponentialDecay(rate, s["decaySteps"], s["decayRate"])
        case {"inverseTime": s}:
            return schedules.InverseTimeDecay(rate, s["decaySteps"], s["decayRate"])


def optimizer_of_keras(kind, settings):
    """Keras' own optimizer; what a case does not say is left to Keras' defaults."""
    names = {
        "momentum": "momentum", "nesterov": "nesterov", "rho": "rho", "beta1": "beta_1",
        "beta2": "beta_2", "epsilon": "epsilon", "weightDecay": "weight_decay",
        "initialAccumulator": "initial_accumulator_value",
    }
    arguments = {names[key]: value for key, value in settings.items() if key in names}
    if "learningRate" in settings:
        arguments["learning_rate"] = schedule_of_keras(
            settings["learningRate"], settings.get("schedule"))
    made = {
        "sgd": keras.optimizers.SGD, "rmsprop": keras.optimizers.RMSprop,
        "adam": keras.optimizers.Adam, "adadelta": keras.optimizers.Adadelta,
        "adamw": keras.optimizers.AdamW, "adagrad": keras.optimizers.Adagrad,
    }
    return made[kind](**arguments)


def weights_by_keras(kind, settings, start, gradients):
    """Returns the weights after each step, flattened row by row."""
    variables = {
        name: keras.Variable(numpy.reshape(start[name], shape), dtype="float64")
        for name, shape in SHAPES.items()
    }
    optimizer = optimizer_of_keras(kind, settings)
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


def rate_by_definition(rate, schedule, step):
    match schedule:
        case None:
            return rate
        case {"step": s}:
            return rate * s["factor"] ** (step // s["every"])
        case {"exponential": s}:
            return rate * s["decayRate"] ** (step / s["decaySteps"])
        case {"inverseTime": s}:
            return rate / (1 + s["decayRate"] * step / s["decaySteps"])


def weights_by_definition(kind, settings, weight, gradients):
    """The same for a single weight, from the published formulas."""
    first = settings.get("initialAccumulator", 0.1) if kind == "adagrad" else 0.0
    second = 0.0
    after = []
    for step, g in enumerate(gradients):
        default = 0.01 if kind == "sgd" else 0.001
        rate = rate_by_definition(
            settings.get("learningRate", default), settings.get("schedule"), step)
        epsilon = settings.get("epsilon", 1e-7)
        if kind == "sgd":
            momentum = settings.get("momentum", 0.0)
            first = momentum * first - rate * g
            weight += momentum * first - rate * g if settings.get("nesterov") else first
        elif kind == "rmsprop":
            rho = settings.get("rho", 0.9)
            first = rho * first + (1 - rho) * g * g
            weight -= rate * g / math.sqrt(first + epsilon)
        elif kind in ("adam", "adamw"):
            if kind == "adamw":
                weight -= weight * settings.get("weightDecay", 0.004) * rate
            beta1, beta2 = settings.get("beta1", 0.9), settings.get("beta2", 0.999)
            first = beta1 * first + (1 - beta1) * g
            second = beta2 * second + (1 - beta2) * g * g
            corrected = rate * math.sqrt(1 - beta2 ** (step + 1)) / (1 - beta1 ** (step + 1))
            weight -= corrected * first / (math.sqrt(second) + epsilon)
        elif kind == "adadelta":
            rho = settings.get("rho", 0.95)
            first = rho * first + (1 - rho) * g * g
            change = -math.sqrt(second + epsilon) / math.sqrt(first + epsilon) * g
            second = rho * second + (1 - rho) * change * change
            weight += rate * change
        elif kind == "adagrad":
            first += g * g
            weight -= rate * g / math.sqrt(first + epsilon)
        after.append(weight)
    return after


def check(kind, settings, start, gradients, after):
    for name, values in start.items():
        for index, value in enumerate(values):
            expected = weights_by_definition(
                kind, settings, value, [g[name][index] for g in gradients])
            found = [weights[name][index] for weights in after]
            if not numpy.allclose(found, expected, rtol=1e-13, atol=1e-14):
                raise SystemExit(
                    f"{kind} {settings} {name}[{index}]: Keras {found}, its definition {expected}")


def main():
    generator = random.Random("sgd")
    start = draw(generator, -1, 1)
    gradients = [draw(generator, -2, 2) for _ in range(STEPS)]
    cases = []
    for name, optimizer in OPTIMIZERS.items():
        ((kind, settings),) = optimizer.items()
        after = weights_by_keras(kind, settings, start, gradients)
        check(kind, settings, start, gradients, after)
        cases.append({"name": name, "optimizer": json.dumps(optimizer), "after": after})

    lines = [
        f'"shapes": {json.dumps(SHAPES)}',
        f'"start": {json.dumps(start)}',
        '"gradients": [\n  ' + ",\n  ".join(map(json.dumps, gradients)) + "\n]",
        '"cases": [\n  ' + ",\n  ".join(map(json.dumps, cases)) + "\n]",
    ]
    path = pathlib.Path(__file__).with_name("optimizers.json")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
