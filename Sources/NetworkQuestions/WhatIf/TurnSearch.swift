import NetworkDescription

/// Searches for the shortest change that turns an answer.
///
/// A change is a direction in the space of a few chosen weights, and a distance. Along a direction
/// the distance is found by trying: a scan, then halving. A direction is improved by leaning it
/// towards the gradient at the place where the answer turns, because the shortest way to a surface
/// meets it at a right angle; this is what the iteration of Rackwitz and Fiessler ("Structural
/// reliability under combined random load sequences", 1978) and DeepFool (Moosavi-Dezfooli, Fawzi
/// and Frossard, 2016) do. A leaning is kept only if it turns the answer at a shorter distance, so
/// that whatever is found at any time is a change that works.
struct TurnSearch {
  typealias Turn = AnswerTurner.Turn

  private let turner: AnswerTurner
  private let most: Int
  private(set) var certainty = WhatIf.Certainty.local
  private var best: Turn?

  /// Up to so many weights, every single one is tried by itself.
  private static let mostSingles = 2000
  /// Up to so many choices of weights, every one is tried.
  private static let mostChoices = 3000
  /// So many of the most promising choices are then improved.
  private static let improved = 24
  /// So many of the other answers are tried, the nearest first.
  private static let mostRivals = 4
  private static let scanPoints = 24

  init(_ turner: AnswerTurner, most: Int) {
    (self.turner, self.most) = (turner, most)
  }

  mutating func smallest() -> Turn? {
    guard most > 0 else { return nil }
    let rivals = turner.rivals.map { rival in
      let (lag, gradient) = turner.lag(of: rival)
      return Rival(
        index: rival, gradient: gradient,
        estimate: lag / Self.norm(top(most, of: gradient, gradient)))
    }.ordered { $0.estimate < $1.estimate }
    if turner.isLinear, rivals.first?.estimate.isFinite == true {
      certainty = .smallest
      // The first is the nearest; the others are further away in a straight line as well.
      for rival in rivals.prefix(1) {
        attempt(top(most, of: rival.gradient), rival, isStraight: true)
      }
      return polished()
    }
    let count = turner.learned.count
    if count <= Self.mostSingles {
      for index in 0..<count { trySingle(index) }
      if most == 1 { certainty = .smallestOfSearch }
    }
    let single = best
    for rival in rivals.prefix(Self.mostRivals) {
      if most > 1, let choices = Choices(of: most, from: count, atMost: Self.mostChoices) {
        certainty = .localForEveryChoice
        tryAll(choices, rival, single)
      } else if most > 1 || count > Self.mostSingles {
        certainty = .local
        tryGreedily(rival, single)
      }
    }
    return polished()
  }

  /// An answer to turn to.
  private struct Rival {
    let index: Int
    /// How its lead changes with each weight.
    let gradient: [Double]
    /// How far it would be if everything were straight.
    let estimate: Double
  }

  // MARK: - What to change

  /// Both ways along one weight.
  private mutating func trySingle(_ index: Int) {
    for sign in [1.0, -1.0] {
      if let turn = cross([index], [sign], expecting: nil) { keep(turn) }
    }
  }

  /// Every choice of weights a little, the most promising ones thoroughly.
  private mutating func tryAll(_ choices: Choices, _ rival: Rival, _ single: Turn?) {
    var found: [Turn] = []
    for chosen in choices {
      let starts =
        [cross(chosen, chosen.map { rival.gradient[$0] }, expecting: rival.estimate)]
        + [single.flatMap { along($0, chosen) }]
      found += starts.compactMap { $0 }
    }
    for turn in found.ordered(by: { $0.distance < $1.distance }).prefix(Self.improved) {
      keep(improve(turn, rival))
    }
  }

  /// The weights with the largest gradients, of all and of each layer; then, where the answer turns,
  /// those that have the largest there.
  private mutating func tryGreedily(_ rival: Rival, _ single: Turn?) {
    var chosen = top(most, of: rival.gradient)
    for _ in 0..<6 {
      guard let turn = attempt(chosen, rival) else { break }
      let next = top(most, of: turner.lag(of: rival.index, at: turn).gradient)
      guard Set(next) != Set(chosen) else { break }
      chosen = next
    }
    if let single, let index = single.chosen.first {
      let chosen = [index] + top(most, of: rival.gradient).filter { $0 != index }.prefix(most - 1)
      if let turn = along(single, chosen) { keep(improve(turn, rival)) }
    }
  }

