#include "CInterrupts.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static volatile sig_atomic_t has_come = 0;

static void on_signal(int number) {
  (void)number;
  has_come = 1;
}

static void watch(int number, int flags) {
  struct sigaction action = {.sa_handler = on_signal, .sa_flags = flags};
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
  // A program that starts us from one of its threads may hand us signals that are blocked.
  sigset_t unblocked;
  sigemptyset(&unblocked);
  sigaddset(&unblocked, number);
  sigprocmask(SIG_UNBLOCK, &unblocked, NULL);
}

void interrupts_watch(void) {
  // With SA_RESETHAND the second one does what it does by default.
  watch(SIGINT, SA_RESTART | SA_RESETHAND);
  watch(SIGTERM, SA_RESTART | SA_RESETHAND);
  struct sigaction hangup;
  // The shell and the system may both tell of a lost terminal, so a second one means nothing.
  if (sigaction(SIGHUP, NULL, &hangup) == 0 && hangup.sa_handler != SIG_IGN) {
    watch(SIGHUP, SA_RESTART);
  }
  signal(SIGPIPE, SIG_IGN);
}

bool interrupts_has_come(void) { return has_come != 0; }

static volatile sig_atomic_t is_line_watched = 0;
static struct sigaction before_line[2];
static const int line_endings[2] = {SIGINT, SIGTERM};

static void on_ending_of_line(int number) {
  static const char clear[] = "\r\033[K";
  // There is nobody to tell if this fails.
  ssize_t count = write(STDERR_FILENO, clear, sizeof clear - 1);
  (void)count;
  signal(number, SIG_DFL);
  raise(number);
}

void interrupts_begin_line(void) {
  struct sigaction present;
  if (is_line_watched || sigaction(SIGINT, NULL, &present) != 0 || present.sa_handler != SIG_DFL) {
    return;
  }
  is_line_watched = 1;
  for (int index = 0; index < 2; index++) {
    struct sigaction action = {.sa_handler = on_ending_of_line, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(line_endings[index], &action, &before_line[index]);
  }
}

void interrupts_end_line(void) {
  if (!is_line_watched) return;
  is_line_watched = 0;
  for (int index = 0; index < 2; index++) {
    sigaction(line_endings[index], &before_line[index], NULL);
  }
}
