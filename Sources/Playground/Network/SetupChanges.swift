import NetworkDescription

/// A changed setup, and where its layers and neurons come from.
struct ChangedSetup {
  private(set) var setup: Setup
  private(set) var carried: CarriedWeights

  init(_ setup: Setup) {
    self.setup = setup
    carried = CarriedWeights(
      layers: setup.layers.indices.map { $0 },
      units: setup.layers.map { Self.units($0).map { $0 } },
      inputs: setup.features.indices.map { $0 })
  }

  private static func units(_ layer: Layer) -> [Int] {
    if case .dense(let dense) = layer { Array(0..<dense.units) } else { [] }
  }

  // MARK: - Settings that move no neuron

  mutating func set(_ change: (inout Setup) throws(PlaygroundError) -> Void)
    throws(PlaygroundError)
  {
    try change(&setup)
  }

  /// Changes every dense layer; `isLast` for the one whose outputs are the answer.
  mutating func eachDense(_ change: (inout Dense, _ isLast: Bool) -> Void) {
    let last = setup.outputLayer
    for index in setup.layers.indices {
      guard case .dense(var dense) = setup.layers[index] else { continue }
      change(&dense, index == last)
      setup.layers[index] = .dense(dense)
    }
  }

  // MARK: - Neurons

  /// Gives the hidden layers these numbers of neurons; those that remain keep what they learned.
  mutating func setHidden(_ counts: [Int], activation: Activation) throws(PlaygroundError) {
    let last = try outputLayer()
    let hidden = setup.layers[..<last].indices.filter { Self.isDense(setup.layers[$0]) }
    for (position, count) in counts.enumerated() where position < hidden.count {
      try resize(hidden[position], to: count)
    }
    for position in hidden[min(counts.count, hidden.count)...].reversed() { removeLayer(position) }
    for position in counts.indices where position >= hidden.count {
      let like = position > 0 ? setup.layers[hiddenLayers()[position - 1]].activation : activation
      insert(Dense(units: counts[position], activation: like), at: try outputLayer())
    }
  }

  /// Adds a hidden layer; at a position counted as layers are named, from 1.
  mutating func addLayer(units: Int, at position: Int?) throws(PlaygroundError) {
    let last = try outputLayer()
    let index = position.map { $0 - 1 } ?? last
    guard (0...last).contains(index) else {
      throw .badValue(what: "at", expected: "1 to \(last + 1)", found: "\(index + 1)")
    }
    var dense = Dense(units: units, activation: .tanh)
    if let hidden = setup.layers[..<last].last(where: Self.isDense), case .dense(let like) = hidden
    {
      dense.activation = like.activation
      dense.weightInitializer = like.weightInitializer
      dense.penalty = like.penalty
    }
    insert(dense, at: index)
  }

  /// Takes a layer away, by its name, from 1.
  mutating func removeLayer(named number: Int) throws(PlaygroundError) {
    let index = try hiddenLayer(number)
    if case .dropout = setup.layers[index + 1] { removeLayer(index + 1) }
    removeLayer(index)
  }

  /// Adds a neuron at the end of a layer, or takes its last away.
  mutating func changeUnits(ofLayer number: Int, by difference: Int) throws(PlaygroundError) {
    let index = try hiddenLayer(number)
    guard case .dense(let dense) = setup.layers[index] else { return }
    try resize(index, to: dense.units + difference)
  }

  /// Another activation of a layer, by its name.
  mutating func setActivation(
    ofLayer number: Int, to activation: Activation
  ) throws(PlaygroundError) {
    guard setup.layers.indices.contains(number - 1),
      case .dense(var dense) = setup.layers[number - 1]
    else { throw .badValue(what: "the layer", expected: denseNumbers, found: "\(number)") }
    dense.activation = activation
    setup.layers[number - 1] = .dense(dense)
  }

  /// Other inputs; those that stay keep their links.
  mutating func setFeatures(_ features: [Feature]) {
    carried.inputs = features.map { setup.features.firstIndex(of: $0) }
    setup.features = features
  }

