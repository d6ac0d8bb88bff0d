// The kernels of the matrix engine for browsers: vectors of 16 bytes, double precision.
//
// The page reads with the numbers of `glassbox read`, which are doubles; a second set in single
// precision would take as much room in the page again.
#include <stddef.h>

#include "../MatrixKernels/Precision/Double.h"
#include "../MatrixKernels/include/MatrixKernels.h"

#include "../MatrixKernels/Processor/Baseline.h"

#include "../MatrixKernels/Kernels/AllKernels.h"

static const KERNEL_TABLE double_precision = TABLE_OF_KERNELS;

static const GlassboxKernels kernels = {"simd128", NULL, &double_precision};

GlassboxKernels glassbox_fastest_kernels(void) { return kernels; }

const GlassboxKernels *glassbox_kernels_at(ptrdiff_t position) {
  return position == 0 ? &kernels : NULL;
}

// Nobody chooses in a browser.
const GlassboxKernels *glassbox_kernels_named(const char *name) {
  return name == NULL ? &kernels : NULL;
}

// A worker is a single thread.
GlassboxThreadPool *glassbox_thread_pool_create(ptrdiff_t threads) {
  (void)threads;
  return NULL;
}

void glassbox_thread_pool_run(
    GlassboxThreadPool *pool, GlassboxWork work, void *context, ptrdiff_t parts) {
  (void)pool;
  for (ptrdiff_t part = 0; part < parts; part++) work(context, part);
}

void glassbox_thread_pool_destroy(GlassboxThreadPool *pool) { (void)pool; }

// What the kernels ask of a C library's math.h; where one is not a number, the other.
double fmin(double x, double y) { return x != x || y < x ? y : x; }

double fmax(double x, double y) { return x != x || y > x ? y : x; }
