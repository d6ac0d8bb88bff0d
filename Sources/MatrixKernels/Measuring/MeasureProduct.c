// How fast a matrix product is.
#include <stdlib.h>

#include "Runs.h"

// Everything one product needs.
typedef struct {
  const GlassboxKernels *kernels;
  GlassboxProductPlan plan;
  float *a, *b, *c, *workspace;
} Product;

static Product make_product(const GlassboxKernels *kernels, GlassboxProductShape shape) {
  const GlassboxProductPlan plan = kernels->single_precision->plan_product(shape);
  return (Product){
      .kernels = kernels,
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

static void run_product(const void *context) {
  const Product *product = context;
  product->kernels->single_precision->product(
      &product->plan, product->a, product->b, product->c, false, product->workspace, 0,
      product->plan.pieces);
}

GlassboxSpeed glassbox_measure_product(
    const GlassboxKernels *kernels, GlassboxProductShape shape, double seconds) {
  Product product = make_product(kernels, shape);
  GlassboxSpeed speed = {0};
  if (product.a != NULL && product.b != NULL && product.c != NULL && product.workspace != NULL) {
    const double operations =
        2.0 * (double)shape.rows * (double)shape.columns * (double)shape.depth;
    speed = measure_runs(kernels, (Repeated){run_product, &product, operations}, seconds);
  }
  free_product(product);
  return speed;
}
