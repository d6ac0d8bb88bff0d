#ifndef GLASSBOX_FILM_PAGE_FILES_H
#define GLASSBOX_FILM_PAGE_FILES_H

#include <stddef.h>

// The page that `glassbox draw --film` writes; it lies in the folder `page`.

typedef struct {
  const void *bytes;
  size_t count;
} GlassboxFilmPage;

// The HTML, with marks where names, colours and numbers go: {{title}}, {{data}} and so on.
GlassboxFilmPage glassbox_film_page(void);

#endif
