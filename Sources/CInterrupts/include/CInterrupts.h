// Ctrl-C and its like as a question that can be asked, instead of the end of the program.
//
// In C, because a signal may come at any moment, and then hardly more is allowed than to set a
// flag. It needs no thread, so it works where none can be made.
#ifndef CINTERRUPTS_H
#define CINTERRUPTS_H

#include <stdbool.h>

#if defined(__cplusplus)
extern "C" {
#endif

// From now on Ctrl-C (SIGINT), SIGTERM and the loss of the terminal (SIGHUP) only set a flag, so
// that work can be brought to a good end; a second SIGINT or SIGTERM ends the program at once. What
// nohup has made deaf to SIGHUP stays so. A reader of our output who goes away (SIGPIPE) does not
// end the program either; writing to it fails.
void interrupts_watch(void);

// While a line moves on standard error: SIGINT and SIGTERM take it away, and then end the program as
// they always do. Nothing changes if they are watched already.
void interrupts_begin_line(void);

// The line is gone; SIGINT and SIGTERM do what they did before it.
void interrupts_end_line(void);

// Whether one has come.
bool interrupts_has_come(void);

#if defined(__cplusplus)
}
#endif

#endif
