import NetworkBlueprint
import NeuronGraph

/// Asking a network something.
enum Asking {
  /// Asks, and says in one line what stands in the way.
  static func about<Answer>(_ network: String, _ question: () throws -> Answer) throws -> Answer {
    do {
      return try question()
    } catch let fault as TrainingFault {
      throw CommandFailure(
        "\(network): the loss is no finite number; first to overflow: \(fault.culprit): use smaller "
          + "numbers")
    } catch let overflow as OutputOverflow {
      throw CommandFailure("\(network): \(overflow)")
    }
  }
}
