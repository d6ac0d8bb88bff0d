// What drawing digits asks of a C library's math.h, for WebAssembly, which has none: CMath has it.
#ifndef GLASSBOX_MATH_H
#define GLASSBOX_MATH_H

#include "CMath.h"

static inline double cos(double x) { return glassbox_cos(x); }
static inline double sin(double x) { return glassbox_sin(x); }
static inline double exp(double x) { return glassbox_exp(x); }
static inline double pow(double base, double exponent) { return glassbox_pow(base, exponent); }

#endif
