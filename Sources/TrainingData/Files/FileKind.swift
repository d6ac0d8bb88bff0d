#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What a path leads to; links are followed.
enum FileKind: Equatable {
  /// A file with bytes in it.
  case file(size: Int)
  /// A folder.
  case folder
  /// A pipe, a device: nothing that data is kept in.
  case other
  /// There is nothing there, or it may not be looked at.
  case missing

  init(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      self = .missing
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file(size: Int(status.st_size))
    case S_IFDIR: self = .folder
    default: self = .other
    }
  }

  /// Whether it is a file with bytes in it.
  var isFile: Bool {
    if case .file = self { true } else { false }
  }

  /// The same, to be said in an error.
  var inWords: String {
    switch self {
    case .file: "a file"
    case .folder: "a folder"
    case .other: "a pipe or a device"
    case .missing: "nothing of that name"
    }
  }
}
