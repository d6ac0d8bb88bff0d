"""Trains the networks of `glassbox bench` with JAX, whose compiler makes one program of an epoch.

    python3 jax_peer.py [--seconds 3] [--threads 2] [WORKLOAD ...]

An epoch is one `jit` of a `lax.scan` over its shuffled batches, with the data on the device and the
parameters handed over, not copied: JAX's fastest way for data that fits in memory.
"""

import functools
import os
import sys

# XLA takes as many threads as the process may use processors; it has no option of its own.
if "--threads" in sys.argv and hasattr(os, "sched_setaffinity"):
    threads = int(sys.argv[sys.argv.index("--threads") + 1])
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])

import jax
import jax.numpy as jnp

import measuring


def dense(key, inputs, outputs):
    limit = (6 / (inputs + outputs)) ** 0.5
    return {"w": jax.random.uniform(key, (inputs, outputs), minval=-limit, maxval=limit),
            "b": jnp.zeros(outputs)}


def stack(*sizes):
    keys = jax.random.split(jax.random.key(1), len(sizes) - 1)
    return [dense(key, *pair) for key, pair in zip(keys, zip(sizes, sizes[1:]))]


def through(layer, x):
    return x @ layer["w"] + layer["b"]


def dropped(key, x, rate):
    return jnp.where(jax.random.bernoulli(key, 1 - rate, x.shape), x / (1 - rate), 0)


def class_losses(logits, labels):
    chosen = jnp.take_along_axis(logits, labels[:, None], 1)[:, 0]
    return jax.nn.logsumexp(logits, 1) - chosen


def class_right(logits, labels):
    return (logits.argmax(1) == labels).sum()


def softmax_losses(network, x, labels, key):
    logits = through(network[0], x)
    return class_losses(logits, labels).mean(), class_right(logits, labels)


def mlp_logits(network, x, keys=None):
    for index, layer in enumerate(network[:-1]):
        x = jax.nn.relu(through(layer, x))
        x = x if keys is None else dropped(keys[index], x, 0.2)
    return through(network[-1], x)


def mlp_losses(network, x, labels, key):
    logits = mlp_logits(network, x, jax.random.split(key))
    return class_losses(logits, labels).mean(), class_right(logits, labels)


def sigmoid_losses(network, x, labels, key):
    for layer in network:
        x = jax.nn.sigmoid(through(layer, x))
    difference = x - jax.nn.one_hot(labels, 10)
    return 0.5 * (difference ** 2).sum(1).mean(), class_right(x, labels)


def xor_losses(network, x, bits, key):
    logits = through(network[1], jnp.tanh(through(network[0], x)))[:, 0]
    losses = jnp.maximum(logits, 0) - logits * bits + jnp.log1p(jnp.exp(-jnp.abs(logits)))
    return losses.mean(), ((logits > 0) == (bits > 0.5)).sum()


def convolved(layer, x):
    sums = jax.lax.conv_general_dilated(
        x, layer["w"], (1, 1), "VALID", dimension_numbers=("NHWC", "HWIO", "NHWC"))
    return jax.nn.relu(sums + layer["b"])


def pooled(x):
    return jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")


def kernel(key, channels, filters):
    limit = (6 / (9 * (channels + filters))) ** 0.5
    shape = (3, 3, channels, filters)
    return {"w": jax.random.uniform(key, shape, minval=-limit, maxval=limit),
            "b": jnp.zeros(filters)}


def kernels(*channels):
    keys = jax.random.split(jax.random.key(2), len(channels) - 1)
    return [kernel(key, *pair) for key, pair in zip(keys, zip(channels, channels[1:]))]


def mnist_cnn_losses(network, x, labels, key):
    first, second, hidden, last = network
    keys = jax.random.split(key)
    x = dropped(keys[0], pooled(convolved(second, convolved(first, x))), 0.25)
    x = jax.nn.relu(through(hidden, x.reshape(len(x), -1)))
    logits = through(last, dropped(keys[1], x, 0.5))
    return class_losses(logits, labels).mean(), class_right(logits, labels)


def cifar10_cnn_losses(network, x, labels, key):
    keys = jax.random.split(key, 3)
    for block in range(2):
        for layer in network[2 * block:2 * block + 2]:
            x = convolved(layer, x)
        x = dropped(keys[block], pooled(x), 0.25)
    x = jax.nn.relu(through(network[4], x.reshape(len(x), -1)))
    logits = through(network[5], dropped(keys[2], x, 0.5))
    return class_losses(logits, labels).mean(), class_right(logits, labels)


def sgd(rate):
    def update(network, memory, gradients, step):
        return jax.tree.map(lambda w, g: w - rate * g, network, gradients), memory
    return lambda network: None, update


def rmsprop(rate, rho=0.9, epsilon=1e-7):
    def update(network, memory, gradients, step):
        memory = jax.tree.map(lambda m, g: rho * m + (1 - rho) * g * g, memory, gradients)
        moved = jax.tree.map(lambda w, g, m: w - rate * g / (jnp.sqrt(m) + epsilon), network,
                             gradients, memory)
        return moved, memory
    return lambda network: jax.tree.map(jnp.zeros_like, network), update


