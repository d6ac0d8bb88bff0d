import NetworkDescription
import ToySets

extension PlanePoints {
  /// Points at random, always the same for the same seed: x and y as inputs, z as target.
  public static func dataset(count: Int = 64, seed: UInt64 = 1) -> Dataset {
    let (inputs, targets) = points(count: count, seed: seed)
    return Dataset(
      checkedName: "points of a plane", inputShape: .list(2), inputs: .numbers(inputs),
      targets: .numbers(targets, perSample: 1), count: targets.count)
  }
}
