// Reads a WebAssembly module, and writes its size, the sizes of its streams, and the streams: what LZMA
// packs and unpack.c puts together again. Run by .ci/wasm: pack <engine.wasm >engine.streams

#include "streams.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_BYTES = 1 << 24 };

static uint8_t module_bytes[MOST_BYTES];
static uint32_t size, position;
static uint8_t streams[STREAMS][MOST_BYTES];
static uint32_t sizes[STREAMS];

static int is_damaged(void) { return position >= size; }
static uint32_t passed(void) { return position; }

static uint8_t pass(stream from) {
  if (is_damaged()) {
    fprintf(stderr, "error: the module ends too early, or has instructions that are not known\n");
    exit(1);
  }
  return streams[from][sizes[from]++] = module_bytes[position++];
}

static void write_number(uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) putchar(number >> shift & 0xff);
}

int main(void) {
  size = (uint32_t)fread(module_bytes, 1, MOST_BYTES, stdin);
  pass_bytes(REST, HEAD_OF_MODULE);
  for (uint32_t functions = pass_sections(size); functions > 0; functions--) pass_function();
  pass_sections(size);
  write_number(size);
  for (int i = 0; i < STREAMS; i++) write_number(sizes[i]);
  for (int i = 0; i < STREAMS; i++) fwrite(streams[i], 1, sizes[i], stdout);
  return 0;
}
