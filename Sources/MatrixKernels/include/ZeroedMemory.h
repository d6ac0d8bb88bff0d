// Memory for many numbers, all of them zero.
#ifndef GLASSBOX_ZEROED_MEMORY_H
#define GLASSBOX_ZEROED_MEMORY_H

#include <stddef.h>

// So many bytes of zero, which begin at a cache line. Of much memory no page is touched before somebody
// does: what a network never uses, such as gradients where it only reads, costs nothing. Where there is
// not so much memory the program ends.
void *_Nonnull glassbox_zeroed_memory(size_t bytes);

// Says that all of some memory is about to be written to, so that the system can hand out its pages at
// once instead of one by one.
void glassbox_memory_will_fill(void *_Nonnull memory, size_t bytes);

// Gives back what `glassbox_zeroed_memory` has returned.
void glassbox_zeroed_memory_free(void *_Nonnull memory);

#endif
