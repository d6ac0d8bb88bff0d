// The terminal for a full-screen program: key by key, and left as it was found, whatever happens.
//
// In C, because what has to be done when a signal comes, or when the program crashes, may only call
// functions that are safe in a signal handler.
#ifndef CTERMINAL_H
#define CTERMINAL_H

#include <stdbool.h>

#if defined(__cplusplus)
extern "C" {
#endif

// From now on Ctrl-C (SIGINT) only sets a flag; a second one before the flag is taken ends the
// program at once. A reader of our output who goes away (SIGPIPE) does not end the program.
void terminal_watch_interrupts(void);

// Whether Ctrl-C has been pressed since terminal_take_interrupt.
bool terminal_was_interrupted(void);

// The same, and forgets it.
bool terminal_take_interrupt(void);

// Takes over the terminal on standard input and output: keys come one by one and are not shown, and
// a second screen is used. False if it cannot be had.
//
// When the program ends, is stopped (Ctrl-Z), is told to end or crashes, the terminal is first given
// back as it was; when the program goes on after a stop, it is taken over again.
bool terminal_begin(void);

// Gives the terminal back as it was.
void terminal_end(void);

// Whether everything has to be drawn again: the window has another size, or the program was stopped
// and goes on. Forgets it.
bool terminal_take_redraw(void);

// The size of the window, in characters; 80 × 24 where nobody knows.
void terminal_size(int *columns, int *rows);

// How many columns wide the terminal is that a file (1 for output, 2 for errors) leads to, now; 80
// where it is no terminal or nobody knows.
int terminal_columns(int file);

// Waits for a byte from the keyboard: 1 when there is one, 0 when there was none in so many
// milliseconds or a signal came, -1 at the end of input. Less than 0 milliseconds means for ever.
int terminal_read(unsigned char *byte, int milliseconds);

// A word of the command line that started the program, which is word 0; NULL beyond the last, and where
// the system does not say.
const char *terminal_argument(int position);

// Runs a program, which is looked for as shells do, with one argument, and waits until it ends; what
// it prints is not shown. Whether it could be started, and ended with status 0.
bool terminal_run_quietly(const char *program, const char *argument);

#if defined(__cplusplus)
}
#endif

#endif
