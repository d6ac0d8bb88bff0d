import Explanation

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Numbers as text that a browser turns back into exactly these numbers: little-endian, in base 64.
package enum Base64 {
  static func text(_ numbers: [Double]) -> String {
    text(numbers.map(\.bitPattern.littleEndian))
  }

  static func text(_ numbers: [Int]) -> String {
    text(numbers.map { Int32(truncatingIfNeeded: $0).littleEndian })
  }

  package static func text<Number: FixedWidthInteger>(_ numbers: [Number]) -> String {
    numbers.withUnsafeBytes { Data($0).base64EncodedString() }
  }
}
