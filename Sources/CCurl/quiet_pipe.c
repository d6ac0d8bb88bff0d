#include "quiet_pipe.h"

#include <pthread.h>

static sigset_t only_pipe(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  return set;
}

quiet_pipe quiet_pipe_begin(void) {
  quiet_pipe before;
  sigset_t pipe = only_pipe();
  pthread_sigmask(SIG_BLOCK, &pipe, &before.mask);
  before.was_blocked = sigismember(&before.mask, SIGPIPE) == 1;
  return before;
}

void quiet_pipe_end(quiet_pipe before) {
  // Whoever had it held back already will want to see it.
  if (before.was_blocked) return;
  sigset_t pipe = only_pipe();
  sigset_t pending;
  int signal;
  sigpending(&pending);
  if (sigismember(&pending, SIGPIPE) == 1) sigwait(&pipe, &signal);
  pthread_sigmask(SIG_SETMASK, &before.mask, NULL);
}
