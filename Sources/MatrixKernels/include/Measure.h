// How fast products are, and how fast they could be.
#ifndef GLASSBOX_MEASURE_H
#define GLASSBOX_MEASURE_H

// The speed of something, in floating-point operations a second; a multiply-add is two.
typedef struct {
  double achieved;
  // The best this core did meanwhile, with multiply-adds that wait for nothing.
  double peak;
} GlassboxSpeed;

#endif
