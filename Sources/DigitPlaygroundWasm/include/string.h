// What the kernels ask of a C library's string.h, for WebAssembly, which has none.
#ifndef GLASSBOX_STRING_H
#define GLASSBOX_STRING_H

#include <stddef.h>

void *memcpy(void *restrict to, const void *restrict from, size_t count);
void *memset(void *to, int byte, size_t count);

#endif
