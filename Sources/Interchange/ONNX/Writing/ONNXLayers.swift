import ModelFiles
import NetworkDescription

extension ONNXGraphWriter {
  /// Appends the nodes of one layer.
  mutating func append(layer index: Int, of model: TrainedModel) {
    let blueprint = model.blueprint
    let layer = blueprint.layers[index]
    let name = "layers.\(index)"
    func tensor(_ role: ParameterSpecification.Role) -> Tensor? {
      model.parameters[NetworkBlueprint.tensorName(layer: index, role)]
    }
    switch layer {
    case .dense:
      if let weight = tensor(.weight) { appendDense(name, weight, tensor(.bias)) }
    case .conv2D(let convolution):
      putChannelsFirst(name)
      if let weight = tensor(.weight) {
        let window = windowAttributes(
          convolution.window, over: blueprint.inputShape(ofLayer: index))
        appendConvolution(name, weight, tensor(.bias), window)
      }
    case .maxPooling2D(let pooling):
      putChannelsFirst(name)
      append(
        "MaxPool", name, nil,
        windowAttributes(pooling.window, over: blueprint.inputShape(ofLayer: index)))
    case .averagePooling2D(let pooling):
      putChannelsFirst(name)
      append(
        "AveragePool", name, nil,
        windowAttributes(pooling.window, over: blueprint.inputShape(ofLayer: index))
          + [.init("count_include_pad", 0)])
    case .flatten:
      putChannelsLast(name)
      append("Flatten", name, nil, [.init("axis", 1)])
    case .dropout(let dropout):
      let rate = append([dropout.rate], shape: [], called: name + ".rate")
      append("Dropout", name, [current, rate])
    case .normalization:
      if let mean = tensor(.mean), let deviation = tensor(.deviation) {
        let means = append(mean.values, shape: mean.shape, called: name + ".mean")
        append("Sub", name + ".centred", [current, means])
        let deviations = append(
          deviation.values, shape: deviation.shape, called: name + ".deviation")
        append("Div", name, [current, deviations])
      }
    case .activation: break
    }
    append(layer.activation, name + ".activation")
  }

  private mutating func appendDense(_ name: String, _ weight: Tensor, _ bias: Tensor?) {
    let weights = append(weight.values, shape: weight.shape, called: name + ".weight")
    guard let bias else { return append("MatMul", name, [current, weights]) }
    let biases = append(bias.values, shape: bias.shape, called: name + ".bias")
    append("Gemm", name, [current, weights, biases])
  }

  /// Blueprints have [height, width, channels, filters], ONNX [filters, channels, height, width].
  private mutating func appendConvolution(
    _ name: String, _ weight: Tensor, _ bias: Tensor?, _ window: [ONNXAttributeProto]
  ) {
    let shape = [3, 2, 0, 1].map { weight.shape[$0] }
    let values = weight.values.transposed(shape: weight.shape, to: [3, 2, 0, 1])
    var inputs = [current, append(values, shape: shape, called: name + ".weight")]
    if let bias {
      inputs.append(append(bias.values, shape: bias.shape, called: name + ".bias"))
    }
    append("Conv", name, inputs, window)
  }

  private func windowAttributes(_ window: SlidingWindow, over input: Shape) -> [ONNXAttributeProto]
  {
    let (rows, columns) = (window.rows(of: input), window.columns(of: input))
    return [
      .init("kernel_shape", [window.size.height, window.size.width]),
      .init("strides", [window.stride.height, window.stride.width]),
      .init("pads", [rows.before, columns.before, rows.after, columns.after]),
    ]
  }

  private mutating func append(_ activation: Activation, _ name: String) {
    let sum = current
    switch activation {
    case .identity: break
    case .sigmoid: append("Sigmoid", name)
    case .tanh: append("Tanh", name)
    case .relu: append("Relu", name)
    case .leakyRelu(let slope): append("LeakyRelu", name, nil, [.init("alpha", slope)])
    case .elu(let alpha): append("Elu", name, nil, [.init("alpha", alpha)])
    case .softplus: append("Softplus", name)
    case .softmax: append("Softmax", name, nil, [.init("axis", innermostAxis)])
    case .silu:
      append("Sigmoid", name + ".sigmoid")
      append("Mul", name, [sum, current])
    case .gelu:
      // s·½·(1 + erf(s/√2)); an operator of its own has come with opset 20.
      let root = append([Double(2).squareRoot()], shape: [], called: name + ".root")
      append("Div", name + ".scaled", [sum, root])
      append("Erf", name + ".erf")
      let one = append([1], shape: [], called: name + ".one")
      append("Add", name + ".raised", [current, one])
      let half = append([0.5], shape: [], called: name + ".half")
      append("Mul", name + ".share", [current, half])
      append("Mul", name, [sum, current])
    }
  }
}
