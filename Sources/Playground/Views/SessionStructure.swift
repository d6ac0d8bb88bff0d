import NetworkDescription
import NeuronGraph
import TextFormats
import ToySets

extension PlaygroundSession {
  /// What there is to draw: layers, links and data, without their numbers.
  public var structureJSON: String {
    let setup = course.prepared.setup
    let network = course.network
    let domain = setup.data.domain
    return JSONValue.object([
      ("name", .string(setup.name)), ("recipe", .string(setup.name)),
      ("seed", .string("\(setup.seed)")),
      (
        "features",
        .array(
          setup.features.map {
            .object([("name", .string($0.name)), ("formula", .string($0.name))])
          })
      ),
      ("layers", .array(layerList(network))),
      ("links", .object([("names", .array(network.links.map { .string("\($0.name)") }))])),
      ("loss", setup.loss.json), ("optimizer", optimizerJSON(setup.optimizer)),
      ("batchSize", .integer(setup.training.batchSize)),
      ("epochs", .integer(setup.training.epochs)),
      ("penalty", penaltyJSON(setup)), ("dropout", .number(dropout(setup))),
      ("initializer", initializerJSON(setup)),
      ("blueprint", course.prepared.blueprint.json),
      (
        "data",
        .object([
          ("name", .string(setup.data.name)), ("noise", .number(setup.data.noise)),
          ("share", .number(Double(setup.data.trainCount) / Double(max(1, setup.data.count)))),
          ("count", .integer(setup.data.count)), ("trainCount", .integer(setup.data.trainCount)),
          ("seed", setup.data.seed.map { .string("\($0)") } ?? .null),
          ("columns", .array(setup.data.columns.map { .string($0) })),
          ("classes", .array(setup.data.classNames.map { .string($0) })),
          ("classCount", .integer(setup.data.classNames.count)),
          ("regression", .bool(setup.data.isRegression)),
        ])
      ),
      (
        "domain",
        .object([
          ("x", .array([.number(domain.x.lowerBound), .number(domain.x.upperBound)])),
          ("y", .array([.number(domain.y.lowerBound), .number(domain.y.upperBound)])),
        ])
      ),
      ("grid", .integer(PlaneSurvey.grid)), ("inputsAreThePlane", .bool(hasPlanes)),
      (
        "available",
        .array(
          availableFeatures.map {
            .object([("name", .string($0.name)), ("formula", .string($0.name))])
          })
      ),
      ("choices", choices),
    ]).description
  }

  /// What a page may offer.
  private var choices: JSONValue {
    func list(_ names: [String]) -> JSONValue { .array(names.map { .string($0) }) }
    let data = course.prepared.setup.data
    let losses = Loss.allKinds.filter { loss in
      switch loss.traits.targets {
      case .any: true
      case .chances: !data.isRegression
      case .classes: !data.isRegression && data.outputCount > 1
      }
    }
    return .object([
      ("recipes", list(OpenedNetwork.playable)),
      (
        "data",
        list(ToySet.allCases.map { $0.rawValue } + LogicGate.allCases.map { $0.rawValue })
      ),
      ("activations", list(Activation.allKinds.map { $0.name }.filter { $0 != "softmax" })),
      ("losses", list(losses.map { $0.name })),
      ("optimizers", list(Optimizer.allKinds.map { $0.name })),
      ("schedules", list(Setting.schedules.map { $0.name })),
      (
        "initializers",
        list(["glorotUniform", "glorotNormal", "heUniform", "heNormal", "zeros", "ones"])
      ),
    ])
  }

  /// The usual formulas of the plane, and those the network is told.
  var availableFeatures: [Feature] {
    let setup = course.prepared.setup
    guard hasPlanes else { return setup.features }
    let usual = ["x", "y", "x^2", "y^2", "x*y", "sin(x)", "sin(y)"].compactMap { text in
      (try? Formula(text)).map { Feature.formula($0) }
    }
    return usual + setup.features.filter { !usual.contains($0) }
  }

  /// Whether what neurons make of every point of the plane can be shown.
  var hasPlanes: Bool {
    course.prepared.setup.data.isPlane && course.prepared.setup.picture == nil
  }

  private func layerList(_ network: NeuronNetwork) -> [JSONValue] {
    let blueprint = course.prepared.blueprint
    // Flatten adds no neurons, so that not every layer of the blueprint is one here.
    let kinds = blueprint.layers.enumerated().filter { $0.element != .flatten }
    return network.layers.enumerated().map { position, layer in
      let source = position == 0 ? nil : kinds[position - 1]
      let index = source.map { $0.offset + 1 }
      let activation = source.map { $0.element.activation.json }
      let kind = source.map { $0.element.name }
      let names: [JSONValue] = layer.neurons.map { .string("\($0.name)") }
      return .object([
        ("index", .integer(index ?? 0)), ("units", .integer(layer.neurons.count)),
        ("activation", activation ?? .null), ("kind", .string(kind ?? "input")),
        ("names", .array(names)),
      ])
    }
  }

  private func optimizerJSON(_ optimizer: Optimizer) -> JSONValue {
    .object([
      ("kind", .string(optimizer.name)), ("learningRate", .number(optimizer.learningRate)),
      ("schedule", optimizer.schedule.json), ("settings", optimizer.json),
    ])
  }

  private func firstDense(_ setup: Setup) -> Dense? {
    for layer in setup.layers { if case .dense(let dense) = layer { return dense } }
    return nil
  }

  private func penaltyJSON(_ setup: Setup) -> JSONValue {
    let penalty = firstDense(setup)?.penalty ?? .none
    return .object([("l1", .number(penalty.l1)), ("l2", .number(penalty.l2))])
  }

  private func initializerJSON(_ setup: Setup) -> JSONValue {
    firstDense(setup)?.weightInitializer.json ?? .null
  }

  private func dropout(_ setup: Setup) -> Double {
    for layer in setup.layers { if case .dropout(let dropout) = layer { return dropout.rate } }
    return 0
  }
}
