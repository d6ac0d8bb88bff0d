import NetworkDescription

extension ToySet {
  /// Points in random order, always the same for the same seed.
  ///
  /// - Parameters:
  ///   - count: How many; of a set with two classes at least one each.
  ///   - noise: From 0 to ``mostNoise``.
  ///   - seed: Which points.
  public func points(count: Int, noise: Double = 0, seed: UInt64 = 1) -> [LabelledPoint] {
    // Every set has a row of numbers of its own, and the order another one.
    let number = Self.allCases.firstIndex(of: self) ?? 0
    var random = SeededRandom(seed: seed).sequence(.data, layer: 1 + number)
    let maker = ToyPoints(noise: noise) { random.nextUnit() }
    var points = maker.points(of: self, count: max(0, count))
    SeededRandom(seed: seed).shuffle(&points, .split, step: 1 + number)
    return points
  }

  /// Points as training data, one half to train with and one to test with, as in Playground.
  ///
  /// - Parameters:
  ///   - count: How many in both halves together; nil for ``usualCount``.
  ///   - noise: From 0 to ``mostNoise``.
  ///   - features: What is told of each point.
  ///   - seed: Which points.
  public func split(
    count: Int? = nil, noise: Double = 0, features: [PlaneFeature] = PlaneFeature.coordinates,
    seed: UInt64 = 1
  ) -> DataSplit {
    let points = points(count: count ?? usualCount, noise: noise, seed: seed)
    let half = points.count / 2
    return DataSplit(
      train: dataset(points[..<half], features, name: rawValue),
      test: dataset(points[half...], features, name: "\(rawValue) (test)"))
  }

  /// Class −1 is called 0, and the other 1, as networks with one sigmoid put them out.
  private func dataset(
    _ points: ArraySlice<LabelledPoint>, _ features: [PlaneFeature], name: String
  ) -> Dataset {
    let targets: Dataset.Targets =
      isRegression
      ? .numbers(points.map(\.label), perSample: 1)
      : .classes(points.map { $0.label > 0 ? 1 : 0 }, names: ["0", "1"])
    return Dataset(
      checkedName: name, inputShape: .list(features.count),
      inputs: .numbers(points.flatMap { point in features.map { $0.value(point.x, point.y) } }),
      targets: targets, count: points.count)
  }
}
