import NetworkDescription
import ToySets

extension ToySet {
  /// Points as training data, one half to train with and one to test with, as in Playground.
  ///
  /// - Parameters:
  ///   - count: How many in both halves together; nil for `usualCount`.
  ///   - noise: From 0 to `mostNoise`.
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
