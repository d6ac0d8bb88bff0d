#include "Denormals.h"

#if defined(__x86_64__)

#include <xmmintrin.h>

// Flush results to zero, and take denormal operands for zero (MXCSR).
static const uint32_t flush_bits = 0x8040;

uint64_t glassbox_denormals_flush(void) {
  const uint32_t earlier = _mm_getcsr();
  _mm_setcsr(earlier | flush_bits);
  return earlier;
}

// Only the two bits are put back: what arithmetic has noted since stays noted.
void glassbox_denormals_restore(uint64_t earlier) {
  _mm_setcsr((_mm_getcsr() & ~flush_bits) | ((uint32_t)earlier & flush_bits));
}

#elif defined(__aarch64__)

// Flush operands and results to zero (FPCR).
static const uint64_t flush_bits = 1 << 24;

static uint64_t control_register(void) {
  uint64_t value;
  __asm__ volatile("mrs %0, fpcr" : "=r"(value));
  return value;
}

static void set_control_register(uint64_t value) {
  __asm__ volatile("msr fpcr, %0" : : "r"(value));
}

uint64_t glassbox_denormals_flush(void) {
  const uint64_t earlier = control_register();
  set_control_register(earlier | flush_bits);
  return earlier;
}

void glassbox_denormals_restore(uint64_t earlier) {
  set_control_register((control_register() & ~flush_bits) | (earlier & flush_bits));
}

#else

// Elsewhere denormal numbers are computed with as they are.
uint64_t glassbox_denormals_flush(void) { return 0; }

void glassbox_denormals_restore(uint64_t earlier) { (void)earlier; }

#endif
