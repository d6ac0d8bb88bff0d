// Numbers of 32 bits: what the texts in Kernels/ need to know of their precision.
#ifndef GLASSBOX_PRECISION_H
#define GLASSBOX_PRECISION_H

#include <stdint.h>

typedef float Real;
// Integers as wide as a number, and how a number lies in them.
typedef int32_t Integer;
#define REAL_BYTES 4
#define FRACTION_BITS 23
#define EXPONENT_BIAS 127

#define KERNEL_TABLE GlassboxFloatKernels

// Beyond these e^x is infinite, or 0.
#define LARGEST_EXPONENT 89.0f
#define SMALLEST_EXPONENT -104.0f
// ln 2 in two parts, the first with so few bits that a small integer times it is exact
// (Cody and Waite, "Software Manual for the Elementary Functions", 1980).
#define LN2_HIGH 0x1.62e4p-1f
#define LN2_LOW 0x1.7f7d1cp-20f
// How many terms of each series reach this precision.
#define EXPONENTIAL_TERMS 7
#define LOGARITHM_TERMS 5
#define LOG1P_TERMS 8
#define ERFC_TERMS 12
// The smallest normal number, and by how many powers of two denormal ones are made normal.
#define SMALLEST_NORMAL 0x1p-126f
#define ROOT_OF_SMALLEST_NORMAL 0x1p-63f
#define LARGEST_NUMBER 0x1.fffffep127f
#define NORMALIZING_BITS 32

#endif
