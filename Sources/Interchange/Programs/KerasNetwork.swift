import NetworkDescription

/// The layers of a network as a function that builds them in Keras.
struct KerasNetwork {
  private let blueprint: NetworkBlueprint
  private var steps: [String] = []
  private var activation = ""
  private var needsEdges = false
  private var needsMeanPool = false
  private var needsFrozen = false

  init(_ blueprint: NetworkBlueprint) {
    self.blueprint = blueprint
    let last = blueprint.layers.lastIndex { $0 != .flatten } ?? 0
    for index in blueprint.layers.indices { append(index, isLast: index == last) }
  }

  /// What the network needs beside it.
  var helpers: String {
    let edges = """
      def padded(x, edges, value=0.0):
          \"\"\"A picture with so many pixels more at its edges.\"\"\"
          return ops.pad(x, [(0, 0), *edges, (0, 0)], constant_values=value)
      """
    let meanPool = """
      def mean_pool(x, size, stride, edges):
          \"\"\"The mean of the real pixels of each window, wherever it reaches over an edge.\"\"\"
          total = ops.average_pool(padded(x, edges), size, stride)
          return total / ops.average_pool(padded(ops.ones_like(x), edges), size, stride)
      """
    let frozen = """
      class Frozen(keras.constraints.Constraint):
          \"\"\"Puts numbers that training leaves alone back where they were.\"\"\"

          def __init__(self, values, positions):
              self.values = np.asarray(values)
              self.mask = np.zeros(self.values.size, bool)
              self.mask[positions] = True
              self.mask = self.mask.reshape(self.values.shape)

          def __call__(self, w):
              return ops.where(self.mask, ops.cast(self.values, w.dtype), w)
      """
    return [
      needsEdges || needsMeanPool ? edges : "", needsMeanPool ? meanPool : "",
      needsFrozen ? frozen : "",
    ].filter { !$0.isEmpty }.joined(separator: "\n\n\n")
  }

  /// The function, and the activation at the end.
  var text: String {
    """
    def build(tensors):
        \"\"\"The network from its inputs to what goes into the last activation.\"\"\"
        inputs = x = keras.Input(INPUT)
    \(steps.map { "    " + $0 }.joined(separator: "\n"))
        return keras.Model(inputs, x)


    def activate(sums):
        \"\"\"The answers: the last activation, which the loss needs apart.\"\"\"
        return \(activation.isEmpty ? "sums" : activation)
    """
  }

  private mutating func append(_ index: Int, isLast: Bool) {
    let (layer, input) = (blueprint.layers[index], blueprint.inputShape(ofLayer: index))
    switch layer {
    case .dense(let dense):
      steps.append("x = layers.Dense(\(dense.units)\(settings(index, dense.useBias)))(x)")
    case .conv2D(let convolution):
      let padding = padding(convolution.window, over: input)
      steps.append(
        "x = layers.Conv2D(\(convolution.filters), \(pair(convolution.window.size)), "
          + "\(pair(convolution.window.stride))\(padding.name)"
          + "\(settings(index, convolution.useBias)))(\(padding.x))")
    case .maxPooling2D(let pooling):
      let padding = padding(pooling.window, over: input, value: ", -np.inf")
      steps.append(
        "x = layers.MaxPooling2D(\(pair(pooling.window.size)), \(pair(pooling.window.stride))"
          + "\(padding.name))(\(padding.x))")
    case .averagePooling2D(let pooling):
      let (size, stride) = (pair(pooling.window.size), pair(pooling.window.stride))
      if case .pixels = pooling.window.padding {
        needsMeanPool = true
        steps.append(
          "x = mean_pool(x, \(size), \(stride), \(edges(pooling.window, over: input)))")
      } else {
        let padding = padding(pooling.window, over: input)
        steps.append("x = layers.AveragePooling2D(\(size), \(stride)\(padding.name))(x)")
      }
    case .flatten: steps.append("x = layers.Flatten()(x)")
    case .normalization:
      steps.append(
        "x = (x - tensors[\"layers.\(index).mean\"].astype(keras.config.floatx())) / "
          + "tensors[\"layers.\(index).deviation\"].astype(keras.config.floatx())")
    case .dropout(let dropout):
      steps.append("x = layers.Dropout(\(Python.number(dropout.rate)))(x)")
    case .activation: break
    }
    append(layer.activation, index, isLast: isLast)
  }

  private mutating func append(_ activation: Activation, _ index: Int, isLast: Bool) {
    let shape = blueprint.outputShapes[index]
    let pixels = shape.count / (shape.extents.last ?? 1)
    guard let call = expression(activation, isLast ? "sums" : "x") else { return }
    if isLast {
      // What comes out is flat, pixel by pixel.
      let parts = "ops.reshape(sums, (-1, \(pixels), \(shape.extents.last ?? 1)))"
      self.activation =
        activation == .softmax && pixels > 1
        ? "ops.reshape(ops.softmax(\(parts)), (-1, OUTPUTS))" : call
    } else {
      steps.append("x = \(call)")
    }
  }

  private func expression(_ activation: Activation, _ x: String) -> String? {
    switch activation {
    case .identity: nil
    case .sigmoid: "ops.sigmoid(\(x))"
    case .tanh: "ops.tanh(\(x))"
    case .relu: "ops.relu(\(x))"
    case .leakyRelu(let slope): "ops.leaky_relu(\(x), \(Python.number(slope)))"
    case .elu(let alpha): "ops.elu(\(x), \(Python.number(alpha)))"
    case .gelu: "ops.gelu(\(x), approximate=False)"
    case .silu: "ops.silu(\(x))"
    case .softplus: "ops.softplus(\(x))"
    case .softmax: "ops.softmax(\(x))"
    }
  }

  /// What dense layers and convolutions are told: bias, penalty, what training leaves alone, name.
  private mutating func settings(_ index: Int, _ useBias: Bool) -> String {
    var settings = useBias ? "" : ", use_bias=False"
    let penalty = blueprint.layers[index].traits.penalty
    if penalty.l1 > 0 || penalty.l2 > 0 {
      settings +=
        ", kernel_regularizer=keras.regularizers.L1L2("
        + "\(Python.number(penalty.l1)), \(Python.number(penalty.l2 / 2)))"
    }
    for specification in blueprint.parameters(ofLayer: index) {
      let name = specification.role == .bias ? "bias" : "kernel"
      let positions: String
      switch blueprint.frozen(specification.role, ofLayer: index) {
      case .none: continue
      case .all: positions = "slice(None)"
      case .some(let some):
        positions = "[\(some.sorted().map(String.init).joined(separator: ", "))]"
      }
      needsFrozen = true
      settings +=
        ", \(name)_constraint=Frozen("
        + "tensors[\"layers.\(index).\(specification.role.rawValue)\"], \(positions))"
    }
    return settings + ", name=\"layer_\(index)\""
  }

  /// What a layer is told of its padding, and the picture that it gets.
  private mutating func padding(
    _ window: SlidingWindow, over input: Shape, value: String = ""
  ) -> (name: String, x: String) {
    switch window.padding {
    case .valid: return ("", "x")
    case .same: return (", padding=\"same\"", "x")
    case .pixels:
      needsEdges = true
      return ("", "padded(x, \(edges(window, over: input))\(value))")
    }
  }

  private func edges(_ window: SlidingWindow, over input: Shape) -> String {
    let (rows, columns) = (window.rows(of: input), window.columns(of: input))
    return "[(\(rows.before), \(rows.after)), (\(columns.before), \(columns.after))]"
  }

  private func pair(_ extent: PixelExtent) -> String { "(\(extent.height), \(extent.width))" }
}
