// Files that travel inside the program, so that a copied executable needs nothing beside it.

#ifndef GLASSBOX_SHIPPED_FILES_H
#define GLASSBOX_SHIPPED_FILES_H

#include <stddef.h>

// One file: its name and its bytes, which live as long as the program.
typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t count;
} GlassboxShippedFile;

// The model that `glassbox read` uses unless told otherwise.
GlassboxShippedFile glassbox_shipped_reader(void);

// The pictures in Samples/Digits, and then those in Samples/Sheets, which `glassbox tour` reads:
// how many, and each of them.
size_t glassbox_shipped_picture_count(void);
GlassboxShippedFile glassbox_shipped_picture(size_t index);

#endif
