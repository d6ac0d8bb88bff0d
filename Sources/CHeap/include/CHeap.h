// A hint to the system about how much memory a program is about to use.

#ifndef GLASSBOX_HEAP_H
#define GLASSBOX_HEAP_H

#include <stddef.h>

// Says that the program will soon use about so many bytes in many small pieces.
//
// On Linux the system then hands out memory in pages of 2 MB instead of 4 kB, where it has them: a
// network of a hundred thousand links is built in a third less time, most of which goes into
// thousands of first touches of small pages. Elsewhere, and where the hint cannot be followed,
// nothing changes.
void glassbox_expect_heap(size_t bytes);

#endif
