import Pictures

/// Pictures from which one digit is wanted.
enum DigitPicture {
  /// The only digit in a PNG file.
  static func only(in path: String) throws -> FoundDigit {
    let picture = try PNGReader().grey(atPath: path, on: .contrasting)
    let digits = DigitFinder().digits(in: picture)
    guard let digit = digits.first, digits.count == 1 else {
      throw CommandFailure(
        "\(path): expected one digit, found \(digits.count): cut the picture to one digit")
    }
    return digit
  }
}
