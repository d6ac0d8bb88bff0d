import TextFormats

/// The name of a neuron: its layer, and where in the layer it is.
///
/// People and files write `layer.index`, or in a picture `layer.row.column.channel`. The inputs are
/// layer 0.
public struct NeuronName: Hashable, Sendable {
  // A network has millions of them, so they are small.
  private let layerNumber: Int32
  /// The index in the layer, or the row.
  private let first: Int32
  /// −1 where the layer is no picture.
  private let column: Int32
  private let channel: Int32

  /// The neuron at an index of a layer.
  public init(layer: Int, index: Int) {
    self.init(layer: layer, index, -1, -1)
  }

  /// The neuron at a place of a picture.
  public init(layer: Int, row: Int, column: Int, channel: Int) {
    self.init(layer: layer, row, column, channel)
  }

  private init(layer: Int, _ first: Int, _ column: Int, _ channel: Int) {
    layerNumber = Int32(truncatingIfNeeded: layer)
    self.first = Int32(truncatingIfNeeded: first)
    self.column = Int32(truncatingIfNeeded: column)
    self.channel = Int32(truncatingIfNeeded: channel)
  }

  /// What a neuron is called that is in no network yet.
  public static let unplaced = NeuronName(layer: -1, index: -1)

  /// The number of its layer.
  public var layer: Int { Int(layerNumber) }

  /// Its index in the layer; nil in a picture.
  public var index: Int? { isInPicture ? nil : Int(first) }

  /// Its row, column and channel in a picture; nil elsewhere.
  var pixel: (row: Int, column: Int, channel: Int)? {
    isInPicture ? (Int(first), Int(column), Int(channel)) : nil
  }

  /// Whether it is an input.
  public var isInput: Bool { layerNumber == 0 }

  private var isInPicture: Bool { channel >= 0 }

  /// Whether two neurons are at the same place of a picture, or in the same layer that is none.
  package func sharesPlace(with other: NeuronName) -> Bool {
    layerNumber == other.layerNumber && column == other.column
      && (isInPicture ? other.isInPicture && first == other.first : !other.isInPicture)
  }
}

extension NeuronName: CustomStringConvertible {
  /// The name as people write it: `1.0`, or `1.4.7.0` in a picture.
  public var description: String {
    if self == .unplaced { return "" }
    let start = "\(layerNumber).\(first)"
    return isInPicture ? "\(start).\(column).\(channel)" : start
  }
}

extension NeuronName {
  /// Reads a name as ``description`` writes it; nil for anything else, such as `01.0`.
  public init?(_ text: some StringProtocol) {
    var numbers: [Int] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      guard let number = Int32(part), number >= 0 else { return nil }
      numbers.append(Int(number))
    }
    switch numbers.count {
    case 2: self.init(layer: numbers[0], index: numbers[1])
    case 4:
      self.init(layer: numbers[0], row: numbers[1], column: numbers[2], channel: numbers[3])
    default: return nil
    }
    guard description == text else { return nil }
  }
}

extension NeuronName: Comparable {
  /// The order of the forward pass.
  public static func < (left: NeuronName, right: NeuronName) -> Bool {
    (left.layerNumber, left.first, left.column, left.channel)
      < (right.layerNumber, right.first, right.column, right.channel)
  }
}

extension NeuronName {
  /// The name as JSON has it.
  package var json: JSONValue { .string(description) }
}

extension Shape {
  /// What a neuron of a layer in this shape is called.
  package func neuronName(layer: Int, index: Int) -> NeuronName {
    guard isPicture else { return NeuronName(layer: layer, index: index) }
    let (width, channels) = (extents[1], extents[2])
    let (pixel, channel) = index.quotientAndRemainder(dividingBy: channels)
    return NeuronName(layer: layer, row: pixel / width, column: pixel % width, channel: channel)
  }
}

extension Shape {
  /// Where in a layer of this shape a neuron is; nil if the layer has none of that name.
  package func index(of name: NeuronName) -> Int? {
    guard let (row, column, channel) = name.pixel else {
      guard !isPicture, let index = name.index, (0..<count).contains(index) else { return nil }
      return index
    }
    guard isPicture, row < extents[0], column < extents[1], channel < extents[2] else { return nil }
    return (row * extents[1] + column) * extents[2] + channel
  }
}

extension NetworkBlueprint {
  /// The name of a neuron of a layer, −1 for the inputs; flatten has those of the layer before.
  package func neuronName(_ index: Int, ofLayer layer: Int) -> NeuronName {
    let (number, shape) = neurons(ofLayer: layer)
    return shape.neuronName(layer: number, index: index)
  }

  /// Where among a layer's neurons one is; nil if it is none of them.
  func neuronIndex(_ name: NeuronName, ofLayer layer: Int) -> Int? {
    let (number, shape) = neurons(ofLayer: layer)
    return name.layer == number ? shape.index(of: name) : nil
  }

  /// The number that is in the names of a layer's neurons, and how they are arranged.
  private func neurons(ofLayer layer: Int) -> (number: Int, shape: Shape) {
    let own = layers[..<(layer + 1)].lastIndex { $0 != .flatten } ?? -1
    return (own + 1, own < 0 ? input : outputShapes[own])
  }
}
