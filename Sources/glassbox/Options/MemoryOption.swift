import ArgumentParser
import TrainingRuns

/// How much memory a network may take, the same for all commands that make one.
struct MemoryOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The most memory that networks may take, such as 500MB or 8GB (default: what is free).",
      valueName: "size"))
  var memoryLimit: MemorySize?

  /// What was said; nil for what is free.
  var limit: MemoryLimit? { memoryLimit.map { MemoryLimit(bytes: $0.bytes) } }
}

/// A number of bytes as people type it: `8GB`, `500 MB`, `1073741824`.
struct MemorySize: ExpressibleByArgument {
  let bytes: Int

  private static let units: [(name: String, bytes: Double)] = [
    ("kb", 1e3), ("mb", 1e6), ("gb", 1e9), ("tb", 1e12),
    ("kib", 0x1p10), ("mib", 0x1p20), ("gib", 0x1p30), ("tib", 0x1p40),
    ("k", 1e3), ("m", 1e6), ("g", 1e9), ("t", 1e12), ("b", 1),
  ]

  init?(argument: String) {
    let text = argument.lowercased()
    let unit = Self.units.first { text.hasSuffix($0.name) }
    let number = text.dropLast(unit?.name.count ?? 0).filter { $0 != " " }
    guard let count = Double(number),
      let bytes = Int(exactly: (count * (unit?.bytes ?? 1)).rounded()), bytes >= 1
    else { return nil }
    self.bytes = bytes
  }
}
