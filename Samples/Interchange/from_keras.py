"""Makes a Glassbox model of a Keras file (.keras, .h5), with the Keras that is installed.

    pip install keras tensorflow safetensors
    python from_keras.py digits.keras --output digits.safetensors
    glassbox read digit.png --model digits.safetensors

Networks that are a chain of layers can be taken; of others, the first layer that cannot be is named.
"""

import argparse
import pathlib

import keras
import numpy as np

from glassbox_model import Network, Refused
from keras_files import StoredModel, kind_of, load


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--output", required=True, help="where the model goes: .safetensors")
    parser.add_argument("--input-scale", type=float, default=1.0, help="255 for pixels of 0-255")
    parser.add_argument("--classes", default="", help="names of the answers: cat,dog")
    options = parser.parse_args()
    model = load(options.file)
    network = begin(model, options)
    for layer in chain(model, options):
        try:
            append(network, layer)
        except Refused as reason:
            what = f"layer '{layer.name}' ({kind_of(layer)})"
            raise SystemExit(f"{options.file}: {what}: {reason}")
    names = [name for name in options.classes.split(",") if name]
    blueprint = network.write(options.output, pathlib.Path(options.file).stem, names)
    difference = compare(model, network, blueprint)
    print(f"{options.output}: {len(blueprint['layers'])} layers, loss {blueprint['loss']} is a guess")
    if difference is not None:
        print(f"computed again, its answers differ from Keras' by {difference:.2g} at most")


def begin(model, options):
    shape = model.input_shape
    if not isinstance(shape, tuple) or None in shape[1:]:
        raise SystemExit(f"{options.file}: expected one input of a fixed shape, found {shape}")
    extents = list(shape[1:])
    if len(extents) == 2:
        extents.append(1)  # rows and columns of grey
    if len(extents) not in (1, 3):
        raise SystemExit(f"{options.file}: expected a list or a picture as input, found {shape}")
    network = Network(extents)
    if options.input_scale != 1:
        network.scaled(options.input_scale, 0)
    return network


def chain(model, options):
    """The layers one after the other, those of models inside models as well."""
    for layer in model.layers:
        if isinstance(layer, keras.Model):
            yield from chain(layer, options)
            continue
        nodes = getattr(layer, "_inbound_nodes", [])
        several = len(nodes) == 1 and len(getattr(nodes[0], "input_tensors", [0])) > 1
        if several or getattr(layer, "joins", False):
            raise SystemExit(
                f"{options.file}: layer '{layer.name}' ({kind_of(layer)}): it joins several "
                "ways, and a blueprint is a chain of layers"
            )
        yield layer


