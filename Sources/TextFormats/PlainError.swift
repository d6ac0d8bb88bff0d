/// An error that says in one line what is wrong, what was expected, and what was found.
public struct PlainError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line.
  public let description: String

  /// Says what is wrong.
  package init(_ description: String) {
    self.description = description
  }

  /// Does something that may fail with an error of its own kind.
  package static func plainly<Result, Problem: Error & CustomStringConvertible>(
    _ body: () throws(Problem) -> Result
  ) throws(PlainError) -> Result {
    do {
      return try body()
    } catch {
      throw PlainError(error.description)
    }
  }
}
