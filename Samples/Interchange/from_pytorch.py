"""Makes a Glassbox model of PyTorch weights (.pt, .pth), with the PyTorch that is installed.

    pip install torch safetensors
    python from_pytorch.py mnist_cnn.pt --output digits.safetensors
    python from_pytorch.py net.pth --input 3,32,32 --activation tanh --last softmax --output net.safetensors

A state dict holds weights and their names, and nothing of what is between them. Layers are taken in the
order of the file; where pictures shrink is found by what fits the weights; the rest is guessed and said.
With the network's class, there is nothing to guess: torch.onnx.export, and glassbox import.
"""

import argparse
import itertools
import math
import pathlib

import numpy as np
import torch

from glassbox_model import Network, Refused


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file")
    parser.add_argument("--output", required=True, help="where the model goes: .safetensors")
    parser.add_argument("--input", help="channels,rows,columns of its pictures (default: 1,28,28)")
    parser.add_argument("--activation", default="relu", help="between layers (default: relu)")
    parser.add_argument("--last", default="softmax", help="at the end (default: softmax)")
    parser.add_argument("--pool", choices=["max", "average"], default="max")
    parser.add_argument("--pool-after", help="the convolutions with pooling after them, from 1: 2,3")
    parser.add_argument("--input-scale", type=float, default=1.0, help="255 for pixels of 0-255")
    parser.add_argument("--input-mean", type=float, default=0.0, help="what its inputs are less")
    parser.add_argument("--input-deviation", type=float, default=1.0, help="and divided by then")
    parser.add_argument("--trust", action="store_true", help="open files that run code of their own")
    options = parser.parse_args()
    try:
        layers = in_groups(state_dict(options))
        plan = fitting_plan(layers, options)
        network = build(layers, plan, options)
    except Refused as reason:
        raise SystemExit(f"{options.file}: {reason}")
    blueprint = network.write(options.output, pathlib.Path(options.file).stem)
    print(f"{options.output}: {len(blueprint['layers'])} layers")
    print(f"guessed: {options.activation} between layers, {options.last} at the end, {plan.words}")


def state_dict(options):
    """The tensors by name, wherever the file has put them."""
    try:
        content = torch.load(options.file, map_location="cpu", weights_only=not options.trust)
    except Exception as error:
        try:
            content = torch.jit.load(options.file, map_location="cpu")
        except Exception:
            first = str(error).splitlines()[0]
            raise SystemExit(
                f"{options.file}: PyTorch {torch.__version__} cannot open it: {first} (--trust opens "
                "files of whole networks, which can run any code: do so with your own)"
            )
    if hasattr(content, "state_dict"):
        content = content.state_dict()
    for name in ["state_dict", "model_state_dict", "model", "net", "network"]:
        if isinstance(content, dict) and isinstance(content.get(name), dict):
            content = content[name]
    if not isinstance(content, dict):
        raise SystemExit(f"{options.file}: expected a state dict, found {type(content).__name__}")
    tensors = {k: v for k, v in content.items() if isinstance(v, torch.Tensor)}
    if not tensors:
        raise SystemExit(f"{options.file}: expected tensors with names, found none")
    return {name: tensor.detach().double().numpy() for name, tensor in tensors.items()}


def in_groups(tensors):
    """A layer's tensors belong together by what their names begin with."""
    groups = {}
    for name, tensor in tensors.items():
        layer, _, role = name.rpartition(".")
        groups.setdefault(layer, {})[role] = tensor
    layers = []
    for layer, roles in groups.items():
        weight = roles.get("weight")
        known = {"weight", "bias", "running_mean", "running_var", "num_batches_tracked"}
        strange = sorted(set(roles) - known)
        if strange or weight is None:
            raise Refused(f"layer '{layer}': its {', '.join(strange or roles)} fit no layer here")
        if "running_mean" in roles:
            layers.append((layer, "normalization", roles))
        elif weight.ndim == 2:
            layers.append((layer, "dense", roles))
        elif weight.ndim == 4:
            layers.append((layer, "convolution", roles))
        elif weight.size == 1:
            layers.append((layer, "slope", roles))
        else:
            raise Refused(f"layer '{layer}': weights shaped {weight.shape} fit no layer here")
    return layers


def numbers(chosen):
    return " and ".join(str(index + 1) for index, is_chosen in enumerate(chosen) if is_chosen)


class Plan:
    """Where pictures shrink: the padding of the convolutions, and after which there is pooling."""

    def __init__(self, padded, pooled, whole, count, others=0):
        self.padded, self.pooled, self.whole = padded, pooled, whole
        edges = f"zeros around the pictures of convolution {numbers(padded)}"
        edges = edges if any(padded) else "no zeros around pictures"
        where = f"2x2 pooling after convolution {numbers(pooled)}" if any(pooled) else "no pooling"
        end = ", the mean of every channel at the end" if whole else ""
        self.words = f"{edges}, {where}{end}" if count else "a list of numbers as input"
        if others:
            self.words += f" ({others} more ways fit: --pool-after chooses another)"


