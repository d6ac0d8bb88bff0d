import EngineAgreement
import MatrixEngine
import NetworkDescription
import Testing
import Thoroughness

/// A check that never fails is worth nothing: it has to find mistakes that are made on purpose.
@Suite("The check finds what is wrong, and nothing else")
struct PlantedFaultTests {
  /// A network in which every fault shows, whichever layers it has besides.
  private static func blueprint(_ optimizer: Optimizer) throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "deep", input: .picture(height: 2, width: 3, channels: 1),
      layers: [
        .flatten, .activation(ActivationLayer(.tanh)),
        .dense(Dense(units: 5, activation: .sigmoid)), .dropout(Dropout(rate: 0.2)),
        .dense(Dense(units: 7, activation: .tanh, penalty: Penalty(l2: 0.01))),
        .dense(Dense(units: 3, activation: .softmax)),
      ],
      loss: .categoricalCrossEntropy, optimizer: optimizer)
  }

  /// Each with the number of the layer it is planted in.
  private static let faults: [(PlantedFault, layer: Int)] = [
    (.missingSlope, 3), (.wrongSign, 6), (.swappedWeights, 3), (.biasNotUpdated, 3),
    (.gradientNotAveraged, 6), (.staleActivations, 6), (.adamMultiplies, 3),
  ]

  @Test(
    "Every fault is found, with its layer and a link or bias of it, and finite differences agree",
    arguments: faults)
  func found(fault: PlantedFault, layer: Int) throws {
    let blueprint = try Self.blueprint(.adam(Adam()))
    let report = try AgreementCheck(blueprint, fault: fault).run()
    let culprit = try #require(report.culprit)
    #expect(!report.agrees && culprit.layer == layer, "\(culprit)")
    switch culprit.worst {
    case .weight(.link(let name)):
      #expect(name.from.layer == layer - 1 && name.to.layer == layer, "\(culprit)")
    case .weight(.bias(let name)): #expect(name.layer == layer, "\(culprit)")
    case .neuron, .number, .loss: Issue.record("\(culprit)")
    }
    guard culprit.quantity == .gradients else { return }
    let (quotient, matrices) = (try #require(culprit.quotient), try #require(culprit.matrices))
    #expect(abs(culprit.objects - quotient) < 1e-9)
    #expect(abs(matrices - quotient) > 1e-6)
    let differences = report.comparisons.filter { $0.quantity == .differences }
    #expect(differences.count == 3)
    for comparison in differences { #expect(comparison.agrees, "\(comparison)") }
  }

  /// Each with the number of the layer it is planted in.
  private static let convolvingFaults: [(PlantedFault, layer: Int)] = [
    (.missingSlope, 1), (.wrongSign, 5), (.swappedWeights, 1), (.biasNotUpdated, 1),
    (.gradientNotAveraged, 5), (.staleActivations, 5), (.adamMultiplies, 1),
  ]

  @Test(
    "So is every fault of a convolution, pooled or the last to learn", arguments: convolvingFaults)
  func convolutions(fault: PlantedFault, layer: Int) throws {
    let report = try AgreementCheck(Self.pooled(), fault: fault).run()
    let culprit = try #require(report.culprit)
    #expect(!report.agrees && culprit.layer == layer, "\(culprit)")
  }

  private static func pooled() throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "pooled", input: .picture(height: 6, width: 5, channels: 2),
      layers: [
        .conv2D(Conv2D(filters: 3, kernel: 2, padding: .same, activation: .tanh)),
        .maxPooling2D(MaxPooling2D(pool: 2, padding: .same)),
        .conv2D(Conv2D(filters: 4, kernel: 2, activation: .relu)), .dropout(Dropout(rate: 0.1)),
        .conv2D(Conv2D(filters: 2, kernel: 1, activation: .sigmoid)), .flatten,
      ],
      loss: .halfSquaredError, optimizer: .adam(Adam()))
  }

  @Test("Without a fault nothing is found in convolutions")
  func nothingFoundInConvolutions() throws {
    #expect(try AgreementCheck(Self.pooled()).run().agrees)
  }

  @Test("Without a fault nothing is found, whatever the optimizer")
  func nothingFound() throws {
    let optimizers: [Optimizer] = [
      .sgd(SGD()), .sgd(SGD(momentum: 0.9, nesterov: true)), .rmsprop(RMSprop()), .adam(Adam()),
      .adadelta(Adadelta(learningRate: 1)),
    ]
    for optimizer in optimizers {
      let report = try AgreementCheck(Self.blueprint(optimizer)).run()
      #expect(report.agrees, "\(report.culprit?.description ?? "")")
      #expect(
        report.comparisons.filter { $0.quantity == .outputs }.map(\.layer) == [2, 3, 4, 5, 6])
    }
  }

  @Test("Nor where a penalty is a pull of its own")
  func nothingFoundBesidePulls() throws {
    let blueprint = try NetworkBlueprint(
      name: "cut", input: .list(2),
      layers: [
        .dense(Dense(units: 3, activation: .tanh, penalty: Penalty(l1: 0.5, zeroStays: true))),
        .dense(Dense(units: 1, activation: .sigmoid)),
      ], loss: .binaryCrossEntropy)
    let report = try AgreementCheck(blueprint).run()
    #expect(report.agrees, "\(report.culprit?.description ?? "")")
    #expect(report.comparisons.contains { $0.quantity == .differences })
  }

  /// Recipes of every kind: toys, and one network of each other kind of layers.
  private static let quickRecipes: [Recipe] = [
    .or, .xor, .linear, .spiral, .plane, .multiGauss, .mnistMLP, .mnistCNN, .cifar10ELU,
  ]

  #if DEBUG
    // Objects by the hundred thousand take their time without the optimizer.
    private static let mostLinks = 5_000
  #else
    private static let mostLinks = 1_000_000
  #endif

  @Test(
    "Every recipe passes, the large ones with fewer neurons",
    arguments: Thoroughness.isFull ? Recipe.allCases : quickRecipes)
  func recipes(recipe: Recipe) throws {
    var blueprint = try recipe.blueprint()
    if blueprint.linkCount >= Self.mostLinks { blueprint = try Self.narrowed(blueprint) }
    try #require(blueprint.linkCount < max(Self.mostLinks, 50_000))
    let report = try AgreementCheck(blueprint, steps: Thoroughness.isFull ? 5 : 1).run()
    #expect(report.agrees, "\(report.culprit?.description ?? "")")
  }

  /// The same layers in the same order, with smaller pictures, fewer filters and fewer neurons.
  private static func narrowed(_ blueprint: NetworkBlueprint) throws -> NetworkBlueprint {
    let last = blueprint.layers.count - 1
    let layers = blueprint.layers.enumerated().map { index, layer in
      switch layer {
      case .dense(var dense) where index < last:
        dense.units = min(dense.units, 4)
        return Layer.dense(dense)
      case .conv2D(var convolution):
        convolution.filters = min(convolution.filters, 2)
        return Layer.conv2D(convolution)
      default: return layer
      }
    }
    // The smallest picture that is not used up by the convolutions.
    let sides = blueprint.input.isPicture ? Array(8...32) : [0]
    let found = sides.lazy.compactMap { side in
      try? NetworkBlueprint(
        name: blueprint.name,
        input: blueprint.input.isPicture
          ? .picture(height: side, width: side, channels: blueprint.input.extents[2])
          : blueprint.input,
        layers: layers, loss: blueprint.loss, optimizer: blueprint.optimizer,
        seed: blueprint.seed, training: blueprint.training)
    }.first
    return try #require(found)
  }

  @Test("Made-up networks pass, finite differences included", arguments: Thoroughness.cases(100))
  func random(number: Int) throws {
    let blueprint = try RandomBlueprint.make(number)
    let report = try AgreementCheck(blueprint, steps: 3).run()
    #expect(report.agrees, "\(blueprint.jsonText) \(report.culprit?.description ?? "")")
  }

  @Test("So do made-up networks for pictures", arguments: Thoroughness.cases(15))
  func pictures(number: Int) throws {
    let blueprint = try RandomBlueprint.pictures(number)
    let report = try AgreementCheck(blueprint, steps: 3).run()
    #expect(report.agrees, "\(blueprint.jsonText) \(report.culprit?.description ?? "")")
  }

  @Test("A fault that would change nothing is refused, with what it needs")
  func impossible() throws {
    let blueprint = try Recipe.or.blueprint()
    let error = #expect(throws: AgreementError.self) {
      try AgreementCheck(blueprint, fault: .adamMultiplies)
    }
    #expect(error?.description.contains("adam-multiplies") == true)
    #expect(error?.description.contains("Adam as its optimizer") == true)
  }
}
