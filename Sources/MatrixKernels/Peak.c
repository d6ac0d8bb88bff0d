// What one core can do at best.
#include "Clock.h"
#include "MatrixKernels.h"

double glassbox_measure_peak(const GlassboxKernels *kernels, double seconds) {
  // Runs short enough that some of them are not interrupted, long enough for the clock.
  const ptrdiff_t rounds = 20000;
  float sink[16];
  double best = 0;
  const double end = seconds_now() + seconds;
  double before = seconds_now();
  do {
    const double operations = kernels->single_precision->busy_work(rounds, sink);
    const double after = seconds_now();
    const double rate = operations / (after - before);
    if (rate > best) best = rate;
    before = after;
  } while (before < end);
  return best;
}
