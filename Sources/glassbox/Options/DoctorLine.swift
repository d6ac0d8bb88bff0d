import SystemFiles
import TrainingData

extension LearningCommand {
  /// The command that has the doctor look at a training with these options.
  func doctorCommand(_ recipe: String?) -> String {
    var words = ["glassbox", "doctor"] + [recipe].compactMap(\.self)
    func add(_ option: String, _ value: String?) {
      if let value { words += [option, value] }
    }
    for path in learning.data { add("--data", path) }
    add("--targets", table.targets)
    add("--label", table.label)
    for columns in table.ignore { add("--ignore", columns) }
    add("--missing", table.missing == .refuse ? nil : table.missing.rawValue)
    add("--header", table.header == .auto ? nil : table.header.rawValue)
    add("--decimal", table.decimal == .auto ? nil : table.decimal.rawValue)
    if learning.normalize { words.append("--normalize") }
    add("--epochs", learning.epochs.map { "\($0)" })
    add("--batch-size", learning.batchSize.map { "\($0)" })
    add("--learning-rate", learning.learningRate.map { "\($0)" })
    add("--seed", learning.seed.map { "\($0)" })
    if let shuffle = learning.shuffle { words.append(shuffle ? "--shuffle" : "--no-shuffle") }
    add("--limit", validation.limit.map { "\($0)" })
    add("--validation-split", validation.validationSplit.map { "\($0)" })
    add("--weights", start.weights)
    // Paths, points such as spiral:noise=0.1, and numbers such as 1e+20.
    return words.map { $0.shellWord(plain: "-_./:=,+") }.joined(separator: " ")
  }
}
