#ifndef GLASSBOX_TRACE_PAGE_FILES_H
#define GLASSBOX_TRACE_PAGE_FILES_H

#include <stddef.h>

// The parts of the page that `glassbox trace --html` writes; they lie in the folder `page`.

typedef struct {
  const void *bytes;
  size_t count;
} GlassboxPageFile;

// The HTML, with marks where the others go: {{style}}, {{data}}, {{program}}.
GlassboxPageFile glassbox_page_frame(void);
GlassboxPageFile glassbox_page_style(void);
GlassboxPageFile glassbox_page_program(void);

#endif
