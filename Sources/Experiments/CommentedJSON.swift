/// JSON in which lines may have comments, as in `"epochs": 5, // enough to see it`.
enum CommentedJSON {
  /// The text with spaces in place of comments, so that places in errors stay what they are.
  ///
  /// A comment begins with `//` outside of a text in quotes, and ends with its line.
  static func withoutComments(_ text: String) -> String {
    var bytes = Array(text.utf8)
    var isInText = false
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""): isInText.toggle()
      // What follows a backslash is part of the text, a quote too.
      case UInt8(ascii: "\\") where isInText: index += 1
      case UInt8(ascii: "/") where !isInText && bytes[index...].starts(with: "//".utf8):
        while index < bytes.count, bytes[index] != 0x0A {
          bytes[index] = 0x20
          index += 1
        }
      // No text goes over the end of a line; the parser will say so.
      case 0x0A: isInText = false
      default: break
      }
      index += 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
