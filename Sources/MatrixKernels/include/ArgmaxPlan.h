// How to go back through a convolution that max pooling follows.
#ifndef GLASSBOX_ARGMAX_PLAN_H
#define GLASSBOX_ARGMAX_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "ConvolutionPlan.h"

// A convolution and the pooling of its outputs, made ready for one table of kernels.
typedef struct {
  // The windows of the convolution over its picture, and of the pooling over what comes out.
  GlassboxWindows windows;
  GlassboxWindows pool;
  ptrdiff_t filters;
  // Whether following the argmaxes is expected to take less time than the matrix products do.
  bool pays;
  // How many numbers of workspace each thread must bring.
  ptrdiff_t workspace_count;
  // A transposed kernel has a row for each filter, so many numbers apart, and so many numbers in all.
  ptrdiff_t transposed_stride;
  ptrdiff_t transposed_count;
  // The rest is for the kernels. What all windows together cover, the picture and zeros around it,
  // in rows and columns; and whether that is more than the picture.
  ptrdiff_t frame_height;
  ptrdiff_t frame_width;
  bool is_framed;
} GlassboxArgmaxPlan;

#endif
