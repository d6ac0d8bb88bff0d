#ifndef GLASSBOX_WATCH_PAGE_FILES_H
#define GLASSBOX_WATCH_PAGE_FILES_H

#include <stddef.h>

// The page that `train --watch` and `experiment --watch` write; it lies in the folder `page`.

typedef struct {
  const void *bytes;
  size_t count;
} GlassboxWatchPage;

// The HTML, with marks where names, colours and figures go: {{title}}, {{body}} and so on.
GlassboxWatchPage glassbox_watch_page(void);

#endif
