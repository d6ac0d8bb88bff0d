import NetworkDescription
import TrainingLoop

/// A network that learns nothing, but writes down what it is asked for and does what it is told.
final class ScriptedNetwork: TrainableNetwork {
  /// What happened, in order.
  private(set) var batches: [[Int]] = []
  private(set) var measured: [[Int]] = []
  /// How many steps it has made since its start, or since the state that it was put back to.
  private var step = 0
  /// The weight after each step is the number of steps; unless told otherwise here.
  var weights: [Int: Double] = [:]
  /// The step, from 1, at which the loss is no longer a number.
  var faultyStep: Int?
  /// What measuring comes to.
  var measuredLoss = 0.25
  /// What measuring comes to after so many steps, where that is something else.
  var measuredLosses: [Int: Double] = [:]
  /// What the network answers, by sample.
  var answers: [[Double]] = []
  let inputCount: Int
  let outputCount: Int
  var parameters = Parameters(["layers.0.weight": Tensor(shape: [1], values: [0])])

  init(inputCount: Int = 1, outputCount: Int = 1) {
    self.inputCount = inputCount
    self.outputCount = outputCount
  }

  var weight: Double { parameters["layers.0.weight"]?.values.first ?? .nan }

  func setParameters(_ parameters: Parameters) throws(BlueprintError) {
    self.parameters = parameters
  }

  var trainingState: TrainingState {
    TrainingState(parameters: parameters, step: step)
  }

  func restore(_ state: TrainingState) throws(BlueprintError) {
    parameters = state.parameters
    step = state.step
  }

  func train(
    on source: some SampleSource, samples: ArraySlice<Int>
  ) throws(NetworkError) -> BatchResult {
    guard step + 1 != faultyStep else {
      throw .notFinite(
        TrainingFault(
          loss: -.nan, sampleInBatch: 2, culprit: .sum(NeuronName(layer: 1, index: 0), .infinity)))
    }
    batches.append(Array(samples))
    step += 1
    let weight = weights[step] ?? Double(step)
    parameters = Parameters(["layers.0.weight": Tensor(shape: [1], values: [weight])])
    return BatchResult(
      lossSum: 2 * Double(samples.count), correctCount: 1, sampleCount: samples.count)
  }

  func place(of index: Int, in tensor: String) -> WeightPlace? {
    .link(
      LinkName(
        from: NeuronName(layer: 0, index: index), to: NeuronName(layer: 1, index: 0)))
  }

  func evaluate(
    on source: some SampleSource, samples: ArraySlice<Int>
  ) throws(InputError) -> BatchEvaluation {
    measured.append(Array(samples))
    let loss = measuredLosses[step] ?? measuredLoss
    let result = BatchResult(
      lossSum: loss * Double(samples.count), correctCount: samples.count,
      sampleCount: samples.count)
    let outputs = answers.isEmpty ? [] : samples.flatMap { answers[$0] }
    return BatchEvaluation(result: result, outputs: outputs)
  }

  func predict(_ inputs: [Double]) throws(InputError) -> [Double] { inputs }
}

/// Samples whose inputs are their own numbers.
struct NumberedSamples: SampleSource {
  let count: Int
  var inputCount = 1
  var targets: [[Double]] = []
  var targetCount: Int { targets.first?.count ?? 1 }
  var targetKind = TargetKind.classes

  func copy<Number: BinaryFloatingPoint>(
    _ part: SamplePart, of samples: ArraySlice<Int>,
    to destination: UnsafeMutableBufferPointer<Number>
  ) {
    let numbers = samples.flatMap { sample in
      part == .inputs ? [Double(sample)] : targets.isEmpty ? [0] : targets[sample]
    }
    for (place, number) in numbers.enumerated() { destination[place] = Number(number) }
  }
}

/// Asks to stop after so many batches, and remembers what it was told.
final class Bystander: TrainingWatcher {
  var lastBatch: Int
  private(set) var progress: [Int] = []
  private(set) var records: [Int] = []

  init(stopAfter lastBatch: Int = .max) {
    self.lastBatch = lastBatch
  }

  var shouldStop: Bool { progress.count >= lastBatch }

  func batchDidEnd(_ progress: TrainingProgress) {
    self.progress.append(progress.soFar.sampleCount)
  }

  func epochDidEnd(_ record: EpochRecord) { records.append(record.epoch) }
}
