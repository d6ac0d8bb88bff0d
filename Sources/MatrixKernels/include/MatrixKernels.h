// The arithmetic of the fast path: matrix products and element-wise work on many numbers at once.
//
// Every kernel is written once, over vectors of numbers, and compiled for each instruction set the
// processor may have (Processor/) and for both precisions (Precision/). Which of them runs is
// asked of the processor at run time, once, by `glassbox_kernels_named`; after that a kernel is
// reached through a constant table of functions. No kernel allocates,
// keeps state, or starts a thread; the thread pool (ThreadPool.h) and matrices' memory (ZeroedMemory.h) are
// something apart.
//
// All matrices are row-major; "rows × columns" is written before each function. Memory needs no
// particular alignment. A result depends on nothing but the arguments: how the work is cut into
// pieces, and on how many threads they run, changes no bit of it.
#ifndef GLASSBOX_MATRIX_KERNELS_H
#define GLASSBOX_MATRIX_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "Activations.h"
#include "ArgmaxPlan.h"
#include "ConvolutionPlan.h"
#include "Denormals.h"
#include "DropoutMask.h"
#include "Losses.h"
#include "Measure.h"
#include "Optimizers.h"
#include "ProductPlan.h"
#include "SmallStep.h"
#include "ThreadPool.h"
#include "ZeroedMemory.h"

#define GLASSBOX_REAL float
#define GLASSBOX_TABLE GlassboxFloatKernels
#include "KernelTable.h"
#undef GLASSBOX_REAL
#undef GLASSBOX_TABLE

#define GLASSBOX_REAL double
#define GLASSBOX_TABLE GlassboxDoubleKernels
#include "KernelTable.h"
#undef GLASSBOX_REAL
#undef GLASSBOX_TABLE

#pragma clang assume_nonnull begin

// All kernels for one instruction set.
typedef struct __attribute__((swift_attr("@Sendable"))) {
  // "avx512", "avx2", "neon" or "baseline".
  const char *name;
  const GlassboxFloatKernels *single_precision;
  const GlassboxDoubleKernels *double_precision;
} GlassboxKernels;

// The fastest kernels this processor can run.
GlassboxKernels glassbox_fastest_kernels(void);

// The kernels of a name, or NULL if there are none of that name or this processor cannot run
// them; without a name, the fastest this processor can run, which always exist.
const GlassboxKernels *_Nullable glassbox_kernels_named(const char *_Nullable name);

// The kernels this processor can run, fastest first: NULL from the position on where there are no
// more. "baseline" is always among them.
const GlassboxKernels *_Nullable glassbox_kernels_at(ptrdiff_t position);

// What one core can do at best in single precision, in operations a second; takes `seconds`.
double glassbox_measure_peak(const GlassboxKernels *kernels, double seconds);

// The speed of a product in single precision on one core, and what it could be at best; takes
// `seconds`, and memory for the matrices. 0 and 0 when there is not that much memory.
GlassboxSpeed glassbox_measure_product(
    const GlassboxKernels *kernels, GlassboxProductShape shape, double seconds);

// The same for one of the products of a convolution. Every multiply-add of a window counts, also
// those with zeros outside of the picture.
GlassboxSpeed glassbox_measure_convolution(
    const GlassboxKernels *kernels, GlassboxWindows windows, ptrdiff_t filters,
    GlassboxConvolutionProduct product, double seconds);

#pragma clang assume_nonnull end

#endif
