/// Why a file's data cannot be used: where, what was expected there, what was found, what to do.
public struct DataFileError: Error, Equatable, Sendable {
  /// A place in a file.
  public enum Place: Equatable, Sendable {
    /// The file or folder as a whole.
    case whole
    /// A byte, counted from 0; in a .gz file, of what it unpacks to.
    case byte(Int)
    /// A line of text, counted from 1.
    case line(Int)
    /// A column of a line of text, both counted from 1; columns are fields, not characters.
    case field(line: Int, column: Int)
  }

  /// The file or folder.
  public let file: String
  /// Where in it.
  public let place: Place
  /// What a good file has there.
  public let expected: String
  /// What this one has.
  public let found: String
  /// What to do about it; empty when that is plain.
  public let advice: String

  /// Describes what is wrong with a file.
  public init(
    file: String, place: Place = .whole, expected: String, found: String, advice: String = ""
  ) {
    self.file = file
    self.place = place
    self.expected = expected
    self.found = found
    self.advice = advice
  }
}

extension DataFileError: CustomStringConvertible {
  /// One line, such as `digits.csv:3:2: expected a number, found "seven"`.
  public var description: String {
    let position =
      switch place {
      case .whole: ""
      case .byte(let offset): ": byte \(offset)"
      case .line(let line): ":\(line)"
      case .field(let line, let column): ":\(line):\(column)"
      }
    let ending = advice.isEmpty ? "" : "; \(advice)"
    return "\(file)\(position): expected \(expected), found \(found)\(ending)"
  }
}
