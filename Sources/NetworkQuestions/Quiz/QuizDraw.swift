import Explanation
import NetworkDescription
import NeuronGraph
import NeuronTrace

/// Draws what a quiz asks about from the events of a step, while they happen.
///
/// Of each topic it keeps as many as the quiz could need, each event of that topic being as likely to
/// be kept as any other (Vitter, "Random sampling with a reservoir", 1985, algorithm R).
struct QuizDraw {
  /// Something to ask about.
  struct Candidate {
    /// Its place in the order of the step.
    let number: Int
    let topic: QuizTopic
    let event: TraceEvent
    /// What a neuron adds up, where that is asked for.
    let terms: [Double]
  }

  private let labels: NeuronLabels
  private let count: Int
  private var random: SeededRandom.Sequence
  private var piles = [[Candidate]](repeating: [], count: QuizTopic.allCases.count)
  private var seen = [Int](repeating: 0, count: QuizTopic.allCases.count)
  private var number = 0
  /// What the links have brought to the neuron they lead to at the moment.
  private var arriving: (neuron: NeuronName, contributions: [Double]) = (.unplaced, [])
  /// What has arrived at neurons that answer later, together with others.
  private var arrived: [NeuronName: [Double]] = [:]

  /// - Parameter count: How many questions are asked at most.
  init(_ count: Int, labels: NeuronLabels, seed: UInt64) {
    (self.count, self.labels) = (count, labels)
    random = SeededRandom(seed: seed).sequence(.check, layer: Self.stream)
  }

  private static let stream = 43

  /// Takes in an event.
  mutating func observe(_ event: TraceEvent) {
    if case .linkForward(let event) = event {
      note(event.contribution, at: event.link.to)
    }
    let topics = QuizTopic.topics(of: event, terms: terms)
    if let topic = topics.0 { consider(topic, event) }
    if let topic = topics.1 { consider(topic, event) }
  }

  /// What is asked about, as many of each topic as there are turns, in the order of the step.
  mutating func chosen() -> [Candidate] {
    piles = piles.filter { !$0.isEmpty }.map { random.nextOrder(of: $0) }
    piles = random.nextOrder(of: piles)
    let most = piles.reduce(0) { $0 + $1.count }
    var picked: [Candidate] = []
    while picked.count < min(count, most) {
      for index in piles.indices where picked.count < count {
        if let next = piles[index].popLast() { picked.append(next) }
      }
    }
    return picked.ordered { $0.number < $1.number }
  }

  /// Whether there was anything to ask about.
  var isEmpty: Bool { number == 0 }

  private mutating func consider(_ topic: QuizTopic, _ event: TraceEvent) {
    let pile = topic.rawValue
    number += 1
    seen[pile] += 1
    let place =
      seen[pile] <= count ? seen[pile] - 1 : random.nextIndex(below: seen[pile])
    guard place < count else { return }
    var terms: [Double] = []
    if topic == .sum, case .neuronForward(let event) = event {
      terms = self.terms(event.neuron, event.bias)
    }
    let candidate = Candidate(number: number, topic: topic, event: event, terms: terms)
    if place == piles[pile].count {
      piles[pile].append(candidate)
    } else {
      piles[pile][place] = candidate
    }
  }

  private mutating func note(_ contribution: Double, at neuron: NeuronName) {
    if arriving.neuron != neuron {
      if arriving.contributions.count <= QuizTopic.mostTerms {
        arrived[arriving.neuron] = arriving.contributions
      }
      arriving = (neuron, [])
    }
    // One more than are asked for is enough to know that there are too many.
    guard arriving.contributions.count <= QuizTopic.mostTerms else { return }
    arriving.contributions.append(contribution)
  }

  private func terms(_ neuron: NeuronName, _ bias: Double) -> [Double] {
    let brought = arriving.neuron == neuron ? arriving.contributions : arrived[neuron] ?? []
    return (labels.hasBias(neuron) ? [bias] : []) + brought
  }
}
