#!/usr/bin/env python3
"""Writes functions.csv: arguments and values from 1,400 bits (needs mpmath).

A line holds the function, the bits of its argument (or of two), and the value as the sum of two
numbers, bits again.
"""
import random
import struct

import mpmath
from mpmath import mp, mpf

mp.prec = 1400
random.seed(1)


def bits(x):
    return struct.pack(">d", x).hex()


def sized(low, high):
    """Of any size from 2^low to 2^high, and of either sign."""
    return lambda: random.choice([-1, 1]) * 2 ** random.uniform(low, high)


def between(low, high):
    return lambda: random.uniform(low, high)


FUNCTIONS = {
    "exp": (mpmath.exp, [between(-1, 1), between(-700, 700), sized(-60, 0)]),
    "expm1": (mpmath.expm1, [between(-0.05, 0.05), between(-38, 40), sized(-60, 0)]),
    "log": (mpmath.log, [between(0.5, 2), between(0.99, 1.01), lambda: 2 ** random.uniform(-1070, 1020)]),
    "log1p": (mpmath.log1p, [between(-0.99, 2), sized(-52, -1), lambda: 2 ** random.uniform(-60, 1020)]),
    "tanh": (mpmath.tanh, [between(-1, 1), between(-20, 20), sized(-60, 4)]),
    "sin": (mpmath.sin, [between(-7, 7), between(-1e6, 1e6), sized(-60, 1020)]),
    "cos": (mpmath.cos, [between(-7, 7), between(-1e6, 1e6), sized(-60, 1020)]),
    "erfc": (mpmath.erfc, [between(-1, 1), between(-6, 25), sized(-60, 2)]),
    "pow": (lambda a, b: a ** b, [between(0.5, 2), lambda: 2 ** random.uniform(-30, 30)]),
}
ADDED = {"sin": [1e22, 6381956970095103 * 2.0 ** 797], "cos": [1e22, 6381956970095103 * 2.0 ** 797]}

for name, (function, kinds) in FUNCTIONS.items():
    arguments = [kind() for kind in kinds for _ in range(60)]
    for x in arguments + ADDED.get(name, []):
        given = [x] if name != "pow" else [x, random.uniform(-20, 20)]
        value = function(*[mpf(one) for one in given])
        high = float(value)
        print(",".join([name] + [bits(one) for one in given] + [bits(high), bits(float(value - mpf(high)))]))
