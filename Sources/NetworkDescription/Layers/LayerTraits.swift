import TextFormats

/// What there is to know of a layer, whichever kind it is; who needs to know asks here.
package struct LayerTraits {
  /// The name blueprint files use.
  package let name: String
  /// The activation of its neurons.
  package let activation: Activation
  /// How its links carry values.
  package let links: LayerLinks
  /// Whether links share weights with each other.
  package let sharesWeights: Bool
  /// Its settings, as blueprint files have them.
  let settings: [(String, JSONValue)]
  /// The shape that comes out when a shape goes in, or an error that names the layer.
  let outputShape: (_ input: Shape, _ index: Int) throws(BlueprintError) -> Shape
  /// The tensors it needs, in the order they are stored.
  let parameters: (_ input: Shape) -> [ParameterSpecification]
  /// Which of its numbers training leaves as they are.
  let frozen: FrozenNumbers
  /// What large weights of it cost.
  package let penalty: Penalty

  init<Kind: LayerKind>(of kind: Kind) {
    name = Kind.kind
    activation = kind.activation
    links = kind.links
    sharesWeights = kind.sharesWeights
    settings = kind.settings
    outputShape = kind.outputShape
    parameters = kind.parameters
    frozen = kind.frozen
    penalty = kind.penalty
  }
}

/// How the links of a layer carry values from the layer before.
package enum LayerLinks: Hashable, Sendable {
  /// Every neuron has a learned link from every neuron before.
  case all
  /// Every neuron has one link, from the neuron in its place before, which passes the value on as
  /// it is or changes it.
  case inPlace(changes: Bool)
  /// Every neuron has links from each pixel of its window: in all channels, or in its own alone.
  case window(SlidingWindow, allChannels: Bool)
  /// It has no neurons: it looks at those before in another way.
  case none

  /// Through what window it looks at a picture; nil if it does not.
  package var window: SlidingWindow? {
    if case .window(let window, _) = self { window } else { nil }
  }

  /// Whether it makes new values of those before, not one of each.
  package var mixes: Bool {
    switch self {
    case .all, .window: true
    case .inPlace, .none: false
    }
  }

  /// How many links there are between two layers of these shapes.
  func count(from input: Shape, to output: Shape) -> Int {
    switch self {
    case .all: return input.count.saturatingProduct(output.count)
    case .inPlace: return input.count
    case .window(let window, let allChannels):
      // How many real pixels the window sees at all of its positions together.
      let pixels = window.rows(of: input).pixelCount * window.columns(of: input).pixelCount
      let channels = input.extents.last ?? 0
      return pixels.saturatingProduct(channels)
        .saturatingProduct(allChannels ? output.extents.last ?? 0 : 1)
    case .none: return 0
    }
  }
}

/// What each kind of layer can say of itself.
protocol LayerKind {
  /// The name blueprint files use for it.
  static var kind: String { get }
  /// The activation of its neurons.
  var activation: Activation { get }
  /// How its links carry values.
  var links: LayerLinks { get }
  /// Whether links share weights with each other.
  var sharesWeights: Bool { get }
  /// Its settings, as blueprint files have them.
  var settings: [(String, JSONValue)] { get }
  /// The shape that comes out when `input` goes in, or an error that names the layer.
  func outputShape(for input: Shape, at index: Int) throws(BlueprintError) -> Shape
  /// The tensors it needs, in the order they are stored.
  func parameters(for input: Shape) -> [ParameterSpecification]
  /// Which of its numbers training leaves as they are.
  var frozen: FrozenNumbers { get }
  /// What large weights of it cost.
  var penalty: Penalty { get }
}

/// What most kinds have in common: they have nothing to learn or to set, and bend nothing.
extension LayerKind {
  var activation: Activation { .identity }
  var settings: [(String, JSONValue)] { [] }
  func parameters(for input: Shape) -> [ParameterSpecification] { [] }
  var frozen: FrozenNumbers { .none }
  var penalty: Penalty { .none }
}
