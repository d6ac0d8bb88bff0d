// The kernels for AVX-512, single precision.
#include "Tables.h"

#include "../Precision/Single.h"

#if defined(__x86_64__)
#include "../Processor/AVX512.h"

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma"))), apply_to = function)
#include "../Kernels/AllKernels.h"
#pragma clang attribute pop

const KERNEL_TABLE glassbox_avx512_single = TABLE_OF_KERNELS;

#endif
