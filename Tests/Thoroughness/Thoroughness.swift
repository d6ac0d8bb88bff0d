import Foundation

/// How many cases a test looks at.
///
/// Without the optimizer the same sums take forty times as long; then, as in plain `swift test`, a part
/// of the cases is tried. `swift test -c release` tries all, and so does everything where the
/// environment has `GLASSBOX_THOROUGH`.
public enum Thoroughness {
  /// Whether all cases are tried.
  public static let isFull: Bool = {
    #if DEBUG
      ProcessInfo.processInfo.environment["GLASSBOX_THOROUGH"] != nil
    #else
      true
    #endif
  }()

  /// The numbers of the cases of so many: all, or the first quarter.
  public static func cases(_ count: Int) -> Range<Int> { 0..<(isFull ? count : (count + 3) / 4) }

  /// All of these cases, or every fourth, beginning with the first.
  public static func some<Case>(_ all: [Case]) -> [Case] {
    isFull ? all : stride(from: 0, to: all.count, by: 4).map { all[$0] }
  }

  /// What a test that only runs with all cases says where it does not.
  public static let needed = "takes long: swift test -c release, or GLASSBOX_THOROUGH=1"
}