def append(network, layer):
    config = layer.get_config()
    weights = [np.asarray(weight, np.float64) for weight in layer.get_weights()]
    kind = kind_of(layer)
    if kind in ("InputLayer", "GaussianNoise", "ActivityRegularization"):
        return
    if config.get("data_format") == "channels_first":
        raise Refused("channels first; save it with channels_last")
    if kind == "Dense":
        bias = weights[1] if config["use_bias"] else None
        network.dense(weights[0], bias)
        network.activation(activation(config["activation"]))
    elif kind == "Conv2D":
        if config.get("groups", 1) != 1 or tuple(config["dilation_rate"]) != (1, 1):
            raise Refused("groups or dilation, which blueprints have not")
        bias = weights[1] if config["use_bias"] else None
        network.convolution(weights[0], bias, config["strides"], config["padding"])
        network.activation(activation(config["activation"]))
    elif kind in ("MaxPooling2D", "AveragePooling2D"):
        name = "maxPooling2D" if kind == "MaxPooling2D" else "averagePooling2D"
        if network.padding is not None:
            raise Refused("zeros around what it pools, which count in Keras and not in blueprints")
        strides = config["strides"] or config["pool_size"]
        network.pooling(name, config["pool_size"], strides, config["padding"])
    elif kind in ("GlobalAveragePooling2D", "GlobalMaxPooling2D"):
        name = "maxPooling2D" if kind == "GlobalMaxPooling2D" else "averagePooling2D"
        network.pooling(name, network.shape[:2], network.shape[:2])
        network.flatten()
    elif kind == "ZeroPadding2D":
        (top, bottom), (left, right) = config["padding"]
        network.padding = [top, left, bottom, right]
    elif kind == "Flatten":
        network.flatten()
    elif kind == "Reshape":
        reshape(network, [int(extent) for extent in config["target_shape"]])
    elif kind in ("Dropout", "SpatialDropout2D", "AlphaDropout", "GaussianDropout"):
        network.dropout(config["rate"])
    elif kind == "Activation":
        network.activation(activation(config["activation"]))
    elif kind == "ReLU":
        if config.get("max_value") is not None or config.get("threshold"):
            raise Refused("a relu that is cut off or begins elsewhere")
        slope = float(config.get("negative_slope") or 0)
        network.activation({"leakyRelu": {"slope": slope}} if slope else "relu")
    elif kind == "LeakyReLU":
        slope = config.get("negative_slope", config.get("alpha", 0.3))
        network.activation({"leakyRelu": {"slope": float(slope)}})
    elif kind == "ELU":
        network.activation({"elu": {"alpha": float(config.get("alpha", 1))}})
    elif kind == "Softmax":
        network.activation("softmax")
    elif kind == "Rescaling":
        network.scaled(config["scale"], config["offset"])
    elif kind == "Normalization":
        mean, variance = weights[0].reshape(-1), weights[1].reshape(-1)
        deviation = np.maximum(np.sqrt(variance), 1e-7)
        network.scaled(1 / deviation, -mean / deviation)
    elif kind == "BatchNormalization":
        axis = np.atleast_1d(config["axis"]).tolist()
        if axis not in ([-1], [len(network.shape)]):
            raise Refused(f"normalization over axis {axis}")
        mean, variance = weights[-2:]
        scale = 1 / np.sqrt(variance + config["epsilon"])
        if config["scale"]:
            scale = scale * weights[0]
        shift = -mean * scale
        if config["center"]:
            shift = shift + weights[1 if config["scale"] else 0]
        network.scaled(scale, shift)
    else:
        raise Refused("blueprints have no such layer")


def reshape(network, target):
    """A list that is only looked at as a picture, before there is a layer, and the other way."""
    if target in ([-1], [int(np.prod(network.shape))]):
        return network.flatten()
    if not network.layers and network.scale is None and len(target) in (2, 3):
        target = target + [1] if len(target) == 2 else target
        if np.prod(target) == np.prod(network.shape):
            network.input, network.shape = target, list(target)
            return None
    if [extent for extent in target if extent != 1] == [e for e in network.shape if e != 1]:
        return None
    raise Refused(f"it makes {target} of {network.shape}, which needs a layer for it")


def activation(name):
    """Keras' names, as blueprints have them."""
    if not isinstance(name, str):
        name = name.get("config", {}).get("name", "") if isinstance(name, dict) else str(name)
    names = {
        "linear": "identity", "relu": "relu", "sigmoid": "sigmoid", "tanh": "tanh",
        "softmax": "softmax", "elu": "elu", "silu": "silu", "swish": "silu", "gelu": "gelu",
        "softplus": "softplus", "leaky_relu": {"leakyRelu": {"slope": 0.2}},
    }
    if name not in names:
        raise Refused(f"the activation '{name}', which blueprints have not")
    return names[name]


def compare(model, network, blueprint):
    """Computes the answers anew with NumPy, as far as that knows the layers."""
    if isinstance(model, StoredModel):
        return None
    if any(next(iter(layer)) not in ("dense", "flatten", "dropout") for layer in blueprint["layers"]):
        return None
    functions = {
        "identity": lambda s: s, "relu": lambda s: np.maximum(s, 0), "tanh": np.tanh,
        "sigmoid": lambda s: 1 / (1 + np.exp(-s)),
        "softmax": lambda s: np.exp(s - s.max(1, keepdims=True))
        / np.exp(s - s.max(1, keepdims=True)).sum(1, keepdims=True),
    }
    inputs = np.random.default_rng(1).random((20, *model.input_shape[1:]))
    values = inputs.reshape(20, -1)
    for index, layer in enumerate(blueprint["layers"]):
        if "dense" not in layer:
            continue
        function = layer["dense"].get("activation", "identity")
        if not isinstance(function, str) or function not in functions:
            return None
        values = values @ network.tensors[f"layers.{index}.weight"]
        values = functions[function](values + network.tensors.get(f"layers.{index}.bias", 0))
    expected = np.asarray(model.predict(inputs, verbose=0)).reshape(20, -1)
    return np.abs(values - expected).max()


if __name__ == "__main__":
    main()
