#ifndef GLASSBOX_PLAYGROUND_FILES_H
#define GLASSBOX_PLAYGROUND_FILES_H

#include <stddef.h>

// The parts of the page that `glassbox play` writes; they lie in the folder `page`.

typedef struct {
  const void *bytes;
  size_t count;
} GlassboxPlaygroundFile;

// The HTML, with marks where the others go: {{style}}, {{content}}, {{engine}},
// {{unpacker}}, {{worker}}, {{program}}.
GlassboxPlaygroundFile glassbox_playground_frame(void);
GlassboxPlaygroundFile glassbox_playground_style(void);
GlassboxPlaygroundFile glassbox_playground_program(void);
// The program of the worker, the engine that it runs, a WebAssembly module packed as .lzma, and
// another module that unpacks it.
GlassboxPlaygroundFile glassbox_playground_worker(void);
GlassboxPlaygroundFile glassbox_playground_engine(void);
GlassboxPlaygroundFile glassbox_playground_unpacker(void);

// The same parts of the page about digits; it has a mark more, {{model}}, and the same unpacker.
GlassboxPlaygroundFile glassbox_digits_frame(void);
GlassboxPlaygroundFile glassbox_digits_style(void);
GlassboxPlaygroundFile glassbox_digits_program(void);
GlassboxPlaygroundFile glassbox_digits_worker(void);
GlassboxPlaygroundFile glassbox_digits_engine(void);

#endif
