// How fast products are, beside what one core can do at best.
//
// A processor's clock changes by the second, with its warmth and with what its neighbours do. So
// the two are measured in turn, in runs too short to be interrupted often, and of each the best
// run counts.
#include "Measure.h"

#include <stdlib.h>

#include "Clock.h"
#include "MatrixKernels.h"

// Runs this long are seldom interrupted, and long enough for the clock.
static const double shortest_run = 100e-6;

static double better(double x, double y) { return x > y ? x : y; }

// Operations a second of one run that waits for nothing.
static double peak_run(const GlassboxKernels *kernels) {
  float sink[16];
  const double before = seconds_now();
  const double operations = kernels->single_precision->busy_work(10000, sink);
  return operations / (seconds_now() - before);
}

double glassbox_measure_peak(const GlassboxKernels *kernels, double seconds) {
  const double end = seconds_now() + seconds;
  double best = peak_run(kernels);
  while (seconds_now() < end) best = better(best, peak_run(kernels));
  return best;
}

// Everything one product needs.
typedef struct {
  GlassboxProductPlan plan;
  float *a, *b, *c, *workspace;
} Product;

// So many numbers between 0 and 1, or NULL.
static float *some_numbers(ptrdiff_t count) {
  float *numbers = malloc((size_t)count * sizeof(float) + 1);
  if (numbers == NULL) return NULL;
  for (ptrdiff_t i = 0; i < count; i += 1) numbers[i] = (float)(i % 17) / 17;
  return numbers;
}

static Product make_product(const GlassboxKernels *kernels, GlassboxProductShape shape) {
  const GlassboxProductPlan plan = kernels->single_precision->plan_product(shape);
  return (Product){
      .plan = plan,
      .a = some_numbers(shape.a_stride * (shape.a_is_transposed ? shape.depth : shape.rows)),
      .b = some_numbers(shape.b_stride * (shape.b_is_transposed ? shape.columns : shape.depth)),
      .c = some_numbers(shape.c_stride * shape.rows),
      .workspace = some_numbers(plan.workspace_count),
  };
}

static void free_product(Product product) {
  free(product.a);
  free(product.b);
  free(product.c);
  free(product.workspace);
}

// Operations a second of so many products in a row.
static double product_run(const GlassboxKernels *kernels, const Product *product, long times) {
  const GlassboxProductPlan *plan = &product->plan;
  const double before = seconds_now();
  for (long time = 0; time < times; time += 1) {
    kernels->single_precision->product(
        plan, product->a, product->b, product->c, false, product->workspace, 0, plan->pieces);
  }
  const GlassboxProductShape shape = plan->shape;
  const double operations =
      2.0 * (double)shape.rows * (double)shape.columns * (double)shape.depth * (double)times;
  return operations / (seconds_now() - before);
}

GlassboxSpeed glassbox_measure_product(
    const GlassboxKernels *kernels, GlassboxProductShape shape, double seconds) {
  Product product = make_product(kernels, shape);
  GlassboxSpeed best = {0};
  if (product.a != NULL && product.b != NULL && product.c != NULL && product.workspace != NULL) {
    const double end = seconds_now() + seconds;
    long times = 1;
    do {
      const double before = seconds_now();
      best.achieved = better(best.achieved, product_run(kernels, &product, times));
      if (seconds_now() - before < shortest_run) times *= 2;
      best.peak = better(best.peak, peak_run(kernels));
    } while (seconds_now() < end);
  }
  free_product(product);
  return best;
}
