import NetworkDescription

/// A network of neurons and links, which can be looked at while it computes and learns.
///
/// It is built from a `NetworkBlueprint`, or wired by hand with ``NetworkWiring``. Everything is
/// in `Double`, one sample after the other, one link after the other.
///
/// ```swift
/// let network = try NeuronNetwork(try Recipe.xor.blueprint())
/// print(try network.predict([0, 1]))  // one number, not yet a good one
/// ```
///
/// A network is not safe to use from several threads at once.
public final class NeuronNetwork {
  /// The layers in the order they are computed; the first holds the input neurons.
  public let layers: [NeuronLayer]

  /// The neurons whose outputs are the network's answer.
  public let outputNeurons: [Neuron]

  /// What training makes small.
  public let loss: Loss

  /// How training moves the weights; the learning rate may be changed while training.
  public var optimizer: Optimizer {
    didSet {
      if optimizer.memoryNames != oldValue.memoryNames { memory = [] }
    }
  }

  /// How many training steps it has made since it was built or was given other parameters.
  public internal(set) var stepCount = 0

  /// Whether the loss is fused with the last activation (see `Loss`).
  public let isLossFused: Bool

  /// Everything it learns, by the names of model files.
  let tensors: [WeightTensor]

  /// What stands on the links that normalize inputs; most networks have none.
  let normalization: NormalizationWeights?

  /// The weights as training needs them; a network that only answers never asks for this.
  private(set) lazy var weights = NetworkWeights(of: layers)

  /// Where each weight sits; only a trace asks for it.
  package private(set) lazy var weightUses = WeightUses(in: layers)

  /// The neurons and links side by side; only fast steps ask for them.
  private(set) lazy var rows = LayerRows(of: layers, answering: outputNeurons)

  /// Whether every weight is on one link or neuron alone, and has no penalty.
  private(set) lazy var weightsAreSingle = weights.noneIsShared && penalizedWeights.isEmpty

  /// The weights that cost something when they are large; usually none.
  private(set) lazy var penalizedWeights = Self.penalizedWeights(in: layers)

  /// The weights that a penalty pulls to 0, where they stay; usually none.
  lazy var zeroPulls = Self.zeroPulls(
    of: penalizedWeights, among: weights.trainable)

  /// The layers that have dropout; usually none.
  let dropoutLayers: [NeuronLayer]

  /// What the optimizer remembers of each trainable weight; empty before it has anything.
  var memory: [WeightMemory] = []

  /// Where in it each trainable weight has its own.
  private(set) lazy var memoryPositions = findMemoryPositions()

  /// Whether weights have got other values since the last fast step, which then looks at them anew.
  var weightsWereChanged = true

  /// Room for the numbers of one sample, used again for the next.
  var sampleRoom: (inputs: [Double], targets: [Double]) = ([], [])

  /// How many input neurons there are.
  public var inputCount: Int { inputNeurons.count }

  /// How many output neurons there are.
  public var outputCount: Int { outputNeurons.count }

  /// The neurons that take the inputs.
  public var inputNeurons: [Neuron] { layers[0].neurons }

  /// Every link, in the order in which the forward pass visits them.
  public var links: [Link] { layers.flatMap { $0.incoming.flatMap { $0 } } }

  init(
    layers: [NeuronLayer], outputNeurons: [Neuron], loss: Loss, optimizer: Optimizer,
    tensors: [WeightTensor], normalization: NormalizationWeights? = nil
  ) {
    self.layers = layers
    self.outputNeurons = outputNeurons
    self.loss = loss
    self.optimizer = optimizer
    self.tensors = tensors
    self.normalization = normalization
    self.isLossFused = Self.canFuse(loss, outputNeurons, layers)
    self.dropoutLayers = layers.filter { $0.dropout != nil }
  }

  /// Builds the network that a blueprint describes.
  ///
  /// - Parameters:
  ///   - parameters: What it has learned; by default the blueprint's initial parameters.
  ///   - memoryLimit: How many bytes it may take.
  /// - Throws: `BlueprintError` if the parameters are not the blueprint's, or if the network would
  ///   take more memory: 40 million links take 5 GB; links that share weights take half.
  public convenience init(
    _ blueprint: NetworkBlueprint, parameters: Parameters? = nil,
    memoryLimit: Int = MemoryEstimate.usualLimit
  ) throws(BlueprintError) {
    try blueprint.check(blueprint.memory(of: .objects, training: false), fits: memoryLimit)
    let parameters = parameters ?? blueprint.initialParameters()
    try blueprint.validate(parameters)
    var wiring = BlueprintWiring(blueprint, parameters)
    wiring.wireAllLayers()
    self.init(
      layers: wiring.layers, outputNeurons: wiring.outputNeurons, loss: blueprint.loss,
      optimizer: blueprint.optimizer, tensors: wiring.tensors, normalization: wiring.normalization)
  }

  /// Loss and activation cancel only where the outputs are a whole last layer that feeds nothing.
  private static func canFuse(
    _ loss: Loss, _ outputs: [Neuron], _ layers: [NeuronLayer]
  ) -> Bool {
    guard let last = layers.last, last.neurons.elementsEqual(outputs, by: ===) else { return false }
    return outputs.allSatisfy { loss.isFused(with: $0.activation) }
      && last.softmaxGroups.count <= 1
  }
}

/// The weights that make up one tensor of a model file, in the tensor's order.
struct WeightTensor {
  let name: String
  let role: ParameterSpecification.Role
  let shape: [Int]
  let weights: [Weight]
}
