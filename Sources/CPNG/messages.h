// How libpng's errors and warnings reach the caller: the first error's text is copied into a
// buffer, then control jumps back to the one setjmp of the job; warnings are silent.
#ifndef CPNG_MESSAGES_H
#define CPNG_MESSAGES_H

#include <setjmp.h>

#include <png.h>

typedef struct {
  // A buffer of CPNG_MESSAGE_CAPACITY bytes.
  char *message;
  jmp_buf rescue;
} cpng_escape;

// Copies a text, cut to CPNG_MESSAGE_CAPACITY, and ends it with a zero.
void cpng_set_message(char *message, const char *text);

// libpng's error function; the error pointer must be a cpng_escape.
_Noreturn void cpng_on_error(png_structp png, png_const_charp text);

// libpng's warning function.
void cpng_on_warning(png_structp png, png_const_charp text);

#endif
