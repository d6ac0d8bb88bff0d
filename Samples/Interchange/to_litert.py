"""Makes a LiteRT file, for telephones, of a Keras program that Glassbox has exported.

    pip install tensorflow ai-edge-litert safetensors
    glassbox export digits.safetensors --to keras --output digits-keras
    python to_litert.py digits-keras --output digits.tflite

The file is run at once, by LiteRT's own interpreter, and has to give the answers that are stored.
"""

import argparse
import importlib.util
import json
import pathlib
import sys

import keras
import numpy as np
import tensorflow as tf
from ai_edge_litert.interpreter import Interpreter


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--output", type=pathlib.Path, required=True)
    options = parser.parse_args()
    program = load_program(options.folder)
    network = program.answering(program.load(options.folder / "weights.safetensors"))
    options.output.write_bytes(tf.lite.TFLiteConverter.from_keras_model(network).convert())
    difference = compare(options, program.INPUT)
    print(f"{options.output}: its answers differ from the stored ones by {difference:.2g} at most")


def load_program(folder):
    sys.path.insert(0, str(folder))
    specification = importlib.util.spec_from_file_location("model", folder / "model.py")
    program = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(program)
    keras.config.set_floatx("float32")
    return program


def compare(options, input_shape):
    interpreter = Interpreter(model_path=str(options.output))
    interpreter.allocate_tensors()
    place = interpreter.get_input_details()[0]["index"]
    result = interpreter.get_output_details()[0]["index"]
    largest = 0.0
    for sample in json.loads((options.folder / "answers.json").read_text()):
        inputs = np.array(sample["inputs"], np.float32).reshape(1, *input_shape)
        interpreter.set_tensor(place, inputs)
        interpreter.invoke()
        outputs = interpreter.get_tensor(result).reshape(-1)
        # NaN stays NaN here, and is refused below.
        largest = np.maximum(largest, np.abs(outputs - sample["outputs"]).max())
    if not largest < 1e-5 * max(1, np.abs(sample["outputs"]).max()):
        raise SystemExit(f"error: expected the stored answers, found others by {largest}")
    return largest


if __name__ == "__main__":
    main()
