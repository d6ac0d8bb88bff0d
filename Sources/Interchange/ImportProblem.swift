import TextFormats

/// Why a file of another tool cannot become a model.
public struct ImportProblem: Error, Equatable, Sendable, CustomStringConvertible {
  /// Where in the file: a node, a tensor, a byte; empty for the file as a whole.
  public let place: String
  /// What is wrong there, or what it would need.
  public let problem: String

  /// Says what is wrong, and where.
  public init(_ place: String = "", _ problem: String) {
    self.place = place
    self.problem = problem
  }

  /// One line with all of it.
  public var description: String {
    place.isEmpty ? problem.onOneLine : "\(place.onOneLine): \(problem.onOneLine)"
  }
}
