/// Successive halving: all runs get a few epochs, the better half gets more, and so on, until one is
/// left.
///
/// With a budget of B epochs and n runs there are ⌈log₂ n⌉ rounds, each of which has the same part of
/// the budget: in a round with m runs left, each gets ⌊B / (m · ⌈log₂ n⌉)⌋ epochs more. Then the
/// ⌊m/2⌋ with the smallest loss go on. Source: Jamieson and Talwalkar, "Non-stochastic best arm
/// identification and hyperparameter optimization", AISTATS 2016, figure 3.
public struct Halving: Sendable {
  /// A round: how many runs are in it, and how many epochs each has behind it at its end.
  struct Round: Equatable {
    let runs: Int
    let epochs: Int
  }

  let rounds: [Round]

  /// - Parameters:
  ///   - budget: How many epochs all runs have together.
  ///   - runs: How many there are, at least 2.
  init(budget: Int, runs: Int) {
    let count = Self.roundCount(runs)
    var rounds: [Round] = []
    var (left, epochs) = (runs, 0)
    for _ in 0..<count {
      epochs += budget / (left * count)
      rounds.append(Round(runs: left, epochs: epochs))
      left = max(1, left / 2)
    }
    self.rounds = rounds
  }

  /// How many epochs the runs of the last round have.
  var mostEpochs: Int { rounds.last?.epochs ?? 0 }

  /// How many epochs it takes for every run to have one in the first round.
  static func leastBudget(runs: Int) -> Int { runs * roundCount(runs) }

  /// ⌈log₂ runs⌉.
  private static func roundCount(_ runs: Int) -> Int {
    (0..<Int.bitWidth - 1).first { 1 << $0 >= runs } ?? 0
  }
}

extension Halving {
  /// Goes through the rounds for as long as every run of a round has come to its end.
  ///
  /// - Parameter make: Makes runs, by their numbers, until they have so many epochs behind them.
  /// - Returns: What the runs came to.
  func outcomes(
    of count: Int, _ make: ([Int], _ epochs: Int) throws -> [Int: RunOutcome]
  ) rethrows -> [Int: RunOutcome] {
    var left = Array(0..<count)
    var outcomes: [Int: RunOutcome] = [:]
    for round in rounds {
      outcomes.merge(try make(left, round.epochs)) { _, new in new }
      let hasEnded = left.allSatisfy { index in
        outcomes[index].map { $0.epochs.last?.epoch ?? 0 >= round.epochs || $0.isFailed } ?? false
      }
      guard hasEnded else { break }
      let ranked = left.map { (outcomes[$0]?.loss(after: round.epochs) ?? .infinity, $0) }
        .sorted { $0 < $1 }.map { $0.1 }
      left = ranked.prefix(max(1, ranked.count / 2)).sorted()
      for loser in ranked.dropFirst(left.count) {
        if case .stopped? = outcomes[loser]?.ending {
          outcomes[loser]?.ending = .outrun(epochs: round.epochs)
        }
      }
    }
    return outcomes
  }
}
