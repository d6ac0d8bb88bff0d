import NetworkDescription

/// All that a model file says besides what has been learned; it is known before training.
public struct ModelForm: Equatable, Sendable {
  /// What the network is.
  public let blueprint: NetworkBlueprint
  /// What its outputs stand for, in their order; empty where nobody has said.
  public let classNames: [String]
  /// What the columns mean of the table it learns from; nil where there is none.
  public let table: TableForm?

  /// Puts everything together.
  public init(blueprint: NetworkBlueprint, classNames: [String] = [], table: TableForm? = nil) {
    self.blueprint = blueprint
    self.classNames = classNames
    self.table = table
  }
}
