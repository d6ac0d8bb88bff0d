import NetworkDescription
import NeuronGraph

/// All ways on which the error comes back from the loss, and what each of them carries.
///
/// A path leads from a neuron over links to an output. Going back it carries
///
///     what the loss says to the output × slope × weight × slope × weight × …
///
/// and a neuron's sensitivity is the sum of what all paths to it carry: that is the chain rule,
/// multiplied out. A softmax takes off what its neurons have in common; that is carried by paths of
/// their own, which begin at the softmax and not at the loss.
struct ErrorPaths {
  /// A way onward from a neuron's output.
  private struct Way {
    let target: Int32
    let weight: Double
  }

  private let record: BackwardRecord
  /// From each neuron, over its outgoing links: those of the first neuron, then of the next.
  private let ways: [Way]
  /// Where the ways of each neuron begin; one more, where the last of them end.
  private let firstWay: [Int]
  /// The most that any path from a neuron's output carries, without its sign.
  private var mostFromOutput: [Double]
  /// The most that any path from a neuron's sum carries.
  private var mostFromSum: [Double]
  /// How many paths there are from a neuron's output, and from its sum.
  private var countFromOutput: [Double]
  private var countFromSum: [Double]

  init(_ record: BackwardRecord) {
    self.record = record
    let count = record.neurons.count
    (ways, firstWay) = Self.sorted(record.passages, neurons: count)
    mostFromOutput = [Double](repeating: 0, count: count)
    (mostFromSum, countFromOutput, countFromSum) = (mostFromOutput, mostFromOutput, mostFromOutput)
    // Targets stand behind their sources.
    for index in (0..<count).reversed() { weigh(index) }
  }

  /// Sorts the links by their sources, keeping the order of those from the same (counting sort).
  private static func sorted(
    _ passages: [BackwardRecord.Passage], neurons: Int
  ) -> (ways: [Way], firstWay: [Int]) {
    var ends = [Int](repeating: 0, count: neurons + 1)
    for passage in passages { ends[Int(passage.source) + 1] += 1 }
    for index in 0..<neurons { ends[index + 1] += ends[index] }
    var next = ends
    var ways = [Way](repeating: Way(target: 0, weight: 0), count: passages.count)
    for passage in passages {
      ways[next[Int(passage.source)]] = Way(target: passage.target, weight: passage.weight)
      next[Int(passage.source)] += 1
    }
    return (ways, ends)
  }

  private func ways(from index: Int) -> ArraySlice<Way> {
    ways[firstWay[index]..<firstWay[index + 1]]
  }

  private mutating func weigh(_ index: Int) {
    let numbers = record.neuronNumbers[index]
    var (most, count) = (0.0, 0.0)
    for way in ways(from: index) {
      most = max(most, abs(way.weight) * mostFromSum[Int(way.target)])
      count += countFromSum[Int(way.target)]
    }
    mostFromOutput[index] = most
    countFromOutput[index] = count
    if let direct = directFromOutput(index) {
      mostFromOutput[index] = max(mostFromOutput[index], abs(direct))
      countFromOutput[index] += 1
    }
    mostFromSum[index] = abs(numbers.slope) * mostFromOutput[index]
    countFromSum[index] = countFromOutput[index]
    if let direct = directFromSum(index) {
      mostFromSum[index] = max(mostFromSum[index], abs(direct))
      countFromSum[index] += 1
    }
  }

  /// What the loss says to a neuron's output itself; nil where it says nothing.
  private func directFromOutput(_ index: Int) -> Double? {
    let numbers = record.neuronNumbers[index]
    return numbers.isFused || numbers.direct == 0 ? nil : numbers.direct
  }

  /// What is said to a neuron's sum itself: by a loss that is fused with the activation, or by
  /// a softmax that takes off the common part.
  private func directFromSum(_ index: Int) -> Double? {
    let numbers = record.neuronNumbers[index]
    if numbers.isFused { return numbers.direct == 0 ? nil : numbers.direct }
    return numbers.common.map { -numbers.slope * $0 }
  }

  /// Where paths begin to be followed.
  enum Start {
    /// At a neuron's output: the paths add up to its sensitivity.
    case output(Int)
    /// At a neuron's sum: the paths add up to its input sensitivity.
    case sum(Int)
  }

