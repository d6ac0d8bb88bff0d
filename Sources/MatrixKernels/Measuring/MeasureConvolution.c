// How fast the products of a convolution are.
#include <stdlib.h>

#include "Runs.h"

// So many pictures at a time are more than the second cache holds, as in training.
enum { PICTURES = 16 };

// Everything one convolution needs.
typedef struct {
  const GlassboxKernels *kernels;
  GlassboxConvolutionPlan plan;
  GlassboxConvolutionProduct product;
  ptrdiff_t picture_count, output_count;
  float *pictures, *outputs, *kernel, *transposed, *workspace;
} Convolution;

static ptrdiff_t kernel_count_of(GlassboxWindows windows, ptrdiff_t filters) {
  return windows.window_height * windows.window_width * windows.channels * filters;
}

static Convolution make_convolution(
    const GlassboxKernels *kernels, GlassboxWindows windows, ptrdiff_t filters,
    GlassboxConvolutionProduct product) {
  const GlassboxConvolutionPlan plan =
      kernels->single_precision->plan_convolution(windows, filters);
  const ptrdiff_t picture_count = windows.height * windows.width * windows.channels;
  const ptrdiff_t output_count = windows.output_height * windows.output_width * filters;
  return (Convolution){
      .kernels = kernels,
      .plan = plan,
      .product = product,
      .picture_count = picture_count,
      .output_count = output_count,
      .pictures = some_numbers(PICTURES * picture_count),
      .outputs = some_numbers(PICTURES * output_count),
      .kernel = some_numbers(kernel_count_of(windows, filters)),
      .transposed = some_numbers(plan.transposed_count),
      .workspace = some_numbers(plan.workspace_count),
  };
}

static void free_convolution(Convolution convolution) {
  free(convolution.pictures);
  free(convolution.outputs);
  free(convolution.kernel);
  free(convolution.transposed);
  free(convolution.workspace);
}

static void run_convolution(const void *context) {
  const Convolution *work = context;
  const GlassboxFloatKernels *kernels = work->kernels->single_precision;
  const bool goes_back = work->product == GlassboxConvolutionBack;
  if (goes_back) kernels->transpose_kernel(&work->plan, work->kernel, work->transposed);
  for (ptrdiff_t index = 0; index < PICTURES; index += 1) {
    float *picture = work->pictures + index * work->picture_count;
    float *outputs = work->outputs + index * work->output_count;
    switch (work->product) {
      case GlassboxConvolutionForward:
        kernels->convolve(
            &work->plan, picture, work->kernel, NULL, GlassboxActivationRelu, 0, work->workspace,
            outputs, outputs);
        break;
      case GlassboxConvolutionBack:
        kernels->convolve_back(&work->plan, outputs, work->transposed, work->workspace, picture);
        break;
      case GlassboxConvolutionGradient:
        // Grows without end, but slowly: 0 ≤ picture, outputs ≤ 1.
        kernels->convolution_gradient(
            &work->plan, picture, outputs, work->workspace, work->kernel, NULL);
        break;
    }
  }
}

GlassboxSpeed glassbox_measure_convolution(
    const GlassboxKernels *kernels, GlassboxWindows windows, ptrdiff_t filters,
    GlassboxConvolutionProduct product, double seconds) {
  Convolution work = make_convolution(kernels, windows, filters, product);
  GlassboxSpeed speed = {0};
  if (work.pictures != NULL && work.outputs != NULL && work.kernel != NULL && work.transposed != NULL
      && work.workspace != NULL) {
    const double operations =
        2.0 * PICTURES * (double)(windows.output_height * windows.output_width)
        * (double)kernel_count_of(windows, filters);
    speed = measure_runs(kernels, (Repeated){run_convolution, &work, operations}, seconds);
  }
  free_convolution(work);
  return speed;
}
