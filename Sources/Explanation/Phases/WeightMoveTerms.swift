import NetworkDescription
import NeuronGraph
import NeuronTrace

/// One weight moving: what the equations of an optimizer's rule are made of, with real numbers.
struct WeightMoveTerms {
  let move: TraceEvent.WeightMove
  /// What it is: weight or bias.
  let what: String
  /// The number that moves: the weight before the step, or what a first part of it has left.
  private var start: Double

  init(move: TraceEvent.WeightMove, what: String) {
    self.move = move
    self.what = what
    start = move.before
  }

  /// The same for the rest of a step, whose first part has left another number.
  func beginning(at number: Double) -> Self {
    var rest = self
    rest.start = number
    return rest
  }

  /// What the penalty adds to the gradient, where there is one, and then the optimizer's rule; what
  /// has to stay is only said.
  var equations: [Equation] {
    guard !move.isFrozen, !isCut else { return [Equation(what, is: move.after)] }
    return penalty + move.optimizer.words.equations(self) + pull
  }

  /// What is to be said besides the equations: why the number stays, or that its link is cut.
  var remark: String? {
    if move.isFrozen { return "frozen: stays" }
    if isCut { return "cut off: stays 0" }
    return move.moved != nil && move.after == 0 ? "cut off from now on" : nil
  }

  /// Whether a penalty has taken the weight to 0 before.
  private var isCut: Bool { move.moved != nil && move.before == 0 }

  /// How a penalty pulls the weight towards 0, once the optimizer has moved it.
  private var pull: [Equation] {
    guard let moved = move.moved else { return [] }
    let pull = Expression.product(rate, .constant(move.penalty.l1))
    let rest: Expression =
      moved < 0
      ? .negative(.larger(.constant(0), .difference(.number(-moved), pull)))
      : .larger(.constant(0), .difference(.number(moved), pull))
    let plain: Expression =
      moved < 0 ? .sum([.number(moved), pull]) : .difference(.number(moved), pull)
    return [Equation("pulled", move.after == 0 ? rest : plain, gives: move.after)]
  }

  private var penalty: [Equation] {
    guard move.penalty != .none else { return [] }
    var terms = [Expression.number(move.gradientOfSamples)]
    let sign: Double = move.before > 0 ? 1 : move.before < 0 ? -1 : 0
    if move.penalty.l1OfGradient != 0 {
      terms.append(.product(.constant(move.penalty.l1OfGradient), .constant(sign)))
    }
    if move.penalty.l2 != 0 { terms.append(.product(.constant(move.penalty.l2), before)) }
    return [Equation("gradient", .sum(terms), gives: move.gradient)]
  }
}

/// The words of the rules' formulas.
extension WeightMoveTerms {
  var gradient: Expression { .number(move.gradient) }
  var before: Expression { .number(start) }
  var rateTimesGradient: Expression { .product(rate, gradient) }

  /// A rate from a schedule is a long number; one that was set is written as it was set.
  var rate: Expression {
    move.optimizer.schedule == .constant
      ? .constant(move.learningRate) : .number(move.learningRate)
  }

  /// What the optimizer remembered before the step.
  func earlier(_ position: Int) -> Expression { .number(move.earlierMemory[position]) }

  /// What it remembers from now on.
  func now(_ position: Int) -> Expression { .number(move.memory[position]) }

  /// 1 − beta^t, with the number t of steps made, this one included.
  func oneMinusPower(of beta: Double) -> Expression {
    .difference(.constant(1), .power(beta, move.step + 1))
  }

  /// How something remembered comes about.
  func remembered(_ name: String, _ position: Int, _ expression: Expression) -> Equation {
    Equation(name, expression, gives: move.memory[position])
  }

  /// How the weight itself comes about.
  func weight(_ expression: Expression) -> Equation {
    Equation(what, expression, gives: move.moved ?? move.after)
  }
}
