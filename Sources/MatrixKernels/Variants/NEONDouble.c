// The kernels for 64-bit ARM, double precision.
#include "Tables.h"

#include "../Precision/Double.h"

#if defined(__aarch64__)
#include "../Processor/NEON.h"

#include "../Kernels/AllKernels.h"

const KERNEL_TABLE glassbox_neon_double = TABLE_OF_KERNELS;

#endif
