import NetworkDescription

/// The layers of a network as a class for PyTorch.
struct PyTorchNetwork {
  private let blueprint: NetworkBlueprint
  private var modules: [String] = []
  private var steps: [String] = []
  private var activation = ""
  private var isChannelsFirst = false
  private var needsMeanPool = false
  private var needsNormalization = false

  init(_ blueprint: NetworkBlueprint) {
    self.blueprint = blueprint
    let last = blueprint.layers.lastIndex { $0 != .flatten } ?? 0
    for index in blueprint.layers.indices { append(index, isLast: index == last) }
  }

  /// What the class needs beside it.
  var classes: String {
    let normalization = """
      class Normalization(nn.Module):
          \"\"\"Brings inputs to a mean of 0 and a deviation of 1; both are fixed.\"\"\"

          def __init__(self, count):
              super().__init__()
              self.register_buffer("mean", torch.zeros(count))
              self.register_buffer("deviation", torch.ones(count))

          def forward(self, x):
              return (x - self.mean) / self.deviation
      """
    let meanPool = """
      def mean_pool(x, size, stride, edges):
          \"\"\"The mean of the real pixels of each window, wherever it reaches over an edge.\"\"\"
          ones = F.pad(torch.ones_like(x[:1, :1]), edges)
          return F.avg_pool2d(F.pad(x, edges), size, stride) / F.avg_pool2d(ones, size, stride)
      """
    return [needsNormalization ? normalization : "", needsMeanPool ? meanPool : ""]
      .filter { !$0.isEmpty }.joined(separator: "\n\n\n")
  }

  /// The class, and the activation at its end.
  var text: String {
    """
    class Network(nn.Module):
        \"\"\"From inputs [batch, \(blueprint.input.extents.map(String.init).joined(separator: ", "))] \
    to what goes into the last activation.\"\"\"

        def __init__(self):
            super().__init__()
    \(lines(modules, indent: 8, empty: "pass"))

        def forward(self, x):
    \(lines(steps, indent: 8, empty: ""))
            return x


    def activate(sums):
        \"\"\"The answers: the last activation, which the loss needs apart.\"\"\"
        return \(activation.isEmpty ? "sums" : activation)
    """
  }

  private func lines(_ lines: [String], indent: Int, empty: String) -> String {
    (lines.isEmpty ? [empty] : lines).map { String(repeating: " ", count: indent) + $0 }
      .joined(separator: "\n")
  }

  private mutating func append(_ index: Int, isLast: Bool) {
    let (layer, input) = (blueprint.layers[index], blueprint.inputShape(ofLayer: index))
    let name = "self.layer_\(index)"
    switch layer {
    case .dense(let dense):
      modules.append("\(name) = nn.Linear(\(input.count), \(dense.units)\(bias(dense.useBias)))")
      steps.append("x = \(name)(x)")
    case .conv2D(let convolution):
      putChannelsFirst()
      let window = convolution.window
      let edges = self.edges(of: window, over: input)
      modules.append(
        "\(name) = nn.Conv2d(\(input.extents[2]), \(convolution.filters), "
          + "\(pair(window.size)), stride=\(pair(window.stride))\(bias(convolution.useBias)))")
      steps.append(edges.map { "x = \(name)(F.pad(x, \($0)))" } ?? "x = \(name)(x)")
    case .maxPooling2D(let pooling):
      putChannelsFirst()
      let (size, stride) = (pair(pooling.window.size), pair(pooling.window.stride))
      let x =
        edges(of: pooling.window, over: input)
        .map { "F.pad(x, \($0), value=float(\"-inf\"))" } ?? "x"
      steps.append("x = F.max_pool2d(\(x), \(size), stride=\(stride))")
    case .averagePooling2D(let pooling):
      putChannelsFirst()
      let (size, stride) = (pair(pooling.window.size), pair(pooling.window.stride))
      if let edges = edges(of: pooling.window, over: input) {
        needsMeanPool = true
        steps.append("x = mean_pool(x, \(size), \(stride), \(edges))")
      } else {
        steps.append("x = F.avg_pool2d(x, \(size), stride=\(stride))")
      }
    case .flatten:
      if isChannelsFirst {
        steps.append("x = x.permute(0, 2, 3, 1)  # Glassbox has pixels with their channels")
        isChannelsFirst = false
      }
      steps.append("x = x.flatten(1)")
    case .normalization:
      needsNormalization = true
      modules.append("\(name) = Normalization(\(input.extents.last ?? input.count))")
      steps.append("x = \(name)(x)")
    case .dropout(let dropout):
      modules.append("\(name) = nn.Dropout(\(Python.number(dropout.rate)))")
      steps.append("x = \(name)(x)")
    case .activation: break
    }
    append(layer.activation, index, isLast: isLast)
  }

  /// The last activation stands apart, except where a softmax is over the channels of several pixels.
  private mutating func append(_ activation: Activation, _ index: Int, isLast: Bool) {
    let shape = blueprint.outputShapes[index]
    let pixels = shape.count / (shape.extents.last ?? 1)
    if isLast, activation == .softmax, shape.isPicture {
      // What comes out is flat, pixel by pixel.
      let parts = "sums.reshape(len(sums), \(pixels), -1)"
      self.activation = pixels > 1 ? "\(parts).softmax(2).flatten(1)" : "sums.softmax(1)"
      return
    }
    let call =
      isLast
      ? expression(activation, "sums", axis: 1)
      : expression(
        activation, "x", axis: shape.isPicture && !isChannelsFirst ? 3 : 1)
    guard let call else { return }
    if isLast { self.activation = call } else { steps.append("x = \(call)") }
  }

  private func expression(_ activation: Activation, _ x: String, axis: Int) -> String? {
    switch activation {
    case .identity: nil
    case .sigmoid: "torch.sigmoid(\(x))"
    case .tanh: "torch.tanh(\(x))"
    case .relu: "F.relu(\(x))"
    case .leakyRelu(let slope): "F.leaky_relu(\(x), \(Python.number(slope)))"
    case .elu(let alpha): "F.elu(\(x), \(Python.number(alpha)))"
    case .gelu: "F.gelu(\(x))"
    case .silu: "F.silu(\(x))"
    case .softplus: "F.softplus(\(x), threshold=1000)"
    case .softmax: "torch.softmax(\(x), dim=\(axis))"
    }
  }

  private mutating func putChannelsFirst() {
    guard !isChannelsFirst else { return }
    steps.append("x = x.permute(0, 3, 1, 2)  # PyTorch has channels first")
    isChannelsFirst = true
  }

  private func bias(_ isUsed: Bool) -> String { isUsed ? "" : ", bias=False" }

  private func pair(_ extent: PixelExtent) -> String { "(\(extent.height), \(extent.width))" }

  /// By how much a window reaches over the edges, as `F.pad` wants it; nil for not at all.
  private func edges(of window: SlidingWindow, over input: Shape) -> String? {
    let (rows, columns) = (window.rows(of: input), window.columns(of: input))
    let edges = [columns.before, columns.after, rows.before, rows.after]
    return edges.allSatisfy { $0 == 0 } ? nil : Python.tuple(edges)
  }
}
