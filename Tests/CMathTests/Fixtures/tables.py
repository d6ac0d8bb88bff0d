#!/usr/bin/env python3
"""Writes Sources/CMath/tables.h: numbers rounded from 200 bits (needs mpmath)."""
from mpmath import (chebyfit, cos, erfc, exp, floor, ldexp, log, mp, mpf, pi, sin, sqrt, tanh, taylor)

mp.prec = 1400


def double(value):
    return float(value)


def pair(value):
    high = double(value)
    return high.hex(), double(value - mpf(high)).hex()


def short(value, bits):
    """The value with so many bits after the point, and what is missing."""
    high = floor(ldexp(value, bits) + mpf(0.5)) / mpf(2) ** bits
    return double(high).hex(), double(value - high).hex()


print("// Made by Tests/CMathTests/Fixtures/tables.py; do not edit.")
print("#ifndef GLASSBOX_CMATH_TABLES_H\n#define GLASSBOX_CMATH_TABLES_H\n\n#include <stdint.h>\n")
print("// 2^(j/128), and what is missing to it, as a part of it.")
print("static const double powers_of_two[128][2] = {")
for j in range(128):
    value = mpf(2) ** (mpf(j) / 128)
    high = double(value)
    print(f"  {{{high.hex()}, {double((value - mpf(high)) / mpf(high)).hex()}}},")
print("};\n")
print("// For c = j/128 from 90/128 to 181/128: 1/c, and log c in two parts, the first of 42 bits.")
print("static const double logarithms[92][3] = {")
for j in range(90, 182):
    c = mpf(j) / 128
    high, low = short(log(c), 42)
    print(f"  {{{double(1 / c).hex()}, {high}, {low}}},")
print("};\n")
high, low = short(log(mpf(2)), 42)
print(f"static const double log_2_high = {high}, log_2_low = {low};")
print(f"static const double over_log_2 = {double(128 / log(mpf(2))).hex()};")
high, low = short(log(mpf(2)) / 128, 42)
print(f"static const double step_high = {high}, step_low = {low};\n")
print("// 2/pi: 1,216 bits after the point, 32 a word.")
print("static const uint32_t two_over_pi[38] = {")
rest = 2 / pi
words = []
for _ in range(38):
    rest *= mpf(2) ** 32
    word = int(floor(rest))
    rest -= word
    words.append(word)
for row in range(0, 38, 6):
    print("  " + ", ".join(f"0x{word:08x}" for word in words[row:row + 6]) + ",")
print("};\n")
a, b = short(pi / 2, 32)
b_value = pi / 2 - mpf(float.fromhex(a))
b, c = short(b_value, 65)
c_value = b_value - mpf(float.fromhex(b))
c, d = short(c_value, 98)
print("// pi/2 in parts of 33 bits, of which 20 bits' multiples are exact.")
print(f"static const double half_pi[4] = {{{a}, {b}, {c}, {d}}};")
print(f"static const double over_half_pi = {double(2 / pi).hex()};")
high, low = pair(pi / 2)
print(f"static const double half_pi_high = {high}, half_pi_low = {low};\n")


def polynomial(name, words, function, low, high, terms):
    mp.prec = 200
    coefficients, error = chebyfit(function, [mpf(low), mpf(high)], terms, error=True)
    print(f"// {words}, from {float(low):.4g} to {float(high):.4g}: off by {float(error):.1e}.")
    print(f"static const double {name}[{terms}] = {{")
    for coefficient in reversed(coefficients):
        print(f"  {float(coefficient).hex()},")
    print("};\n")


def of_square(function, series):
    """A function of x^2, near 0 by its series."""
    def value(z):
        return series(z) if abs(z) < mpf(2) ** -40 else function(sqrt(z), z)
    return value


quarter = (pi / 4) ** 2 * mpf("1.0001")
polynomial("sine_terms", "(sin x / x - 1) / z, with z = x^2",
           of_square(lambda x, z: (sin(x) / x - 1) / z, lambda z: -mpf(1) / 6 + z / 120), 0, quarter, 7)
polynomial("cosine_terms", "(cos x - 1 + z/2) / z^2, with z = x^2",
           of_square(lambda x, z: (cos(x) - 1 + z / 2) / z ** 2, lambda z: mpf(1) / 24 - z / 720), 0,
           quarter, 7)
polynomial("tanh_terms", "(tanh x / x - 1) / z, with z = x^2",
           of_square(lambda x, z: (tanh(x) / x - 1) / z, lambda z: -mpf(1) / 3 + 2 * z / 15), 0,
           mpf("0.3026"), 12)


def scaled_erfc(t):
    """erfc x e^(x^2) / s, with s = 1 / (1 + x/2) and t = 2s - 1."""
    s = (t + 1) / 2
    x = 2 / s - 2
    if x > 60:
        # Its series for large x.
        total, term = mpf(1), mpf(1)
        for n in range(1, 20):
            term *= -(2 * n - 1) / (2 * x * x)
            total += term
        return total / (x * sqrt(pi)) / s
    return erfc(x) * exp(x * x) / s


mp.prec = 4000
polynomial("erfc_terms", "erfc x e^(x^2) / s, with s = 1 / (1 + x/2), by t = 2s - 1", scaled_erfc,
           mpf(-1) + mpf(2) / 15, 1, 26)
print("#endif")
