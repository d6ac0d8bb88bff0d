import NetworkDescription
import NeuronGraph
import NeuronTrace

/// One weight moving: the optimizer's rule as equations with real numbers.
package struct WeightMoveText {
  let move: TraceEvent.WeightMove
  /// What it is: weight or bias.
  let what: String

  package init(move: TraceEvent.WeightMove, what: String) {
    self.move = move
    self.what = what
  }

  private var gradient: Expression { .number(move.gradient) }
  private var before: Expression { .number(move.before) }

  /// All equations, such as `velocity = …; weight = …`.
  package var text: String { (penaltyEquations + ruleEquations).joined(separator: "; ") }

  /// What the penalty adds to the gradient, where there is one.
  private var penaltyEquations: [String] {
    guard move.penalty != .none else { return [] }
    var terms = [Expression.number(move.gradientOfSamples)]
    let sign: Double = move.before > 0 ? 1 : move.before < 0 ? -1 : 0
    if move.penalty.l1 != 0 {
      terms.append(.product(.constant(move.penalty.l1), .constant(sign)))
    }
    if move.penalty.l2 != 0 { terms.append(.product(.constant(move.penalty.l2), before)) }
    return ["gradient = \(Equation(.sum(terms), gives: move.gradient).text)"]
  }

  private var ruleEquations: [String] {
    switch move.optimizer {
    case .sgd(let sgd) where sgd.momentum == 0: [weight(.difference(before, rateTimesGradient))]
    case .sgd(let sgd): momentum(sgd)
    case .rmsprop(let rmsprop): self.rmsprop(rmsprop)
    case .adam(let adam): self.adam(adam)
    case .adadelta(let adadelta): self.adadelta(adadelta)
    }
  }

  private func momentum(_ sgd: SGD) -> [String] {
    let kept = Expression.product(.constant(sgd.momentum), earlier(0))
    let moved: Expression =
      sgd.nesterov
      ? .difference(
        .sum([before, .product(.constant(sgd.momentum), now(0))]), rateTimesGradient)
      : .sum([before, now(0)])
    return [remembered("velocity", 0, .difference(kept, rateTimesGradient)), weight(moved)]
  }

  private func rmsprop(_ rmsprop: RMSprop) -> [String] {
    let root = Expression.root(of: now(0), plus: rmsprop.epsilon)
    return [
      remembered("mean square", 0, .faded(earlier(0), rmsprop.rho, adding: .square(gradient))),
      weight(.difference(before, .quotient(rateTimesGradient, root))),
    ]
  }

  private func adam(_ adam: Adam) -> [String] {
    let correctedRate = Expression.number(correctedRate(adam).value)
    let divisor = Expression.sum([.function(.squareRoot, now(1)), .constant(adam.epsilon)])
    return [
      remembered("mean", 0, .drawn(earlier(0), adam.beta1, to: gradient)),
      remembered("mean square", 1, .drawn(earlier(1), adam.beta2, to: .square(gradient))),
      weight(.difference(before, .quotient(.product(now(0), correctedRate), divisor))),
    ]
  }

  private func adadelta(_ adadelta: Adadelta) -> [String] {
    let root = Expression.root(of: earlier(1), plus: adadelta.epsilon)
    let change = Expression.negative(
      .quotient(
        .product(root, gradient), .root(of: now(0), plus: adadelta.epsilon)))
    let size = Expression.square(.number(change.value))
    return [
      remembered("mean square", 0, .faded(earlier(0), adadelta.rho, adding: .square(gradient))),
      "change = \(Equation(change, gives: change.value).text)",
      remembered("mean square change", 1, .faded(earlier(1), adadelta.rho, adding: size)),
      weight(
        .sum([before, .product(rate, .number(change.value))])),
    ]
  }

  /// rate × √(1 − β₂ᵗ) ÷ (1 − β₁ᵗ), the same for all weights of a step.
  func correctedRate(_ adam: Adam) -> Expression {
    let count = move.step + 1
    func left(_ beta: Double) -> Expression {
      .difference(.constant(1), .power(beta, count))
    }
    return .quotient(
      .product(rate, .function(.squareRoot, left(adam.beta2))),
      left(adam.beta1))
  }

  private var rateTimesGradient: Expression {
    .product(rate, gradient)
  }

  /// A rate from a schedule is a long number; one that was set is written as it was set.
  private var rate: Expression {
    move.optimizer.schedule == .constant
      ? .constant(move.learningRate) : .number(move.learningRate)
  }

  private func earlier(_ position: Int) -> Expression { .number(move.earlierMemory[position]) }
  private func now(_ position: Int) -> Expression { .number(move.memory[position]) }

  private func remembered(_ name: String, _ position: Int, _ expression: Expression) -> String {
    "\(name) = \(Equation(expression, gives: move.memory[position]).text)"
  }

  private func weight(_ expression: Expression) -> String {
    "\(what) = \(Equation(expression, gives: move.after).text)"
  }
}

extension Expression {
  /// share × number + (1 − share) × news: how a mean forgets and learns.
  fileprivate static func faded(_ number: Expression, _ share: Double, adding news: Expression)
    -> Expression
  {
    .sum([
      .product(.constant(share), number),
      .product(.difference(.constant(1), .constant(share)), news),
    ])
  }

  /// number + (news − number) × (1 − share): the same, as Adam writes it.
  fileprivate static func drawn(_ number: Expression, _ share: Double, to news: Expression)
    -> Expression
  {
    .sum([
      number,
      .product(.difference(news, number), .difference(.constant(1), .constant(share))),
    ])
  }

  /// √(number + epsilon).
  fileprivate static func root(of number: Expression, plus epsilon: Double) -> Expression {
    .function(.squareRoot, .sum([number, .constant(epsilon)]))
  }
}
