// Runs of work that are timed, in turn with as many operations that wait for nothing.
#ifndef GLASSBOX_RUNS_H
#define GLASSBOX_RUNS_H

#include "MatrixKernels.h"

// Something to do over and over, and how many operations it takes.
typedef struct {
  void (*run)(const void *context);
  const void *context;
  double operations;
} Repeated;

// The best speed of some work, and the best this core did meanwhile; takes `seconds`.
GlassboxSpeed measure_runs(const GlassboxKernels *kernels, Repeated work, double seconds);

// So many numbers between 0 and 1, or NULL.
float *some_numbers(ptrdiff_t count);

#endif