  /// How many paths begin there; there may be more than an Int can count.
  func count(from start: Start) -> Double {
    switch start {
    case .output(let index): countFromOutput[index]
    case .sum(let index): countFromSum[index]
    }
  }

  /// The paths that carry most, the largest first, without those that carry nothing.
  ///
  /// Best first search: a path that is not complete is as promising as the most that it can still
  /// come to, so that the first to be completed is the largest.
  ///
  /// - Complexity: For the N largest, N × the depth × the links of a neuron.
  func largest(_ limit: Int, from start: Start) -> [ErrorPath] {
    var steps: [Step] = []
    var queue = PriorityQueue()
    func add(_ step: Step, most: Double) {
      guard most > 0 || most.isNaN else { return }
      steps.append(step)
      queue.push(steps.count - 1, priority: most.isNaN ? .infinity : most)
    }
    switch start {
    case .output(let index):
      add(
        Step(place: .output(index), factors: [], product: 1, previous: nil),
        most: mostFromOutput[index])
    case .sum(let index):
      add(
        Step(place: .sum(index), factors: [], product: 1, previous: nil), most: mostFromSum[index])
    }
    var found: [ErrorPath] = []
    while found.count < limit, let number = queue.pop() {
      let step = steps[number]
      func follow(_ place: Step.Place, _ factor: ErrorPath.Factor, most: Double) {
        let product = step.product * factor.value
        add(
          Step(place: place, factors: [factor], product: product, previous: number),
          most: abs(step.product) * most)
      }
      switch step.place {
      case .end: found.append(path(to: number, in: steps))
      case .output(let index):
        if let direct = directFromOutput(index) {
          follow(.end(index), .init(.loss, direct), most: abs(direct))
        }
        for way in ways(from: index) {
          follow(
            .sum(Int(way.target)), .init(.weight, way.weight),
            most: abs(way.weight) * mostFromSum[Int(way.target)])
        }
      case .sum(let index):
        if let direct = directFromSum(index) {
          let kind: ErrorPath.Factor.Kind = record.neuronNumbers[index].isFused ? .loss : .common
          follow(.end(index), .init(kind, direct), most: abs(direct))
        }
        if !record.neuronNumbers[index].isFused {
          let slope = record.neuronNumbers[index].slope
          follow(.output(index), .init(.slope, slope), most: abs(slope) * mostFromOutput[index])
        }
      }
    }
    return found
  }

  /// One step on the way to a path.
  private struct Step {
    enum Place {
      case output(Int), sum(Int), end(Int)
    }
    let place: Place
    let factors: [ErrorPath.Factor]
    let product: Double
    let previous: Int?
  }

  private func path(to last: Int, in steps: [Step]) -> ErrorPath {
    var neurons: [NeuronName] = []
    var factors: [ErrorPath.Factor] = []
    var number: Int? = last
    while let current = number {
      let step = steps[current]
      factors += step.factors
      let index =
        switch step.place {
        case .output(let index), .sum(let index), .end(let index): index
        }
      if neurons.last != record.neurons[index].name { neurons.append(record.neurons[index].name) }
      number = step.previous
    }
    return ErrorPath(neurons: neurons, factors: factors)
  }
}

/// A way on which some of the error comes back, and what it carries.
public struct ErrorPath: Sendable, Hashable {
  /// A number that the error is multiplied with on its way.
  public struct Factor: Sendable, Hashable {
    /// What the number is.
    public enum Kind: String, Sendable, Hashable {
      /// What the loss says to an output: the beginning of the path.
      case loss
      /// What the neurons of a softmax have in common: the beginning of a path that takes it off.
      case common
      /// The slope of an activation.
      case slope
      /// The weight of a link.
      case weight
    }
    /// What the number is.
    public let kind: Kind
    /// The number.
    public let value: Double

    init(_ kind: Kind, _ value: Double) { (self.kind, self.value) = (kind, value) }
  }

  /// The neurons that the error comes through, from the output back.
  public let neurons: [NeuronName]
  /// The numbers on the way, from the loss back.
  public let factors: [Factor]
  /// What arrives: the product of all factors.
  public var amount: Double { factors.reduce(1) { $0 * $1.value } }
}
