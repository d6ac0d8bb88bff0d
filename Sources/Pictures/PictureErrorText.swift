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
        + "with \(hexadecimal(Array(PNGSignature.bytes.prefix(4))))): convert it to PNG first"
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
