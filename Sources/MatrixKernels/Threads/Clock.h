// Time, for waiting and for measuring.
#ifndef GLASSBOX_CLOCK_H
#define GLASSBOX_CLOCK_H

#include <time.h>

// Seconds since some moment in the past; never goes back.
static inline double seconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

#endif
