"""What make_autograd_fixture.py and make_convolutions_fixture.py share: how a network's parameters
and batch are drawn, what PyTorch's automatic differentiation says of its loss, and how it is written.

Everything is in double precision. Parameters and batches are rounded to four decimals so that they
can be read; gradients are written in full: every number reads back to the same double.
"""

import json
import pathlib
import random

import torch
import torch.nn.functional as F

MOST_DRAWS = 2000
FLATTEN = {"flatten": {}}
LOSSES = {
    "halfSquaredError": lambda y, t: 0.5 * F.mse_loss(y, t, reduction="sum") / len(y),
    "meanSquaredError": lambda y, t: F.mse_loss(y, t),
    "binaryCrossEntropy": lambda y, t: F.binary_cross_entropy(y, t),
    "categoricalCrossEntropy": lambda y, t: -(t * torch.log(y)).sum(dim=1).mean(),
    "huber": lambda y, t, delta=1.0: F.huber_loss(y, t, delta=delta),
    "meanAbsoluteError": lambda y, t: F.l1_loss(y, t),
}

torch.set_default_dtype(torch.float64)


class TooClose(Exception):
    """A number fell where the slope is undecided."""


def draw(generator, shape, low, high):
    count = torch.Size(shape).numel()
    values = [round(generator.uniform(low, high), 4) for _ in range(count)]
    return torch.tensor(values).reshape(shape)


def draw_batch(generator, batch, input_shape):
    return draw(generator, [batch, *input_shape], -1.5, 1.5)


def activate(name, x, dim=-1, slope=0.01, alpha=1.0):
    return {
        "identity": lambda: x,
        "sigmoid": lambda: torch.sigmoid(x),
        "tanh": lambda: torch.tanh(x),
        "relu": lambda: F.relu(x),
        "leakyRelu": lambda: F.leaky_relu(x, slope),
        "elu": lambda: F.elu(x, alpha),
        "gelu": lambda: F.gelu(x),
        "silu": lambda: F.silu(x),
        "softplus": lambda: F.softplus(x),
        "softmax": lambda: F.softmax(x, dim=dim),
    }[name]()


def named(case):
    """The name of an activation or a loss, and the numbers it is made with."""
    if isinstance(case, str):
        return case, {}
    ((name, numbers),) = case.items()
    return name, numbers


def drawn_clear_of_kinks(name, drawn):
    """What `drawn` makes of a random generator, of the first that it does not find `TooClose`."""
    for attempt in range(MOST_DRAWS):
        try:
            return drawn(random.Random(f"{name} {attempt}"))
        except TooClose:
            continue
    raise SystemExit(f"{name}: no draw keeps away from the kinks; change the network")


def entry(name, input_shape, layers, loss, parameters, inputs, targets, outputs):
    """The network, its batch, and the loss and gradients that autograd finds for it."""
    name_of_loss, numbers = named(loss)
    value = LOSSES[name_of_loss](outputs, targets, **numbers)
    value.backward()
    learned = [key for key in parameters if key.endswith(("weight", "bias"))]
    return {
        "name": name,
        "blueprint": {
            "glassbox": 1,
            "name": name,
            "input": input_shape,
            "layers": layers,
            "loss": loss,
            "optimizer": {"sgd": {"learningRate": 0.1}},
            "seed": 1,
        },
        "parameters": {
            key: {"shape": list(tensor.shape), "values": tensor.detach().flatten().tolist()}
            for key, tensor in parameters.items()
        },
        "inputs": inputs.flatten(start_dim=1).tolist(),
        "targets": targets.tolist(),
        "outputs": outputs.tolist(),
        "loss": value.item(),
        "gradients": {key: parameters[key].grad.flatten().tolist() for key in learned},
    }


def written(entry):
    """One line per part, so that a difference between two versions can be read."""
    parts = [f"  {json.dumps(key)}: {json.dumps(part)}" for key, part in entry.items()]
    return " {\n" + ",\n".join(parts) + "\n }"


def write(file, entries):
    """Writes a list of entries beside this file."""
    path = pathlib.Path(__file__).with_name(file)
    path.write_text("[\n" + ",\n".join(map(written, entries)) + "\n]\n")
    print(f"{path.name}: {len(entries)} networks")
