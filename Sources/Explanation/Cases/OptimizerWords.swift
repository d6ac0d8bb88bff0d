import NetworkDescription

/// What is said of an optimizer: its rule in words, and as equations for one weight.
///
/// All that an explanation says about one is in this file.
struct OptimizerWords {
  /// The rule in words.
  let introduction: [String]
  /// The rate that makes up for memories that began at 0, where there is one; the same for all
  /// weights of a step.
  var correctedRate: ((WeightMoveTerms) -> Expression)? = nil
  /// The rule as equations; the last is that of the weight.
  let equations: (WeightMoveTerms) -> [Equation]
}

extension Optimizer {
  /// What is said of it.
  var words: OptimizerWords {
    switch self {
    case .sgd(let sgd): sgd.momentum == 0 ? .plain : .momentum(sgd)
    case .rmsprop(let rmsprop): .rmsprop(rmsprop)
    case .adam(let adam): .adam(adam)
    case .adadelta(let adadelta): .adadelta(adadelta)
    case .adamw(let adamw): .adamw(adamw)
    case .adagrad(let adagrad): .adagrad(adagrad)
    }
  }
}

extension OptimizerWords {
  fileprivate static var plain: Self {
    Self(
      introduction: [
        "A weight loses learning rate × gradient; links that share a weight add their gradients."
      ],
      equations: { [$0.weight(.difference($0.before, $0.rateTimesGradient))] })
  }

  fileprivate static func momentum(_ sgd: SGD) -> Self {
    Self(
      introduction: [
        "The velocity keeps momentum × what it was, and loses learning rate × gradient.",
        sgd.nesterov
          ? "The weight moves on by momentum × that, and loses learning rate × gradient (Nesterov)."
          : "The weight moves by it.",
      ],
      equations: { move in
        let kept = Expression.product(.constant(sgd.momentum), move.earlier(0))
        let moved: Expression =
          sgd.nesterov
          ? .difference(
            .sum([move.before, .product(.constant(sgd.momentum), move.now(0))]),
            move.rateTimesGradient)
          : .sum([move.before, move.now(0)])
        return [
          move.remembered("velocity", 0, .difference(kept, move.rateTimesGradient)),
          move.weight(moved),
        ]
      })
  }

  fileprivate static func rmsprop(_ rmsprop: RMSprop) -> Self {
    Self(
      introduction: [
        "RMSprop: the mean square says how large the gradient of this weight has been lately; the",
        "gradient is divided by its root, so that all weights move at about the same pace.",
      ],
      equations: { move in
        let root = Expression.root(of: move.now(0), plus: rmsprop.epsilon)
        return [
          move.remembered(
            "mean square", 0,
            .faded(move.earlier(0), rmsprop.rho, adding: .square(move.gradient))),
          move.weight(.difference(move.before, .quotient(move.rateTimesGradient, root))),
        ]
      })
  }

  fileprivate static func adam(_ adam: Adam) -> Self {
    // rate × √(1 − β₂ᵗ) ÷ (1 − β₁ᵗ)
    let correctedRate = { (move: WeightMoveTerms) -> Expression in
      .quotient(
        .product(move.rate, .function(.squareRoot, move.oneMinusPower(of: adam.beta2))),
        move.oneMinusPower(of: adam.beta1))
    }
    return Self(
      introduction: [
        "Adam: the mean says where the gradient of this weight has been pointing lately, the mean",
        "square how large it was; the weight moves along the one, divided by the root of the other.",
      ],
      correctedRate: correctedRate,
      equations: { move in
        let rate = Expression.number(correctedRate(move).value)
        let divisor = Expression.sum([
          .function(.squareRoot, move.now(1)), .constant(adam.epsilon),
        ])
        return [
          move.remembered("mean", 0, .drawn(move.earlier(0), adam.beta1, to: move.gradient)),
          move.remembered(
            "mean square", 1, .drawn(move.earlier(1), adam.beta2, to: .square(move.gradient))),
          move.weight(
            .difference(move.before, .quotient(.product(move.now(0), rate), divisor))),
        ]
      })
  }

  fileprivate static func adadelta(_ adadelta: Adadelta) -> Self {
    Self(
      introduction: [
        "Adadelta: the gradient is divided by the root of how large it has been lately (mean square)",
        "and multiplied with the root of how large the changes have been (mean square change).",
      ],
      equations: { move in
        let root = Expression.root(of: move.earlier(1), plus: adadelta.epsilon)
        let change = Expression.negative(
          .quotient(
            .product(root, move.gradient), .root(of: move.now(0), plus: adadelta.epsilon)))
        let size = Expression.square(.number(change.value))
        return [
          move.remembered(
            "mean square", 0,
            .faded(move.earlier(0), adadelta.rho, adding: .square(move.gradient))),
          Equation("change", change, gives: change.value),
          move.remembered(
            "mean square change", 1, .faded(move.earlier(1), adadelta.rho, adding: size)),
          move.weight(.sum([move.before, .product(move.rate, .number(change.value))])),
        ]
      })
  }

  fileprivate static func adamw(_ adamw: AdamW) -> Self {
    let adam = adam(adamw.adam)
    return Self(
      introduction: [
        "AdamW: first the weight loses weight decay × learning rate of itself; then it moves as Adam",
        "has it: along the mean of its gradient, divided by the root of the mean square.",
      ],
      correctedRate: adam.correctedRate,
      equations: { move in
        let lost = Expression.product(.constant(adamw.weightDecay), move.rate)
        let decayed = Expression.difference(move.before, .product(move.before, lost))
        return [Equation("decayed", decayed, gives: decayed.value)]
          + adam.equations(move.beginning(at: decayed.value))
      })
  }

  fileprivate static func adagrad(_ adagrad: Adagrad) -> Self {
    Self(
      introduction: [
        "Adagrad: the accumulator adds up the squares of all gradients of this weight; the gradient is",
        "divided by its root, so that weights that have moved much move less and less.",
      ],
      equations: { move in
        let root = Expression.root(of: move.now(0), plus: adagrad.epsilon)
        return [
          move.remembered("accumulator", 0, .sum([move.earlier(0), .square(move.gradient)])),
          move.weight(.difference(move.before, .quotient(move.rateTimesGradient, root))),
        ]
      })
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
