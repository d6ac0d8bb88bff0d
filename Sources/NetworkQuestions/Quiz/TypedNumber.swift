import CMath

/// A number as a learner typed it, with how exact it claims to be.
///
/// `0.38` claims two decimals: whatever rounds to it is meant.
struct TypedNumber {
  let value: Double
  /// How much one step of the last digit is.
  let unit: Double

  /// Understands `-0.38`, `−0,38`, `.38`, `+3` and `1.2e-5`; nil for anything else.
  init?(_ text: String) {
    let plain = text.lowercased().map { $0 == "−" ? "-" : $0 == "," ? "." : $0 }
    let word = String(plain)
    guard !word.isEmpty, word.utf8.count <= 40,
      word.utf8.allSatisfy({ "0123456789+-.e".utf8.contains($0) }), let value = Double(word),
      value.isFinite
    else { return nil }
    self.value = value
    let parts = word.split(separator: "e")
    let mantissa = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false)
    let decimals = mantissa.count > 1 ? mantissa[1].count : 0
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    unit = glassbox_pow(10, Double(exponent - decimals))
  }
}
