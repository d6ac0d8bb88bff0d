import NetworkDescription
import TextFormats

extension TrainedModel {
  /// The same network, its answers less sure by a temperature, and some of them given less easily.
  ///
  /// - Parameters:
  ///   - temperature: What the weights and biases of the last layer are divided by.
  ///   - lowered: For outputs by position what is then taken off their biases: an output lowered by
  ///     ln 20 has to be twenty times as likely as another before it wins.
  /// - Throws: `PlainError` if the last layer is no softmax with biases.
  public func calibrated(
    temperature: Double, lowering lowered: [Int: Double] = [:]
  ) throws -> TrainedModel {
    let last = blueprint.layers.count - 1
    guard case .dense(let dense)? = blueprint.layers.last, dense.activation == .softmax else {
      throw PlainError(
        "\(blueprint.name): expected a last layer of softmax, which a temperature makes less sure: "
          + "others cannot be calibrated so")
    }
    var parameters = parameters
    for role in [ParameterSpecification.Role.weight, .bias] {
      let name = NetworkBlueprint.tensorName(layer: last, role)
      guard let tensor = parameters[name] else { continue }
      parameters[name] = Tensor(shape: tensor.shape, values: tensor.values.map { $0 / temperature })
    }
    let bias = NetworkBlueprint.tensorName(layer: last, .bias)
    guard lowered.isEmpty || parameters[bias] != nil else {
      throw PlainError("\(blueprint.name): the last layer has no biases that could be lowered")
    }
    for (output, amount) in lowered { parameters[bias]?.values[output] -= amount }
    return try TrainedModel(
      blueprint: blueprint, parameters: parameters, classNames: classNames, table: table)
  }
}
