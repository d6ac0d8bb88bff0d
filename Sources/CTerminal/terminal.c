#include "CTerminal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static struct termios found;
static struct termios raw;
static volatile sig_atomic_t is_taken = 0;
static volatile sig_atomic_t is_watched = 0;
static volatile sig_atomic_t interrupted = 0;
static volatile sig_atomic_t needs_redraw = 0;

// The signals that end a program, whether somebody sent them or it has crashed.
static const int endings[] = {SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGBUS,
                              SIGILL,  SIGFPE, SIGABRT, SIGTRAP};

static void put(const char *text) {
  size_t left = strlen(text);
  while (left > 0) {
    ssize_t count = write(STDOUT_FILENO, text, left);
    if (count < 0 && errno != EINTR) return;
    if (count < 0) continue;
    text += count;
    left -= (size_t)count;
  }
}

static void take(void) {
  tcsetattr(STDIN_FILENO, TCSANOW, &raw);
  put("\033[?1049h\033[?25l");
  is_taken = 1;
}

static void give_back(void) {
  if (!is_taken) return;
  is_taken = 0;
  put("\033[0m\033[?25h\033[?1049l");
  tcsetattr(STDIN_FILENO, TCSANOW, &found);
}

static void handle(int number, void (*handler)(int), int flags) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
  // A program that starts us from one of its threads may hand us signals that are blocked.
  sigset_t unblocked;
  sigemptyset(&unblocked);
  sigaddset(&unblocked, number);
  sigprocmask(SIG_UNBLOCK, &unblocked, NULL);
}

static void on_ending(int number) {
  give_back();
  handle(number, SIG_DFL, 0);
  raise(number);
}

static void on_interrupt(int number) {
  if (interrupted) on_ending(number);
  interrupted = 1;
}

static void on_resize(int number) {
  (void)number;
  needs_redraw = 1;
}

static void on_stop(int number) {
  int earlier = errno;
  bool was_taken = is_taken;
  give_back();
  handle(number, SIG_DFL, 0);
  raise(number);
  // Here the program goes on after having been stopped.
  handle(number, on_stop, 0);
  if (was_taken) take();
  needs_redraw = 1;
  errno = earlier;
}

void terminal_watch_interrupts(void) {
  if (is_watched) return;
  is_watched = 1;
  // Without SA_RESTART, so that waiting for a line or a key ends.
  handle(SIGINT, on_interrupt, 0);
  signal(SIGPIPE, SIG_IGN);
}

bool terminal_was_interrupted(void) { return interrupted != 0; }

bool terminal_take_interrupt(void) {
  bool was = interrupted != 0;
  interrupted = 0;
  return was;
}

bool terminal_begin(void) {
  if (tcgetattr(STDIN_FILENO, &found) != 0) return false;
  raw = found;
  raw.c_iflag &= ~(tcflag_t)(IXON | ICRNL | INLCR | IGNCR | ISTRIP);
  raw.c_lflag &= ~(tcflag_t)(ECHO | ICANON | IEXTEN);
  raw.c_oflag |= OPOST | ONLCR;
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  terminal_watch_interrupts();
  atexit(give_back);
  for (size_t index = 0; index < sizeof endings / sizeof *endings; index++) {
    handle(endings[index], on_ending, 0);
  }
  handle(SIGTSTP, on_stop, 0);
  handle(SIGWINCH, on_resize, 0);
  take();
  return true;
}

void terminal_end(void) { give_back(); }

bool terminal_take_redraw(void) {
  bool was = needs_redraw != 0;
  needs_redraw = 0;
  return was;
}

// A terminal may claim any size; nobody sees more than this.
static const int most_columns = 1000;
static const int most_rows = 500;

static int at_most(int number, int most) { return number < most ? number : most; }

void terminal_size(int *columns, int *rows) {
  struct winsize size = {0};
  bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0;
  *columns = known ? at_most(size.ws_col, most_columns) : 80;
  *rows = known ? at_most(size.ws_row, most_rows) : 24;
}

int terminal_columns(int file) {
  struct winsize size = {0};
  bool known = ioctl(file, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? at_most(size.ws_col, most_columns) : 80;
}

int terminal_read(unsigned char *byte, int milliseconds) {
  struct pollfd keyboard = {.fd = STDIN_FILENO, .events = POLLIN};
  int ready = poll(&keyboard, 1, milliseconds);
  if (ready <= 0) return ready == 0 || errno == EINTR ? 0 : -1;
  ssize_t count = read(STDIN_FILENO, byte, 1);
  if (count < 0 && errno == EINTR) return 0;
  return count == 1 ? 1 : -1;
}
