import ModelFiles
import NetworkDescription
import TextFormats

/// A learned number and the column it has in the sheet of steps.
struct LearnedNumber {
  /// Where it sits: `0.1-1.0`, `bias 1.0`.
  let place: WeightPlace
  let value: Double
  /// The layer's position in the blueprint.
  let layer: Int
  /// Which neuron of the layer it belongs to, and which input of the neuron; nil for a bias.
  let (unit, input): (Int, Int?)
  let isFrozen: Bool
  let column: Int
}

/// A layer and the columns that it has in the sheet of steps.
struct SheetLayer {
  /// What its neurons make of the layer before.
  enum Kind {
    /// Sums of weighted inputs; the columns of the weights for each neuron, and of the biases.
    case dense(weights: [Range<Int>], biases: [Int]?)
    /// The activation of each input.
    case activation
    /// Inputs brought to a mean and a deviation.
    case normalization
  }

  let kind: Kind
  /// Its position in the blueprint.
  let position: Int
  let activation: Activation
  let inputs: Range<Int>
  /// The columns of ∑; those of the inputs where there are no weights.
  var sums: Range<Int>
  var outputs: Range<Int>
  /// The columns of ∂loss/∂output and of ∂loss/∂sum; nil where nothing learns from them.
  var sensitivities: Range<Int>?
  var inputSensitivities: Range<Int>?
}

/// A network laid out in columns: learned numbers in one row of every step, what becomes of a
/// sample in others.
///
/// Column A says what a row is, B has numbers that count, the rest begins in C.
struct SheetNetwork {
  static let firstColumn = 3

  let blueprint: NetworkBlueprint
  let parameters: Parameters
  let learned: [LearnedNumber]
  let inputs: Range<Int>
  let targets: Range<Int>
  private(set) var layers: [SheetLayer] = []
  private(set) var loss = 0
  /// The column behind the last.
  private(set) var end = 0
  /// Whether loss and last activation are computed in one.
  let isFused: Bool

  /// - Throws: `PlainError` that names what a sheet has no place for.
  init(_ model: TrainedModel) throws {
    blueprint = model.blueprint
    parameters = model.parameters
    learned = try Self.learned(model)
    isFused = blueprint.loss.isFused(with: blueprint.outputActivation)
    inputs = Self.firstColumn..<Self.firstColumn + blueprint.input.count
    targets = inputs.upperBound..<inputs.upperBound + blueprint.output.count
    end = targets.upperBound
    var last = inputs
    for position in blueprint.layers.indices where blueprint.layers[position] != .flatten {
      let layer = try forwardLayer(position, seeing: last)
      last = layer.outputs
      layers.append(layer)
    }
    loss = takeColumns(1).lowerBound
    addSensitivities()
  }

  private mutating func takeColumns(_ count: Int) -> Range<Int> {
    defer { end += count }
    return end..<end + count
  }

  private mutating func forwardLayer(_ position: Int, seeing inputs: Range<Int>) throws
    -> SheetLayer
  {
    let layer = blueprint.layers[position]
    let count = blueprint.outputShapes[position].count
    let kind: SheetLayer.Kind
    var sums = inputs
    switch layer {
    case .dense:
      let own = learned.filter { $0.layer == position }
      let weights = own.filter { !$0.place.isBias }.map(\.column)
      let biases = own.filter(\.place.isBias).map(\.column)
      let first = weights.first ?? Self.firstColumn
      kind = .dense(
        weights: (0..<count).map {
          first + $0 * inputs.count..<first + ($0 + 1) * inputs.count
        },
        biases: biases.isEmpty ? nil : biases)
      sums = takeColumns(count)
    case .activation: kind = .activation
    case .normalization: kind = .normalization
    case .flatten, .dropout, .conv2D, .maxPooling2D, .averagePooling2D:
      throw PlainError(
        "layer \(position + 1), \(layer.name): expected dense, activation, normalization or flatten "
          + "layers, which formulas of a sheet can be read of: choose another format, or another "
          + "network")
    }
    return SheetLayer(
      kind: kind, position: position, activation: layer.activation, inputs: inputs, sums: sums,
      outputs: takeColumns(count))
  }

  /// Columns for the way back, from the last layer to the first that learns.
  private mutating func addSensitivities() {
    guard
      let first = layers.firstIndex(where: { if case .dense = $0.kind { true } else { false } })
    else { return }
    for index in layers.indices.reversed() where index >= first {
      let isFusedOutput = isFused && index == layers.count - 1
      if !isFusedOutput { layers[index].sensitivities = takeColumns(layers[index].outputs.count) }
      layers[index].inputSensitivities = takeColumns(layers[index].outputs.count)
    }
  }

  /// Weights by the neuron they lead to, then biases, layer by layer.
  private static func learned(_ model: TrainedModel) throws -> [LearnedNumber] {
    var learned: [LearnedNumber] = []
    let blueprint = model.blueprint
    for position in blueprint.layers.indices {
      for specification in blueprint.parameters(ofLayer: position)
      where specification.role.isTrainable && !blueprint.layers[position].traits.sharesWeights {
        let frozen = blueprint.frozen(specification.role, ofLayer: position)
        let values =
          model.parameters[NetworkBlueprint.tensorName(layer: position, specification.role)]?.values
          ?? []
        guard learned.count + values.count <= mostLearned else {
          throw PlainError(
            "\(blueprint.name.shortenedOnOneLine): expected at most \(mostLearned) weights and "
              + "biases, which a sheet can be read with, found "
              + "\(grouped(blueprint.parameterCount)): choose another format, or a smaller network")
        }
        let units = specification.shape.last ?? 1
        let rows = values.count / max(units, 1)
        for unit in 0..<units {
          for row in 0..<rows {
            let index = row * units + unit
            guard
              let place = blueprint.place(of: index, in: specification.role, ofLayer: position)
            else { continue }
            learned.append(
              LearnedNumber(
                place: place, value: values[index], layer: position, unit: unit,
                input: place.isBias ? nil : row, isFrozen: frozen.contains(index),
                column: firstColumn + learned.count))
          }
        }
      }
    }
    return learned
  }

