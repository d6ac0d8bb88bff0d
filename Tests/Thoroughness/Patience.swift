import Foundation

/// How long a test waits for somebody else before it says that he hangs.
///
/// It counts its own naps and not the time: on a machine that is busy, or stands still for a while,
/// a nap takes as much longer as what is waited for.
public struct Patience {
  /// The length of a nap in seconds.
  private static let nap = 0.002

  private var napsLeft: Int

  /// - Parameter seconds: How long it lasts on a machine that does nothing else.
  public init(seconds: Double = 120) {
    napsLeft = Int(seconds / Self.nap)
  }

  /// Sleeps for a moment; false, and no sleep, when that was done often enough.
  public mutating func takesNap() -> Bool {
    guard napsLeft > 0 else { return false }
    napsLeft -= 1
    Thread.sleep(forTimeInterval: Self.nap)
    return true
  }
}
