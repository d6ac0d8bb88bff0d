/// How far outputs are from targets that are numbers, in sums that add up over batches.
///
/// Of the targets, means and square distances from them are kept, which combine without taking large
/// sums from each other (Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for
/// computing sample variances", 1979): targets such as 1.7 · 10⁹ lose no digits.
public struct NumberErrors: Hashable, Sendable {
  /// The sums of one output.
  public struct Output: Hashable, Sendable {
    /// Σ |output − target|.
    public var absoluteSum: Double
    /// Σ (output − target)².
    public var squaredSum: Double
    /// The mean of the targets.
    public var targetMean: Double
    /// Σ (target − mean of the targets)².
    public var targetSquares: Double

    /// Puts the sums of an output together; zero for a start.
    public init(
      absoluteSum: Double = 0, squaredSum: Double = 0, targetMean: Double = 0,
      targetSquares: Double = 0
    ) {
      self.absoluteSum = absoluteSum
      self.squaredSum = squaredSum
      self.targetMean = targetMean
      self.targetSquares = targetSquares
    }

    /// The part of the targets' variance that the outputs explain; nil if the targets never change.
    public var rSquared: Double? { targetSquares > 0 ? 1 - squaredSum / targetSquares : nil }
  }

  /// How many samples were compared.
  public private(set) var sampleCount: Int
  /// The sums of each output.
  public private(set) var outputs: [Output]

  /// Puts the sums of all outputs together.
  public init(sampleCount: Int, outputs: [Output]) {
    self.sampleCount = sampleCount
    self.outputs = outputs
  }

  /// Compares the outputs for one sample with its targets.
  public init(outputs: some Collection<Double>, targets: some Collection<Double>) {
    self.init(
      sampleCount: 1,
      outputs: zip(outputs, targets).map { output, target in
        let distance = output - target
        return Output(
          absoluteSum: abs(distance), squaredSum: distance * distance, targetMean: target)
      })
  }

  /// The mean over samples and outputs of |output − target|.
  public var meanAbsoluteError: Double {
    outputs.reduce(0) { $0 + $1.absoluteSum } / Double(sampleCount * outputs.count)
  }

  /// 1 − Σ (output − target)² / Σ (target − mean)²: 1 for outputs that are right, 0 for the mean of
  /// the targets as the only answer, negative for worse.
  ///
  /// With several outputs it is the mean of theirs, as in scikit-learn; targets that never change
  /// have none and are left out. Nil if no targets change.
  public var rSquared: Double? {
    let known = outputs.compactMap { $0.rSquared }
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }

  /// Adds the errors of other samples.
  public static func += (total: inout NumberErrors, other: NumberErrors) {
    let (count, otherCount) = (Double(total.sampleCount), Double(other.sampleCount))
    let both = count + otherCount
    guard otherCount > 0 else { return }
    for (index, sums) in other.outputs.enumerated() where index < total.outputs.count {
      let distance = sums.targetMean - total.outputs[index].targetMean
      total.outputs[index].absoluteSum += sums.absoluteSum
      total.outputs[index].squaredSum += sums.squaredSum
      total.outputs[index].targetMean += distance * otherCount / both
      total.outputs[index].targetSquares +=
        sums.targetSquares + distance * distance * count * otherCount / both
    }
    total.sampleCount += other.sampleCount
  }
}
