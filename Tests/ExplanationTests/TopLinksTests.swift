import ExplanationTestSupport
import NetworkDescription
import NeuronGraph
import NeuronTrace
import Testing

@testable import Explanation

@Suite("With hundreds of links")
struct TopLinksTests {
  private func step(top: Int?) throws -> ExplainedStep {
    let network = try ManyNetworks.network(
      sizes: [784, 2, 3], hidden: .sigmoid, last: .sigmoid, loss: .halfSquaredError,
      optimizer: ManyNetworks.optimizers[0], seed: 3)
    return try ExplainedStep(
      network, inputs: ManyNetworks.inputs(784, seed: 2), targets: [0, 1, 0], top: top)
  }

  @Test("the largest contributions are shown, and the others are summed up", arguments: [0, 1, 9])
  func forward(top: Int) throws {
    let step = try step(top: top)
    let all = step.links("hidden 1") { event in
      if case .linkForward(let told) = event {
        (told.link, told.contribution)
      } else {
        nil
      }
    }
    try expect(step, all, top, quantity: "", others: "sum of contributions")
  }

  @Test("so are the largest weight gradients", arguments: [0, 1, 9])
  func backward(top: Int) throws {
    let step = try step(top: top)
    let all = step.links("hidden 1") { event in
      if case .linkBackward(let told) = event {
        (told.link, told.weightGradient)
      } else {
        nil
      }
    }
    try expect(step, all, top, quantity: "weight gradient", others: "sum of weight gradients")
  }

  @Test("and the largest changes", arguments: [0, 1, 9])
  func update(top: Int) throws {
    let step = try step(top: top)
    let all = step.links("hidden 1") { event in
      if case .weightUpdate(let told) = event {
        (told.link, told.move.after - told.move.before)
      } else {
        nil
      }
    }
    try expect(step, all, top, quantity: "weight", others: "sum of changes")
  }

  /// Checks which links are shown, and the line about the others.
  private func expect(
    _ step: ExplainedStep, _ all: [String: Double], _ top: Int, quantity: String, others: String
  ) throws {
    let shown = step.equations.filter { all[$0.label] != nil && $0.quantity == quantity }
    let byTheirSize = all.sorted { abs($0.value) > abs($1.value) }.prefix(top).map(\.key)
    #expect(Set(shown.map(\.label)) == Set(byTheirSize))
    let line = try #require(
      step.equations.first {
        $0.label == "\(784 - top) other links → hidden 1" && $0.quantity == others
      })
    let rest = all.filter { !byTheirSize.contains($0.key) }.values.reduce(0, +)
    #expect(PrintedEquation.rounded(rest, like: line.result) == line.result)
  }

  @Test("the neuron's sum is bias, shown links and the others")
  func sumLine() throws {
    let step = try step(top: 2)
    let sum = try #require(
      step.equations.first { $0.label == "hidden 0" && $0.quantity == "sum" }?.expression)
    #expect(
      sum.components(separatedBy: " + ").flatMap { $0.components(separatedBy: " − ") }.count
        == 4)
  }

  @Test("5 are shown unless asked otherwise, and all where there are at most 12")
  func usual() throws {
    #expect(ShortlistLimit(requested: nil).count(of: 784) == 5)
    #expect(ShortlistLimit(requested: nil).count(of: 13) == 5)
    #expect(ShortlistLimit(requested: nil).count(of: 12) == nil)
    #expect(ShortlistLimit(requested: 3).count(of: 12) == 3)
    #expect(ShortlistLimit(requested: .max).count(of: 784) == nil)
    #expect(ShortlistLimit(requested: -1).count(of: 784) == 0)
    let lines = try step(top: nil).lines
    #expect(lines.count { $0.text.contains(" other link") } == 2 * 3)
    #expect(lines.count { $0.text.contains("→ hidden 0: ") } == 3 * (5 + 1))
  }

  @Test("what is not a number is always among those shown")
  func notANumber() {
    let list = Shortlist([1, .nan, -5, 2], limit: ShortlistLimit(requested: 2)) { $0 }
    #expect(list.shown.first?.isNaN == true)
    #expect(list.shown.last == -5)
    #expect(list.others == [1, 2])
  }
}

extension ExplainedStep {
  /// A number of all links that lead to a neuron, by the links' labels.
  fileprivate func links(
    _ target: String, _ number: (TraceEvent) -> (TracedLink, Double)?
  ) -> [String: Double] {
    var numbers: [String: Double] = [:]
    for case let (link, value)? in events.map(number) where labels[link.to] == target {
      numbers[labels[link.name]] = value
    }
    return numbers
  }
}
