// A terminal that a test holds at the other end.
#ifndef TERMINALPAIR_H
#define TERMINALPAIR_H

// Opens a new terminal, and writes the path of the end that a program takes to `name`, which has
// room for `size` characters. The result is the test's end, or -1.
int terminal_pair_open(char *name, int size);

// Gives the terminal another size, in characters.
void terminal_pair_resize(int end, int columns, int rows);

// Whether keys are handed over one by one, and are not shown.
int terminal_pair_is_raw(int end);

#endif
