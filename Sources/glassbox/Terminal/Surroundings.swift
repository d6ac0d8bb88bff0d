#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the system hands to the program, made safe before anything is done.
enum Surroundings {
  static func makeSafe() {
    // A file that becomes longer than allowed should be an error that can be reported.
    signal(SIGXFSZ, SIG_IGN)
    // When `head` has seen enough, we end without a word as other programs do, also where we were
    // started by one that is deaf to it. Commands that have something to save ask not to be ended.
    signal(SIGPIPE, SIG_DFL)
    // Where a standard stream is closed, the next file opened would take its number, and what is
    // printed would end up in that file. Nothing can be written to these.
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(stream, F_GETFD) == -1 {
      _ = open("/dev/null", O_RDONLY)
    }
  }
}
