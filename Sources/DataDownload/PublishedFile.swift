/// A file that others publish, and how to tell that it arrived unharmed.
public struct PublishedFile: Sendable, Equatable {
  /// Its name, the same on every mirror.
  public let name: String
  /// Its size in bytes.
  public let size: Int
  /// Its SHA-256 checksum, as 64 hexadecimal digits in lower case.
  public let sha256: String

  /// States what is known of a file.
  public init(name: String, size: Int, sha256: String) {
    self.name = name
    self.size = size
    self.sha256 = sha256
  }
}

/// How far a download has come.
public struct DownloadProgress: Sendable, Equatable {
  /// The file.
  public let file: PublishedFile
  /// How many of its bytes are on disk, from earlier attempts too.
  public let bytes: Int
  /// The host they come from.
  public let host: String
}

/// How long to wait for a server.
public struct DownloadPatience: Sendable, Equatable {
  /// Seconds without a single byte, when connecting or later, until a server is given up; for the
  /// first byte of the file it has four times as long, whatever it sends before.
  public var stallSeconds: Double
  /// How often one mirror is asked for the rest of a file whose connection was cut.
  public var attemptsPerMirror: Int

  /// Half a minute and five attempts, unless told otherwise.
  public init(stallSeconds: Double = 30, attemptsPerMirror: Int = 5) {
    self.stallSeconds = stallSeconds
    self.attemptsPerMirror = attemptsPerMirror
  }
}
