// Which kernels this processor can run.
#include "Variants/Tables.h"

#include <string.h>

// Fastest first.
static const GlassboxKernels all_kernels[] = {
#if defined(__x86_64__)
    {"avx512", &glassbox_avx512_single, &glassbox_avx512_double},
    {"avx2", &glassbox_avx2_single, &glassbox_avx2_double},
#endif
#if defined(__aarch64__)
    {"neon", &glassbox_neon_single, &glassbox_neon_double},
#endif
    {"baseline", &glassbox_baseline_single, &glassbox_baseline_double},
};

#define KERNELS_COUNT ((ptrdiff_t)(sizeof all_kernels / sizeof all_kernels[0]))

// Whether processor and operating system have the instructions for these kernels.
static bool can_run(const GlassboxKernels *kernels) {
#if defined(__x86_64__)
  if (strcmp(kernels->name, "avx512") == 0) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
           && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
           && __builtin_cpu_supports("fma");
  }
  if (strcmp(kernels->name, "avx2") == 0) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  }
#else
  (void)kernels;
#endif
  return true;
}

GlassboxKernels glassbox_fastest_kernels(void) {
  ptrdiff_t index = 0;
  while (!can_run(&all_kernels[index])) index += 1;  // the last ones run anywhere
  return all_kernels[index];
}

const GlassboxKernels *glassbox_kernels_at(ptrdiff_t position) {
  for (ptrdiff_t index = 0; index < KERNELS_COUNT; index += 1) {
    if (!can_run(&all_kernels[index])) continue;
    if (position == 0) return &all_kernels[index];
    position -= 1;
  }
  return NULL;
}

const GlassboxKernels *glassbox_kernels_named(const char *name) {
  for (ptrdiff_t position = 0; position < KERNELS_COUNT; position += 1) {
    const GlassboxKernels *kernels = glassbox_kernels_at(position);
    if (kernels == NULL) return NULL;
    if (name == NULL || strcmp(kernels->name, name) == 0) return kernels;
  }
  return NULL;
}
