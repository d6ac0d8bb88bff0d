import NetworkDescription

extension TraceEvent {
  /// The event as one JSON object on one line; numbers read back to the same `Double`.
  ///
  /// - Parameter index: Its place in the step, from 0.
  public func jsonLine(index: Int) -> String {
    let head: [(String, JSONValue)] = [
      ("index", .integer(index)), ("phase", .string(phase.rawValue)), ("event", .string(name)),
    ]
    return JSONValue.object(head + entries).description
  }

  /// The name of the event in JSON.
  public var name: String {
    switch self {
    case .dropoutLot: "dropoutLot"
    case .input: "input"
    case .poolingChoice: "poolingChoice"
    case .linkForward: "linkForward"
    case .neuronForward: "neuronForward"
    case .loss: "loss"
    case .penalty: "penalty"
    case .outputSensitivity: "outputSensitivity"
    case .neuronBackward: "neuronBackward"
    case .linkBackward: "linkBackward"
    case .weightUpdate: "weightUpdate"
    case .biasUpdate: "biasUpdate"
    }
  }

  /// What the event tells, under its names in JSON.
  package var entries: [(String, JSONValue)] {
    switch self {
    case .dropoutLot(let link, let rate, let isKept, let weight):
      return link.entries + [
        ("dropout", .string(isKept ? "kept" : "silent")), ("rate", .number(rate)),
        ("weight", .number(weight)),
      ]
    case .input(let neuron, let output):
      return [("neuron", .string(neuron)), ("output", .number(output))]
    case .poolingChoice(let link, let output, let count):
      return link.entries + [("output", .number(output)), ("count", .integer(count))]
    case .linkForward(let link, let weight, let input, let contribution):
      return link.entries + [
        ("weight", .number(weight)), ("input", .number(input)),
        ("contribution", .number(contribution)),
      ]
    case .neuronForward(let neuron, let bias, let sum, let activation, let output, let softmax):
      let shares: [(String, JSONValue)] =
        softmax.map { [("largest", .number($0.largest)), ("total", .number($0.total))] } ?? []
      return [
        ("neuron", .string(neuron)), ("bias", .number(bias)), ("sum", .number(sum)),
        ("activation", activation.json), ("output", .number(output)),
      ] + shares
    case .loss(let loss, let value):
      return [("loss", .string(loss.name)), ("value", .number(value))]
    case .penalty(let layer, let penalty, let sizes, let squares, let value):
      return [
        ("layer", .integer(layer)), ("l1", .number(penalty.l1)), ("l2", .number(penalty.l2)),
        ("sizes", .number(sizes)), ("squares", .number(squares)), ("value", .number(value)),
      ]
    case .outputSensitivity(let neuron, let output, let target, let sensitivity, let together):
      return [
        ("neuron", .string(neuron)), ("output", .number(output)), ("target", .number(target)),
        ("sensitivity", .number(sensitivity)),
      ] + (together ? [("together", .bool(true))] : [])
    case .neuronBackward(let neuron, let sensitivity, let slope, let inputSensitivity, let common):
      return [
        ("neuron", .string(neuron)), ("sensitivity", .number(sensitivity)),
        ("slope", .number(slope)), ("inputSensitivity", .number(inputSensitivity)),
      ] + (common.map { [("common", .number($0))] } ?? [])
    case .linkBackward(
      let link, let inputSensitivity, let input, let weight, let weightGradient, let pushed):
      return link.entries + [
        ("inputSensitivity", .number(inputSensitivity)), ("input", .number(input)),
        ("weight", .number(weight)), ("weightGradient", .number(weightGradient)),
        ("pushed", .number(pushed)),
      ]
    case .weightUpdate(let link, let move):
      return [("link", .string(link.link))] + move.entries
    case .biasUpdate(let neuron, let move):
      return [("neuron", .string(neuron))] + move.entries
    }
  }
}

extension TraceEvent.LinkNames {
  fileprivate var entries: [(String, JSONValue)] {
    [("link", .string(link)), ("from", .string(from)), ("to", .string(to))]
      + (sharedWeight.map { [("sharedWeight", .string($0))] } ?? [])
  }
}
