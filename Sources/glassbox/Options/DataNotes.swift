import NetworkDescription
import TrainingData
import TrainingRuns

extension DataSource {
  /// Opens the data for a network, and tells of choices that nobody has asked for.
  ///
  /// Classes are those that a model has learned, by name, and columns of tables, too.
  static func open(
    _ paths: [String], for network: NamedNetwork, seed: UInt64,
    table: TableOptions = TableOptions(), badPicture: BadPicture = { throw $0 }
  ) throws -> DataSplit {
    try open(
      paths, for: network.blueprint, seed: seed, classNames: network.classNames,
      form: network.table, table: table, note: StandardError.note, badPicture: badPicture)
  }

  /// Says which points a trained model is looked at with if nobody has named any.
  ///
  /// A model file does not know what points it has learned from; those of its recipe may be others.
  static func notePoints(_ paths: [String], for network: NamedNetwork) {
    guard paths.isEmpty, network.parameters != nil,
      let set = ToySet(rawValue: network.blueprint.name)
    else { return }
    StandardError.note(
      "no --data given: using the points of \(set.rawValue) without noise, of seed "
        + "\(network.blueprint.seed): if it has learned from others, name them as for train, such as "
        + "--data \(set.rawValue):noise=0.1")
  }
}
