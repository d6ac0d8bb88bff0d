// Keeps a server that hangs up from ending the program.
//
// Writing to a connection that the other side has closed raises SIGPIPE. libcurl says that with
// CURLOPT_NOSIGNAL it cannot rule that out, because TLS libraries write by themselves
// (https://curl.se/libcurl/c/CURLOPT_NOSIGNAL.html). The signal goes to the thread that wrote.
#ifndef CCURL_QUIET_PIPE_H
#define CCURL_QUIET_PIPE_H

#include <signal.h>
#include <stdbool.h>

// What the thread did with SIGPIPE before.
typedef struct {
  sigset_t mask;
  bool was_blocked;
} quiet_pipe;

// Holds SIGPIPE back from this thread.
quiet_pipe quiet_pipe_begin(void);

// Drops a SIGPIPE that came meanwhile, and has the thread as it was.
void quiet_pipe_end(quiet_pipe before);

#endif
