/// What can go wrong with pictures; each case carries the values that explain it.
///
/// The description is one line that names the file and says what to do.
public enum PictureError: Error, Equatable, Sendable {
  /// A file could not be opened, read or written; `reason` is the system's text.
  case file(name: String, action: FileAction, reason: String)
  /// A file is longer than the limit, in bytes.
  case fileTooLong(name: String, limit: Int)
  /// There are no bytes at all.
  case empty(name: String)
  /// The bytes do not start as every PNG does.
  case notPNG(name: String, firstBytes: [UInt8])
  /// The header states a size beyond the limits.
  case tooLarge(name: String, width: Int, height: Int, limits: PNGLimits)
  /// The data starts as a PNG but is cut off or damaged; `reason` is the decoder's text.
  case damaged(name: String, byteCount: Int, reason: String)
  /// Memory ran out.
  case noMemory(name: String)
  /// A picture could not be encoded; `reason` is the encoder's text.
  case cannotEncode(name: String, reason: String)
  /// A picture was made of a number of bytes that does not fit its size.
  case wrongPixelCount(width: Int, height: Int, expected: Int, found: Int)

  /// What was being done with a file.
  public enum FileAction: String, Sendable {
    /// Getting bytes out of it.
    case read
    /// Putting bytes into it.
    case write
  }

  static func check(
    count: Int, width: Int, height: Int, channels: Int
  ) throws(PictureError) {
    let (area, tooMany) = width.multipliedReportingOverflow(by: height)
    let (expected, tooLong) = area.multipliedReportingOverflow(by: channels)
    guard width > 0, height > 0, !tooMany, !tooLong, expected == count else {
      throw .wrongPixelCount(
        width: width, height: height, expected: tooMany || tooLong ? Int.max : expected,
        found: count)
    }
  }
}
