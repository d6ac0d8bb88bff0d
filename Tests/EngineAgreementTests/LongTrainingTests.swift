import EngineAgreement
import NetworkDescription
import Testing
import TrainingData

/// How long the engines stay together.
///
/// They add the same numbers in another order, so each step of training rounds differently: a sum
/// of n terms by n·2⁻⁵³ of its size at most. Descent hands on what earlier steps have rounded, and
/// along most directions makes it smaller. If it never made it larger, s steps would add up to
/// s·n·2⁻⁵³. This is the tolerance; a wrong sign somewhere exceeds it in the first step.
@Suite("The engines stay together in long trainings")
struct LongTrainingTests {
  private static func tolerance(steps: Int, longestSum: Int) -> Double {
    Double(steps) * Double(longestSum) * 0x1p-53
  }

  @Test("XOR, 10,000 steps of all four rows")
  func xor() throws {
    // The longest sums are those over the 6 hidden neurons with the bias.
    try expectAgreement(
      Recipe.xor.blueprint(), LogicGate.xor.dataset, batches: [0..<4], steps: 10_000,
      within: Self.tolerance(steps: 10_000, longestSum: 7))
  }

  @Test("XOR, 10,000 steps of one row each")
  func xorOneByOne() throws {
    try expectAgreement(
      Recipe.xor.blueprint(), LogicGate.xor.dataset, batches: [0..<1, 1..<2, 2..<3, 3..<4],
      steps: 10_000, within: Self.tolerance(steps: 10_000, longestSum: 7))
  }

  #if DEBUG
    private static let digitSteps = 60
  #else
    private static let digitSteps = 1000
  #endif

  @Test("784-15-10, 1,000 steps of ten samples (60 without the optimizer, which takes its time)")
  func digits() throws {
    let blueprint = try Recipe.lernmiMNIST.blueprint()
    let samples = MadeUpSamples(count: 95, for: blueprint, seed: 1)
    // The last batch of each round has five samples.
    let batches = stride(from: 0, to: 95, by: 10).map { $0..<min($0 + 10, 95) }
    try expectAgreement(
      blueprint, samples, batches: batches, steps: Self.digitSteps,
      within: Self.tolerance(steps: Self.digitSteps, longestSum: 785))
  }
}
