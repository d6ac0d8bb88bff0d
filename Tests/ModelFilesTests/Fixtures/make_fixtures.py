"""Writes the model files of this folder with Python's safetensors (pip install safetensors numpy).

    cd Tests/ModelFilesTests/Fixtures && python3 make_fixtures.py

The weights solve XOR by hand: hidden 0 is "at least one", hidden 1 is "both".
"""

import json

import numpy
from safetensors.numpy import save_file

BLUEPRINT = {
    "glassbox": 1,
    "name": "xor-from-python",
    "input": [2],
    "layers": [
        {"dense": {"units": 2, "activation": "sigmoid"}},
        {"dense": {"units": 1, "activation": "sigmoid"}},
    ],
    "loss": "halfSquaredError",
}
TENSORS = {
    "layers.0.weight": [[20, 20], [20, 20]],
    "layers.0.bias": [-10, -30],
    "layers.1.weight": [[20], [-20.5]],
    "layers.1.bias": [-9.75],
}
METADATA = {
    "format": "glassbox",
    "version": "1",
    "blueprint": json.dumps(BLUEPRINT),
    "classes": json.dumps(["equal", "different"]),
}

for name, number in [("f16", "float16"), ("f32", "float32"), ("f64", "float64")]:
    tensors = {key: numpy.array(value, number) for key, value in TENSORS.items()}
    save_file(tensors, f"xor-{name}.safetensors", metadata=METADATA)

# No metadata: what any other program's file looks like.
save_file({"a": numpy.zeros(2, "float32")}, "foreign.safetensors")
