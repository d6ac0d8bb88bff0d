#include "../include/ZeroedMemory.h"

#include <stdint.h>
#include <stdlib.h>

#if __has_include(<sys/mman.h>)
#include <sys/mman.h>
#endif

// A cache line, and the widest register.
enum { alignment = 64 };

// Stands right before the memory that is handed out.
typedef struct {
  void *beginning;
  // How many bytes of pages there are; 0 where calloc gave them.
  size_t pages;
} Origin;

static void *put_origin(unsigned char *beginning, unsigned char *memory, size_t pages) {
  ((Origin *)memory)[-1] = (Origin){.beginning = beginning, .pages = pages};
  return memory;
}

#ifdef MAP_ANONYMOUS
// As many bytes get pages of their own, which are zero already and of which none is taken before
// somebody writes to it. calloc would hand out again, and clear, what others have freed.
enum { least_pages = 1 << 17 };
// Whole ones of these become one large page where the system has such.
enum { large_page = 1 << 21 };

static void *new_pages(size_t bytes) {
  const size_t size = bytes + alignment + large_page;
  unsigned char *beginning =
      mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (beginning == MAP_FAILED) return NULL;
  unsigned char *memory = beginning + alignment;
  if (bytes >= large_page) {
    memory += (uintptr_t)-(intptr_t)memory % large_page;
#ifdef MADV_HUGEPAGE
    madvise(memory, bytes, MADV_HUGEPAGE);  // Without them it is slower, and nothing else.
#endif
  }
  return put_origin(beginning, memory, size);
}
#endif

void *glassbox_zeroed_memory(size_t bytes) {
  if (bytes > SIZE_MAX / 2) __builtin_trap();
#ifdef MAP_ANONYMOUS
  if (bytes >= least_pages) {
    void *memory = new_pages(bytes);
    if (!memory) __builtin_trap();
    return memory;
  }
#endif
  // calloc aligns to less, so there are some bytes more.
  unsigned char *beginning = calloc(bytes + sizeof(Origin) + alignment, 1);
  if (!beginning) __builtin_trap();
  unsigned char *memory = beginning + sizeof(Origin);
  memory += (uintptr_t)-(intptr_t)memory % alignment;
  return put_origin(beginning, memory, 0);
}

void glassbox_zeroed_memory_free(void *memory) {
  const Origin origin = ((Origin *)memory)[-1];
#ifdef MAP_ANONYMOUS
  if (origin.pages > 0) {
    munmap(origin.beginning, origin.pages);
    return;
  }
#endif
  free(origin.beginning);
}