  private static let mostLearned = 60
}

extension SheetNetwork {
  static let dataSheet = "Data"
  static let newWeight = "new weight"

  /// The lines of an update, the last of which is the new weight.
  var updateLines: [UpdateLine] {
    let pulls = learned.contains(where: isPulled)
    let lines = blueprint.optimizer.updateLines(movedName: pulls ? "moved" : Self.newWeight)
    return pulls ? lines + [.pulling(Self.newWeight, after: "moved")] : lines
  }

  /// Which line of an update has a name.
  func line(called name: String) -> Int { updateLines.firstIndex { $0.name == name } ?? 0 }

  /// Whether a penalty pulls it towards 0, after the optimizer has moved it.
  func isPulled(_ number: LearnedNumber) -> Bool {
    !number.isFrozen && !number.place.isBias
      && blueprint.layers[number.layer].traits.penalty.zeroStays
  }

  /// How many cells a step has that learns from so many samples.
  func cellCount(samples: Int) -> Int {
    (updateLines.count + 3) * learned.count + (samples + 1) * (end - Self.firstColumn + 1) + 12
  }

  /// What the columns of a sample are called: the neurons' names, and what a trace says of them.
  var headings: [(column: Int, text: String)] {
    quantities.map { ($0.column, "\($0.what) \($0.neuron)") } + [(loss, "loss")]
  }

  /// What there is of every sample, by column, but the loss.
  var quantities: [(column: Int, what: String, neuron: NeuronName)] {
    func named(
      _ columns: Range<Int>?, _ layer: Int, _ what: String
    ) -> [(column: Int, what: String, neuron: NeuronName)] {
      (columns ?? 0..<0).enumerated().map {
        ($1, what, blueprint.neuronName($0, ofLayer: layer))
      }
    }
    let outputLayer = layers.last?.position ?? 0
    return named(inputs, -1, "input") + named(targets, outputLayer, "target")
      + layers.flatMap {
        ($0.sums == $0.inputs ? [] : named($0.sums, $0.position, "sum"))
          + named($0.outputs, $0.position, "output")
      }
      + layers.reversed().flatMap {
        named($0.sensitivities, $0.position, "sensitivity")
          + named($0.inputSensitivities, $0.position, "inputSensitivity")
      }
  }

  /// The weights of a layer as columns; nil if it has none.
  func weightColumns(ofLayer position: Int) -> Range<Int>? {
    let columns = learned.filter { $0.layer == position && !$0.place.isBias }.map(\.column)
    guard let first = columns.first, let last = columns.last else { return nil }
    return first..<last + 1
  }
}

/// The names of cells that formulas use.
extension SheetNetwork {
  /// The number that a weight or bias begins with.
  func startName(of number: LearnedNumber) -> String { "start_" + Self.name(of: number.place) }

  /// A place of the network as a name may be written in formulas: `0.1_1.0`, `bias_1.0`.
  static func name(of place: WeightPlace) -> String {
    String(place.description.map { $0 == "-" || $0 == " " ? "_" : $0 })
  }

  static func l1Name(_ position: Int) -> String { "l1_layer_\(position + 1)" }

  static func l2Name(_ position: Int) -> String { "l2_layer_\(position + 1)" }

  /// The mean and the deviation that an input is normalized with.
  func normalizationNames(
    of input: Int, in layer: SheetLayer
  ) -> (mean: String, deviation: String) {
    let features = blueprint.parameters(ofLayer: layer.position).first?.count ?? 1
    return ("mean_\(input % features)", "deviation_\(input % features)")
  }

  /// Everything that training is set by, and the names of the cells with it: it may be changed, and
  /// the sheet learns anew.
  var settings: [(name: String, value: Double)] {
    let optimizer = blueprint.optimizer
    var settings: [(name: String, value: Double)] = [("learningRate", optimizer.learningRate)]
    settings += optimizer.schedule.cells
    settings += optimizer.traits.ruleSettings.compactMap { setting in
      if case .number(let value) = setting.value { (setting.key, value) } else { nil }
    }
    if let value = blueprint.loss.setting?.value { settings.append((Loss.settingName, value)) }
    for (position, layer) in blueprint.layers.enumerated() {
      let penalty = layer.traits.penalty
      if penalty.l1 != 0 { settings.append((Self.l1Name(position), penalty.l1)) }
      if penalty.l2 != 0 { settings.append((Self.l2Name(position), penalty.l2)) }
      guard layer == .normalization else { continue }
      for role in [ParameterSpecification.Role.mean, .deviation] {
        let values = parameters[NetworkBlueprint.tensorName(layer: position, role)]?.values ?? []
        settings += values.enumerated().map { ("\(role.rawValue)_\($0)", $1) }
      }
    }
    return settings
  }
}