def input_shape(layers, options):
    """[rows, columns, channels], or the number of inputs of a list."""
    first = next(weights for _, kind, weights in layers if kind in ("dense", "convolution"))
    if options.input:
        numbers = [int(number) for number in options.input.split(",")]
        if len(numbers) == 1:
            return numbers
        channels, rows, columns = numbers
        return [rows, columns, channels]
    if first["weight"].ndim == 2:
        count = first["weight"].shape[1]
        return [28, 28, 1] if count == 784 else [count]
    return [32, 32, 3] if first["weight"].shape[1] == 3 else [28, 28, first["weight"].shape[1]]


def fitting_plan(layers, options):
    """The most usual way to shrink pictures with which the weights after them fit."""
    convolutions = [roles["weight"] for _, kind, roles in layers if kind == "convolution"]
    dense = [roles["weight"] for _, kind, roles in layers if kind == "dense"]
    if not convolutions:
        return Plan([], [], False, 0)
    shape = input_shape(layers, options)
    wanted = dense[0].shape[1] if dense else convolutions[-1].shape[0]
    every = list(itertools.product([False, True], repeat=len(convolutions)))
    # The most usual way first: pooling after all of them, then after the last ones; no edges, then
    # edges everywhere, then somewhere.
    pools = sorted(every, key=lambda way: (-sum(way), way))
    edges = sorted(every, key=lambda way: (len(set(way)) > 1, way[::-1]))
    if options.pool_after is not None:
        chosen = {int(number) for number in options.pool_after.split(",") if number}
        pools = [tuple(index + 1 in chosen for index in range(len(convolutions)))]
    fitting = []
    for whole, padded, pooled in itertools.product([False, True], edges, pools):
        extents = shape[:2]
        for weight, is_padded, is_pooled in zip(convolutions, padded, pooled):
            if not is_padded:
                extents = [e - size + 1 for e, size in zip(extents, weight.shape[2:])]
            if is_pooled:
                extents = [extent // 2 for extent in extents]
        area = 1 if whole else math.prod(extents)
        if min(extents) > 0 and convolutions[-1].shape[0] * area == wanted:
            fitting.append((padded, pooled, whole))
    if fitting:
        return Plan(*fitting[0], len(convolutions), others=len(fitting) - 1)
    raise Refused(
        f"no way to shrink pictures of {shape[:2]} fits the {wanted} inputs after the last "
        "convolution: give --input, or export it to ONNX with its class"
    )


def build(layers, plan, options):
    network = Network(input_shape(layers, options))
    scale = options.input_scale / options.input_deviation
    shift = -options.input_mean / options.input_deviation
    if (scale, shift) != (1, 0):
        network.scaled(scale, shift)
    activation = {"leaky_relu": {"leakyRelu": {"slope": 0.01}}}.get(
        options.activation, options.activation
    )
    last = max(index for index, layer in enumerate(layers) if layer[1] != "normalization")
    seen = 0
    for index, (name, kind, roles) in enumerate(layers):
        follows = layers[index + 1][1] if index + 1 < len(layers) else None
        try:
            if kind == "dense":
                append_dense(network, roles)
            elif kind == "convolution":
                append_convolution(network, roles, "same" if plan.padded[seen] else "valid")
                seen += 1
            elif kind == "normalization":
                scale = roles["weight"] / np.sqrt(roles["running_var"] + 1e-5)
                network.scaled(scale, roles["bias"] - roles["running_mean"] * scale)
            if kind == "slope":
                network.activation({"leakyRelu": {"slope": float(roles["weight"].reshape(()))}})
            elif index == last:
                network.activation(options.last)
            elif follows not in ("normalization", "slope"):
                network.activation(activation)
            is_over = follows not in ("normalization", "slope")
            if is_over and len(network.shape) == 3 and seen and plan.pooled[seen - 1]:
                pool = f"{options.pool}Pooling2D" if options.pool == "max" else "averagePooling2D"
                network.pooling(pool, [2, 2], [2, 2])
            if plan.whole and len(network.shape) == 3 and follows in ("dense", None):
                network.pooling("averagePooling2D", network.shape[:2], network.shape[:2])
        except Refused as reason:
            raise Refused(f"layer '{name}': {reason}")
    return network


def append_convolution(network, roles, padding):
    weight = roles["weight"]
    if weight.shape[1] != network.shape[-1]:
        raise Refused(f"expected filters of {network.shape[-1]} channels, found {weight.shape[1]}")
    network.convolution(weight.transpose(2, 3, 1, 0), roles.get("bias"), (1, 1), padding)


def append_dense(network, roles):
    weight = roles["weight"]
    if len(network.shape) == 3:
        rows, columns, channels = network.shape
        if weight.shape[1] != rows * columns * channels:
            raise Refused(f"expected weights for {network.shape}, found {weight.shape[1]} inputs")
        # PyTorch flattens channel by channel.
        weight = weight.reshape(-1, channels, rows, columns).transpose(0, 2, 3, 1)
        weight = weight.reshape(len(weight), -1)
    network.dense(weight.T, roles.get("bias"))


if __name__ == "__main__":
    main()
