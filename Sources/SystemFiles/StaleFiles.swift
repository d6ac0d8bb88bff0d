#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Temporary files that a program has left behind which was ended without notice.
enum StaleFiles {
  private static let (prefix, suffix) = (".glassbox-", ".tmp")

  /// The name of a temporary file of this process.
  static func name(attempt: Int) -> String { "\(prefix)\(getpid())-\(attempt)\(suffix)" }

  /// Removes those in a folder whose process is gone.
  ///
  /// Whoever writes a temporary file holds a lock on it, which ends with the process; so a file is
  /// left alone if its process lives, and also if it is one that cannot be seen from here, as in a
  /// container.
  static func remove(in folder: String) {
    var paths: [String] = []
    FolderWalk.forEachName(in: folder) { name in
      if let process = process(in: name), isGone(process) { paths.append(folder + "/" + name) }
      return true
    }
    for path in paths { removeUnlocked(path) }
  }

  /// The process that a name tells of; nil for a name of another pattern.
  private static func process(in name: String) -> pid_t? {
    guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return nil }
    let numbers = name.dropFirst(prefix.count).dropLast(suffix.count).split(
      separator: "-", omittingEmptySubsequences: false)
    guard numbers.count == 2, Int(numbers[1]) != nil, let process = pid_t(numbers[0]), process > 0
    else { return nil }
    return process
  }

  private static func isGone(_ process: pid_t) -> Bool {
    kill(process, 0) != 0 && errno == ESRCH
  }

  private static func removeUnlocked(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard FileType(ofDescriptor: descriptor) == .file, flock(descriptor, LOCK_EX | LOCK_NB) == 0
    else { return }
    unlink(path)
  }
}
