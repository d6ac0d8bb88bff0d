import Explanation
import TextFormats

/// What a step came to: the loss before its update, and after it, as printed examples give it.
enum LossAfterUpdate {
  private static let extraDigits = 6

  /// `after the update the loss is 0.2910279237, before it was 0.2983711088`.
  static func text(_ losses: (before: Double, after: Double)) -> String {
    "after the update the loss is \(number(losses.after)), before it was \(number(losses.before))"
  }

  /// The same for JSON.
  static func entries(_ losses: (before: Double, after: Double)) -> [(String, JSONValue)] {
    [
      ("lossBeforeUpdate", .number(losses.before)), ("lossAfterUpdate", .number(losses.after)),
    ]
  }

  /// A loss with as many digits as printed examples have.
  static func number(_ loss: Double) -> String { NumberText(loss, extraDigits: extraDigits).text }
}
