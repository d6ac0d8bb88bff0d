import TextFormats

/// Why a file cannot be read or written, worded so that it can follow "cannot write it: ".
package enum FileProblem: Error, Equatable, Sendable {
  /// There is a folder where a file should be.
  case folder
  /// There is a pipe, a socket or a device, which could go on for ever or does not keep anything.
  case notAFile
  /// The folder that the file should be in is not there.
  case missingFolder(String)
  /// Nothing has an empty name.
  case emptyPath
  /// The disk has no room for the file that is to come.
  case noRoom(needed: Int, free: Int)
  /// The system refused, for the reason it gave.
  case refused(reason: String)

  /// What the system has against the call that just failed.
  package static var lastRefusal: FileProblem { .refused(reason: SystemError.reason) }
}

extension FileProblem: CustomStringConvertible {
  /// The problem without the name of the file, and what to do where that is not plain.
  package var description: String {
    switch self {
    case .folder: "it is a folder: give a file"
    case .notAFile: "it is a pipe or a device: give a file"
    case .missingFolder(let folder):
      "there is no folder \(folder): make it or choose another place"
    case .emptyPath: "its name is empty: give one"
    case .noRoom(let needed, let free):
      "expected room for \(byteCount(needed)), found \(byteCount(free)): make room or choose "
        + "another place"
    case .refused(let reason): reason
    }
  }
}
