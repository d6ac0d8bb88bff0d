"""Checks every .onnx file of a folder with ONNX, and its answers with ONNX Runtime."""

import json
import pathlib
import sys

import numpy as np
import onnx
import onnxruntime

largest = 0.0
files = sorted(pathlib.Path(sys.argv[1]).glob("*.onnx"))
for file in files:
    model = onnx.load(file)
    onnx.checker.check_model(model, full_check=True)
    assert model.opset_import[0].version >= 17
    session = onnxruntime.InferenceSession(file)
    stored = json.loads(file.with_suffix(".json").read_text())
    shape = session.get_inputs()[0].shape
    assert not isinstance(shape[0], int), f"{file}: expected a free batch, found {shape}"
    inputs = np.array(stored["inputs"], np.float32).reshape(-1, *shape[1:])
    outputs = session.run(None, {session.get_inputs()[0].name: inputs})[0]
    expected = np.array(stored["outputs"])
    difference = np.abs(outputs - expected).max() / max(1, np.abs(expected).max())
    assert difference <= 1e-5, f"{file}: answers differ by {difference}"
    largest = max(largest, difference)
print(len(files), "files, answers differ by", largest, "at most")
