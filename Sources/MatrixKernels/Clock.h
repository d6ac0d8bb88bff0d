// Time, for waiting and for measuring.
#ifndef GLASSBOX_CLOCK_H
#define GLASSBOX_CLOCK_H

#include <time.h>

static inline double seconds_of(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

// Seconds since some moment in the past; never goes back.
static inline double seconds_now(void) { return seconds_of(CLOCK_MONOTONIC); }

// Seconds for which this thread has been running: others at work do not count.
static inline double seconds_worked(void) { return seconds_of(CLOCK_THREAD_CPUTIME_ID); }

#endif
