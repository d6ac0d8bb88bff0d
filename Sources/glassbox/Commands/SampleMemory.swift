import NetworkDescription
import TextFormats

/// How much memory the data takes that a network is trained on: it is kept whole.
struct SampleMemory {
  /// The bytes of one sample: one for each number of a picture, eight for each one of a table; its
  /// label has eight.
  let bytes: Int
  /// The usual data of networks with so many inputs, if there is any.
  private let usual: (name: String, count: Int)?

  init(_ blueprint: NetworkBlueprint) {
    usual =
      switch blueprint.input.count {
      case 28 * 28: ("MNIST", 70_000)
      case 32 * 32 * 3: ("CIFAR-10", 60_000)
      default: nil
      }
    let numbers = blueprint.input.count
    bytes = (usual != nil || blueprint.input.isPicture ? numbers : 8 * numbers) + 8
  }

  /// For people: "792 bytes a sample, 55 MB for the 70,000 of MNIST".
  var words: String {
    let one = "\(grouped(bytes)) bytes a sample"
    return usual.map {
      "\(one), \(byteCount(bytes * $0.count)) for the \(grouped($0.count)) of \($0.name)"
    }
      ?? one
  }
}
