import Foundation
import Testing

@testable import NetworkDescription

@Suite("Means and deviations of inputs")
struct InputStatisticsTests {
  /// Numbers made up from a seed, as many samples as it takes for several chunks.
  private struct Samples: SampleSource {
    let count: Int
    let inputCount: Int
    let value: @Sendable (_ sample: Int, _ input: Int) -> Double
    var targetCount: Int { 1 }
    var targetKind: TargetKind { .numbers }

    func copy<Number: BinaryFloatingPoint>(
      _ part: SamplePart, of samples: ArraySlice<Int>,
      to destination: UnsafeMutableBufferPointer<Number>
    ) {
      guard part == .inputs else { return }
      for (row, sample) in samples.enumerated() {
        for input in 0..<inputCount {
          destination[row * inputCount + input] = Number(value(sample, input))
        }
      }
    }
  }

  @Test("They are those of all values of a feature, by the textbook's two passes")
  func twoPasses() {
    let samples = Samples(count: 700, inputCount: 6) { sample, input in
      1000 * Double(input % 2) + SeededRandom(seed: 3).unit(.check, step: sample, index: input)
    }
    let found = InputStatistics(of: samples, featureCount: 2)
    for feature in 0..<2 {
      let values = (0..<700).flatMap { sample in
        [feature, feature + 2, feature + 4].map { samples.value(sample, $0) }
      }
      let mean = values.reduce(0, +) / Double(values.count)
      let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      #expect(abs(found.means[feature] - mean) <= 1e-12 * max(1, mean))
      #expect(abs(found.deviations[feature] - square.squareRoot()) <= 1e-12)
    }
  }

  @Test("An input that never changes is not divided by 0, nor is one of no samples at all")
  func constant() {
    let samples = Samples(count: 3, inputCount: 2) { _, input in input == 0 ? 0.1 : 255 }
    let found = InputStatistics(of: samples, featureCount: 2)
    #expect(found.means == [0.1, 255])
    #expect(found.deviations == [1, 1])
    let none = InputStatistics(
      of: Samples(count: 0, inputCount: 2) { _, _ in 0 }, featureCount: 2)
    #expect(none.means == [0, 0] && none.deviations == [1, 1])
  }

  @Test("A network gets those of each channel, or after flatten of each pixel")
  func parameters() throws {
    let samples = Samples(count: 2, inputCount: 4) { sample, input in
      [[1, 10, 3, 10], [5, 30, 7, 30]][sample][input]
    }
    func parameters(_ layers: [Layer], _ index: Int) throws -> [[Double]?] {
      let blueprint = try NetworkBlueprint(
        name: "n", input: .picture(height: 1, width: 2, channels: 2),
        layers: layers + [.dense(Dense(units: 1))], loss: .meanSquaredError)
      let parameters = blueprint.initialParameters(fitting: samples)
      try blueprint.validate(parameters)
      return ["mean", "deviation"].map { parameters["layers.\(index).\($0)"]?.values }
    }
    #expect(
      try parameters([.normalization, .flatten], 0) == [[4, 20], [Double(5).squareRoot(), 10]])
    #expect(try parameters([.flatten, .normalization], 1) == [[3, 20, 5, 20], [2, 10, 2, 10]])
  }
}
