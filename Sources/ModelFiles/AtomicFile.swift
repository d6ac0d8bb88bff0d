#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that appears under its name only once it is complete.
///
/// It is written under a temporary name in the same folder, brought to the disk, and renamed:
/// whatever happens on the way, an older file of that name stays as it was.
struct AtomicFile {
  private let path: String
  private let temporaryPath: String
  private let descriptor: Int32

  /// Replaces the file at a path by what `write` writes.
  ///
  /// - Throws: What `write` throws, or ``ModelFileError`` if the system refuses; the old file is
  ///   then still there, and the temporary one is not.
  static func replace(
    _ path: String, by write: (AtomicFile) throws(ModelFileError) -> Void
  ) throws(ModelFileError) {
    let file = try AtomicFile(at: path)
    do {
      try write(file)
      try file.finish()
    } catch {
      close(file.descriptor)
      unlink(file.temporaryPath)
      throw error
    }
    close(file.descriptor)
    file.bringFolderToDisk()
  }

  /// Appends bytes.
  func append(_ bytes: [UInt8]) throws(ModelFileError) {
    var written = 0
    while written < bytes.count {
      let step = bytes[written...].withUnsafeBytes { rest in
        SystemError.retrying { write(descriptor, rest.baseAddress, rest.count) }
      }
      guard step > 0 else { throw failure }
      written += step
    }
  }
}

extension AtomicFile {
  private init(at path: String) throws(ModelFileError) {
    func error(_ problem: ModelFileError.Problem) -> ModelFileError {
      ModelFileError(file: path, problem: problem)
    }
    var mode: mode_t?
    var status = stat()
    if stat(path, &status) == 0 {
      // Renaming over /dev/null would replace the device by a file.
      guard status.st_mode & S_IFMT == S_IFREG else { throw error(.notAFile) }
      guard access(path, W_OK) == 0 else {
        throw error(.cannotWrite(reason: SystemError.reason))
      }
      mode = status.st_mode & 0o777
    }
    let target = Self.targetOfLink(path)
    let folder = Self.folder(of: target)
    guard stat(folder, &status) == 0 || errno != ENOENT else {
      throw error(.missingFolder(folder))
    }
    var attempt = 0
    while true {
      let temporaryPath = "\(folder)/.glassbox-\(getpid())-\(attempt).tmp"
      let descriptor = SystemError.retrying {
        open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      }
      if descriptor >= 0 {
        self.path = target
        self.temporaryPath = temporaryPath
        self.descriptor = descriptor
        if let mode { fchmod(descriptor, mode) }
        return
      }
      guard errno == EEXIST, attempt < 1000 else {
        throw error(.cannotWrite(reason: SystemError.reason))
      }
      attempt += 1
    }
  }

  private func finish() throws(ModelFileError) {
    guard SystemError.retrying({ fsync(descriptor) }) == 0 else { throw failure }
    guard rename(temporaryPath, path) == 0 else { throw failure }
  }

  /// Makes the new name survive a power failure; the file is complete even where this fails.
  private func bringFolderToDisk() {
    let folder = open(Self.folder(of: path), O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  private var failure: ModelFileError {
    ModelFileError(file: path, problem: .cannotWrite(reason: SystemError.reason))
  }

  /// Where a symbolic link leads, so that its file is replaced and not the link.
  private static func targetOfLink(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
