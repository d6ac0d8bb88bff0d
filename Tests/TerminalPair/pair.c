// posix_openpt and its like belong to X/Open.
#define _GNU_SOURCE
#include "TerminalPair.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>

int terminal_pair_open(char *name, int size) {
  int end = posix_openpt(O_RDWR | O_NOCTTY);
  if (end < 0 || grantpt(end) != 0 || unlockpt(end) != 0) return -1;
  const char *path = ptsname(end);
  if (path == NULL || snprintf(name, (size_t)size, "%s", path) >= size) return -1;
  fcntl(end, F_SETFD, FD_CLOEXEC);
  return end;
}

void terminal_pair_resize(int end, int columns, int rows) {
  struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
  ioctl(end, TIOCSWINSZ, &size);
}

int terminal_pair_is_raw(int end) {
  struct termios modes;
  return tcgetattr(end, &modes) == 0 && (modes.c_lflag & (ICANON | ECHO)) == 0;
}
