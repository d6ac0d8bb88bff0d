// The kernels for any processor, single precision.
#include "Tables.h"

#include "../Precision/Single.h"

#include "../Processor/Baseline.h"

#include "../Kernels/AllKernels.h"

const KERNEL_TABLE glassbox_baseline_single = TABLE_OF_KERNELS;

