import CMath
import Foundation
import Testing

/// Values of 1,400 bits, made by `Fixtures/make_functions_fixture.py`.
@Suite("The functions of calculus")
struct AccuracyTests {
  struct Entry {
    let function: String
    let arguments: [Double]
    /// The value is the sum of both.
    let high: Double
    let low: Double
  }

  private static let functions: [String: @Sendable ([Double]) -> Double] = [
    "exp": { glassbox_exp($0[0]) }, "expm1": { glassbox_expm1($0[0]) },
    "log": { glassbox_log($0[0]) }, "log1p": { glassbox_log1p($0[0]) },
    "tanh": { glassbox_tanh($0[0]) }, "sin": { glassbox_sin($0[0]) },
    "cos": { glassbox_cos($0[0]) }, "erfc": { glassbox_erfc($0[0]) },
    "pow": { glassbox_pow($0[0], $0[1]) },
  ]

  @Test("are off by less than one unit in the last place, the error function by less than six")
  func accuracy() throws {
    let entries = try Self.entries()
    #expect(Set(entries.map(\.function)) == Set(Self.functions.keys) && entries.count > 1500)
    for entry in entries {
      let function = try #require(Self.functions[entry.function])
      let found = function(entry.arguments)
      let error = abs((found - entry.high) - entry.low) / entry.high.ulp
      #expect(error < (entry.function == "erfc" ? 6 : 1), "\(entry) \(found)")
    }
  }

  @Test("give the same bits on every platform")
  func sameBits() throws {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for entry in try Self.entries() {
      let function = try #require(Self.functions[entry.function])
      hash = (hash ^ function(entry.arguments).bitPattern) &* 0x100_0000_01b3
    }
    #expect(hash == 0xedaa_c9a4_a556_6edb, "\(String(hash, radix: 16))")
  }

  @Test("know their ends and their corners")
  func corners() {
    let infinity = Double.infinity
    #expect(glassbox_exp(infinity) == infinity && glassbox_exp(-infinity) == 0)
    #expect(glassbox_exp(0) == 1 && glassbox_exp(709.79) == infinity && glassbox_exp(-746) == 0)
    #expect(glassbox_exp(-745) == .leastNonzeroMagnitude && glassbox_exp(.nan).isNaN)
    #expect(glassbox_log(0) == -infinity && glassbox_log(-1).isNaN && glassbox_log(1) == 0)
    #expect(glassbox_log1p(-1) == -infinity && glassbox_log1p(infinity) == infinity)
    #expect(glassbox_expm1(-infinity) == -1 && glassbox_expm1(1000) == infinity)
    #expect(glassbox_tanh(infinity) == 1 && glassbox_tanh(-30) == -1 && glassbox_tanh(.nan).isNaN)
    #expect(glassbox_sin(infinity).isNaN && glassbox_cos(.nan).isNaN && glassbox_cos(0) == 1)
    #expect(glassbox_erfc(40) == 0 && glassbox_erfc(-40) == 2 && glassbox_erfc(.nan).isNaN)
    for x in [0.0, -0.0] {
      let same = [glassbox_expm1(x), glassbox_log1p(x), glassbox_tanh(x), glassbox_sin(x)]
      #expect(same.allSatisfy { $0.bitPattern == x.bitPattern })
    }
  }

  @Test("raise to powers as the C standard says")
  func powers() {
    for exponent in 0...22 {
      #expect(glassbox_pow(10, Double(exponent)) == Double("1e\(exponent)"))
    }
    let infinity = Double.infinity
    let cases: [(Double, Double, Double)] = [
      (0, -1, infinity), (-0.0, -1, -infinity), (-2, 3, -8), (-2, 2, 4), (-infinity, 3, -infinity),
      (-1, infinity, 1), (0.5, infinity, 0), (0.5, -infinity, infinity), (.nan, 0, 1), (1, .nan, 1),
      (2, 1024, infinity), (2, -1074, .leastNonzeroMagnitude), (-1, 1e300, 1),
    ]
    for (base, exponent, value) in cases {
      #expect(glassbox_pow(base, exponent) == value, "\(base) ^ \(exponent)")
    }
    #expect(glassbox_pow(-2, 0.5).isNaN && glassbox_pow(2, .nan).isNaN)
  }

  private static func entries() throws -> [Entry] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/functions.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    return try lines.map { line in
      let cells = line.split(separator: ",")
      let numbers = try cells.dropFirst().map {
        Double(bitPattern: try #require(UInt64($0, radix: 16)))
      }
      return Entry(
        function: String(cells[0]), arguments: Array(numbers.dropLast(2)),
        high: numbers[numbers.count - 2], low: numbers[numbers.count - 1])
    }
  }
}
