import NetworkDescription

/// Everything that the steps from some point on depend on.
struct KeptState {
  /// The step that comes next.
  let step: Int
  let state: TrainingState
  /// With the learning rate of that moment, which may have been edited.
  let optimizer: Optimizer

  /// About how much memory it takes: its numbers, and some more for each tensor.
  var bytes: Int {
    let tensors = [state.parameters] + state.optimizerMemory.values
    return tensors.reduce(500) { total, parameters in
      parameters.tensors.values.reduce(total) { $0 + $1.values.count * 8 + 150 }
    }
  }
}

/// States of the network that time travel starts from: dense near the present, sparse far away.
///
/// Going back means taking the nearest kept state before the wanted step, and training again from
/// there. A state is kept only if it is further from its kept neighbour than some share of the way
/// from it to the present, so that n steps need about log n states, and nowhere is the way to
/// replay much longer than that share of the way back. The share starts at 1/32 and doubles until
/// the states fit their budget.
struct KeptStates {
  private let mostBytes: Int
  private let mostStates = 1024
  /// In the order of their steps.
  private var states: [KeptState] = []
  private(set) var bytes = 0

  init(mostBytes: Int) {
    self.mostBytes = mostBytes
  }

  var count: Int { states.count }

  /// The latest state that is not after a step.
  func latest(notAfter step: Int) -> KeptState? {
    let index = firstIndex(after: step)
    return index == 0 ? nil : states[index - 1]
  }

  func contains(step: Int) -> Bool { latest(notAfter: step)?.step == step }

  /// Keeps a state; thins out the others when there are too many.
  mutating func insert(_ state: KeptState) {
    let index = firstIndex(after: state.step)
    guard index == 0 || states[index - 1].step != state.step else { return }
    states.insert(state, at: index)
    bytes += state.bytes
    if bytes > mostBytes || states.count > mostStates { thin(around: state.step) }
  }

  /// Forgets everything from a step on, because it will be different.
  mutating func removeAll(from step: Int) {
    states.removeSubrange(firstIndex(after: step - 1)...)
    bytes = states.reduce(0) { $0 + $1.bytes }
  }

  /// The first of all and the one of the present are never dropped.
  private mutating func thin(around present: Int) {
    var share = 1.0 / 32
    while states.count > 2, bytes > mostBytes * 3 / 4 || states.count > mostStates * 3 / 4 {
      var kept: [KeptState] = []
      for state in states {
        let gap = state.step - (kept.last?.step ?? -1)
        let isNeeded = Double(gap) > share * Double(abs(present - state.step))
        if kept.isEmpty || state.step == present || isNeeded { kept.append(state) }
      }
      states = kept
      bytes = states.reduce(0) { $0 + $1.bytes }
      share *= 2
    }
  }

  /// The position of the first state after a step, by halving.
  private func firstIndex(after step: Int) -> Int {
    var (low, high) = (0, states.count)
    while low < high {
      let middle = (low + high) / 2
      if states[middle].step <= step { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
