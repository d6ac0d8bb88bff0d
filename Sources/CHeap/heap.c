#define _GNU_SOURCE

#include "CHeap.h"

#include <stdlib.h>

#if defined(__linux__) && defined(__GLIBC__)

#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

void glassbox_expect_heap(size_t bytes) {
  const uintptr_t huge_page = (uintptr_t)2 << 20;
  // One step of the heap's end by all of it, which is not taken back when pieces are freed; large
  // pieces come from it, too.
  mallopt(M_TOP_PAD, (int)bytes);
  mallopt(M_TRIM_THRESHOLD, (int)bytes * 2);
  mallopt(M_MMAP_THRESHOLD, (int)bytes);
  void *volatile first = malloc(bytes / 64);  // volatile, or the compiler leaves both calls out
  free(first);
  const uintptr_t end = (uintptr_t)sbrk(0);
  if (end == (uintptr_t)-1 || end < bytes) return;
  const uintptr_t start = (end - bytes + huge_page - 1) / huge_page * huge_page;
  if (start < end) madvise((void *)start, end - start, MADV_HUGEPAGE);
}

#else

void glassbox_expect_heap(size_t bytes) { (void)bytes; }

#endif
