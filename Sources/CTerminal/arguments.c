// The words that the program was started with.
//
// Swift reads them from /proc, which a root folder of one's own need not have; the C library hands them
// to every function that runs before main.
#include "CTerminal.h"

#include <stdlib.h>  // NULL, and which C library this is

static int count = 0;
static char *const *words = NULL;

#if defined(__GLIBC__) || defined(__APPLE__)
__attribute__((constructor)) static void keep_arguments(int argument_count, char **arguments) {
  count = argument_count;
  words = arguments;
}
#endif

const char *terminal_argument(int position) {
  return position >= 0 && position < count ? words[position] : NULL;
}
