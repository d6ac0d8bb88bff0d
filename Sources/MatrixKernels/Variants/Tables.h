// The tables of kernels, one for each precision and processor; Dispatch.c chooses among them.
#ifndef GLASSBOX_TABLES_H
#define GLASSBOX_TABLES_H

#include "MatrixKernels.h"

extern const GlassboxFloatKernels glassbox_baseline_single;
extern const GlassboxDoubleKernels glassbox_baseline_double;

#if defined(__x86_64__)
extern const GlassboxFloatKernels glassbox_avx2_single;
extern const GlassboxDoubleKernels glassbox_avx2_double;
extern const GlassboxFloatKernels glassbox_avx512_single;
extern const GlassboxDoubleKernels glassbox_avx512_double;
#endif

#if defined(__aarch64__)
extern const GlassboxFloatKernels glassbox_neon_single;
extern const GlassboxDoubleKernels glassbox_neon_double;
#endif

#endif
