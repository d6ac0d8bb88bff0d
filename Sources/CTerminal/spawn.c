// Another program, started and waited for.
#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

bool terminal_run_quietly(const char *program, const char *argument) {
  posix_spawn_file_actions_t actions;
  if (posix_spawn_file_actions_init(&actions) != 0) return false;
  pid_t child = 0;
  // The functions take their texts as changeable ones, but leave them as they are.
  char *const words[] = {(char *)program, (char *)argument, NULL};
  bool is_running =
      posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) == 0
      && posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO) == 0
      && posix_spawnp(&child, program, &actions, NULL, words, environ) == 0;
  posix_spawn_file_actions_destroy(&actions);
  if (!is_running) return false;
  int status = 0;
  while (waitpid(child, &status, 0) == -1) {
    if (errno != EINTR) return false;
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
