"""Writes convolutions.json: outputs, losses and gradients of small networks that look at pictures.

Two libraries that know nothing of Glassbox are asked. PyTorch runs each blueprint with its own
convolution and pooling, in double precision, and its automatic differentiation finds the
gradients. Keras runs it too, with its own layers and its own idea of padding "same"; the script
stops if the outputs of the two differ by more than 1e-12.

Sums within KINK_MARGIN of a relu's kink are drawn again, and so are windows whose two largest values
are that close, because there a gradient is a matter of taste.

Keras runs on JAX, as on TensorFlow: on PyTorch its average pooling repeats pixels at the edges.

Run: python3 -m venv venv && venv/bin/pip install torch keras jax
     && JAX_ENABLE_X64=1 KERAS_BACKEND=jax venv/bin/python make_convolutions_fixture.py
(made with PyTorch 2.15, Keras 3.15 and JAX 0.10)
"""

import keras
import numpy
import torch
import torch.nn.functional as F

import autograd_entries as shared
from autograd_entries import FLATTEN, TooClose, draw

KINK_MARGIN = 1e-3
keras.config.set_floatx("float64")
keras.config.set_dtype_policy("float64")


def pair(value):
    return value if isinstance(value, list) else [value, value]


def borders(extent, window, stride, padding):
    """How many pixels to add before and after, as TensorFlow's documentation has it."""
    if padding == "valid":
        return 0, 0
    total = max(0, (-(-extent // stride) - 1) * stride + window - extent)
    return total // 2, total - total // 2


def padded(x, size, stride, padding, value):
    top, bottom = borders(x.shape[2], size[0], stride[0], padding)
    left, right = borders(x.shape[3], size[1], stride[1], padding)
    return F.pad(x, (left, right, top, bottom), value=value)


def window(settings, key):
    size = pair(settings[key])
    default = 1 if key == "kernel" else settings[key]
    return size, pair(settings.get("stride", default)), settings.get("padding", "valid")


def activate(name, x, dim):
    if name in ("relu", "leakyRelu") and x.abs().min() < KINK_MARGIN:
        raise TooClose
    return shared.activate(name, x, dim)


def run(layers, parameters, x):
    """Runs a blueprint with PyTorch; pictures are [samples, channels, height, width] here."""
    if x.dim() == 4:
        x = x.permute(0, 3, 1, 2)
    for position, layer in enumerate(layers):
        (kind, settings), = layer.items()
        name = f"layers.{position}."
        if kind == "conv2D":
            size, stride, padding = window(settings, "kernel")
            x = padded(x, size, stride, padding, 0.0)
            weight = parameters[name + "weight"].permute(3, 2, 0, 1)
            x = F.conv2d(x, weight, parameters.get(name + "bias"), stride)
            x = activate(settings.get("activation", "identity"), x, 1)
        elif kind == "maxPooling2D":
            size, stride, padding = window(settings, "pool")
            x = padded(x, size, stride, padding, -torch.inf)
            seen = F.unfold(x.nan_to_num(neginf=-1e9), size, stride=stride)
            seen = seen.reshape(x.shape[0], x.shape[1], size[0] * size[1], -1)
            if seen.shape[2] > 1:
                first, second = seen.topk(2, dim=2).values.unbind(2)
                # Relus that are silent are equal, and neither learns anything.
                if ((first - second < KINK_MARGIN) & (first != 0)).any():
                    raise TooClose
            x = F.max_pool2d(x, size, stride)
        elif kind == "averagePooling2D":
            size, stride, padding = window(settings, "pool")
            ones = padded(torch.ones_like(x), size, stride, padding, 0.0)
            sums = F.avg_pool2d(padded(x, size, stride, padding, 0.0), size, stride)
            x = sums / F.avg_pool2d(ones, size, stride)
        elif kind == "normalization":
            mean, deviation = parameters[name + "mean"], parameters[name + "deviation"]
            shape = (1, -1, 1, 1) if x.dim() == 4 else (1, -1)
            x = (x - mean.reshape(shape)) / deviation.reshape(shape)
        elif kind == "flatten":
            x = x.permute(0, 2, 3, 1).flatten(1)
        elif kind == "dense":
            weight = parameters[name + "weight"]
            x = F.linear(x, weight.T, parameters.get(name + "bias"))
            x = activate(settings.get("activation", "identity"), x, 1)
    return x


def run_keras(layers, parameters, x):
    """Runs a blueprint with Keras' layers; pictures are [samples, height, width, channels]."""
    x = x.detach().numpy()
    for position, layer in enumerate(layers):
        (kind, settings), = layer.items()
        name = f"layers.{position}."
        weights = [
            parameters[name + role].detach().numpy()
            for role in ("weight", "bias")
            if name + role in parameters
        ]
        if kind == "conv2D":
            size, stride, padding = window(settings, "kernel")
            used = keras.layers.Conv2D(
                settings["filters"], size, stride, padding, use_bias=len(weights) == 2
            )
        elif kind in ("maxPooling2D", "averagePooling2D"):
            size, stride, padding = window(settings, "pool")
            kinds = {
                "maxPooling2D": keras.layers.MaxPooling2D,
                "averagePooling2D": keras.layers.AveragePooling2D,
            }
            used = kinds[kind](size, stride, padding)
        elif kind == "normalization":
            mean, deviation = parameters[name + "mean"], parameters[name + "deviation"]
            used = keras.layers.Normalization(
                mean=mean.detach().numpy(), variance=deviation.detach().numpy() ** 2
            )
        elif kind == "flatten":
            used = keras.layers.Flatten()
        else:
            used = keras.layers.Dense(settings["units"], use_bias=len(weights) == 2)
        used.build(x.shape)
        if weights:
            used.set_weights(weights)
        x = keras.ops.convert_to_numpy(used(x))
        # Some of Keras' activations go through single precision; PyTorch's do not.
        x = activate(settings.get("activation", "identity"), torch.tensor(x), -1).numpy()
    return x


def draw_parameters(generator, input_shape, layers):
    """Draws what each layer needs; shapes are found by running PyTorch on one empty picture."""
    parameters = {}
    x = torch.zeros([1, *input_shape])
    for position, layer in enumerate(layers):
        (kind, settings), = layer.items()
        name = f"layers.{position}."
        channels = x.shape[-1]
        if kind == "conv2D":
            size = pair(settings["kernel"])
            parameters[name + "weight"] = draw(
                generator, [*size, channels, settings["filters"]], -1, 1
            )
            if settings.get("useBias", True):
                parameters[name + "bias"] = draw(generator, [settings["filters"]], -0.5, 0.5)
        elif kind == "dense":
            parameters[name + "weight"] = draw(generator, [channels, settings["units"]], -1, 1)
            parameters[name + "bias"] = draw(generator, [settings["units"]], -0.5, 0.5)
        elif kind == "normalization":
            parameters[name + "mean"] = draw(generator, [channels], -0.5, 0.5)
            parameters[name + "deviation"] = draw(generator, [channels], 0.25, 2)
        only = {f"layers.0.{key.split('.')[2]}": value for key, value in parameters.items()
                if key.startswith(name)}
        # Shapes alone: nothing is too close to a kink here.
        bare = {kind: {key: value for key, value in settings.items() if key != "activation"}}
        if kind == "maxPooling2D":
            bare = {"averagePooling2D": settings}
        x = run([bare], only, x)
        if x.dim() == 4:
            x = x.permute(0, 2, 3, 1)
    return parameters, x.shape[-1]


def make_entry(name, input_shape, layers, loss, batch):
    def drawn(generator):
        parameters, width = draw_parameters(generator, input_shape, layers)
        for tensor in parameters.values():
            tensor.requires_grad_()
        inputs = shared.draw_batch(generator, batch, input_shape)
        wanted = draw(generator, [batch, width], -1, 1)
        if loss == "categoricalCrossEntropy":
            wanted = F.one_hot(wanted.argmax(1), width).to(torch.float64)
        return parameters, inputs, wanted, run(layers, parameters, inputs)

    parameters, inputs, wanted, outputs = shared.drawn_clear_of_kinks(name, drawn)
    keras_outputs = run_keras(layers, parameters, inputs)
    difference = numpy.abs(keras_outputs - outputs.detach().numpy()).max()
    if difference > 1e-12:
        raise SystemExit(f"{name}: Keras and PyTorch differ by {difference}")
    return shared.entry(name, input_shape, layers, loss, parameters, inputs, wanted, outputs)


def convolution(filters, kernel, activation="identity", **more):
    return {"conv2D": {"filters": filters, "kernel": kernel, "activation": activation, **more}}


def largest(pool, **more):
    return {"maxPooling2D": {"pool": pool, **more}}


def average(pool, **more):
    return {"averagePooling2D": {"pool": pool, **more}}


NORMALIZE = {"normalization": {}}


def dense(units, activation="identity"):
    return {"dense": {"units": units, "activation": activation}}


def networks():
    """Yields the arguments of `make_entry`, from the plainest to the deepest."""
    half, mean, categorical = "halfSquaredError", "meanSquaredError", "categoricalCrossEntropy"
    same = {"padding": "same"}
    yield "one filter", [3, 3, 1], [convolution(1, 2), FLATTEN], half, 1
    yield "many channels", [3, 4, 3], [convolution(2, [2, 3], "tanh"), FLATTEN], mean, 2
    yield "kernel as large as the picture", [3, 2, 2], [convolution(3, [3, 2]), FLATTEN], half, 2
    yield "same, odd kernel", [4, 3, 2], [convolution(2, 3, "relu", **same), FLATTEN], half, 1
    yield "same, even kernel", [3, 4, 1], [convolution(2, [2, 4], "sigmoid", **same), FLATTEN], mean, 1
    layers = [convolution(2, [3, 2], "tanh", stride=[2, 1]), FLATTEN]
    yield "strides", [6, 5, 2], layers, half, 1
    layers = [convolution(2, 3, "leakyRelu", stride=2, **same), FLATTEN]
    yield "strides and same, even extents", [6, 4, 1], layers, half, 1
    yield "strides and same, odd extents", [5, 7, 1], layers, half, 1
    layers = [convolution(2, 2, stride=3, useBias=False), FLATTEN]
    yield "gaps between windows, no bias", [5, 6, 2], layers, half, 1
    layers = [convolution(3, 2, "softmax"), FLATTEN, dense(2)]
    yield "a softmax in every pixel", [3, 3, 1], layers, half, 1
    yield "largest", [4, 4, 2], [largest(2), FLATTEN, dense(2)], half, 2
    yield "largest, overlapping", [4, 5, 1], [largest([3, 2], stride=1), FLATTEN, dense(2)], half, 1
    yield "largest, same", [5, 5, 2], [largest([3, 2], stride=2, **same), FLATTEN, dense(2)], half, 1
    yield "largest, rest left over", [5, 7, 1], [largest(2), FLATTEN, dense(3)], mean, 1
    yield "average", [4, 6, 2], [average(2), FLATTEN, dense(2)], half, 2
    yield "average, same", [5, 4, 2], [average([2, 3], stride=2, **same), FLATTEN, dense(2)], half, 2
    yield "average, same, overlapping", [3, 4, 1], [average(3, stride=1, **same), FLATTEN, dense(2)], mean, 1
    yield "normalized list", [4], [NORMALIZE, dense(3, "tanh")], half, 3
    yield "normalized channels", [2, 3, 3], [NORMALIZE, FLATTEN, dense(2)], half, 2
    yield "normalized pixels", [2, 2, 2], [FLATTEN, NORMALIZE, dense(2)], half, 2
    layers = [
        NORMALIZE, convolution(3, 3, "relu"), convolution(4, 3, "relu", **same), largest(2),
        convolution(2, 2, "leakyRelu"), average(2, **same), FLATTEN, dense(5, "tanh"),
        dense(3, "softmax"),
    ]
    yield "a whole stack", [9, 8, 3], layers, categorical, 2
    layers = [
        convolution(2, 3, "tanh", stride=2), largest([2, 1], stride=1), convolution(3, 1, "relu"),
        FLATTEN, dense(2, "softmax"),
    ]
    yield "odd sizes", [9, 7, 1], layers, categorical, 3


if __name__ == "__main__":
    shared.write("convolutions.json", [make_entry(*arguments) for arguments in networks()])
