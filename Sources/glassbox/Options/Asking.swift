import NetworkDescription
import NetworkQuestions
import NeuronGraph

/// Asking a network something.
enum Asking {
  /// Asks, and says in one line what stands in the way; a line shows that it takes long.
  static func about<Answer>(_ network: String, _ question: () throws -> Answer) throws -> Answer {
    try WorkingLine.during(network) { _ in try quietly(network, question) }
  }

  /// The same, where somebody else shows how long it takes.
  @discardableResult
  static func quietly<Answer>(_ network: String, _ question: () throws -> Answer) throws -> Answer {
    do {
      return try question()
    } catch QuestionError.network(let error) {
      throw failure(network, error)
    } catch let error as NetworkError {
      throw failure(network, error)
    }
  }

  /// What is wrong with the network's numbers begins with its name; a wrong number of values does not.
  private static func failure(_ network: String, _ error: NetworkError) -> CommandFailure {
    switch error {
    case .notFinite(let fault):
      CommandFailure(
        "\(network): the loss is no finite number; first to overflow: \(fault.culprit): use smaller "
          + "numbers")
    case .overflow(let overflow): CommandFailure("\(network): \(overflow)")
    case .wrongSize(let error): CommandFailure("\(error)")
    }
  }
}
