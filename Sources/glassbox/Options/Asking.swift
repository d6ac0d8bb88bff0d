import NetworkDescription
import NeuronGraph

/// Asking a network something.
enum Asking {
  /// Asks, and says in one line what stands in the way; a line shows that it takes long.
  static func about<Answer>(_ network: String, _ question: () throws -> Answer) throws -> Answer {
    try WorkingLine.during(network) { _ in try quietly(network, question) }
  }

  /// The same, where somebody else shows how long it takes.
  static func quietly<Answer>(_ network: String, _ question: () throws -> Answer) throws -> Answer {
    do {
      return try question()
    } catch NetworkError.notFinite(let fault) {
      throw CommandFailure(
        "\(network): the loss is no finite number; first to overflow: \(fault.culprit): use smaller "
          + "numbers")
    } catch NetworkError.overflow(let overflow) {
      throw CommandFailure("\(network): \(overflow)")
    }
  }
}
