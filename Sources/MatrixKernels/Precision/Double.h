// Numbers of 64 bits: what the texts in Kernels/ need to know of their precision.
#ifndef GLASSBOX_PRECISION_H
#define GLASSBOX_PRECISION_H

#include <stdint.h>

typedef double Real;
// Integers as wide as a number, and how a number lies in them.
typedef int64_t Integer;
#define REAL_BYTES 8
#define FRACTION_BITS 52
#define EXPONENT_BIAS 1023

#define KERNEL_TABLE GlassboxDoubleKernels

// Beyond these e^x is infinite, or 0.
#define LARGEST_EXPONENT 710.0
#define SMALLEST_EXPONENT -746.0
// ln 2 in two parts, the first with so few bits that a small integer times it is exact
// (Cody and Waite, "Software Manual for the Elementary Functions", 1980).
#define LN2_HIGH 0x1.62e42fefap-1
#define LN2_LOW 0x1.cf79abc9e3b3ap-40
// How many terms of each series reach this precision.
#define EXPONENTIAL_TERMS 13
#define LOGARITHM_TERMS 11
#define LOG1P_TERMS 17
#define ERFC_TERMS 27
// The smallest normal number, and by how many powers of two denormal ones are made normal.
#define SMALLEST_NORMAL 0x1p-1022
#define ROOT_OF_SMALLEST_NORMAL 0x1p-511
#define LARGEST_NUMBER 0x1.fffffffffffffp1023
#define NORMALIZING_BITS 64

#endif
