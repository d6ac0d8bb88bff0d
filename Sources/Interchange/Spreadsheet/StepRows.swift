/// Which rows of the sheet a step takes.
///
///     step           3
///     learning rate  0.5
///     weights             0.0-1.0  0.1-1.0 …
///                         0.31     −0.2          those that the step before has left
///     samples             input 0.0 …
///                    1    0 …                    forward, loss and backward of every sample
///     mean                                       the loss of the batch
///     gradient            0.02 …
///     …                                          what the optimizer works out
///     new weight          0.3 …
struct StepRows {
  /// Its first row.
  let top: Int
  let sampleCount: Int
  /// How many lines the update has.
  let lineCount: Int

  var step: Int { top }
  var rate: Int { top + 1 }
  var weights: Int { top + 3 }
  var samples: Range<Int> { top + 5..<top + 5 + sampleCount }
  var mean: Int { samples.upperBound }
  var gradient: Int { mean + 1 }
  /// The line of an update, from 0.
  func update(_ line: Int) -> Int { gradient + 1 + line }
  /// The last line of the update: the weights after the step.
  var newWeights: Int { update(lineCount - 1) }
  /// The first row of the next step, after an empty one.
  var next: Int { newWeights + 2 }
}
