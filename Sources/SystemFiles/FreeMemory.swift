#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How much memory can still be taken.
package enum FreeMemory {
  /// The least of what the machine has free, what the process's control groups leave, and what the
  /// process's own limits leave; nil where nothing tells.
  ///
  /// - Parameter root: The folder that /proc and /sys are in.
  package static func bytes(root: String = "") -> Int? {
    [ofMachine(root), ofGroups(root), ofProcess(root)].compactMap(\.self).min()
  }

  // MARK: - The machine

  /// What the kernel thinks could be taken without swapping.
  private static func ofMachine(_ root: String) -> Int? {
    #if canImport(Darwin)
      let pages = sysconf(_SC_PHYS_PAGES)
      let pageSize = sysconf(_SC_PAGESIZE)
      return pages > 0 && pageSize > 0 ? pages * pageSize : nil
    #else
      let lines = text(root + "/proc/meminfo")?.split(separator: "\n") ?? []
      guard let line = lines.first(where: { $0.hasPrefix("MemAvailable:") }) else { return nil }
      return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 << 10 }
    #endif
  }

  // MARK: - Control groups

  /// What the groups that the process is in, and those around them, leave.
  private static func ofGroups(_ root: String) -> Int? {
    let lines = text(root + "/proc/self/cgroup")?.split(separator: "\n") ?? []
    var free: [Int] = []
    for line in lines {
      // `0::/path` in version 2, `4:memory:/path` in version 1.
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { continue }
      let isMemory = fields[1].split(separator: ",").contains("memory")
      guard fields[1].isEmpty || isMemory else { continue }
      let folder = root + "/sys/fs/cgroup" + (isMemory ? "/memory" : "")
      for path in pathsUpwards(fields[2]) {
        free += [isMemory ? ofFirstVersion(folder + path) : ofSecondVersion(folder + path)]
          .compactMap(\.self)
      }
    }
    return free.min()
  }

  /// `/a/b`, `/a` and nothing; in a container only the last may be there.
  private static func pathsUpwards(_ path: Substring) -> [String] {
    let names = path.split(separator: "/")
    return (0...names.count).map { left in names.dropLast(left).map { "/\($0)" }.joined() }
  }

  private static func ofSecondVersion(_ group: String) -> Int? {
    // Without a limit, the file says max.
    left(
      of: number(group + "/memory.max"), used: number(group + "/memory.current"),
      cached: cached(group, "inactive_file"))
  }

  private static func ofFirstVersion(_ group: String) -> Int? {
    left(
      of: number(group + "/memory.limit_in_bytes"), used: number(group + "/memory.usage_in_bytes"),
      cached: cached(group, "total_inactive_file"))
  }

  /// What is cached of files is given up when somebody needs the room.
  private static func left(of limit: Int?, used: Int?, cached: Int) -> Int? {
    guard let limit, let used else { return nil }
    return max(0, limit - max(0, used - cached))
  }

  private static func cached(_ group: String, _ key: String) -> Int {
    let lines = text(group + "/memory.stat")?.split(separator: "\n") ?? []
    let fields = lines.lazy.map { $0.split(separator: " ") }.first { $0.first == key[...] }
    return fields?.last.flatMap { Int($0) } ?? 0
  }

  // MARK: - The process

  /// What `ulimit -v` leaves.
  private static func ofProcess(_ root: String) -> Int? {
    var limit = rlimit()
    #if canImport(Glibc)
      let addresses = __rlimit_resource_t(RLIMIT_AS.rawValue)
    #else
      let addresses = RLIMIT_AS
    #endif
    guard getrlimit(addresses, &limit) == 0, limit.rlim_cur < UInt64(Int.max),
      let used = text(root + "/proc/self/statm")?.split(separator: " ").first.flatMap({ Int($0) })
    else { return nil }
    return max(0, Int(limit.rlim_cur) - used * max(1, sysconf(Int32(_SC_PAGESIZE))))
  }

  // MARK: - Small files of the kernel, which state no size

  private static func number(_ path: String) -> Int? {
    text(path).flatMap { Int($0.split(separator: "\n").first ?? "") }
  }

  private static func text(_ path: String) -> String? {
    let descriptor = SystemError.retrying { open(path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 14)
    while bytes.count < 1 << 20 {
      let count = SystemError.retrying { read(descriptor, &piece, piece.count) }
      guard count > 0 else { break }
      bytes += piece[..<count]
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
