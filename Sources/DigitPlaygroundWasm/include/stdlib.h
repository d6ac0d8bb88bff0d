// What the kernels ask of a C library's stdlib.h, for WebAssembly, which has none: the playground's memory.c
// has it.
#ifndef GLASSBOX_STDLIB_H
#define GLASSBOX_STDLIB_H

#include <stddef.h>

void *malloc(size_t bytes);
void free(void *memory);

// Memory that was given back is not zero any more.
static inline void *calloc(size_t count, size_t size) {
  return __builtin_memset(malloc(count * size), 0, count * size);
}

#endif
