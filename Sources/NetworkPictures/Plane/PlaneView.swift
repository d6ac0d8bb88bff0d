import NetworkDescription
import TextFormats
import TrainingData

/// A part of the plane, the points in it, and what a network is told of each place.
public struct PlaneView {
  /// From the left to the right edge.
  let x: ClosedRange<Double>
  /// From the lower to the upper edge.
  let y: ClosedRange<Double>
  /// What the network is told of a place.
  let features: [PlaneFeature]
  /// The points it has learned from; labels are from −1 to 1.
  public let training: [LabelledPoint]
  /// The points it has not seen.
  public let test: [LabelledPoint]
  /// Whether labels are numbers, not classes.
  let isRegression: Bool

  /// What a network is told of a place.
  func inputs(_ x: Double, _ y: Double) -> [Double] { features.map { $0.value(x, y) } }

  /// The plane that a network of one or two outputs has learned from.
  ///
  /// - Parameters:
  ///   - data: As `train --data`; without it, what the recipe of that name learns from.
  ///   - classNames: The classes that a model has learned, in the order of its outputs.
  ///   - form: How a model's table was understood.
  ///   - table: What the user says of a table.
  ///   - note: Is told what a user should know of the data.
  /// - Throws: `PlainError` for networks and data that are not of a plane.
  public init(
    of blueprint: NetworkBlueprint, data: String?, classNames: [String] = [],
    form: TableForm? = nil, table: TableOptions = TableOptions(),
    note: (String) -> Void = { _ in }
  ) throws {
    guard [1, 2].contains(blueprint.output.count) else {
      throw PlainError(
        "\(blueprint.name): expected a network with one output, or two for two classes, to draw "
          + "over a plane, found \(blueprint.output.count)")
    }
    let name = data ?? blueprint.name
    if let choice = try ToySetChoice(parsing: name) {
      try self.init(choice.fitting(blueprint), seed: blueprint.seed)
    } else {
      guard blueprint.input.count == 2 else {
        throw PlainError(
          "\(blueprint.name): expected a network whose inputs are the x and y of a plane, found "
            + "\(blueprint.input.count) inputs: say what they are with --data, such as "
            + "--data spiral:features=x+y+sinx+siny")
      }
      try self.init(
        DataSource.open(
          data.map { [$0] } ?? [], for: blueprint, seed: blueprint.seed, classNames: classNames,
          form: form, table: table, note: note))
    }
    guard features.count == blueprint.input.count else {
      throw PlainError(
        "\(name): expected \(blueprint.input.count) features, as \(blueprint.name) has inputs, "
          + "found \(features.count): add them, as in features=x+y+x2")
    }
  }

  private init(_ choice: ToySetChoice, seed: UInt64) throws {
    x = -ToySet.reach...ToySet.reach
    y = x
    features = choice.features
    (training, test) = choice.points(seed: seed)
    isRegression = choice.set.isRegression
  }

  /// Any samples with two inputs; the view has room around them.
  private init(_ split: DataSplit) {
    let places = [split.train, split.test].compactMap(\.self).flatMap { data in
      (0..<data.count).map { data.input(of: $0) }
    }
    func range(_ axis: Int) -> ClosedRange<Double> {
      let numbers = places.map { $0[axis] }
      let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 1)
      let room = high > low ? (high - low) / 2 / (places.count > 8 ? 4 : 1) : 1
      return low - room...high + room
    }
    let targets = (0..<split.train.count).map { split.train.target(of: $0) }
    let areClasses = targets.allSatisfy { $0.count == 2 || $0 == [0] || $0 == [1] }
    let largest = targets.map { abs($0[0]) }.max() ?? 1
    func points(_ data: Dataset) -> [LabelledPoint] {
      (0..<data.count).map { sample in
        let (place, target) = (data.input(of: sample), data.target(of: sample))
        let label =
          target.count == 2
          ? target[1] - target[0]
          : areClasses ? 2 * target[0] - 1 : target[0] / Swift.max(largest, 1e-300)
        return LabelledPoint(x: place[0], y: place[1], label: label)
      }
    }
    x = range(0)
    y = range(1)
    features = PlaneFeature.coordinates
    training = points(split.train)
    test = split.test.map(points) ?? []
    isRegression = !areClasses
  }
}

extension ToySetChoice {
  /// With the features that a network has, where nobody has said which and there is no doubt.
  fileprivate func fitting(_ blueprint: NetworkBlueprint) -> ToySetChoice {
    var choice = self
    if features == PlaneFeature.coordinates, blueprint.input.count == PlaneFeature.allCases.count {
      choice.features = PlaneFeature.allCases
    }
    return choice
  }
}
