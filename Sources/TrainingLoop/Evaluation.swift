import NetworkDescription

/// How well a network answers: loss and accuracy, and which classes it takes for which; or, where
/// targets are numbers, loss and errors, and nothing of classes.
public struct Evaluation: Hashable, Sendable {
  /// Loss and right answers, or errors, over all samples.
  public let total: BatchResult
  /// The classes, in the order of rows and columns; none where targets are numbers.
  public let classNames: [String]
  /// `confusion[true class][answer]`: how many samples of a class were given which answer;
  /// empty where targets are numbers, as are ``answers`` and ``mistakes``.
  public let confusion: [[Int]]
  /// The answer given to each sample.
  public let answers: [Int]
  /// Every sample that was given a wrong answer, in their order.
  public let mistakes: [Mistake]

  /// Asks the network about every sample.
  ///
  /// With one output there are two classes, told apart at the boundary that the samples have.
  ///
  /// - Parameter classNames: The names; by default 0, 1, 2, …
  /// - Throws: ``TrainingError`` if there are no samples, if they do not fit the network, or if
  ///   there are more than 4,000 classes: the table of confusions grows with their square.
  public init(
    of network: any TrainableNetwork, on source: some SampleSource, classNames: [String]? = nil
  ) throws(TrainingError) {
    guard source.count > 0 else { throw .noSamples(what: "evaluation data") }
    try TrainingError.ifSamplesFit { () throws(InputError) in try network.check(source) }
    let classCount = source.targetKind == .classes ? max(2, network.outputCount) : 0
    guard classCount <= Self.mostClasses else {
      throw .tooManyClasses(found: classCount, most: Self.mostClasses)
    }
    var confusion = [[Int]](repeating: [Int](repeating: 0, count: classCount), count: classCount)
    var total = BatchResult()
    var answers: [Int] = []
    var mistakes: [Mistake] = []
    let width = network.outputCount
    for batch in Array(0..<source.count).batches(of: 256) {
      let evaluation = try TrainingError.ifSamplesFit { () throws(InputError) in
        try network.evaluate(on: source, samples: batch)
      }
      total += evaluation.result
      guard source.targetKind == .classes else { continue }
      let targets = source.numbers(.targets, of: batch)
      for position in 0..<batch.count {
        let range = position * width..<(position + 1) * width
        let outputs = evaluation.outputs[range]
        let answer = Self.classIndex(outputs, boundary: source.classBoundary)
        let trueClass = Self.classIndex(targets[range], boundary: source.classBoundary)
        confusion[trueClass][answer] += 1
        if answer != trueClass {
          mistakes.append(
            Mistake(
              sample: answers.count, trueClass: trueClass, answer: answer,
              probability: Self.strength(
                of: answer, in: outputs, boundary: source.classBoundary)))
        }
        answers.append(answer)
      }
    }
    self.total = total
    self.confusion = confusion
    self.answers = answers
    self.mistakes = mistakes
    if let classNames, classNames.count == classCount {
      self.classNames = classNames
    } else if let only = classNames?.first, classNames?.count == 1, classCount == 2 {
      self.classNames = [only, "not \(only)"]
    } else {
      self.classNames = (0..<classCount).map(String.init)
    }
  }

  private static let mostClasses = 4000

  /// Of the samples that were given this answer, the share that was right; nil if none was.
  public func precision(of index: Int) -> Double? {
    share(confusion[index][index], of: confusion.reduce(0) { $0 + $1[index] })
  }

  /// Of the samples of this class, the share that was recognised; nil if there are none.
  public func recall(of index: Int) -> Double? {
    share(confusion[index][index], of: confusion[index].reduce(0, +))
  }

  private func share(_ part: Int, of whole: Int) -> Double? {
    whole == 0 ? nil : Double(part) / Double(whole)
  }

  private static func classIndex(_ values: ArraySlice<Double>, boundary: Double) -> Int {
    guard values.count == 1, let only = values.first else {
      return Answer.indexOfLargest(values)
    }
    return only > boundary ? 1 : 0
  }

  /// How strongly a class is the answer: its output, or the only output mirrored for class 0.
  private static func strength(
    of answer: Int, in outputs: ArraySlice<Double>, boundary: Double
  ) -> Double {
    let output = outputs[outputs.startIndex + (outputs.count == 1 ? 0 : answer)]
    return outputs.count == 1 && answer == 0 ? 2 * boundary - output : output
  }
}
