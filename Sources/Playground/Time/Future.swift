import NetworkDescription

/// A stretch of training in which nothing was changed by hand.
struct Stretch {
  let start: Moment
  let prepared: PreparedSetup
  /// The state of the network at the start.
  let state: TrainingState
  /// What was done to begin it, one after the other.
  var words: [String]
}

/// A moment that time travel can start from, and how well the network answered there.
struct KeptMoment {
  let moment: Moment
  /// nil where memory was short.
  var state: TrainingState?
  let loss: Double
  let testLoss: Double
}

/// One course that training has taken: from its first weights through all that was changed by hand.
///
/// A course is a value. Going back and changing something keeps the old one beside the new.
struct Future {
  var stretches: [Stretch]
  /// What led to the first weights: the words that opened the network, and its settings.
  let opening: [String]
  private(set) var kept: [KeptMoment] = []
  /// The furthest that it has come.
  var last = Moment()
  private var bytes = 0

  /// The states of a course may take this much together.
  private static let mostBytes = 48 << 20

  init(_ first: Stretch, opening: [String]) {
    self.opening = opening
    stretches = [first]
    last = first.start
  }

  /// The nearest state on the way to a place: a kept one, or the beginning of its stretch.
  func start(
    towards place: Destination
  ) -> (moment: Moment, state: TrainingState, stretch: Int) {
    let index = stretches.lastIndex { !place.isBefore($0.start) } ?? 0
    let begin = stretches[index]
    for near in kept[..<firstKept { place.isBefore($0) }].reversed() {
      guard near.moment.step > begin.start.step else { break }
      if let state = near.state { return (near.moment, state, index) }
    }
    return (begin.start, begin.state, index)
  }

  /// The first of the kept moments for which something holds, as it does for all after it.
  private func firstKept(where holds: (Moment) -> Bool) -> Int {
    var (low, high) = (0, kept.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(kept[middle].moment) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Whether a moment is beyond all that is kept.
  func isNews(_ moment: Moment) -> Bool {
    kept.last.map { $0.moment.step < moment.step } ?? true
  }

  mutating func keep(_ moment: KeptMoment) {
    kept.append(moment)
    bytes += moment.bytes
    if bytes > Self.mostBytes { thin() }
  }

  /// Forgets every second state; the way from those that stay is twice as long.
  private mutating func thin() {
    var isDropped = false
    for index in kept.indices where kept[index].state != nil {
      if isDropped { kept[index].state = nil }
      isDropped.toggle()
    }
    bytes = kept.reduce(0) { $0 + $1.bytes }
  }

  /// Forgets what comes after a moment, because it will be different.
  ///
  /// - Returns: How many of the kept moments remain.
  mutating func cut(after moment: Moment) -> Int {
    kept.removeSubrange(firstKept { $0.step >= moment.step }...)
    bytes = kept.reduce(0) { $0 + $1.bytes }
    stretches.removeAll { $0.start.step > moment.step }
    last = moment
    return kept.count
  }

  /// Begins a new stretch at the end.
  mutating func begin(_ stretch: Stretch) {
    // Two changes at one moment are one: the second begins where the first has not moved yet.
    var stretch = stretch
    if let same = stretches.last, stretches.count > 1, same.start.step == stretch.start.step {
      stretches.removeLast()
      stretch.words = PlaygroundWords.joined(same.words, stretch.words)
    }
    stretches.append(stretch)
    last = stretch.start
  }
}

extension KeptMoment {
  /// About how much memory it takes.
  fileprivate var bytes: Int {
    guard let state else { return 40 }
    let tensors = [state.parameters] + state.optimizerMemory.values
    return tensors.reduce(200) { total, parameters in
      parameters.tensors.values.reduce(total) { $0 + $1.values.count * 8 + 150 }
    }
  }
}
