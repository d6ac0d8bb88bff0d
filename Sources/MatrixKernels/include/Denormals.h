// Numbers too small to be normal, which many processors handle a hundred times slower.
#ifndef GLASSBOX_DENORMALS_H
#define GLASSBOX_DENORMALS_H

#include <stdint.h>

// Lets the calling thread take denormal numbers for zero, and round denormal results to zero.
// Returns what to hand to `glassbox_denormals_restore` when the fast work is done.
uint64_t glassbox_denormals_flush(void);

// Puts the calling thread's arithmetic back to what it was.
void glassbox_denormals_restore(uint64_t earlier);

#endif
