/// How many made-up cases a test looks at.
enum Thoroughness {
  /// All of them with the optimizer; without it, where the same sums take forty times as long, the
  /// first quarter.
  static func cases(_ count: Int) -> Range<Int> {
    #if DEBUG
      0..<(count + 3) / 4
    #else
      0..<count
    #endif
  }
}
