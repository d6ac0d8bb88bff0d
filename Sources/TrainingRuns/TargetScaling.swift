import NetworkDescription
import TextFormats
import TrainingData

/// Targets brought to the size of 1 while a network learns, and its answers brought back after.
///
/// A price of 212,000 is learned as (price − mean) / deviation. When training is over, the last layer
/// takes that on: its weights times the deviation, its bias times the deviation plus the mean. What
/// is saved is an ordinary network that answers in the target's own units.
public struct TargetScaling: Equatable, Sendable {
  /// Of each target.
  public let scales: [TargetScale]

  /// The scaling that training samples ask for; nil where targets are classes, have that size
  /// already, or the network cannot take it on.
  public init?(for dataset: Dataset, learnedBy blueprint: NetworkBlueprint) {
    guard case .numbers(let numbers, let width) = dataset.targets, dataset.targetKind == .numbers,
      Self.canFold(blueprint)
    else { return nil }
    let statistics = InputStatistics(of: numbers, featureCount: width)
    scales = zip(statistics.means, statistics.deviations).map {
      TargetScale(mean: $0, deviation: $1)
    }
    guard scales.allSatisfy({ $0.mean.isFinite && $0.deviation.isFinite }),
      scales.contains(where: { abs($0.mean) > 1 || !(0.2...2).contains($0.deviation) })
    else {
      return nil
    }
  }

  /// The scaling that a model was trained with; nil if there was none.
  public init?(of form: TableForm?, in blueprint: NetworkBlueprint) {
    let scales = (form?.answers ?? []).compactMap { column -> TargetScale? in
      if case .target(let scale?) = column.role { scale } else { nil }
    }
    guard scales.count == blueprint.output.count, Self.canFold(blueprint) else { return nil }
    self.scales = scales
  }

  /// Whether targets are of quite another size, in which nothing would be learned.
  package var isNeeded: Bool {
    scales.contains { abs($0.mean) > 100 || !(0.01...100).contains($0.deviation) }
  }

  /// What is done, in a sentence.
  ///
  /// - Parameter names: The names of the targets, if they have some.
  public func inWords(_ names: [String]) -> String {
    let formulas = scales.prefix(4).enumerated().map { index, scale in
      let name = index < names.count ? names[index] : "target \(index + 1)"
      return "(\(name) − \(Self.short(scale.mean))) / \(Self.short(scale.deviation))"
    }
    return "the targets are learned in the size of 1, as \(formulas.joined(separator: ", ")), in "
      + "which losses and errors are shown on the way; the last layer takes that on in the end, so "
      + "that the model answers in the targets' own units"
  }

  private static func short(_ number: Double) -> String {
    if let short = scientific(number) { return short }
    return abs(number) >= 1000
      ? grouped(Int(number.rounded())) : decimal(number, digits: abs(number) < 0.01 ? 6 : 2)
  }

  /// The last layer has to multiply by weights, add a bias, and do nothing else.
  private static func canFold(_ blueprint: NetworkBlueprint) -> Bool {
    guard case .dense(let last)? = blueprint.layers.last else { return false }
    return last.activation == .identity && last.useBias
  }

  /// The samples with their targets as the network learns them.
  public func scaled(_ dataset: Dataset) -> Dataset {
    dataset.mappingTargets { target, number in
      (number - scales[target].mean) / scales[target].deviation
    }
  }

  /// The parameters of a network that answers in the targets' own units.
  public func folded(_ parameters: Parameters, of blueprint: NetworkBlueprint) -> Parameters {
    changed(parameters, of: blueprint, weight: { $0 * $1.deviation }) {
      $0 * $1.deviation + $1.mean
    }
  }

  /// The parameters of a network that answers in the units it learns in.
  public func unfolded(_ parameters: Parameters, of blueprint: NetworkBlueprint) -> Parameters {
    changed(parameters, of: blueprint, weight: { $0 / $1.deviation }) {
      ($0 - $1.mean) / $1.deviation
    }
  }

  private func changed(
    _ parameters: Parameters, of blueprint: NetworkBlueprint,
    weight: (Double, TargetScale) -> Double, bias: (Double, TargetScale) -> Double
  ) -> Parameters {
    var changed = parameters
    let last = blueprint.layers.count - 1
    for role in [ParameterSpecification.Role.weight, .bias] {
      let name = NetworkBlueprint.tensorName(layer: last, role)
      guard let tensor = parameters[name] else { continue }
      // A weight's columns, and a bias's numbers, belong to the outputs.
      let values = tensor.values.enumerated().map { index, value in
        let scale = scales[index % scales.count]
        return role == .weight ? weight(value, scale) : bias(value, scale)
      }
      changed[name] = Tensor(shape: tensor.shape, values: values)
    }
    return changed
  }

  /// The form of the table with these scales, for the model's file.
  public func kept(in form: TableForm?) -> TableForm? {
    guard var form else { return nil }
    var remaining = scales[...]
    form.columns = form.columns.map { column in
      guard case .target = column.role, let scale = remaining.popFirst() else { return column }
      return TableForm.Column(name: column.name, role: .target(scale))
    }
    return form
  }
}
