import NetworkDescription
import NeuronGraph
import TextFormats

extension PlaygroundSession {
  /// What a page or script is told at any time, without the weights.
  private var figures: [(String, JSONValue)] {
    let measures = course.measures()
    let setup = course.prepared.setup
    let isRegression = setup.data.isRegression
    return [
      ("epoch", .integer(course.moment.epoch)), ("step", .integer(course.moment.step)),
      ("loss", .number(measures.loss)), ("testLoss", .number(measures.testLoss)),
      ("accuracy", isRegression ? .null : .number(measures.accuracy)),
      ("testAccuracy", isRegression ? .null : .number(measures.testAccuracy)),
      ("meanAbsoluteError", isRegression ? .number(measures.meanAbsoluteError) : .null),
      ("playing", .bool(isPlaying)),
    ]
  }

  /// `window.playground.state()`: the figures, every weight by its link, every bias by its neuron.
  public var stateJSON: String {
    let network = course.network
    let weights = network.links.map { ("\($0.name)", JSONValue.number($0.weight.value)) }
    var biases: [(String, JSONValue)] = []
    for neuron in network.neurons {
      if let bias = neuron.bias { biases.append(("\(neuron.name)", .number(bias.value))) }
    }
    return JSONValue.object(
      figures + [("weights", .object(weights)), ("biases", .object(biases))]
    ).description
  }

  /// What a frame tells besides its numbers.
  public var frameJSON: String {
    let last = course.future.last
    return JSONValue.object(
      figures + [
        ("past", .object([("firstEpoch", .integer(0)), ("lastEpoch", .integer(last.epoch))])),
        ("seen", .integer(course.moment.seen)),
        (
          "learningRate",
          .number(course.network.optimizer.learningRate(at: course.network.stepCount))
        ),
        ("canUndo", .bool(canUndo)), ("canRedo", .bool(canRedo)),
        ("future", .integer(currentFuture + 1)),
        (
          "futures",
          .array(
            allFutures.enumerated().map { index, future in
              .object([
                ("number", .integer(index + 1)), ("lastEpoch", .integer(future.last.epoch)),
                ("isPresent", .bool(index == currentFuture)),
                ("words", .string(future.stretches.last?.words.last ?? future.opening.last ?? "")),
              ])
            })
        ),
        ("diagnosis", diagnosisJSON),
      ]
    ).description
  }

  /// What stopped training, or what the doctor sees.
  private var diagnosisJSON: JSONValue {
    func object(_ sentence: String, _ place: String, _ epoch: Int) -> JSONValue {
      .object([
        ("sentence", .string(sentence)), ("place", .string(place)),
        ("epochBefore", .integer(epoch)),
      ])
    }
    guard let fault = course.fault else {
      return doctor.finding.map { object($0.sentence, $0.place, $0.epochBefore) } ?? .null
    }
    let place: String
    switch fault.culprit.place {
    case .link(let name): place = "\(name)"
    case .neuron(let name): place = "\(name)"
    case nil: place = ""
    }
    return object("\(NetworkError.notFinite(fault))", place, course.moment.epoch)
  }
}

extension NeuronNetwork {
  /// Every neuron, in the order of the layers.
  var neurons: [Neuron] { layers.flatMap { $0.neurons } }
}
