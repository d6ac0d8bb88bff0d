// How a convolution lies in memory, and what it needs of it.
#ifndef GLASSBOX_CONVOLUTION_PLAN_H
#define GLASSBOX_CONVOLUTION_PLAN_H

#include <stddef.h>

// Windows that slide over a picture: of a convolution, or of pooling.
//
// A picture is height × width × channels, row by row, channels innermost; what comes out is
// output_height × output_width. Window (y, x) begins at row y·stride_down − top and column
// x·stride_right − left of the picture; what it sees outside counts as 0, or as nothing for pooling.
typedef struct {
  ptrdiff_t height;
  ptrdiff_t width;
  ptrdiff_t channels;
  ptrdiff_t window_height;
  ptrdiff_t window_width;
  ptrdiff_t stride_down;
  ptrdiff_t stride_right;
  ptrdiff_t top;
  ptrdiff_t left;
  ptrdiff_t output_height;
  ptrdiff_t output_width;
} GlassboxWindows;

// A convolution made ready for one table of kernels: each window is multiplied with a kernel of
// window_height × window_width × channels × filters.
typedef struct {
  GlassboxWindows windows;
  ptrdiff_t filters;
  // How many numbers of workspace each thread must bring.
  ptrdiff_t workspace_count;
  // How many numbers a transposed kernel takes up.
  ptrdiff_t transposed_count;
  // The rest is for the kernels: how far the columns of a transposed kernel go with zeros, and how many
  // columns a picture's rows have with zeros beside them, going forward and going back.
  ptrdiff_t transposed_columns;
  ptrdiff_t padded_width;
  ptrdiff_t padded_output_width;
} GlassboxConvolutionPlan;

#endif
