// How fast work is, beside what one core can do at best.
//
// A processor's clock changes by the second, with its warmth and with what its neighbours do. So
// the two are measured in turn, in runs of as many operations, too short to be interrupted often;
// and of each the best run counts.
#include <stdlib.h>

#include "../Threads/Clock.h"
#include "Runs.h"

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

float *some_numbers(ptrdiff_t count) {
  // As the engine's matrices do, they begin where a vector and a line of the caches do.
  const size_t line = 64;
  float *numbers = aligned_alloc(line, ((size_t)count * sizeof(float) / line + 1) * line);
  if (numbers == NULL) return NULL;
  for (ptrdiff_t i = 0; i < count; i += 1) numbers[i] = (float)(i % 17) / 17;
  return numbers;
}

// Seconds that the work takes, so many times in a row.
static double time_runs(Repeated work, long times) {
  const double before = seconds_now();
  for (long time = 0; time < times; time += 1) work.run(work.context);
  return seconds_now() - before;
}

GlassboxSpeed measure_runs(const GlassboxKernels *kernels, Repeated work, double seconds) {
  GlassboxSpeed best = {0};
  const double end = seconds_now() + seconds;
  long times = 1;
  do {
    const double operations = work.operations * (double)times;
    const double taken = time_runs(work, times);
    best.achieved = better(best.achieved, operations / taken);
    best.peak = better(best.peak, peak_run(kernels, operations));
    if (taken < shortest_run) times *= 2;
  } while (seconds_now() < end);
  return best;
}
