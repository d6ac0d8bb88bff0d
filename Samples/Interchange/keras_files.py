"""Opens Keras files, those of older versions of Keras as well, whose layers Keras 3 does not know."""

import io
import json
import re
import zipfile

import h5py
import keras
import numpy as np


class StoredLayer:
    """A layer as its file describes it, where the installed Keras cannot make one of it."""

    def __init__(self, entry, weights):
        self.kind = entry["class_name"]
        self.config = entry["config"]
        self.name = self.config.get("name", self.kind)
        self.weights = weights
        nodes = entry.get("inbound_nodes") or [[]]
        self.joins = isinstance(nodes[0], list) and len(nodes[0]) > 1

    def get_config(self):
        return self.config

    def get_weights(self):
        return self.weights


class StoredModel:
    def __init__(self, layers, input_shape):
        self.layers = layers
        self.input_shape = input_shape


def load(path):
    """The model as Keras opens it, or as the file describes it."""
    try:
        return keras.models.load_model(path, compile=False)
    except Exception as error:
        try:
            return stored_model(path)
        except Exception:
            first = str(error).splitlines()[0]
            raise SystemExit(f"{path}: Keras {keras.__version__} cannot open it: {first}")


def kind_of(layer):
    return getattr(layer, "kind", type(layer).__name__)


def stored_model(path):
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            config = json.loads(archive.read("config.json"))
            weights = h5py.File(io.BytesIO(archive.read("model.weights.h5")))
        weights_of = zip_weights(weights)
    else:
        file = h5py.File(path)
        config = json.loads(file.attrs["model_config"])
        weights_of = h5_weights(file["model_weights"] if "model_weights" in file else file)
    entries = config["config"]
    entries = entries if isinstance(entries, list) else entries["layers"]
    shapes = [shape for entry in entries if (shape := shape_of(entry["config"]))]
    layers = [StoredLayer(entry, weights_of(entry)) for entry in entries]
    return StoredModel(layers, tuple(shapes[0]))


def shape_of(config):
    return config.get("batch_input_shape") or config.get("batch_shape")


def h5_weights(group):
    """Each layer lists its weights by name."""

    def weights_of(entry):
        layer = group.get(entry["config"].get("name", ""))
        names = [] if layer is None else layer.attrs.get("weight_names", [])
        decoded = [name.decode() if isinstance(name, bytes) else name for name in names]
        return [np.asarray(layer[name]) for name in decoded]

    return weights_of


def zip_weights(file):
    """Layers are numbered by their kind: dense, dense_1 and so on."""
    seen = {}
    root = next(file[name] for name in ["_layer_checkpoint_dependencies", "layers"] if name in file)

    def weights_of(entry):
        kind = re.sub(r"(?<!^)(?=[A-Z][a-z])", "_", entry["class_name"]).lower()
        number = seen[kind] = seen.get(kind, -1) + 1
        layer = root.get(kind if number == 0 else f"{kind}_{number}")
        variables = {} if layer is None else layer.get("vars", {})
        return [np.asarray(variables[key]) for key in sorted(variables, key=int)]

    return weights_of
