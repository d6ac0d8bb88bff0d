// The entry of libFuzzer used as a library (https://llvm.org/docs/LibFuzzer.html,
// "Using libFuzzer as a library").
#ifndef CFUZZER_H
#define CFUZZER_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(
    int *argument_count, char ***arguments, int (*test)(const uint8_t *bytes, size_t count));

#endif
