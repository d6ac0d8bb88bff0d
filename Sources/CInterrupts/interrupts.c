#include "CInterrupts.h"

#include <signal.h>
#include <stddef.h>

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
