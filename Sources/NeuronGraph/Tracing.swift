import NetworkDescription

/// Learning while every number is told.
extension NeuronNetwork {
  /// One training step on one sample, as ``learn(inputs:targets:)`` does it, event by event.
  ///
  /// - Parameters:
  ///   - inputs: A number for each input neuron.
  ///   - targets: A number for each output neuron.
  ///   - observe: Told of every event, in the order of the computation. When it is called, the
  ///     network's neurons and weights hold the numbers of that moment.
  /// - Returns: The loss before the step, with penalties.
  /// - Throws: ``InputError`` for a wrong number of values, ``TrainingFault`` for a loss that is
  ///   not a finite number.
  @discardableResult
  public func trace(
    inputs: [Double], targets: [Double], observe: (TraceEvent) -> Void
  ) throws -> Double {
    try check(inputs.count, what: "inputs", expected: inputCount)
    try check(targets.count, what: "targets", expected: outputCount)
    return try withoutActuallyEscaping(observe) { observe in
      var tracer = Tracer(network: self, observe: observe)
      let (loss, penalty) = try inputs.withUnsafeBufferPointer {
        try addGradientsAndPenalty(inputs: $0, targets: targets, &tracer)
      }
      updateWeights(batchSize: 1, &tracer)
      return loss + penalty
    }
  }

  /// What the first sample of a batch does: the penalty, which is there once a batch, is told along
  /// with its loss.
  func addGradientsAndPenalty<Follower: PassFollower>(
    inputs: UnsafeBufferPointer<Double>, targets: [Double], _ follower: inout Follower
  ) throws(TrainingFault) -> (loss: Double, penalty: Double) {
    drawDropout(sample: 0, &follower)
    defer { endDropout() }
    let loss = try goForward(
      inputs: inputs, targets: targets, sampleInBatch: 0, &follower)
    let penalty = try finitePenaltyLoss(&follower)
    goBackward(targets: targets, &follower)
    return (loss, penalty)
  }

  /// The events of one training step on one sample, in order.
  public func trace(inputs: [Double], targets: [Double]) throws -> [TraceEvent] {
    var events: [TraceEvent] = []
    try trace(inputs: inputs, targets: targets) { events.append($0) }
    return events
  }
}

/// Turns what the passes tell into events.
struct Tracer: PassFollower {
  private let loss: Loss
  private let optimizer: Optimizer
  private let learningRate: Double
  private let step: Int
  private let isFused: Bool
  private let observe: (TraceEvent) -> Void
  /// Weights do not know where they sit; this does.
  private let uses: WeightUses

  init(network: NeuronNetwork, observe: @escaping (TraceEvent) -> Void) {
    loss = network.loss
    optimizer = network.optimizer
    learningRate = network.optimizer.learningRate(at: network.stepCount)
    step = network.stepCount
    isFused = network.lossAndActivationTogether
    self.observe = observe
    uses = network.weightUses
  }

  func lotDrawn(_ link: Link, _ mask: DropoutMask) {
    observe(
      .dropoutLot(
        .init(
          link: traced(link), rate: mask.rate, isKept: link.weight.value != 0,
          weight: link.weight.value)))
  }

  func inputSet(_ neuron: Neuron) {
    observe(.input(.init(neuron: neuron.name, output: neuron.output)))
  }

  func linkLetThrough(_ link: Link, of contest: PoolingContest) {
    observe(
      .poolingChoice(
        .init(
          link: traced(link), output: link.source.output, count: contest.links.count)))
  }

  func linkCarried(_ link: Link) {
    observe(
      .linkForward(
        .init(
          link: traced(link), weight: link.weight.value, input: link.source.output,
          contribution: link.contribution)))
  }

  func neuronActivated(_ neuron: Neuron, softmax: SoftmaxGroup.Shares?) {
    observe(
      .neuronForward(
        .init(
          neuron: neuron.name, bias: neuron.bias?.value ?? 0, sum: neuron.sum,
          activation: neuron.activation, output: neuron.output, softmax: softmax)))
  }

  func lossComputed(_ value: Double) {
    observe(.loss(.init(loss: loss, value: value)))
  }

  func penaltyComputed(_ penalized: PenalizedWeights, _ cost: PenaltyCost) {
    observe(
      .penalty(
        .init(
          layer: penalized.layer, penalty: penalized.penalty, sizes: cost.sizes,
          squares: cost.squares, value: cost.total)))
  }

  func outputCompared(_ neuron: Neuron, target: Double) {
    observe(
      .outputSensitivity(
        .init(
          neuron: neuron.name, output: neuron.output, target: target,
          sensitivity: neuron.sensitivity, isFused: isFused)))
  }

  func neuronTurnedBack(_ neuron: Neuron, slope: TurningSlope) {
    let (factor, common) = slope.numbers(of: neuron)
    observe(
      .neuronBackward(
        .init(
          neuron: neuron.name, sensitivity: neuron.sensitivity, slope: factor,
          inputSensitivity: neuron.inputSensitivity, common: common)))
  }

  func linkPushedBack(_ link: Link) {
    observe(
      .linkBackward(
        .init(
          link: traced(link), inputSensitivity: link.target.inputSensitivity,
          input: link.source.output, weight: link.weight.value,
          weightGradient: link.weightGradient, pushed: link.pushedSensitivity)))
  }

  func weightMoved(_ weight: Weight, _ movement: WeightMovement) {
    let slots = optimizer.memoryNames.indices
    let use = uses[weight]
    let move = TraceEvent.WeightMove(
      before: movement.before, uses: use?.count ?? 0, gradient: movement.gradient,
      after: weight.value, gradientOfSamples: movement.gradientOfSamples,
      penalty: movement.penalty, optimizer: optimizer, learningRate: learningRate, step: step,
      earlierMemory: slots.map { movement.earlierMemory[$0] },
      memory: slots.map { movement.memory[$0] })
    switch use?.first {
    case .link(let name)?:
      let link = TracedLink(name, sharedWeight: uses.sharedPlace(of: weight))
      observe(.weightUpdate(.init(link: link, move: move)))
    case .bias(let name)?: observe(.biasUpdate(.init(neuron: name, move: move)))
    case nil: break
    }
  }

  private func traced(_ link: Link) -> TracedLink {
    TracedLink(link.name, sharedWeight: uses.sharedPlace(of: link.weight))
  }
}
