"""Writes a small Keras network with its answers to the folder that is named."""

import json
import pathlib
import sys

import keras
import numpy as np
from keras import layers

folder = pathlib.Path(sys.argv[1])
keras.utils.set_random_seed(1)
model = keras.Sequential(
    [
        keras.Input((8, 7, 2)),
        layers.Rescaling(1 / 4, offset=-0.5),
        layers.Conv2D(3, 3, padding="same", strides=2, use_bias=False),
        layers.BatchNormalization(),
        layers.LeakyReLU(negative_slope=0.1),
        layers.ZeroPadding2D(((1, 0), (0, 1))),
        layers.Conv2D(4, 2, activation="relu"),
        layers.BatchNormalization(),
        layers.AveragePooling2D(2),
        layers.Flatten(),
        layers.Dropout(0.3),
        layers.Dense(5, activation="silu"),
        layers.BatchNormalization(),
        layers.Dense(3, activation="softmax"),
    ]
)
random = np.random.default_rng(2)
for layer in model.layers:
    if isinstance(layer, layers.BatchNormalization):
        layer.set_weights([random.uniform(0.5, 2, weight.shape) for weight in layer.get_weights()])
model.save(folder / "net.keras")
inputs = random.uniform(0, 4, (3, 8, 7, 2))
answers = {
    "inputs": inputs.reshape(3, -1).tolist(),
    "outputs": model.predict(inputs, verbose=0).tolist(),
}
(folder / "answers.json").write_text(json.dumps(answers))
