// The kernels of the matrix engine for browsers: vectors of 16 bytes, single precision.
//
// The page reads with the numbers of `glassbox read`; a second set in double precision would take as
// much room in the page again.
#include <stddef.h>

#include "../MatrixKernels/Precision/Single.h"
#include "../MatrixKernels/include/MatrixKernels.h"

#include "../MatrixKernels/Processor/Browser.h"

#include "../MatrixKernels/Kernels/AllKernels.h"

static const KERNEL_TABLE single_precision = TABLE_OF_KERNELS;

static const GlassboxKernels kernels = {"simd128", &single_precision, NULL};

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
  for (ptrdiff_t part = 0; part < parts; part++) work(context, part, 0);
}

void glassbox_thread_pool_destroy(GlassboxThreadPool *pool) { (void)pool; }

// What the kernels ask of a C library's math.h; where one is not a number, the other.
float fminf(float x, float y) { return x != x || y < x ? y : x; }

float fmaxf(float x, float y) { return x != x || y > x ? y : x; }
