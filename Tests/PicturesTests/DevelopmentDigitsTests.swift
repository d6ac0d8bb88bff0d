import Pictures
import Testing
import Thoroughness

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The labelled digit pictures used for development; they are no part of the package.
enum DevelopmentDigits {
  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["GLASSBOX_DATA"] {
      return URL(filePath: path).appending(path: "digits")
    }
    return URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../shared/data/digits").standardizedFileURL
  }()

  static let paths: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".png") }.sorted().map { folder.appending(path: $0).path }
}

@Suite(
  "Digits written by other people",
  .enabled(
    if: !DevelopmentDigits.paths.isEmpty,
    "needs the digit pictures: set GLASSBOX_DATA to the folder that holds digits/"))
struct DevelopmentDigitsTests {
  @Test("A picture of one digit gives one digit with as much ink as MNIST's")
  func oneDigitEach() throws {
    // Every ninth, or fewer: all of them take a minute without optimisation.
    for path in stride(from: 0, to: DevelopmentDigits.paths.count, by: Thoroughness.isFull ? 9 : 36)
      .map({
        DevelopmentDigits.paths[$0]
      })
    {
      let picture = try PNGReader().grey(atPath: path, on: .contrasting)
      let digits = DigitFinder().digits(in: picture)
      #expect(digits.count == 1, "\(path)")
      let mean = (digits.first?.pixels28 ?? []).reduce(0) { $0 + Int($1) } / 784
      // The means of MNIST's training digits; one in 500 lies outside.
      #expect((9...74).contains(mean), "\(path)")
    }
  }
}
