import NetworkDescription

/// An optimizer as a class for PyTorch, with Keras' formulas.
///
/// PyTorch's own have their ε at other places and another momentum; Docs/Training.md has a table.
struct PyTorchOptimizer {
  private let blueprint: NetworkBlueprint

  init(_ blueprint: NetworkBlueprint) {
    self.blueprint = blueprint
  }

  /// The class.
  var text: String {
    let starts = blueprint.optimizer.traits.memory.map { Python.number($0.start) }
    let memory = starts.map { "torch.full_like(w, \($0))" }
    let zeros = zeroPulls
    let frozen = frozenPositions
    return """
      def learning_rate(step):
          return \(Python.rate(blueprint.optimizer))


      class Optimizer:
          \"\"\"\(blueprint.optimizer.name) as in Keras and Glassbox; PyTorch's own differs in details.\"\"\"

          def __init__(self, network):
              self.steps = 0
              self.weights = dict(network.named_parameters())
              self.memory = {name: [\(memory.joined(separator: ", "))] for name, w in self.weights.items()}

          @torch.no_grad()
          def step(self):
              step, rate = self.steps, learning_rate(self.steps)
              self.steps += 1
              for name, w in self.weights.items():
                  g, memory = w.grad, self.memory[name]
      \(frozen.isEmpty && zeros.isEmpty ? "" : "            before = w.clone()\n")\
      \(rule.map { "            \($0)\n" }.joined())\
      \(zeros.isEmpty ? "" : Self.pull)\
      \(frozen.isEmpty ? "" : Self.keep)
      \(zeros.isEmpty ? "" : "\n# Weights that a penalty pulls to 0, where they stay; and how hard it pulls.\nZERO_STAYS = {\(zeros.joined(separator: ", "))}\nMEMORY_STARTS = [\(starts.joined(separator: ", "))]\n")\
      \(frozen.isEmpty ? "" : "\n# What training leaves as it is: positions in the file's tensors, or all of them.\nFROZEN = {\(frozen.joined(separator: ", "))}\n")
      """.trimmingNewlines
  }

  private static let pull = """
                if name in ZERO_STAYS:
                    w.copy_(w.sign() * (w.abs() - rate * ZERO_STAYS[name]).clamp(min=0))
                    w[before == 0] = 0
                    for remembered, start in zip(memory, MEMORY_STARTS):
                        remembered[before == 0] = start

    """

  private static let keep = """
                if name in FROZEN:
                    frozen = torch.zeros_like(turned_back(w), dtype=torch.bool).reshape(-1)
                    frozen[FROZEN[name]] = True
                    frozen = turned(frozen.reshape(turned_back(w).shape))
                    w[frozen] = before[frozen]

    """

  /// The lines that move the weights `w` against their gradients `g`.
  private var rule: [String] {
    switch blueprint.optimizer {
    case .sgd(let sgd) where sgd.isPlain: return ["w -= rate * g"]
    case .sgd(let sgd):
      let momentum = Python.number(sgd.momentum)
      return ["memory[0] = \(momentum) * memory[0] - rate * g"]
        + [sgd.nesterov ? "w += \(momentum) * memory[0] - rate * g" : "w += memory[0]"]
    case .rmsprop(let rmsprop):
      let rho = Python.number(rmsprop.rho)
      return [
        "memory[0] = \(rho) * memory[0] + (1 - \(rho)) * g ** 2",
        "w -= rate * g / (memory[0] + \(Python.number(rmsprop.epsilon))).sqrt()",
      ]
    case .adam(let adam): return self.rule(adam)
    case .adamw(let adamw):
      return ["w -= w * \(Python.number(adamw.weightDecay)) * rate"] + rule(adamw.adam)
    case .adagrad(let adagrad):
      return [
        "memory[0] += g ** 2",
        "w -= rate * g / (memory[0] + \(Python.number(adagrad.epsilon))).sqrt()",
      ]
    case .adadelta(let adadelta):
      let (rho, epsilon) = (Python.number(adadelta.rho), Python.number(adadelta.epsilon))
      return [
        "memory[0] = \(rho) * memory[0] + (1 - \(rho)) * g ** 2",
        "change = -((memory[1] + \(epsilon)).sqrt() * g / (memory[0] + \(epsilon)).sqrt())",
        "memory[1] = \(rho) * memory[1] + (1 - \(rho)) * change ** 2",
        "w += rate * change",
      ]
    }
  }

  private func rule(_ adam: Adam) -> [String] {
    let (first, second) = (Python.number(adam.beta1), Python.number(adam.beta2))
    return [
      "memory[0] += (g - memory[0]) * (1 - \(first))",
      "memory[1] += (g ** 2 - memory[1]) * (1 - \(second))",
      "corrected = rate * (1 - \(second) ** (step + 1)) ** 0.5 / (1 - \(first) ** (step + 1))",
      "w -= memory[0] * corrected / (memory[1].sqrt() + \(Python.number(adam.epsilon)))",
    ]
  }

  private var zeroPulls: [String] {
    blueprint.layers.indices.compactMap { index in
      let penalty = blueprint.layers[index].traits.penalty
      return penalty.zeroStays
        ? "\"layer_\(index).weight\": \(Python.number(penalty.l1OfPull))" : nil
    }
  }

  private var frozenPositions: [String] {
    blueprint.layers.indices.flatMap { index in
      blueprint.parameters(ofLayer: index).compactMap { specification -> String? in
        guard specification.role.isTrainable else { return nil }
        let name = "\"layer_\(index).\(specification.role.rawValue)\""
        switch blueprint.frozen(specification.role, ofLayer: index) {
        case .none: return nil
        case .all: return "\(name): slice(None)"
        case .some(let positions):
          return "\(name): [\(positions.sorted().map(String.init).joined(separator: ", "))]"
        }
      }
    }
  }
}

extension String {
  /// Without line ends at its end.
  var trimmingNewlines: String {
    var text = self
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }
}
