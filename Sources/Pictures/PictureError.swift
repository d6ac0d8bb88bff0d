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

extension PictureError: CustomStringConvertible {
  /// The error in one line: which file, what was expected and found, what to do.
  public var description: String {
    switch self {
    case .file(let name, let action, let reason):
      return "\(name): cannot \(action.rawValue) the file: \(reason)"
    case .fileTooLong(let name, let limit):
      return "\(name): the file is longer than \(limit) bytes: make the picture smaller first"
    case .empty(let name):
      return "\(name): not a PNG file (it is empty): save the picture again"
    case .notPNG(let name, let firstBytes):
      if let format = OtherFormat(firstBytes: firstBytes) {
        return "\(name): not a PNG file but \(format.name): convert it first: "
          + format.conversion(of: name)
      }
      let first = hexadecimal(Array(firstBytes.prefix(4)))
      return "\(name): not a PNG file (first bytes are \(first); a PNG starts "
        + "with \(hexadecimal(Array(PNGReader.signature.prefix(4))))): convert it to PNG first"
    case .tooLarge(let name, let width, let height, let limits):
      return "\(name): the picture is \(width) × \(height) pixels; at most "
        + "\(limits.maximumWidth) × \(limits.maximumHeight) and \(limits.maximumPixels) in all "
        + "are allowed: make it smaller first"
    case .damaged(let name, let byteCount, let reason):
      return "\(name): damaged PNG of \(byteCount) bytes (\(reason)): save or download it again"
    case .noMemory(let name):
      return "\(name): not enough memory for the picture: make it smaller first"
    case .cannotEncode(let name, let reason):
      return "\(name): cannot make a PNG of the picture: \(reason)"
    case .wrongPixelCount(let width, let height, let expected, let found):
      return "a picture of \(width) × \(height) pixels takes \(expected) bytes, not \(found)"
    }
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.count == 1 ? "0" + digits : digits
    }.joined(separator: " ")
  }
}
