#include "messages.h"

#include <stdlib.h>

#include "CPNG.h"

void cpng_set_message(char *message, const char *text) {
  size_t length = 0;
  while (text[length] != 0 && length < CPNG_MESSAGE_CAPACITY - 1) {
    // A chunk's name in a broken file may hold anything; a message stays one printable line.
    unsigned char byte = (unsigned char)text[length];
    message[length] = (byte >= 32 && byte < 127) ? (char)byte : '?';
    length += 1;
  }
  message[length] = 0;
}

_Noreturn void cpng_on_error(png_structp png, png_const_charp text) {
  cpng_escape *escape = png_get_error_ptr(png);
  if (escape == NULL) abort();  // Never: both jobs set it when they make their png_struct.
  cpng_set_message(escape->message, text);
  longjmp(escape->rescue, 1);
}

void cpng_on_warning(png_structp png, png_const_charp text) {
  (void)png;
  (void)text;
}

void cpng_free(uint8_t *memory) { free(memory); }
