#include "../include/ZeroedMemory.h"

#include <stdint.h>
#include <stdlib.h>

// A cache line, and the widest register.
enum { alignment = 64 };

void *glassbox_zeroed_memory(size_t bytes) {
  // Only calloc knows which pages are new, and zero already. It aligns to less, so there are some bytes
  // more, and the last one before the result tells how far that is from the beginning.
  if (bytes > SIZE_MAX - alignment) __builtin_trap();
  unsigned char *beginning = calloc(bytes + alignment, 1);
  if (!beginning) __builtin_trap();
  unsigned char shift = (unsigned char)(alignment - (uintptr_t)beginning % alignment);
  unsigned char *memory = beginning + shift;
  memory[-1] = shift;
  return memory;
}

void glassbox_zeroed_memory_free(void *memory) {
  unsigned char *bytes = memory;
  free(bytes - bytes[-1]);
}