  /// Other data: inputs and outputs follow it, and the loss where it has to.
  mutating func setData(_ data: PlaygroundData) throws(PlaygroundError) {
    let wasPlane = setup.data.isPlane
    setup.data = data
    if !(wasPlane && data.isPlane) {
      if setup.picture?.count != data.columns.count { setup.picture = nil }
      setFeatures(Feature.usual(for: data))
    }
    try fitOutputs()
  }

  /// Makes the last layer and the loss those that the data needs.
  mutating func fitOutputs() throws(PlaygroundError) {
    let last = try outputLayer()
    guard case .dense(var dense) = setup.layers[last] else { return }
    let count = setup.data.outputCount
    let isFitting = dense.units == count
    try resize(last, to: count)
    guard case .dense(let resized) = setup.layers[last] else { return }
    dense = resized
    if setup.data.isRegression {
      if setup.loss.neededTargets != nil || dense.activation == .softmax
        || dense.activation == .sigmoid
      {
        dense.activation = .identity
        if setup.loss.neededTargets != nil { setup.loss = .meanSquaredError }
      }
    } else if count > 1 {
      if !isFitting || dense.activation == .identity {
        dense.activation = .softmax
        setup.loss = .categoricalCrossEntropy
      }
    } else if dense.activation == .softmax || dense.activation == .identity {
      dense.activation = .sigmoid
      setup.loss = .binaryCrossEntropy
    }
    setup.layers[last] = .dense(dense)
  }

  /// Dropout after every hidden layer; none for a rate of 0.
  mutating func setDropout(_ rate: Double) throws(PlaygroundError) {
    for index in setup.layers.indices.reversed() {
      if case .dropout = setup.layers[index] { removeLayer(index) }
    }
    guard rate > 0 else { return }
    let last = try outputLayer()
    for index in (0..<last).reversed() where Self.isDense(setup.layers[index]) {
      setup.layers.insert(.dropout(Dropout(rate: rate)), at: index + 1)
      carried.layers.insert(nil, at: index + 1)
      carried.units.insert([], at: index + 1)
    }
  }

  // MARK: - How

  private static func isDense(_ layer: Layer) -> Bool {
    if case .dense = layer { true } else { false }
  }

  private func hiddenLayers() -> [Int] {
    let last = setup.outputLayer ?? 0
    return (0..<last).filter { Self.isDense(setup.layers[$0]) }
  }

  private var denseNumbers: String {
    setup.layers.indices.filter { Self.isDense(setup.layers[$0]) }.map { "\($0 + 1)" }
      .joined(separator: ", ")
  }

  private func outputLayer() throws(PlaygroundError) -> Int {
    guard let last = setup.outputLayer else {
      throw .missing(what: "dense layer", advice: "open another network")
    }
    return last
  }

  private func hiddenLayer(_ number: Int) throws(PlaygroundError) -> Int {
    let hidden = hiddenLayers()
    guard hidden.contains(number - 1) else {
      throw .badValue(
        what: "the layer",
        expected: hidden.isEmpty
          ? "a hidden layer, of which there is none"
          : "a hidden layer, \(hidden.map { "\($0 + 1)" }.joined(separator: ", "))",
        found: "\(number)")
    }
    return number - 1
  }

  private mutating func resize(_ index: Int, to units: Int) throws(PlaygroundError) {
    guard case .dense(var dense) = setup.layers[index] else { return }
    guard (1...100_000).contains(units) else {
      throw .badValue(
        what: "the neurons of layer \(index + 1)", expected: "1 to 100000", found: "\(units)")
    }
    let kept = carried.units[index].prefix(units)
    carried.units[index] = Array(kept) + [Int?](repeating: nil, count: units - kept.count)
    dense.units = units
    setup.layers[index] = .dense(dense)
  }

  private mutating func insert(_ dense: Dense, at index: Int) {
    setup.layers.insert(.dense(dense), at: index)
    carried.layers.insert(nil, at: index)
    carried.units.insert([Int?](repeating: nil, count: dense.units), at: index)
  }

  private mutating func removeLayer(_ index: Int) {
    setup.layers.remove(at: index)
    carried.layers.remove(at: index)
    carried.units.remove(at: index)
  }
}
