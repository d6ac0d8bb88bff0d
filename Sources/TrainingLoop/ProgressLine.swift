import NetworkDescription
import TextFormats

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
    Metric.line(result.quality.kind, prefix: prefix) { result[$0] }
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
