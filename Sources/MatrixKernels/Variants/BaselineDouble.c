// The kernels for any processor, double precision.
#include "Tables.h"

#include "../Precision/Double.h"

#include "../Processor/Baseline.h"

#include "../Kernels/AllKernels.h"

const KERNEL_TABLE glassbox_baseline_double = TABLE_OF_KERNELS;

