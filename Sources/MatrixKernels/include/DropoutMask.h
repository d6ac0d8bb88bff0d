// Which numbers a dropout layer silences.
#ifndef GLASSBOX_DROPOUT_MASK_H
#define GLASSBOX_DROPOUT_MASK_H

#include <stdint.h>

// Number i of a sample is kept if its random word is at least `threshold`.
//
// The words come from Philox 4×32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as
// easy as 1, 2, 3", SC 2011): number i has word i mod 4 of the block whose counter is
// (i/4, i/4 >> 32 xor sample xor counter_high, counter_third, counter_fourth).
typedef struct {
  uint32_t key[2];
  uint32_t counter_high;
  uint32_t counter_third;
  uint32_t counter_fourth;
  // rate × 2³²: the share of numbers that fall silent.
  uint32_t threshold;
} GlassboxDropoutMask;

#endif
