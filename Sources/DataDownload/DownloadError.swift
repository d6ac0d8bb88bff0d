/// Why a file could not be downloaded.
public enum DownloadError: Error, Equatable, Sendable {
  /// Every mirror failed, each for its own reason.
  case noMirrorDelivered(file: PublishedFile, folder: String, failures: [MirrorFailure])
  /// Something on this machine's disk is in the way.
  case disk(path: String, reason: String)
  /// This machine lacks the library that talks to servers.
  case noLibrary(mirror: String, folder: String)
  /// The download was called off; what had arrived is kept and used next time.
  case cancelled(file: PublishedFile)
}

/// What went wrong with one mirror.
public struct MirrorFailure: Error, Equatable, Sendable {
  /// The address that was asked.
  public let url: String
  /// What it did.
  public let reason: Reason

  /// What a server can do wrong.
  public enum Reason: Equatable, Sendable {
    /// It answered, but not with the file: 404, say.
    case status(Int)
    /// It could not be reached, fell silent or cut the connection.
    case connection(String)
    /// It sent more bytes than the file has.
    case tooLong(expected: Int)
    /// It was asked to go on at one byte and went on at another one.
    case wrongRange(expected: Int, found: String)
    /// It sent as many bytes as the file has, but not those.
    case wrongChecksum(expected: String, found: String)
  }
}

extension MirrorFailure: CustomStringConvertible {
  /// The address and what it did, without a full stop.
  public var description: String {
    switch reason {
    case .status(let status): "\(url) answered with HTTP status \(status)"
    case .connection(let text): "\(url): \(text)"
    case .tooLong(let expected): "\(url) sent more than the expected \(expected) bytes"
    case .wrongRange(let expected, let found):
      "\(url) was asked to go on at byte \(expected) and sent \(found)"
    case .wrongChecksum(let expected, let found):
      "\(url) sent another file: expected SHA-256 \(expected), found \(found)"
    }
  }
}

extension DownloadError: CustomStringConvertible {
  /// One line: what failed, where, and what to do.
  public var description: String {
    switch self {
    case .noMirrorDelivered(let file, let folder, let failures):
      "\(file.name): no mirror delivered it ("
        + failures.map(\.description).joined(separator: "; ")
        + "); try again later, or put the file into \(folder) by hand"
    case .disk(let path, let reason): "\(path): \(reason)"
    case .noLibrary(let mirror, let folder):
      "downloading needs libcurl, which is not on this machine: install it (Debian: apt-get install "
        + "libcurl4; Fedora: dnf install libcurl; Alpine: apk add libcurl), or fetch the files by "
        + "hand from \(mirror) into \(folder)"
    case .cancelled(let file):
      "\(file.name): the download was called off; the same command goes on where it stopped"
    }
  }
}