def adam(rate, beta1=0.9, beta2=0.999, epsilon=1e-7):
    def update(network, memory, gradients, step):
        means = jax.tree.map(lambda m, g: beta1 * m + (1 - beta1) * g, memory[0], gradients)
        squares = jax.tree.map(lambda v, g: beta2 * v + (1 - beta2) * g * g, memory[1], gradients)
        scale = rate * jnp.sqrt(1 - beta2 ** step) / (1 - beta1 ** step)
        moved = jax.tree.map(lambda w, m, v: w - scale * m / (jnp.sqrt(v) + epsilon), network,
                             means, squares)
        return moved, (means, squares)
    zeros = functools.partial(jax.tree.map, jnp.zeros_like)
    return lambda network: (zeros(network), zeros(network)), update


def adadelta(rate, rho=0.95, epsilon=1e-7):
    def update(network, memory, gradients, step):
        squares, moves = memory
        squares = jax.tree.map(lambda s, g: rho * s + (1 - rho) * g * g, squares, gradients)
        move = jax.tree.map(
            lambda g, s, m: jnp.sqrt(m + epsilon) / jnp.sqrt(s + epsilon) * g, gradients, squares,
            moves)
        moves = jax.tree.map(lambda m, d: rho * m + (1 - rho) * d * d, moves, move)
        return jax.tree.map(lambda w, d: w - rate * d, network, move), (squares, moves)
    zeros = functools.partial(jax.tree.map, jnp.zeros_like)
    return lambda network: (zeros(network), zeros(network)), update


def trained_per_second(seconds, network, losses, optimizer, inputs, labels, batch, passes=1):
    """Samples a second; `passes` epochs are one program, for data of a few rows."""
    start, update = optimizer
    inputs, labels = jnp.asarray(inputs), jnp.asarray(labels)
    batches = len(inputs) // batch

    def step(state, order):
        network, memory, key, count = state
        key, dropout = jax.random.split(key)
        both = jax.value_and_grad(losses, has_aux=True)
        (loss, right), gradients = both(network, inputs[order], labels[order], dropout)
        network, memory = update(network, memory, gradients, count)
        return (network, memory, key, count + 1), (loss, right)

    @functools.partial(jax.jit, donate_argnums=0)
    def epoch(state):
        network, memory, key, count = state
        key, *keys = jax.random.split(key, min(passes, 64) + 1)
        # Of many passes over a few rows, every 64th has the same order.
        orders = [jax.random.permutation(k, len(inputs))[:batches * batch] for k in keys]
        orders = jnp.concatenate(orders * (passes // len(keys))).reshape(-1, batch)
        state, (losses, right) = jax.lax.scan(step, (network, memory, key, count), orders)
        return state, losses.mean(), right.sum()

    kept = [(network, start(network), jax.random.key(3), jnp.float32(1))]

    def run(limit):
        kept[0], loss, right = epoch(kept[0])
        float(loss), int(right)
        return passes * batches * batch

    return measuring.rate(run, seconds)


def predicted_per_second(seconds, batch):
    inputs, labels = map(jnp.asarray, measuring.pictures())
    network = stack(784, 512, 512, 10)

    @jax.jit
    def all_batches(network):
        x = inputs[:len(inputs) // batch * batch].reshape(-1, batch, 784)
        y = labels[:len(inputs) // batch * batch].reshape(-1, batch)
        return jax.lax.map(lambda pair: class_right(mlp_logits(network, pair[0]), pair[1]), (x, y))

    @jax.jit
    def one(network, x):
        return mlp_logits(network, x).argmax(1)

    def together(limit):
        int(all_batches(network).sum())
        return len(inputs) // batch * batch

    def one_by_one(limit):
        for row in range(1000):
            int(one(network, inputs[row:row + 1])[0])
        return 1000

    return measuring.rate(one_by_one if batch == 1 else together, seconds)


def workloads():
    flat = measuring.pictures
    xor = (jnp.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), jnp.array([0.0, 1, 1, 0]))

    def pictures(*shape):
        inputs, labels = measuring.pictures(*shape)
        return inputs.reshape(-1, *shape), labels

    hidden = jax.random.key(4)
    return {
        "mnist-softmax": lambda: (stack(784, 10), softmax_losses, sgd(0.02), *flat(), 32),
        "mnist-mlp": lambda: (stack(784, 512, 512, 10), mlp_losses, rmsprop(0.001), *flat(), 128),
        "mnist-30": lambda: (stack(784, 30, 10), sigmoid_losses, sgd(3.0), *flat(), 10),
        "xor": lambda: (stack(2, 4, 1), xor_losses, sgd(0.5), *xor, 4, 65_536),
        "mnist-cnn": lambda: (
            kernels(1, 32, 64) + [dense(hidden, 9216, 128), dense(hidden, 128, 10)],
            mnist_cnn_losses, adadelta(1.0), *pictures(28, 28, 1), 128),
        "cifar10-cnn": lambda: (
            kernels(3, 32, 32) + kernels(32, 32, 32)
            + [dense(hidden, 800, 256), dense(hidden, 256, 10)],
            cifar10_cnn_losses, adam(0.001), *pictures(32, 32, 3), 128),
    }


PREDICTING = {"predict-mlp": 128, "predict-mlp-one": 1}


def main():
    training = workloads()
    options = measuring.parse_options(__doc__.splitlines()[0], [*training, *PREDICTING])
    for name in options.names:
        if name in training:
            result = trained_per_second(options.seconds, *training[name]())
        else:
            result = predicted_per_second(options.seconds, PREDICTING[name])
        measuring.report(name, f"JAX {jax.__version__}", result)


if __name__ == "__main__":
    main()
