/// How much memory a network will take, told from its description before anything is made.
///
/// Both engines ask it first, so that a network that does not fit is refused at once and by the name
/// of the layer that costs most.
///
/// ```swift
/// let estimate = blueprint.memory(of: .matrices(rows: 32), training: true)
/// print(estimate.bytes, estimate.costliest.layer)
/// ```
public struct MemoryEstimate: Hashable, Sendable {
  /// What a network is made of.
  public enum Form: Hashable, Sendable {
    /// Neurons and links.
    case objects
    /// Matrices with a row for each sample of a batch.
    ///
    /// Each thread has numbers of its own besides; a number of single precision has 4 bytes.
    case matrices(rows: Int, threads: Int = 1, bytesPerNumber: Int = 4)
  }

  /// The bytes of the inputs, and then of each layer.
  ///
  /// In floating point, since a file may describe more than an Int can count.
  private let parts: [Double]

  init(parts: [Double]) {
    self.parts = parts
  }

  /// The bytes of all of it.
  public var bytes: Int { Self.whole(parts.reduce(0, +)) }

  /// The bytes of a layer, counted from 1; those of the inputs are at 0.
  public func bytes(ofLayer layer: Int) -> Int { Self.whole(parts[layer]) }

  /// The layer that takes most, counted from 1, or 0 for the inputs.
  public var costliest: (layer: Int, bytes: Int) {
    let layer = parts.indices.max { parts[$0] < parts[$1] } ?? 0
    return (layer, Self.whole(parts[layer]))
  }

  /// Two networks that are there at the same time.
  public static func + (one: MemoryEstimate, other: MemoryEstimate) -> MemoryEstimate {
    MemoryEstimate(parts: zip(one.parts, other.parts).map { $0 + $1 })
  }

  /// What is too much unless somebody says otherwise: 40 million links (5 GB), or what half of all
  /// addresses reach where those are few.
  public static var usualLimit: Int { Int(clamping: 5_240_000_000 as Int64) }

  private static func whole(_ bytes: Double) -> Int {
    Int(exactly: bytes.rounded()) ?? .max
  }
}

extension NetworkBlueprint {
  /// About how much memory the network takes.
  ///
  /// - Parameters:
  ///   - form: Which engine makes it, and for batches of what size.
  ///   - training: Whether it learns: then the states before and after an epoch are kept, too.
  public func memory(of form: MemoryEstimate.Form, training: Bool) -> MemoryEstimate {
    var parts: [Double] = []
    switch form {
    case .objects:
      parts.append(Double(input.count) * ObjectMemory.neuron)
      for index in layers.indices {
        parts.append(
          ObjectMemory.structure(ofLayer: index, of: self)
            + ObjectMemory.numbers(ofLayer: index, of: self, training: training))
      }
    case .matrices(let rows, let threads, let size):
      let matrices = MatrixMemory(
        blueprint: self, rows: rows, threads: threads, size: Double(size), training: training)
      parts.append(matrices.inputs)
      for index in layers.indices { parts.append(matrices.layer(index)) }
    }
    return MemoryEstimate(parts: parts)
  }

  /// Refuses a network that takes more memory than there is.
  ///
  /// - Throws: ``BlueprintError`` that names the layer that costs most.
  package func check(_ memory: MemoryEstimate, fits mostBytes: Int) throws(BlueprintError) {
    guard memory.bytes > mostBytes else { return }
    let (layer, bytes) = memory.costliest
    throw .tooLarge(
      layer: layer, kind: layer == 0 ? "input" : layers[layer - 1].name, layerBytes: bytes,
      bytes: memory.bytes, mostBytes: mostBytes)
  }

  /// How many numbers the tensors of a layer have.
  func storedCount(ofLayer index: Int) -> Double {
    parameters(ofLayer: index).reduce(0) { $0 + Double($1.count) }
  }
}

/// What a number of a tensor takes outside of the network.
enum TensorMemory {
  /// A number of 64 bits.
  static let number = 8.0

  /// What each learned number takes in copies: of training, the states of the last epoch and of
  /// this one, with what the optimizer remembers; else what was read or drawn.
  static func copies(_ optimizer: Optimizer, training: Bool) -> Double {
    training ? 2 * number * Double(1 + optimizer.memoryNames.count) : number
  }
}
