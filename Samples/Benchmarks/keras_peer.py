"""Trains and asks the networks of `glassbox bench` with Keras on TensorFlow, on the CPU.

    python3 keras_peer.py [--seconds 3] [--threads 2] [WORKLOAD ...]

Training is `fit` and asking is `predict`, on arrays in memory, as Keras' own examples do it.
"""

import os
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import tensorflow
from keras import layers

import measuring


def compiled(network, optimizer):
    network.compile(loss="sparse_categorical_crossentropy", optimizer=optimizer,
                    metrics=["accuracy"])
    return network


def softmax():
    network = keras.Sequential([keras.Input((784,)), layers.Dense(10, activation="softmax")])
    return compiled(network, keras.optimizers.SGD(0.02))


def mlp():
    network = keras.Sequential([
        keras.Input((784,)), layers.Dense(512, activation="relu"), layers.Dropout(0.2),
        layers.Dense(512, activation="relu"), layers.Dropout(0.2),
        layers.Dense(10, activation="softmax")])
    return compiled(network, keras.optimizers.RMSprop(0.001))


def mnist_cnn():
    network = keras.Sequential([
        keras.Input((28, 28, 1)), layers.Conv2D(32, 3, activation="relu"),
        layers.Conv2D(64, 3, activation="relu"), layers.MaxPooling2D(2), layers.Dropout(0.25),
        layers.Flatten(), layers.Dense(128, activation="relu"), layers.Dropout(0.5),
        layers.Dense(10, activation="softmax")])
    return compiled(network, keras.optimizers.Adadelta(1.0))


def cifar10_cnn():
    network = keras.Sequential([
        keras.Input((32, 32, 3)), layers.Conv2D(32, 3, activation="relu"),
        layers.Conv2D(32, 3, activation="relu"), layers.MaxPooling2D(2), layers.Dropout(0.25),
        layers.Conv2D(32, 3, activation="relu"), layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2), layers.Dropout(0.25), layers.Flatten(),
        layers.Dense(256, activation="relu"), layers.Dropout(0.5),
        layers.Dense(10, activation="softmax")])
    return compiled(network, keras.optimizers.Adam(0.001))


def trained_per_second(seconds, network, batch):
    shape = network.input_shape[1:]
    inputs, labels = measuring.pictures(*(shape if len(shape) == 3 else (28, 28, 1)))
    inputs = inputs.reshape(-1, *shape)

    def epoch(limit):
        network.fit(inputs, labels, batch_size=batch, epochs=1, verbose=0)
        return len(inputs)

    return measuring.rate(epoch, seconds)


def predicted_per_second(seconds, batch):
    network = mlp()
    inputs, _ = measuring.pictures()

    def all_at_once(limit):
        return len(network.predict(inputs, batch_size=batch, verbose=0))

    def one_by_one(limit):
        ask = tensorflow.function(lambda x: network(x, training=False))
        count = 0
        while count < len(inputs) and time.perf_counter() < limit:
            int(ask(inputs[count:count + 1]).numpy().argmax())
            count += 1
        return count

    return measuring.rate(one_by_one if batch == 1 else all_at_once, seconds)


TRAINING = {"mnist-softmax": (softmax, 32), "mnist-mlp": (mlp, 128), "mnist-cnn": (mnist_cnn, 128),
            "cifar10-cnn": (cifar10_cnn, 128)}
PREDICTING = {"predict-mlp": 128, "predict-mlp-one": 1}


def main():
    options = measuring.parse_options(__doc__.splitlines()[0], [*TRAINING, *PREDICTING])
    tensorflow.config.threading.set_intra_op_parallelism_threads(options.threads)
    keras.utils.set_random_seed(1)
    for name in options.names:
        if name in TRAINING:
            network, batch = TRAINING[name]
            result = trained_per_second(options.seconds, network(), batch)
        else:
            result = predicted_per_second(options.seconds, PREDICTING[name])
        engine = f"Keras {keras.__version__}, TensorFlow {tensorflow.__version__}"
        measuring.report(name, engine, result)


if __name__ == "__main__":
    main()
