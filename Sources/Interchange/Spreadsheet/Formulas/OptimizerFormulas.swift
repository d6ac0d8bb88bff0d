import NetworkDescription

/// The cells that the update of one weight needs.
struct UpdateCells {
  let weight: String
  let gradient: String
  /// The learning rate of the step, and which step it is, from 1.
  let (rate, step): (String, String)
  /// What a line of this step has for the weight, by the line's name.
  let now: (String) -> String
  /// What it had in the step before; in the first step, what it starts with.
  let before: (String) -> String
  /// How far the weight is pulled towards 0 by itself; nil if it is not.
  let pull: String?
}

/// A line of the update: something that an optimizer works out for every weight.
struct UpdateLine {
  let name: String
  let formula: (UpdateCells) -> String

  init(_ name: String, _ formula: @escaping (UpdateCells) -> String) {
    self.name = name
    self.formula = formula
  }

  /// The weight, pulled towards 0 after another line has moved it; see ``Penalty/zeroStays``.
  static func pulling(_ name: String, after moved: String) -> UpdateLine {
    UpdateLine(name) { cells in
      let start = cells.now(moved)
      guard let pull = cells.pull else { return start }
      return "IF(\(cells.weight)=0,0,SIGN(\(start))*MAX(ABS(\(start))-\(pull),0))"
    }
  }
}

/// The optimizers as formulas of a spreadsheet, written as the engines compute them. Their settings
/// are cells of the same names.
extension Optimizer {
  /// The lines in their order; the last is the weight as the optimizer moves it.
  func updateLines(movedName: String) -> [UpdateLine] {
    switch self {
    case .sgd(let sgd) where sgd.isPlain:
      [UpdateLine(movedName) { "\($0.weight)-\($0.rate)*\($0.gradient)" }]
    case .sgd(let sgd):
      [
        UpdateLine("velocity") {
          "momentum*\($0.before("velocity"))-\($0.rate)*\($0.gradient)"
        },
        UpdateLine(movedName) {
          sgd.nesterov
            ? "\($0.weight)+momentum*\($0.now("velocity"))-\($0.rate)*\($0.gradient)"
            : "\($0.weight)+\($0.now("velocity"))"
        },
      ]
    case .rmsprop:
      [
        UpdateLine("meanSquare", Self.fadingMeanSquare),
        UpdateLine(movedName) {
          "\($0.weight)-\($0.rate)*\($0.gradient)/SQRT(\($0.now("meanSquare"))+epsilon)"
        },
      ]
    case .adam: Self.adamLines(movedName) { $0.weight }
    case .adamw:
      Self.adamLines(movedName) { "(\($0.weight)-\($0.weight)*weightDecay*\($0.rate))" }
    case .adadelta:
      [
        UpdateLine("meanSquare", Self.fadingMeanSquare),
        UpdateLine("change") {
          "-(SQRT(\($0.before("meanSquareChange"))+epsilon)*\($0.gradient)"
            + "/SQRT(\($0.now("meanSquare"))+epsilon))"
        },
        UpdateLine("meanSquareChange") {
          "rho*\($0.before("meanSquareChange"))+(1-rho)*\($0.now("change"))^2"
        },
        UpdateLine(movedName) { "\($0.weight)+\($0.rate)*\($0.now("change"))" },
      ]
    case .adagrad:
      [
        UpdateLine("accumulator") { "\($0.before("accumulator"))+\($0.gradient)^2" },
        UpdateLine(movedName) {
          "\($0.weight)-\($0.rate)*\($0.gradient)/SQRT(\($0.now("accumulator"))+epsilon)"
        },
      ]
    }
  }

  private static func fadingMeanSquare(_ cells: UpdateCells) -> String {
    "rho*\(cells.before("meanSquare"))+(1-rho)*\(cells.gradient)^2"
  }

  /// - Parameter weight: What is left of the weight before the step.
  private static func adamLines(
    _ movedName: String, weight: @escaping (UpdateCells) -> String
  ) -> [UpdateLine] {
    [
      UpdateLine("mean") {
        "\($0.before("mean"))+(\($0.gradient)-\($0.before("mean")))*(1-beta1)"
      },
      UpdateLine("meanSquare") {
        "\($0.before("meanSquare"))+(\($0.gradient)^2-\($0.before("meanSquare")))*(1-beta2)"
      },
      UpdateLine(movedName) {
        "\(weight($0))-\($0.now("mean"))*\($0.rate)*SQRT(1-beta2^\($0.step))/(1-beta1^\($0.step))"
          + "/(SQRT(\($0.now("meanSquare")))+epsilon)"
      },
    ]
  }

  /// What the optimizer starts with, by the name of the line.
  func start(ofLine name: String) -> String {
    traits.memory.first { $0.name == name }.map { "\($0.start)" } ?? "0"
  }
}

extension LearningRateSchedule {
  /// The learning rate of a step, of which the first is step 1.
  func rateFormula(step: String) -> String {
    switch self {
    case .constant: "learningRate"
    case .step: "learningRate*factor^INT((\(step)-1)/every)"
    case .exponential: "learningRate*decayRate^((\(step)-1)/decaySteps)"
    case .inverseTime: "learningRate/(1+decayRate*(\(step)-1)/decaySteps)"
    }
  }

  /// Its settings, as cells of the same names.
  var cells: [(name: String, value: Double)] {
    switch self {
    case .constant: []
    case .step(let every, let factor): [("every", Double(every)), ("factor", factor)]
    case .exponential(let decaySteps, let decayRate), .inverseTime(let decaySteps, let decayRate):
      [("decaySteps", Double(decaySteps)), ("decayRate", decayRate)]
    }
  }
}
