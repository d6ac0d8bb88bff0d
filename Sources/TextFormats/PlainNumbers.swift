// Numbers as tables and progress lines show them.

/// A whole number with a comma between groups of three digits: 60,000.
package func grouped(_ number: Int) -> String {
  var text = ""
  for (position, digit) in String(number.magnitude).reversed().enumerated() {
    if position > 0, position.isMultiple(of: 3) { text.append(",") }
    text.append(digit)
  }
  return (number < 0 ? "-" : "") + String(text.reversed())
}

/// A number of things in words: 1 sample, 60,000 samples.
package func counted(_ number: Int, _ thing: String) -> String {
  "\(grouped(number)) \(thing)\(number == 1 ? "" : "s")"
}

/// A number rounded to so many decimals; infinite and not-a-number as words.
package func decimal(_ number: Double, digits: Int) -> String {
  guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "−∞" : "∞" }
  let scale = (0..<digits).reduce(1.0) { product, _ in product * 10 }
  let scaled = (abs(number) * scale).rounded()
  guard scaled < 0x1p53 else { return "\(number)" }
  let whole = Int64(scaled)
  let fraction = String(whole % Int64(scale))
  let padding = String(repeating: "0", count: max(0, digits - fraction.count))
  let sign = number < 0 && whole != 0 ? "-" : ""
  return digits == 0 ? "\(sign)\(whole)" : "\(sign)\(whole / Int64(scale)).\(padding)\(fraction)"
}

/// A number with three digits that count and a power of ten: 9.01e+15; nil where decimals say it as
/// shortly.
package func scientific(_ number: Double) -> String? {
  var (size, exponent) = (abs(number), 0)
  guard number.isFinite, number != 0, size >= 1e15 || size < 1e-6 else { return nil }
  while size >= 9.995 { (size, exponent) = (size / 10, exponent + 1) }
  while size < 0.9995 { (size, exponent) = (size * 10, exponent - 1) }
  return "\(number < 0 ? "-" : "")\(decimal(size, digits: 2))e\(exponent < 0 ? "" : "+")\(exponent)"
}

/// A number for a title: whole numbers as they are, others rounded to so many digits, zeros at the
/// end left out: 1, 0.3, 0.1235.
package func brief(_ number: Double, digits: Int = 4) -> String {
  guard number.isFinite, abs(number) < 1e15 else { return decimal(number, digits: 0) }
  if number == number.rounded() { return "\(JSONValue.number(number))" }
  // Counted from the first digit that is no zero.
  var decimals = digits
  var size = abs(number)
  while size >= 1, decimals > 0 { (size, decimals) = (size / 10, decimals - 1) }
  while size < 0.1, decimals < 15 { (size, decimals) = (size * 10, decimals + 1) }
  var text = decimal(number, digits: decimals)
  while text.contains("."), text.last == "0" || text.last == "." { text.removeLast() }
  return text
}

/// A duration as people say it: 0.4 s, 12 s, 3 min 5 s, 2 h 10 min.
package func duration(_ seconds: Double) -> String {
  guard seconds.isFinite, seconds < 1e6 else { return "a long time" }
  if seconds < 9.95 { return "\(decimal(max(0, seconds), digits: seconds < 0.1 ? 3 : 1)) s" }
  let whole = Int(seconds.rounded())
  if whole < 60 { return "\(whole) s" }
  if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
  return "\(whole / 3600) h \(whole % 3600 / 60) min"
}

/// A number of bytes as people say it: 512 bytes, 17 MB, 5.2 GB.
package func byteCount(_ bytes: Int) -> String {
  var (size, unit) = (Double(bytes), 0)
  let units = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"]
  while size >= 999.5, unit + 1 < units.count { (size, unit) = (size / 1000, unit + 1) }
  return "\(decimal(size, digits: unit > 0 && size < 9.95 ? 1 : 0)) \(units[unit])"
}

/// A share as a percentage, 12.50 %.
///
/// - Parameter text: How the number is written with so many decimals.
package func percent(
  _ share: Double, decimals: Int = 2,
  _ text: (_ number: Double, _ decimals: Int) -> String = { decimal($0, digits: $1) }
) -> String {
  "\(text(100 * share, decimals)) %"
}
