#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a name in a folder stands for.
package enum FileType: Equatable, Sendable {
  /// Bytes that are kept.
  case file
  /// A folder.
  case folder
  /// A link, where links are not followed.
  case link
  /// A pipe, a socket, a device.
  case other

  /// What something is, to be said in an error; nil stands for nothing.
  package static func inWords(_ type: FileType?) -> String {
    switch type {
    case .file?: "a file"
    case .folder?: "a folder"
    case .link?: "a link"
    case .other?: "a pipe or a device"
    case nil: "nothing of that name"
    }
  }

  init(_ status: stat) {
    self =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
  }

  /// Looks at a path; nil when there is nothing, or it may not be looked at.
  package init?(ofPath path: String, followingLinks: Bool = true) {
    var status = stat()
    guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
    self.init(status)
  }

  /// Looks at something that is open; nil when the system does not tell.
  package init?(ofDescriptor descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }
}

/// How large files are.
package enum FileSize {
  /// The bytes of a file; nil for anything else, and for what may not be looked at.
  package static func ofFile(_ path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, FileType(status) == .file else { return nil }
    return Int(status.st_size)
  }
}

/// Which file a path leads to, however it is written and through whatever links.
package struct FileIdentity: Hashable, Sendable {
  let device: UInt64
  let number: UInt64

  /// Looks at a path; nil when there is nothing, or it may not be looked at.
  package init?(ofPath path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
  }
}
