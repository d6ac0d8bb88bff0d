#pragma once
#include <stddef.h>

// How many blocks of memory the calling thread has asked for so far; −1 where they are not counted.
ptrdiff_t glassbox_allocations(void);
