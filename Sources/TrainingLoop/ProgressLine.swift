import NetworkDescription
import TextFormats

/// One line of text that says how training goes, for a terminal of a width.
///
///     Epoch 3/5  [███████▋            ]  24,500/60,000  1.5 s left  loss 0.0712  accuracy 97.90 %
///
/// A line that wraps cannot be drawn over, so on a narrow terminal it says less: first the rate
/// goes, last the loss.
public enum ProgressLine {
  /// How wide lines are where nobody knows how wide they may be.
  public static let usualWidth = 80

  /// The line while an epoch runs.
  ///
  /// - Parameter width: How many columns it may take at most.
  public static func text(_ progress: TrainingProgress, width: Int = usualWidth) -> String {
    let done = progress.soFar.sampleCount
    let share = Double(done) / Double(max(progress.sampleCount, 1))
    let (epoch, short) = epochs(progress.epoch, progress.epochs)
    let count = "\(grouped(done))/\(grouped(progress.sampleCount))"
    let rate = perSecond(progress.samplesPerSecond)
    let left = "\(duration(progress.secondsLeft)) left"
    let (loss, others) = measured(progress.soFar)
    return richest(
      of: [
        [epoch, count, rate, left, loss] + others, [epoch, count, left, loss] + others,
        [epoch, left, loss] + others,
      ], width: width - leastBar - 4
    ).map { fields in
      let bar = bar(share, cells: min(mostBar, width - length(of: fields) - 4))
      return joined([fields[0], bar] + fields.dropFirst())
    }
      ?? fitting(
        [[epoch, left, loss] + others, [epoch, loss] + others], epoch, short, loss, width)
  }

  /// The line that stays when an epoch is over.
  ///
  /// - Parameter width: How many columns it may take at most.
  public static func text(_ record: EpochRecord, width: Int = usualWidth) -> String {
    let (epoch, short) = epochs(record.epoch, record.epochs)
    let samples = counted(record.training.sampleCount, "sample")
    let (time, rate) = (duration(record.seconds), perSecond(record.samplesPerSecond))
    let (loss, others) = measured(record.training)
    let validation = record.validation.map { measured($0) }
    let told = validation.map { ["validation \($0.loss)"] + $0.others.map { "validation \($0)" } }
    // Both numbers of the validation after one word, where there is little room.
    let brief = record.validation.map { ["validation \(figures($0).joined(separator: ", "))"] }
    let training = [loss] + others
    return fitting(
      [
        [epoch, samples, time, rate] + training + (told ?? []),
        [epoch, samples, time] + training + (told ?? []),
        [epoch, time] + training + (told ?? []), [epoch] + training + (told ?? []),
        [epoch, samples, time, rate] + training + (brief ?? []),
        [epoch, samples, time] + training + (brief ?? []),
        [epoch, time] + training + (brief ?? []), [epoch] + training + (brief ?? []),
        [epoch, loss] + (brief ?? []),
      ], epoch, short, loss, width)
  }

  // MARK: - Fields

  /// `Epoch 3/5`, and the same without the word.
  private static func epochs(_ epoch: Int, _ epochs: Int) -> (long: String, short: String) {
    ("Epoch \(epoch)/\(epochs)", "\(epoch)/\(epochs)")
  }

  private static func perSecond(_ rate: Double) -> String {
    // A rate measured in no time at all may be any number.
    "\(rate < 1e15 ? grouped(Int(max(0, rate))) : "∞")/s"
  }

  /// The numbers that are measured, each with its name; the loss is the first.
  private static func measured(_ result: BatchResult) -> (loss: String, others: [String]) {
    let named = zip(result.quality.kind.metrics, figures(result)).map { "\($0.title) \($1)" }
    return (named[0], Array(named.dropFirst()))
  }

  private static func figures(_ result: BatchResult) -> [String] {
    result.quality.kind.metrics.map { metric in result[metric].map(metric.text) ?? "–" }
  }

  // MARK: - Fitting

  /// The first of the layouts that fits; where none does, the epoch and the loss, or as much of
  /// them as there is room for.
  private static func fitting(
    _ layouts: [[String]], _ epoch: String, _ short: String, _ loss: String, _ width: Int
  ) -> String {
    let least = [[epoch, loss], [short, loss], [loss]]
    return joined(richest(of: layouts + least, width: width) ?? [loss]).fitting(columns: width)
  }

  /// The layouts come with the richest first.
  private static func richest(of layouts: [[String]], width: Int) -> [String]? {
    layouts.first { length(of: $0) <= width }
  }

  private static func joined(_ fields: [String]) -> String { fields.joined(separator: "  ") }

  private static func length(of fields: [String]) -> Int { joined(fields).columns }

  // MARK: - The bar

  private static let mostBar = 30
  private static let leastBar = 8

  /// A bar of some cells, drawn in eighths.
  static func bar(_ share: Double, cells: Int = mostBar) -> String {
    let eighths = Int((min(1, max(0, share)) * Double(cells * 8)).rounded(.down))
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    let drawn = String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
    return "[" + drawn + String(repeating: " ", count: cells - drawn.count) + "]"
  }
}
