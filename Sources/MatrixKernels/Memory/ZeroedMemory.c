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

// The first boundary in a block of memory that has its origin before it.
static void *hand_out(unsigned char *beginning, size_t boundary, size_t pages) {
  unsigned char *memory = beginning + sizeof(Origin);
  memory += (uintptr_t)-(intptr_t)memory % boundary;
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
  const size_t boundary = bytes < large_page ? alignment : large_page;
  const size_t size = bytes + sizeof(Origin) + boundary;
  unsigned char *beginning =
      mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (beginning == MAP_FAILED) __builtin_trap();
  void *memory = hand_out(beginning, boundary, size);
#ifdef MADV_HUGEPAGE
  // Without large pages it is slower, and nothing else.
  if (boundary == large_page) madvise(memory, bytes, MADV_HUGEPAGE);
#endif
  return memory;
}
#endif

void *glassbox_zeroed_memory(size_t bytes) {
  if (bytes > SIZE_MAX / 2) __builtin_trap();
#ifdef MAP_ANONYMOUS
  if (bytes >= least_pages) return new_pages(bytes);
#endif
  // calloc aligns to less, so there are some bytes more.
  unsigned char *beginning = calloc(bytes + sizeof(Origin) + alignment, 1);
  if (!beginning) __builtin_trap();
  return hand_out(beginning, alignment, 0);
}

void glassbox_memory_will_fill(void *memory, size_t bytes) {
#ifdef MADV_POPULATE_WRITE
  // Older systems do not know it, and hand the pages out one by one.
  const uintptr_t page = 1 << 12;
  const uintptr_t first = ((uintptr_t)memory + page - 1) & -page;
  const uintptr_t end = ((uintptr_t)memory + bytes) & -page;
  if (end > first) madvise((void *)first, end - first, MADV_POPULATE_WRITE);
#else
  (void)memory;
  (void)bytes;
#endif
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
