"""What the peers in Python share: their options, their made-up pictures and their clock."""

import argparse
import json
import time

import numpy

# As many as 20,000 pictures of MNIST have.
PIXELS = 20_000 * 784
# The share of pixels that hold ink in MNIST's pictures; the others are 0.
INKED_SHARE = 0.19


def parse_options(description, workloads):
    """The workloads asked for (all of them if none is named), the seconds and the threads."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("names", nargs="*", metavar="WORKLOAD",
                        help=f"what to measure: {', '.join(workloads)} (default: all)")
    parser.add_argument("--seconds", type=float, default=3, help="how long to measure each")
    parser.add_argument("--threads", type=int, default=2, help="how many threads the peer may use")
    options = parser.parse_args()
    for name in options.names:
        if name not in workloads:
            parser.error(f"there is no workload {name}; there are {', '.join(workloads)}")
    options.names = options.names or list(workloads)
    return options


def pictures(height=28, width=28, channels=1):
    """Random ink scaled to 0…1, one picture a row, and labels 0…9 in turn."""
    generator = numpy.random.default_rng(1)
    count = PIXELS // (height * width * channels)
    shape = (count, height * width * channels)
    inputs = generator.integers(0, 256, shape, dtype=numpy.uint8).astype(numpy.float32) / 255
    inputs[generator.random(shape, dtype=numpy.float32) >= INKED_SHARE] = 0
    return inputs, numpy.arange(count) % 10


def rate(epoch, seconds):
    """Samples a second of `epoch(limit)`, which stops after `limit` and returns how many it did."""
    epoch(time.perf_counter() + 1)  # warms up
    start = time.perf_counter()
    samples = 0
    while time.perf_counter() - start < seconds:
        samples += epoch(start + seconds)
    return samples / (time.perf_counter() - start)


def report(workload, engine, samples_per_second):
    """One line of JSON, as `glassbox bench --json` prints it."""
    print(json.dumps({"workload": workload, "engine": engine,
                      "samplesPerSecond": round(samples_per_second)}), flush=True)
