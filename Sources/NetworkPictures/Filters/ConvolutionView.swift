import MatrixEngine
import ModelFiles
import NetworkDescription
import TextFormats
import TrainingData
import TrainingLoop

/// What there is to see of a network of convolutions: its filters, and what each layer makes of a
/// picture.
public struct ConvolutionView {
  let name: String
  let input: PictureInput?
  let layers: [LayerView]
  /// The network's outputs, the largest first, with the names of the classes.
  let answers: [(name: String, value: Double)]
  /// Whether the answers are shares of 1.
  let areShares: Bool
  let blueprint: NetworkBlueprint

  /// Looks at the filters, and lets the network look at a picture if there is one.
  ///
  /// - Throws: `PlainError` for a network without convolutions, and for outputs that are no
  ///   finite numbers.
  public init(
    of blueprint: NetworkBlueprint, _ parameters: Parameters, classNames: [String],
    looksAt input: PictureInput?, kernels: KernelChoice? = nil
  ) throws {
    self.blueprint = blueprint
    name = blueprint.name.shortenedOnOneLine
    self.input = input
    let outputs = try input.map {
      try Self.outputs(of: blueprint, parameters, for: $0, kernels)
    }
    layers = LayerView.all(of: blueprint, parameters, outputs: outputs)
    // Flatten, which may be the last, has no outputs of its own.
    let last = outputs?.max { $0.key < $1.key }?.value ?? []
    let named = classNames.count == last.count
    answers = last.indices.sorted { (last[$1], $0) < (last[$0], $1) }.map {
      (named ? classNames[$0].onOneLine : "\($0)", last[$0])
    }
    areShares = blueprint.outputActivation == .softmax
  }

  /// Refuses networks that have no filters to show.
  public static func check(_ blueprint: NetworkBlueprint, option: String) throws {
    guard blueprint.layers.contains(where: \.isConvolution) else {
      throw PlainError(
        "\(option): expected a network with convolutions, found none in "
          + "\(blueprint.name.shortenedOnOneLine)")
    }
  }

  /// What each layer puts out, by its position.
  private static func outputs(
    of blueprint: NetworkBlueprint, _ parameters: Parameters, for input: PictureInput,
    _ kernels: KernelChoice?
  ) throws -> [Int: [Double]] {
    let network = try MatrixNetwork<Double>(
      blueprint, parameters: parameters, rows: 1, kernels: kernels)
    let outputs = try network.layerOutputs(on: input.sample, samples: [0])
    for (position, values) in outputs {
      guard let place = values.firstIndex(where: { !$0.isFinite }) else { continue }
      let neuron = blueprint.outputShapes[position].neuronName(layer: position + 1, index: place)
      throw PlainError(
        "\(input.file): the output of neuron \(neuron) is not a finite number: use a model that "
          + "was trained with a smaller learning rate")
    }
    return Dictionary(outputs.map { ($0.position, $0.outputs) }) { first, _ in first }
  }
}
