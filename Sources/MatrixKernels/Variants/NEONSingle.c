// The kernels for 64-bit ARM, single precision.
#include "Tables.h"

#include "../Precision/Single.h"

#if defined(__aarch64__)
#include "../Processor/NEON.h"

#include "../Kernels/AllKernels.h"

const KERNEL_TABLE glassbox_neon_single = TABLE_OF_KERNELS;

#endif
