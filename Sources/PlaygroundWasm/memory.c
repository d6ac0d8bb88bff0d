// What Swift's runtime asks of a C library, for a module that has none.
//
// Blocks come in sizes of 32, 40, 48, 56, 64, 80, … bytes, four to each doubling. A block that is given
// back waits in the list of its size for the next of that size; memory grows at its end alone.
#include <stddef.h>
#include <stdint.h>

extern unsigned char __heap_base;

typedef struct block {
  struct block *next;
} block;

// Each block has its size's number in the 16 bytes before it, which keep it aligned, and behind that
// number how far it is from where the block really begins.
enum { header = 16, page = 65536, sizes = 128, smallest = 32 };

static block *free_blocks[sizes];
static uintptr_t end;
static uintptr_t limit;
static int is_full;

// Whether there was no more memory to be had, so that the engine stopped where it was.
__attribute__((export_name("memoryIsFull"))) int memory_is_full(void) { return is_full; }

static _Noreturn void stop(void) {
  is_full = 1;
  __builtin_trap();
}

static unsigned size_number(size_t count) {
  if (count <= smallest) return 0;
  unsigned doublings = 31 - __builtin_clz((unsigned)(count - 1));  // 2^doublings < count
  unsigned quarter = ((count - 1) >> (doublings - 2)) & 3;
  return (doublings - 5) * 4 + quarter + 1;
}

static size_t size_of(unsigned number) {
  if (number == 0) return smallest;
  unsigned doublings = (number - 1) / 4 + 5;
  unsigned quarter = (number - 1) % 4;
  return ((size_t)1 << doublings) + (size_t)(quarter + 1) * ((size_t)1 << (doublings - 2));
}

void *malloc(size_t count) {
  // No more than half of what an address can name, so that no sum overflows.
  if (count > INT32_MAX) stop();
  unsigned number = size_number(count);
  block *found = free_blocks[number];
  if (found) {
    free_blocks[number] = found->next;
    return found;
  }
  if (!end) {
    end = ((uintptr_t)&__heap_base + 15) & ~(uintptr_t)15;
    limit = __builtin_wasm_memory_size(0) * page;
  }
  size_t needed = (header + size_of(number) + 15) & ~(size_t)15;
  if (limit - end < needed) {
    size_t pages = (needed - (limit - end) + page - 1) / page;
    // Growing by an eighth at least spares asking often.
    size_t generous = pages + limit / page / 8;
    if (__builtin_wasm_memory_grow(0, generous) != (size_t)-1) {
      limit += generous * page;
    } else if (__builtin_wasm_memory_grow(0, pages) != (size_t)-1) {
      limit += pages * page;
    } else {
      stop();
    }
  }
  unsigned char *start = (unsigned char *)end + header;
  *(unsigned *)(start - header) = number;
  *((unsigned *)(start - header) + 1) = 0;
  end += needed;
  return start;
}

void free(void *memory) {
  if (!memory) return;
  unsigned char *start = memory;
  start -= *((unsigned *)(start - header) + 1);
  unsigned number = *(unsigned *)(start - header);
  block *given = (block *)start;
  given->next = free_blocks[number];
  free_blocks[number] = given;
}

int posix_memalign(void **memory, size_t alignment, size_t count) {
  if (alignment <= header) {
    *memory = malloc(count);
    return 0;
  }
  unsigned char *start = malloc(count + alignment);
  unsigned distance = (unsigned)(-(uintptr_t)start & (alignment - 1));
  // A place of its own before it, for `free`; all distances are multiples of 16.
  if (distance > 0) *((unsigned *)(start + distance - header) + 1) = distance;
  *memory = start + distance;
  return 0;
}

void *memcpy(void *restrict to, const void *restrict from, size_t count) {
  return __builtin_memcpy(to, from, count);
}

void *memmove(void *to, const void *from, size_t count) {
  return __builtin_memmove(to, from, count);
}

void *memset(void *to, int byte, size_t count) { return __builtin_memset(to, byte, count); }

int memcmp(const void *left, const void *right, size_t count) {
  const unsigned char *a = left, *b = right;
  for (size_t i = 0; i < count; i++)
    if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
  return 0;
}

size_t strlen(const char *text) {
  size_t count = 0;
  while (text[count]) count++;
  return count;
}

// Nothing is printed.
int putchar(int character) { return character; }

// Only hashing asks for chance; what a session does must not depend on any.
void arc4random_buf(void *memory, size_t count) { memset(memory, 7, count); }
