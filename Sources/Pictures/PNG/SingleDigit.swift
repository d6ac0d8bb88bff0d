import TextFormats

extension FoundDigit {
  /// The only digit in a PNG file.
  ///
  /// - Throws: `PictureError` for a file that is no readable PNG, `PlainError` for no digit or
  ///   several.
  public static func only(inPNG path: String) throws -> FoundDigit {
    let picture = try PNGReader().grey(atPath: path, on: .contrasting)
    let digits = DigitFinder().digits(in: picture)
    guard let digit = digits.first, digits.count == 1 else {
      throw PlainError(
        "\(path): expected one digit, found \(digits.count): cut the picture to one digit")
    }
    return digit
  }
}
