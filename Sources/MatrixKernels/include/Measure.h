// How fast products are, and how fast they could be.
#ifndef GLASSBOX_MEASURE_H
#define GLASSBOX_MEASURE_H

// The speed of something, in floating-point operations a second; a multiply-add is two.
typedef struct {
  double achieved;
  // The best this core did meanwhile, with multiply-adds that wait for nothing.
  double peak;
} GlassboxSpeed;

// The three products of a convolution.
typedef enum __attribute__((enum_extensibility(closed))) {
  GlassboxConvolutionForward,
  // The sensitivities of the pictures, the kernel's turning over included.
  GlassboxConvolutionBack,
  // The gradient of the kernel.
  GlassboxConvolutionGradient,
} GlassboxConvolutionProduct;

#endif
