import NetworkDescription

/// What the outputs of a network that reads digits stand for.
public enum DigitClasses {
  /// `0` to `9`, and with an eleventh output `none`: what is no digit; nil for networks that do not
  /// read digits.
  public static func names(of blueprint: NetworkBlueprint) -> [String]? {
    guard blueprint.input.count == DrawnDigit.pictureSize * DrawnDigit.pictureSize else {
      return nil
    }
    let digits = (0...9).map(String.init)
    return switch blueprint.output.count {
    case 10: digits
    case 11: digits + [DrawnMarks.className]
    default: nil
    }
  }
}
