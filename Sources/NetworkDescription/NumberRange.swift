/// What whole numbers may be that come from outside: options, files and typed words ask here.
///
/// They are more than anybody needs, and few enough that what is computed from them cannot overflow.
public enum NumberRange {
  /// Of epochs, steps, batches, samples and other things that are counted.
  public static let counts = 1...1_000_000_000
  /// Of threads, and of runs side by side.
  public static let threads = 1...1024

  /// What was expected instead of a number, in words; nil for a number within the range.
  package static func refusal(of number: Int, in range: ClosedRange<Int>) -> String? {
    if number < range.lowerBound { return "at least \(range.lowerBound)" }
    if number > range.upperBound { return "at most \(range.upperBound)" }
    return nil
  }
}
