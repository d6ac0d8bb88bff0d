import NetworkDescription

/// One line of text that says how training goes.
///
///     Epoch 3/5  [███████████▋                 ]  24,500/60,000  23,100/s  1.5 s left  loss 0.0712 …
public enum ProgressLine {
  /// The line while an epoch runs.
  public static func text(_ progress: TrainingProgress) -> String {
    let done = progress.soFar.sampleCount
    return [
      "Epoch \(progress.epoch)/\(progress.epochs)",
      bar(Double(done) / Double(max(progress.sampleCount, 1))),
      "\(grouped(done))/\(grouped(progress.sampleCount))",
      "\(grouped(Int(progress.samplesPerSecond)))/s",
      "\(duration(progress.secondsLeft)) left",
      measured(progress.soFar, prefix: ""),
    ].joined(separator: "  ")
  }

  /// The line that stays when an epoch is over.
  public static func text(_ record: EpochRecord) -> String {
    var parts = [
      "Epoch \(record.epoch)/\(record.epochs)",
      counted(record.training.sampleCount, "sample"),
      duration(record.seconds),
      "\(grouped(Int(record.samplesPerSecond)))/s",
      measured(record.training, prefix: ""),
    ]
    if let validation = record.validation {
      parts.append(measured(validation, prefix: "validation "))
    }
    return parts.joined(separator: "  ")
  }

  private static func measured(_ result: BatchResult, prefix: String) -> String {
    "\(prefix)loss \(decimal(result.loss, digits: 4))  "
      + "\(prefix)accuracy \(decimal(100 * result.accuracy, digits: 2)) %"
  }

  /// A bar of 30 cells, drawn in eighths.
  static func bar(_ share: Double) -> String {
    let cells = 30
    let eighths = Int((min(1, max(0, share)) * Double(cells * 8)).rounded(.down))
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    let drawn = String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
    return "[" + drawn + String(repeating: " ", count: cells - drawn.count) + "]"
  }
}

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
  let whole = Int(scaled)
  let fraction = String(whole % Int(scale))
  let padding = String(repeating: "0", count: max(0, digits - fraction.count))
  let sign = number < 0 && whole != 0 ? "-" : ""
  return digits == 0 ? "\(sign)\(whole)" : "\(sign)\(whole / Int(scale)).\(padding)\(fraction)"
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
