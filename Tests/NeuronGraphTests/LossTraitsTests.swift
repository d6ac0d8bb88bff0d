import NetworkDescription
import Testing

@testable import NeuronGraph

@Suite("Losses that grow slowly, and what is stated of losses")
struct LossTraitsTests {
  static let losses = Loss.allKinds + [.huber(delta: 0.5)]

  @Test("Huber's loss is half a square up to delta and a straight line beyond")
  func huber() {
    let loss = Loss.huber(delta: 2)
    #expect(loss.value(of: [neuron(1)], against: [0]) == 0.5)
    #expect(loss.value(of: [neuron(2)], against: [0]) == 2)
    #expect(loss.value(of: [neuron(5)], against: [0]) == 2 * (5 - 1))
    #expect(loss.value(of: [neuron(5), neuron(0)], against: [0, 0]) == 4)
    #expect(loss.sensitivity(output: -5, target: 0, outputCount: 1) == -2)
    #expect(loss.sensitivity(output: 1.5, target: 0, outputCount: 2) == 0.75)
  }

  @Test("The mean absolute error pulls at every output equally hard, and not at one that is right")
  func meanAbsoluteError() {
    let loss = Loss.meanAbsoluteError
    #expect(loss.value(of: [neuron(1), neuron(-3)], against: [0, 0]) == 2)
    #expect(loss.sensitivity(output: 0.1, target: 0, outputCount: 2) == 0.5)
    #expect(loss.sensitivity(output: -7, target: 0, outputCount: 2) == -0.5)
    #expect(loss.sensitivity(output: 1, target: 1, outputCount: 2) == 0)
  }

  @Test(
    "A mean over the outputs does not change when there are more of the same", arguments: losses)
  func isMean(loss: Loss) {
    let once = loss.value(of: [neuron(0.25)], against: [0.75])
    let twice = loss.value(of: [neuron(0.25), neuron(0.25)], against: [0.75, 0.75])
    #expect(loss.traits.isMean == (abs(once - twice) < 1e-12))
  }

  @Test(
    "Its slope, or how fast that changes, jumps at its corners and nowhere else", arguments: losses)
  func corners(loss: Loss) {
    func slope(_ difference: Double) -> Double {
      loss.sensitivity(output: 0.5 + difference, target: 0.5, outputCount: 1)
    }
    let step = 1e-4
    for place in (-19...19).map({ Double($0) / 20 }) where loss.neededTargets == nil {
      let here = slope(place + step) - slope(place - step)
      let beyond = slope(place + 3 * step) - slope(place + step)
      let jumps = abs(here - beyond) > 0.5 * step
      let isCorner = loss.traits.corners.contains { abs($0 - place) < step / 2 }
      #expect(jumps == isCorner, "\(place)")
    }
  }

  @Test("A blueprint gets back the loss it was written with", arguments: losses)
  func json(loss: Loss) throws {
    #expect(try Loss(json: loss.json, at: .root) == loss)
  }

  @Test("A delta that is not above 0 is refused")
  func badDelta() {
    #expect(throws: BlueprintError.self) {
      try NetworkBlueprint(
        json: """
          {"glassbox":1,"name":"steep","input":[1],"layers":[{"dense":{"units":1}}],
           "loss":{"huber":{"delta":0}}}
          """)
    }
  }

  private func neuron(_ output: Double) -> Neuron {
    let neuron = Neuron(name: NeuronName(layer: 1, index: 0))
    neuron.output = output
    return neuron
  }
}
