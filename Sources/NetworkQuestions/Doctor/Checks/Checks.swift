extension CaseHistory {
  /// All ideas: those that need a look, then what only trying can tell.
  static let checks: [@Sendable (CaseHistory) -> Suspicion?] = looks + [{ $0.otherNetwork }]

  /// The ideas that need no training of their own: first what the data shows, then what the network's
  /// description shows, then what befell the training.
  static let looks: [@Sendable (CaseHistory) -> Suspicion?] = [
    { $0.constantTargets },
    { $0.constantInputs },
    { $0.contradictions },
    { $0.targetsOutOfReach },
    { $0.unscaledInputs },
    { $0.unscaledTargets },
    { $0.identicalNeurons },
    { $0.noHiddenLayer },
    { $0.unusualFirstWeights },
    { $0.penaltyOutweighsLoss },
    { $0.muchDropout },
    { $0.classImbalance },
    { $0.rateTooLarge },
    { $0.tooFewSteps },
    { $0.vanishingGradients },
    { $0.rateTooSmall },
    { $0.deadEnd },
    { $0.flatNeurons },
    { $0.plateau },
  ]
}
