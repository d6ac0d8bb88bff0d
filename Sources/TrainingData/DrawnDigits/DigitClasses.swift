import NetworkDescription

/// What the outputs of a network that reads digits stand for.
public enum DigitClasses {
  /// `0` to `9`, and what is no digit: with an eleventh output `none`, with many the kinds of drawn
  /// marks; nil for networks that do not read digits.
  public static func names(of blueprint: NetworkBlueprint) -> [String]? {
    guard blueprint.input.count == DrawnDigit.pictureSize * DrawnDigit.pictureSize else {
      return nil
    }
    let digits = (0...9).map(String.init)
    return switch blueprint.output.count - digits.count {
    case 0: digits
    case 1: digits + [DrawnMarks.className]
    case DrawnMarks.classNames.count: digits + DrawnMarks.classNames
    default: nil
    }
  }

  /// The outputs of a class, given the names of all: `none` means all that are no digits.
  public static func outputs(called name: String, among names: [String]) -> [Int] {
    if let output = names.firstIndex(of: name) { return [output] }
    return name == DrawnMarks.className
      ? names.indices.filter { DrawnMarks.classNames.contains(names[$0]) } : []
  }
}
