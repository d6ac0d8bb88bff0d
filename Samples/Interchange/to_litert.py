"""Makes a LiteRT file, for telephones, of a network that was exported as a Keras program.

    glassbox export digits.safetensors --to keras --output digits-keras
    python to_litert.py digits-keras --output digits.tflite

It then lets LiteRT answer the inputs that came with the program, and says how far the answers are from
those of Glassbox.
"""

import argparse
import json
import os
import pathlib
import sys
import tempfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf
from ai_edge_litert.interpreter import Interpreter


def converted(folder):
    """The network of an exported program, with its last activation, as the bytes of a LiteRT file."""
    sys.path.insert(0, str(folder))
    import model
    network = model.answering(model.load(folder / "weights.safetensors"))
    with tempfile.TemporaryDirectory() as saved:
        network.export(saved, format="tf_saved_model", verbose=False)
        return tf.lite.TFLiteConverter.from_saved_model(saved).convert()


def answers(content, inputs):
    """What LiteRT answers to each input."""
    interpreter = Interpreter(model_content=content)
    interpreter.allocate_tensors()
    (taken,), (given,) = interpreter.get_input_details(), interpreter.get_output_details()
    found = []
    for one in inputs:
        interpreter.set_tensor(taken["index"], np.float32(one).reshape(taken["shape"]))
        interpreter.invoke()
        found.append(interpreter.get_tensor(given["index"])[0])
    return np.array(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path, help="what `glassbox export --to keras` has written")
    parser.add_argument("--output", type=pathlib.Path, required=True, help="the .tflite file")
    options = parser.parse_args()
    stored = json.loads((options.folder / "answers.json").read_text())
    content = converted(options.folder)
    found = answers(content, [sample["inputs"] for sample in stored])
    expected = np.array([sample["outputs"] for sample in stored])
    difference = np.abs(found - expected).max()
    if not difference <= 1e-5 * max(1, np.abs(expected).max()):
        raise SystemExit(f"error: LiteRT answers otherwise: they differ by {difference:.2g}")
    options.output.write_bytes(content)
    print(f"{options.output}: {len(content):,} bytes; "
          f"{len(stored)} stored answers: they differ by {difference:.2g} at most")


main()
