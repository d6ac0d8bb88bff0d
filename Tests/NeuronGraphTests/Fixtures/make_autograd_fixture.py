"""Writes autograd.json: outputs, losses and gradients of small networks, found by PyTorch.

Each entry holds a blueprint, its parameters, a batch, and what PyTorch's automatic
differentiation says about them in double precision. Nothing here knows how Glassbox computes:
the blueprint is run with PyTorch's own layers and losses, and autograd does the rest.

Sums that would land within KINK_MARGIN of a kink of relu are drawn again, because the slope there
is a matter of taste; so are outputs that are that close to a kink of the loss.

Run: python3 -m venv venv && venv/bin/pip install torch && venv/bin/python make_autograd_fixture.py
(made with PyTorch 2.15)
"""

import torch
import torch.nn.functional as F

import autograd_entries as shared
from autograd_entries import FLATTEN, TooClose, draw

KINK_MARGIN = 0.05


# What a blueprint is made of, as in Glassbox' JSON.


HUBER = {"huber": {"delta": 0.5}}


def elu(alpha):
    return {"elu": {"alpha": alpha}}


def leaky(slope):
    return {"leakyRelu": {"slope": slope}}


def dense(units, activation, bias=True):
    layer = {"units": units, "activation": activation}
    if not bias:
        layer["useBias"] = False
    return {"dense": layer}


def activate(function):
    return {"activation": {"function": function}}


LEAKY = leaky(0.3)


# Running a blueprint with PyTorch


def apply_activation(activation, x):
    name, more = shared.named(activation)
    if name in ("relu", "leakyRelu"):
        # Where every sum is on the same side, a kink would not be seen.
        one_sided = x.numel() > 3 and ((x > 0).all() or (x < 0).all())
        if one_sided or x.abs().min() < KINK_MARGIN:
            raise TooClose
    return shared.activate(name, x, **more)


def run(layers, parameters, x):
    for position, layer in enumerate(layers):
        (kind, settings), = layer.items()
        if kind == "dense":
            # F.linear wants [outputs, inputs]; ours are [inputs, units].
            weight = parameters[f"layers.{position}.weight"]
            x = F.linear(x, weight.T, parameters.get(f"layers.{position}.bias"))
            x = apply_activation(settings["activation"], x)
        elif kind == "activation":
            x = apply_activation(settings["function"], x)
        else:
            x = torch.flatten(x, start_dim=1)
    return x


# Drawing parameters and batches


def draw_parameters(generator, input_shape, layers):
    width = torch.Size(input_shape).numel()
    parameters = {}
    for position, layer in enumerate(layers):
        settings = layer.get("dense")
        if settings is None:
            continue
        units = settings["units"]
        parameters[f"layers.{position}.weight"] = draw(generator, [width, units], -1, 1)
        if settings.get("useBias", True):
            parameters[f"layers.{position}.bias"] = draw(generator, [units], -0.5, 0.5)
        width = units
    return parameters, width


def draw_targets(generator, kind, batch, width):
    """`real`: anything in ±1; `binary`: 0 or 1; `oneHot`; `soft`: chances that sum to 1;
    `softBinary`: each a chance of its own."""
    if kind == "real":
        return draw(generator, [batch, width], -1, 1)
    if kind == "softBinary":
        return draw(generator, [batch, width], 0.05, 0.95)
    if kind == "binary":
        bits = [[float(generator.random() < 0.5) for _ in range(width)] for _ in range(batch)]
        return torch.tensor(bits)
    if kind == "oneHot":
        classes = [generator.randrange(width) for _ in range(batch)]
        return F.one_hot(torch.tensor(classes), width).to(torch.float64)
    rows = []
    for _ in range(batch):
        cuts = sorted(generator.sample(range(1, 64), width - 1))
        edges = [0, *cuts, 64]
        # Sixty-fourths are exact in binary, so each row sums to exactly 1.
        rows.append([(high - low) / 64 for low, high in zip(edges, edges[1:])])
    return torch.tensor(rows)


def keep_away_from_kinks(loss, outputs, targets):
    name, more = shared.named(loss)
    kinks = {"huber": [-more.get("delta", 1), more.get("delta", 1)], "meanAbsoluteError": [0]}
    for kink in kinks.get(name, []):
        if (outputs - targets - kink).abs().min() < KINK_MARGIN:
            raise TooClose


def default_targets(loss):
    if isinstance(loss, dict):
        return "real"
    return {"binaryCrossEntropy": "binary", "categoricalCrossEntropy": "oneHot"}.get(loss, "real")


def make_entry(name, input_shape, layers, loss, batch, targets=None):
    def drawn(generator):
        parameters, width = draw_parameters(generator, input_shape, layers)
        for tensor in parameters.values():
            tensor.requires_grad_()
        inputs = shared.draw_batch(generator, batch, input_shape)
        wanted = draw_targets(generator, targets or default_targets(loss), batch, width)
        outputs = run(layers, parameters, inputs)
        keep_away_from_kinks(loss, outputs, wanted)
        return parameters, inputs, wanted, outputs

    return shared.entry(
        name, input_shape, layers, loss, *shared.drawn_clear_of_kinks(name, drawn))


