// How fast products are, beside what one core can do at best.
//
// A processor's clock changes by the second, with its warmth and with what its neighbours do. So
// the two are measured in turn, in runs of as many operations, too short to be interrupted often;
// and of each the best run counts.
#include "Measure.h"

#include <stdlib.h>

#include "Clock.h"
#include "MatrixKernels.h"

// Runs this long are seldom interrupted, and long enough for the clock.
static const double shortest_run = 100e-6;

// How many operations the peak alone is measured with: some ten microseconds' worth.
static const double peak_operations = 10e6;

static double better(double x, double y) { return x > y ? x : y; }

// Operations a second of a run of about so many, that wait for nothing.
static double peak_run(const GlassboxKernels *kernels, double operations) {
  float sink[16];
  const double in_a_round = kernels->single_precision->busy_work(1, sink);
  const ptrdiff_t rounds = (ptrdiff_t)(operations / in_a_round) + 1;
  const double before = seconds_now();
  const double done = kernels->single_precision->busy_work(rounds, sink);
  return done / (seconds_now() - before);
}

double glassbox_measure_peak(const GlassboxKernels *kernels, double seconds) {
  const double end = seconds_now() + seconds;
  double best = 0;
  do {
    best = better(best, peak_run(kernels, peak_operations));
  } while (seconds_now() < end);
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

static double operations_of(GlassboxProductShape shape) {
  return 2.0 * (double)shape.rows * (double)shape.columns * (double)shape.depth;
}

// Seconds that so many products in a row take.
static double time_products(const GlassboxKernels *kernels, const Product *product, long times) {
  const GlassboxProductPlan *plan = &product->plan;
  const double before = seconds_now();
  for (long time = 0; time < times; time += 1) {
    kernels->single_precision->product(
        plan, product->a, product->b, product->c, false, product->workspace, 0, plan->pieces);
  }
  return seconds_now() - before;
}

GlassboxSpeed glassbox_measure_product(
    const GlassboxKernels *kernels, GlassboxProductShape shape, double seconds) {
  Product product = make_product(kernels, shape);
  GlassboxSpeed best = {0};
  if (product.a != NULL && product.b != NULL && product.c != NULL && product.workspace != NULL) {
    const double end = seconds_now() + seconds;
    long times = 1;
    do {
      const double operations = operations_of(shape) * (double)times;
      const double taken = time_products(kernels, &product, times);
      best.achieved = better(best.achieved, operations / taken);
      best.peak = better(best.peak, peak_run(kernels, operations));
      if (taken < shortest_run) times *= 2;
    } while (seconds_now() < end);
  }
  free_product(product);
  return best;
}
