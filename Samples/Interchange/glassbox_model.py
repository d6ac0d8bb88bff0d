"""Puts a Glassbox model file together, layer by layer.

What blueprints have no layer for becomes part of another: a scaling of the inputs is a normalization,
one of a layer's sums is in its weights, any other in the weights of the layer that follows.
"""

import json

import numpy as np
from safetensors.numpy import save_file


class Refused(Exception):
    """A layer that a blueprint cannot have, with the reason."""


class Network:
    def __init__(self, input_shape):
        self.input = [int(extent) for extent in input_shape]
        self.shape = list(self.input)
        self.layers = []
        self.tensors = {}
        self.scale = None  # what is still to be done to the values: x * scale + shift
        self.shift = None
        self.padding = None

    # Scalings

    def scaled(self, scale, shift):
        """x * scale + shift, with one number for all values or one for each of the last extent."""
        count = self.shape[-1]
        scale = np.broadcast_to(np.asarray(scale, float), count)
        shift = np.broadcast_to(np.asarray(shift, float), count)
        if self.scale is not None:
            scale, shift = self.scale * scale, self.shift * scale + shift
        self.scale, self.shift = scale, shift
        index = self.last_linear()
        if index is not None:
            weight, bias = self.tensors[f"layers.{index}.weight"], f"layers.{index}.bias"
            self.tensors[f"layers.{index}.weight"] = weight * self.scale
            self.tensors[bias] = self.tensors.get(bias, np.zeros(count)) * self.scale + self.shift
            self.settings(index).pop("useBias", None)
            self.scale = self.shift = None

    def settle(self):
        """Makes a layer of a scaling that is in no other."""
        if self.scale is None:
            return
        scale, shift = self.scale, self.shift
        self.scale = self.shift = None
        if all(kind(layer) == "flatten" for layer in self.layers) and (scale > 0).all():
            self.append({"normalization": {}}, mean=0 - shift / scale, deviation=1 / scale)
        elif len(self.shape) == 3:
            self.append(
                {"conv2D": {"filters": len(scale), "kernel": 1}},
                weight=np.diag(scale)[None, None],
                bias=shift,
            )
        else:
            self.append({"dense": {"units": len(scale)}}, weight=np.diag(scale), bias=shift)

    def begun_with_scaling(self):
        return all(kind(layer) == "flatten" for layer in self.layers)

    # Layers

    def dense(self, weight, bias=None):
        """weight: [inputs, units]"""
        self.flatten()
        if self.begun_with_scaling():
            self.settle()
        weight = np.asarray(weight, float)
        if weight.shape[0] != self.shape[0]:
            raise Refused(f"expected weights for {self.shape[0]} inputs, found {weight.shape}")
        if self.scale is not None:
            bias = (0 if bias is None else np.asarray(bias, float)) + self.shift @ weight
            weight = weight * self.scale[:, None]
            self.scale = self.shift = None
        settings = {"units": int(weight.shape[1])}
        if bias is None:
            settings["useBias"] = False
        self.append({"dense": settings}, weight=weight, bias=bias)
        self.shape = [int(weight.shape[1])]

    def convolution(self, weight, bias=None, stride=(1, 1), padding="valid"):
        """weight: [rows, columns, channels, filters]; padding as in blueprints"""
        if len(self.shape) != 3:
            raise Refused("expected a picture, found a list: that needs a layer that makes one")
        weight = np.asarray(weight, float)
        rows, columns, channels, filters = map(int, weight.shape)
        if channels != self.shape[2]:
            raise Refused(f"expected weights for {self.shape[2]} channels, found {weight.shape}")
        padding = self.with_edges(padding)
        if self.begun_with_scaling():
            self.settle()
        if self.scale is not None:
            if padding != "valid" and (self.shift != 0).any():
                self.settle()
            else:
                added = np.einsum("rcif,i->f", weight, self.shift)
                bias = (0 if bias is None else np.asarray(bias, float)) + added
                weight = weight * self.scale[:, None]
                self.scale = self.shift = None
        settings = {"filters": filters, **self.window("kernel", (rows, columns), stride, padding)}
        if bias is None:
            settings["useBias"] = False
        self.append({"conv2D": settings}, weight=weight, bias=bias)
        self.shape = self.slid((rows, columns), stride, padding) + [filters]

    def pooling(self, kind, size, stride, padding="valid"):
        """kind: maxPooling2D or averagePooling2D"""
        if len(self.shape) != 3:
            raise Refused("expected a picture, found a list")
        self.settle()
        padding = self.with_edges(padding)
        self.append({kind: self.window("pool", size, stride, padding)})
        self.shape = self.slid(size, stride, padding) + self.shape[2:]

    def activation(self, activation):
        """activation: as in blueprints"""
        if activation == "identity":
            return
        self.settle()
        index = self.last_linear(beyond_flatten=activation != "softmax")
        if index is not None:
            self.settings(index)["activation"] = activation
        else:
            self.append({"activation": {"function": activation}})

    def dropout(self, rate):
        if self.layers and 0 < rate < 1:
            self.append({"dropout": {"rate": float(rate)}})

    def flatten(self):
        if len(self.shape) == 3:
            if self.scale is not None:
                pixels = self.shape[0] * self.shape[1]
                self.scale, self.shift = np.tile(self.scale, pixels), np.tile(self.shift, pixels)
            self.append({"flatten": {}})
            self.shape = [int(np.prod(self.shape))]

    # The file

    def write(self, path, name, classes=()):
        self.settle()
        self.flatten()
        last = next(layer for layer in reversed(self.layers) if kind(layer) != "flatten")
        settings = last[kind(last)]
        final = settings.get("activation", settings.get("function", "identity"))
        loss = {"softmax": "categoricalCrossEntropy", "sigmoid": "binaryCrossEntropy"}
        blueprint = {
            "glassbox": 1,
            "name": name,
            "input": self.input,
            "layers": self.layers,
            "loss": loss.get(final if isinstance(final, str) else "", "meanSquaredError"),
        }
        metadata = {"format": "glassbox", "version": "1", "blueprint": json.dumps(blueprint)}
        if classes:
            metadata["classes"] = json.dumps(list(classes))
        save_file(self.tensors, path, metadata=metadata)
        return blueprint

    # Details

    def append(self, layer, **tensors):
        for role, tensor in tensors.items():
            if tensor is not None:
                name = f"layers.{len(self.layers)}.{role}"
                self.tensors[name] = np.ascontiguousarray(tensor, np.float64)
        self.layers.append(layer)

    def settings(self, index):
        return self.layers[index][kind(self.layers[index])]

    def last_linear(self, beyond_flatten=False):
        """The layer that made the values, if it has weights and no activation yet."""
        for index in reversed(range(len(self.layers))):
            if kind(self.layers[index]) == "flatten" and beyond_flatten:
                continue
            linear = kind(self.layers[index]) in ("dense", "conv2D")
            return index if linear and "activation" not in self.settings(index) else None
        return None

    def with_edges(self, padding):
        """Adds zeros that an earlier layer has put around the picture."""
        edges, self.padding = self.padding, None
        if edges is None:
            return padding
        if padding == "same":
            raise Refused("zeros around a picture, and padding besides")
        own = [0, 0, 0, 0] if padding == "valid" else padding
        return [int(a + b) for a, b in zip(edges, own)]

    def window(self, name, size, stride, padding):
        settings = {name: [int(extent) for extent in size], "stride": [int(s) for s in stride]}
        if padding != "valid":
            settings["padding"] = padding
        return settings

    def slid(self, size, stride, padding):
        """How many positions a window has, downwards and to the right."""
        if padding == "same":
            return [-(-extent // step) for extent, step in zip(self.shape, stride)]
        edges = [0, 0, 0, 0] if padding == "valid" else padding
        extents = [self.shape[0] + edges[0] + edges[2], self.shape[1] + edges[1] + edges[3]]
        if extents[0] < size[0] or extents[1] < size[1]:
            raise Refused(f"a window of {size} does not fit a picture of {self.shape}")
        return [int((e - w) // s + 1) for e, w, s in zip(extents, size, stride)]


def kind(layer):
    return next(iter(layer))
