import Explanation
import ExplanationTestSupport
import NetworkDescription
import NeuronGraph
import NeuronTrace
import Testing

@Suite("A line is a value: phase, kind, subject, equations and text")
struct LineTests {
  private static func steps() throws -> [ExplainedStep] {
    let some = ManyNetworks.endings.enumerated().filter { $0.offset % 3 == 0 }
    let usual = try some.map { number, ending in
      let network = try ManyNetworks.network(
        sizes: [3, 14, 3], hidden: ending.0, last: ending.0, loss: ending.1,
        optimizer: ManyNetworks.optimizers[number % ManyNetworks.optimizers.count],
        seed: UInt64(number), dropout: number % 2 == 0 ? 0.3 : nil,
        penalty: number % 3 == 0 ? Penalty(l1: 0.1, l2: 0.2) : .none)
      return try ExplainedStep(
        network, inputs: ManyNetworks.inputs(3, seed: 1),
        targets: ManyNetworks.targets(network, seed: UInt64(number)), top: nil)
    }
    let pictures = try ExplainedStep(
      ManyNetworks.pictures(seed: 3), inputs: ManyNetworks.inputs(24, seed: 2), targets: [0, 1],
      top: 2)
    return usual + [pictures]
  }

  @Test("Each phase begins with its heading and its introduction, and only these have no subject")
  func kinds() throws {
    for step in try Self.steps() {
      let headings = step.lines.filter { $0.kind == .heading }
      #expect(headings.map(\.phase) == [.forward, .loss, .backward, .update])
      for phase in headings.map(\.phase) {
        let lines = step.lines.filter { $0.phase == phase }
        let opening = lines.prefix { $0.subject == nil }
        #expect(opening.first?.kind == .heading)
        #expect(opening.dropFirst().allSatisfy { $0.kind == .introduction })
        let others = lines.dropFirst(opening.count)
        #expect(!others.isEmpty)
        #expect(others.allSatisfy { $0.kind == ($0.equations.isEmpty ? .words : .equation) })
        #expect(others.allSatisfy { $0.subject != nil })
      }
    }
  }

  @Test("The text of a line begins with its subject and has its equations in it")
  func text() throws {
    var withLabel = 0
    for step in try Self.steps() {
      for line in step.lines {
        for equation in line.equations
        where equation.quantity == nil || !equation.expressions.isEmpty {
          #expect(line.text.contains(equation.text), "\(line.text)")
        }
        guard let subject = line.subject else { continue }
        if line.text.hasPrefix(step.labels[subject] + ": ") { withLabel += 1 }
        #expect(!line.text.hasPrefix(" ") && line.indentedText.hasSuffix(line.text))
      }
    }
    #expect(withLabel > 1000)
  }

  @Test("The equations of a line have the numbers of its event")
  func numbers() throws {
    let network = try ManyNetworks.network(
      sizes: [2, 3, 2], hidden: .tanh, last: .sigmoid, loss: .meanSquaredError, seed: 4)
    let step = try ExplainedStep(network, inputs: [0.5, -1], targets: [0, 1], top: nil)
    func results(_ phase: TraceEvent.Phase, _ subject: LineSubject) -> [Double] {
      step.lines.filter { $0.phase == phase && $0.subject == subject }
        .flatMap { $0.equations.map(\.result) }
    }
    for event in step.events {
      switch event {
      case .input(let event): #expect(results(.forward, .neuron(event.neuron)) == [event.output])
      case .linkForward(let event):
        #expect(results(.forward, .link(event.link.name)) == [event.contribution])
      case .neuronForward(let event):
        #expect(results(.forward, .neuron(event.neuron)) == [event.sum, event.output])
      case .loss(let event): #expect(results(.loss, .loss) == [event.value])
      case .outputSensitivity(let event):
        #expect(results(.backward, .comparison(of: event.neuron)) == [event.sensitivity])
      case .neuronBackward(let event):
        #expect(
          results(.backward, .neuron(event.neuron)).suffix(2)
            == [event.slope, event.inputSensitivity])
      case .linkBackward(let event):
        #expect(results(.backward, .link(event.link.name)).first == event.weightGradient)
      case .weightUpdate(let event):
        #expect(results(.update, .link(event.link.name)) == [event.move.after])
      case .biasUpdate(let event):
        #expect(results(.update, .neuron(event.neuron)) == [event.move.after])
      case .dropoutLot, .poolingChoice, .penalty: Issue.record("\(event)")
      }
    }
  }
}
