// The kernels for AVX2, single precision.
#include "Tables.h"

#include "../Precision/Single.h"

#if defined(__x86_64__)
#include "../Processor/AVX2.h"

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "../Kernels/AllKernels.h"
#pragma clang attribute pop

const KERNEL_TABLE glassbox_avx2_single = TABLE_OF_KERNELS;

#endif