  /// Turns the answer by certain weights, in the direction of their gradients to begin with.
  @discardableResult
  private mutating func attempt(
    _ chosen: [Int], _ rival: Rival, isStraight: Bool = false
  ) -> Turn? {
    let direction = chosen.map { rival.gradient[$0] }
    guard let turn = cross(chosen, direction, expecting: rival.estimate) else { return nil }
    let improved = isStraight ? turn : improve(turn, rival)
    keep(improved)
    return improved
  }

  /// A single weight's turn as one of several weights.
  private func along(_ single: Turn, _ chosen: [Int]) -> Turn? {
    guard let index = single.chosen.first, chosen.contains(index) else { return nil }
    return Turn(
      chosen: chosen, direction: chosen.map { $0 == index ? single.direction[0] : 0 },
      distance: single.distance)
  }

  private func top(_ count: Int, of gradient: [Double]) -> [Int] {
    gradient.indices.largest(count) { gradient[$0] }
  }

  private func top(_ count: Int, of gradient: [Double], _ numbers: [Double]) -> [Double] {
    top(count, of: gradient).map { numbers[$0] }
  }

  private mutating func keep(_ turn: Turn) {
    if turn.distance < best?.distance ?? .infinity { best = turn }
  }

  // MARK: - How far

  /// The nearest place along a direction where the answer turns, as far as a scan sees.
  private func cross(_ chosen: [Int], _ direction: [Double], expecting: Double?) -> Turn? {
    let norm = Self.norm(direction)
    guard norm > 0, norm.isFinite else { return nil }
    var turn = Turn(chosen: chosen, direction: direction.map { $0 / norm }, distance: 0)
    guard let limit = reach(&turn, expecting) else { return nil }
    var low = 0.0
    for step in 1...Self.scanPoints {
      turn.distance = limit * Double(step) / Double(Self.scanPoints)
      if turner.turns(turn) { break }
      low = turn.distance
    }
    return halved(turn, from: low, relative: 1e-6)
  }

  /// Somewhere along the direction where the answer has turned; nil if it does nowhere, or not
  /// nearer than the best so far.
  private func reach(_ turn: inout Turn, _ expecting: Double?) -> Double? {
    let farthest = min(1e6, 2 * (best?.distance ?? .infinity))
    var distance = expecting.map { $0 > 0 && $0.isFinite ? 1.01 * $0 : 0.01 } ?? 0.01
    // The length of a step doubles, so that what is near is searched closely.
    distance = min(distance, farthest)
    while true {
      turn.distance = distance
      if turner.turns(turn) { return distance }
      guard distance < farthest else { return nil }
      distance = min(distance * 1.5, farthest)
    }
  }

  /// Halves the stretch between a place that does not turn the answer and one that does.
  private func halved(_ turn: Turn, from low: Double, relative: Double) -> Turn {
    var (turned, low) = (turn, low)
    while turned.distance - low > relative * turned.distance {
      var middle = turned
      middle.distance = low + (turned.distance - low) / 2
      guard middle.distance > low, middle.distance < turned.distance else { break }
      if turner.turns(middle) { turned = middle } else { low = middle.distance }
    }
    return turned
  }

  /// Leans the direction towards the gradient where the answer turns, as long as that is shorter.
  private func improve(_ start: Turn, _ rival: Rival) -> Turn {
    var turn = start
    var lean = 1.0
    for _ in 0..<200 where lean > 1e-4 {
      let gradient = turner.lag(of: rival.index, at: turn).gradient
      let wanted = turn.chosen.map { gradient.isEmpty ? 0 : gradient[$0] }
      let norm = Self.norm(wanted)
      guard norm > 0, norm.isFinite else { return turn }
      let mixed = zip(turn.direction, wanted).map { (1 - lean) * $0 + lean * $1 / norm }
      let length = Self.norm(mixed)
      guard length > 0 else { return turn }
      var next = turn
      next.direction = mixed.map { $0 / length }
      next.distance = turn.distance * (1 - 1e-7)
      if turner.turns(next) {
        turn = halved(next, from: 0, relative: 1e-9)
        lean = min(1, 2 * lean)
      } else {
        lean /= 2
      }
    }
    return turn
  }

  /// The best, to the last digits.
  private func polished() -> Turn? {
    best.map { halved($0, from: $0.distance * (1 - 1e-5), relative: 1e-14) }
  }

  private static func norm(_ numbers: [Double]) -> Double {
    numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