def networks():
    """Yields the arguments of `make_entry`, from the plainest to the deepest."""
    # One layer, every output activation with every loss it goes with.
    activations = {
        "identity": "identity",
        "sigmoid": "sigmoid",
        "tanh": "tanh",
        "relu": "relu",
        "leakyRelu-default": "leakyRelu",
        "leakyRelu-0.3": LEAKY,
        "softmax": "softmax",
        "elu": "elu",
        "elu-0.3": elu(0.3),
        "gelu": "gelu",
        "silu": "silu",
        "softplus": "softplus",
    }
    for index, (name, activation) in enumerate(activations.items()):
        batch = (1, 3)[index % 2]
        layers = [dense(2, activation)]
        yield f"{name}, half squared error", [3], layers, "halfSquaredError", batch
        layers = [dense(5, activation)]
        yield f"{name}, mean squared error", [2], layers, "meanSquaredError", 4 - batch
    binary, categorical = "binaryCrossEntropy", "categoricalCrossEntropy"
    yield "sigmoid, binary cross-entropy", [3], [dense(5, "sigmoid")], binary, 3
    yield "one sigmoid, binary cross-entropy", [2], [dense(1, "sigmoid")], binary, 1
    yield "soft binary targets", [3], [dense(3, "sigmoid")], binary, 3, "softBinary"
    yield "softmax, categorical cross-entropy", [3], [dense(5, "softmax")], categorical, 3
    yield "soft targets", [3], [dense(3, "softmax")], categorical, 3, "soft"
    yield "sigmoid, categorical cross-entropy", [3], [dense(3, "sigmoid")], categorical, 3
    yield "sigmoid, soft targets", [2], [dense(5, "sigmoid")], categorical, 1, "soft"

    # Every activation in a hidden layer.
    for index, (name, activation) in enumerate(activations.items()):
        outputs, loss = [
            ("identity", "halfSquaredError"),
            ("sigmoid", binary),
            ("softmax", categorical),
            ("tanh", "meanSquaredError"),
        ][index % 4]
        layers = [dense(5, activation), dense(2, outputs)]
        yield f"{name} hidden", [3], layers, loss, (1, 3)[index % 2]

    # Losses that grow slowly; a Huber loss on either side of its corner.
    yield "huber", [3], [dense(5, "tanh")], "huber", 3
    yield "huber with a small delta", [2], [dense(5, "identity")], HUBER, 3
    yield "mean absolute error", [3], [dense(5, "sigmoid"), dense(4, "identity")], \
        "meanAbsoluteError", 3

    # Deeper, narrower, wider.
    layers = [dense(7, "tanh"), dense(3, "sigmoid"), dense(2, "identity")]
    yield "three layers", [5], layers, "meanSquaredError", 3
    layers = [dense(5, "relu"), dense(5, LEAKY), dense(3, "softmax")]
    yield "three layers that bend", [3], layers, categorical, 3
    layers = [dense(3, "sigmoid"), dense(7, "tanh"), dense(2, "sigmoid"), dense(5, "softmax")]
    yield "four layers", [2], layers, categorical, 3, "soft"
    layers = [dense(1, "tanh") for _ in range(4)]
    yield "a chain of single neurons", [1], layers, "halfSquaredError", 1
    layers = [dense(5, "softmax"), dense(3, "softmax"), dense(2, "softmax")]
    yield "softmax all the way", [3], layers, "halfSquaredError", 3
    layers = [dense(3, "identity"), dense(2, "identity")]
    yield "linear layers stacked", [7], layers, "halfSquaredError", 3

    # Without biases.
    yield "no bias", [3], [dense(2, "sigmoid", bias=False)], "halfSquaredError", 3
    layers = [dense(5, "tanh", bias=False), dense(3, "softmax")]
    yield "no bias in the hidden layer", [2], layers, categorical, 1
    layers = [dense(3, LEAKY, bias=False), dense(1, "sigmoid", bias=False)]
    yield "no bias anywhere", [2], layers, binary, 3

    # Activations as layers of their own, which count as positions.
    layers = [dense(5, "identity"), activate("relu"), dense(2, "identity")]
    yield "relu as a layer", [3], layers, "meanSquaredError", 3
    layers = [dense(5, "identity"), activate(LEAKY), dense(2, "tanh")]
    yield "leaky relu as a layer", [3], layers, "halfSquaredError", 3
    layers = [dense(3, "tanh"), dense(3, "identity"), activate("softmax")]
    yield "softmax as the last layer", [2], layers, categorical, 3
    layers = [dense(3, "identity"), activate("softmax")]
    yield "softmax as the last layer, squared", [2], layers, "meanSquaredError", 1
    layers = [dense(2, "identity"), activate("sigmoid")]
    yield "sigmoid as the last layer", [3], layers, binary, 3
    layers = [activate("sigmoid"), dense(3, "sigmoid"), dense(1, "sigmoid")]
    yield "sigmoid on the inputs", [2], layers, "halfSquaredError", 3
    layers = [dense(3, "tanh"), activate("sigmoid"), activate("tanh"), dense(2, "identity")]
    yield "activations in a row", [2], layers, "halfSquaredError", 1

    # Pictures, row by row, each pixel's channels together.
    layers = [FLATTEN, dense(3, "tanh"), dense(2, "softmax")]
    yield "picture of one channel", [2, 3, 1], layers, categorical, 3
    yield "picture of three channels", [2, 2, 3], [FLATTEN, dense(2, "sigmoid")], binary, 1
    layers = [activate("tanh"), FLATTEN, dense(2, "identity")]
    yield "activation before flatten", [3, 2, 1], layers, "halfSquaredError", 3


if __name__ == "__main__":
    shared.write("autograd.json", [make_entry(*arguments) for arguments in networks()])
