#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that appears under its name only once it is complete.
///
/// It is written under a temporary name in the same folder and renamed: whatever happens on the
/// way, an older file of that name stays as it was. Where a link leads, the file behind it is
/// replaced; folders, pipes, devices and files that may not be written to are not.
package struct AtomicFile {
  private let path: String
  private let temporaryPath: String
  private let descriptor: Int32

  /// How much is done for the new file to survive a power failure.
  package enum Durability: Sendable {
    /// What the system does anyway.
    case usual
    /// File and folder are brought to the disk first, which takes time.
    case onDisk
  }

  /// Replaces the file at a path, or makes it.
  ///
  /// - Throws: ``FileProblem`` if the system refuses; an older file is then still there, and the
  ///   temporary one is not.
  package static func replace(
    _ path: String, with bytes: [UInt8], durability: Durability = .usual
  ) throws(FileProblem) {
    try replace(path, durability: durability) { file throws(FileProblem) in
      try file.append(bytes)
    }
  }

  /// Replaces the file at a path by what `write` writes; what it throws ends the attempt.
  package static func replace(
    _ path: String, durability: Durability,
    by write: (AtomicFile) throws(FileProblem) -> Void
  ) throws(FileProblem) {
    let file = try AtomicFile(at: path)
    do {
      try write(file)
      if durability == .onDisk { try file.bringToDisk() }
    } catch {
      file.discard()
      throw error
    }
    // Some file systems say only now that there is no room.
    guard close(file.descriptor) == 0, rename(file.temporaryPath, file.path) == 0 else {
      let refusal = FileProblem.lastRefusal
      unlink(file.temporaryPath)
      throw refusal
    }
    if durability == .onDisk { file.bringFolderToDisk() }
  }

  /// Finds out whether a file could be written there, without leaving anything behind.
  ///
  /// Long work should ask before it starts, not after it. What programs that were ended without
  /// notice have left in the folder is removed.
  ///
  /// - Parameter size: How many bytes the file will have, as far as that is known.
  package static func check(_ path: String, size: Int = 0) throws(FileProblem) {
    let file = try AtomicFile(at: path)
    file.discard()
    let folder = folder(of: file.path)
    StaleFiles.remove(in: folder)
    try checkRoom(size, in: folder)
  }

  /// Refuses a file for which the disk has no room, or that is longer than files may be.
  private static func checkRoom(_ size: Int, in folder: String) throws(FileProblem) {
    var limit = rlimit()
    #if canImport(Glibc)
      let fileSize = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
    #else
      let fileSize = RLIMIT_FSIZE
    #endif
    if getrlimit(fileSize, &limit) == 0, limit.rlim_cur < UInt64(size) {
      throw .noRoom(needed: size, free: Int(limit.rlim_cur))
    }
    var disk = statvfs()
    guard statvfs(folder, &disk) == 0 else { return }
    let free = UInt64(disk.f_bavail).multipliedReportingOverflow(by: UInt64(disk.f_frsize))
    guard !free.overflow, free.partialValue < UInt64(size) else { return }
    throw .noRoom(needed: size, free: Int(clamping: free.partialValue))
  }

  /// Appends bytes.
  package func append(_ bytes: [UInt8]) throws(FileProblem) {
    try SystemError.writeAll(bytes, to: descriptor)
  }
}

extension AtomicFile {
  private init(at path: String) throws(FileProblem) {
    guard !path.isEmpty else { throw .emptyPath }
    let target = try Self.targetOfLinks(path)
    let mode = try Self.modeOfReplaceable(target)
    let folder = Self.folder(of: target)
    var attempt = 0
    while true {
      // Short, because the file's own name may be as long as names can be.
      let temporaryPath = "\(folder)/\(StaleFiles.name(attempt: attempt))"
      let descriptor = SystemError.retrying {
        open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      }
      if descriptor >= 0 {
        self.path = target
        self.temporaryPath = temporaryPath
        self.descriptor = descriptor
        // For as long as the process lives; see `StaleFiles`.
        flock(descriptor, LOCK_EX | LOCK_NB)
        if let mode { fchmod(descriptor, mode) }
        return
      }
      guard errno == EEXIST, attempt < 1000 else { throw .lastRefusal }
      attempt += 1
    }
  }

  /// The permissions of the file that is there, nil if there is none; or what is wrong with it.
  private static func modeOfReplaceable(_ path: String) throws(FileProblem) -> mode_t? {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      let (number, refusal) = (errno, FileProblem.lastRefusal)
      guard FileType(ofPath: folder(of: path)) == .folder else {
        throw .missingFolder(folder(of: path))
      }
      // A name that is too long, for one, would be noticed only when the file is renamed.
      guard number == ENOENT else { throw refusal }
      return nil
    }
    switch FileType(status) {
    case .file: break
    case .folder: throw .folder
    // Renaming over /dev/null would replace the device by a file.
    case .link, .other: throw .notAFile
    }
    guard access(path, W_OK) == 0 else { throw .lastRefusal }
    return status.st_mode & 0o777
  }

  private func bringToDisk() throws(FileProblem) {
    guard SystemError.retrying({ fsync(descriptor) }) == 0 else { throw .lastRefusal }
  }

  private func discard() {
    close(descriptor)
    unlink(temporaryPath)
  }

  /// Makes the new name survive a power failure; the file is complete even where this fails.
  private func bringFolderToDisk() {
    let folder = open(Self.folder(of: path), O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  /// Where symbolic links lead, so that their file is replaced, or made, and not the link.
  static func targetOfLinks(_ path: String) throws(FileProblem) -> String {
    var path = path
    // As many as Linux follows.
    for _ in 0..<40 {
      guard FileType(ofPath: path, followingLinks: false) == .link else { return path }
      var target = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(path, &target, target.count)
      guard count >= 0 else { throw .lastRefusal }
      let text = String(decoding: target[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
      path = text.hasPrefix("/") ? text : folder(of: path) + "/" + text
    }
    throw .refused(reason: String(cString: strerror(ELOOP)))
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
