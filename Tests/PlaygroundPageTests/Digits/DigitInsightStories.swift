import BrowserTabs
import DigitReading
import Foundation
import MatrixEngine
import Testing
import TrainingData

extension DigitStories {
  @Suite("Why a digit was read so")
  struct DigitInsightStories {
    private let seven = "draw 130,60 210,58 290,60 230,150 190,240"

    @Test(
      "The map of reasons is that of the logarithms: by finite differences of the probabilities")
    func reasons() throws {
      try DigitsDesk.open { desk in
        try desk.say(seven)
        let state = try desk.state()
        let piece = try #require(state.pieces.first)
        let shares = try #require(state.shares)
        let model = try DigitReader.shippedModel()
        let network = try MatrixNetwork<Double>(
          model.blueprint, parameters: model.parameters, rows: 1)
        let (best, other) = (7, try #require(Int(piece.runnerUp)))
        // log p₁ − log p₂ is the difference of the sums, whatever the other outputs are.
        func lead(_ inputs: [Double]) throws -> Double {
          let outputs = try network.predict(inputs)
          return log(outputs[best]) - log(outputs[other])
        }
        let inputs = piece.pixels.map { Double($0) / 255 }
        let inked = inputs.indices.filter { inputs[$0] > 0.3 }
        for index in stride(from: 0, to: inked.count, by: 9).map({ inked[$0] }) {
          var (more, less) = (inputs, inputs)
          more[index] += 1e-5
          less[index] -= 1e-5
          let slope = try (lead(more) - lead(less)) / 2e-5
          #expect(abs(slope * inputs[index] - shares[index]) < 1e-4 * max(1, abs(slope)))
        }
      }
    }

    @Test("With the ink that would have to change, the network really reads the other digit")
    func whatIf() throws {
      try DigitsDesk.open { desk in
        try desk.say(seven)
        let text = try desk.tab.text(
          "playground.do('what-if').then(({ answer, pixels }) => JSON.stringify({ answer, pixels }))"
        )
        struct Change: Decodable {
          let answer: Int
          let pixels: Data
        }
        let change = try JSONDecoder().decode(Change.self, from: Data(text.utf8))
        let outputs = try DigitReader().network.predict(change.pixels.map { Double($0) / 255 })
        #expect(outputs.indices.max { outputs[$0] < outputs[$1] } == change.answer)
        #expect(try "\(change.answer)" == desk.state().pieces[0].runnerUp)
      }
    }

    @Test("A point of a map is its patch times its filter, plus the bias, through the activation")
    func point() throws {
      try DigitsDesk.open { desk in
        try desk.say(seven)
        try desk.say("look 0 2 9 12")
        let state = try desk.state()
        let point = try #require(state.point)
        let weights = try #require(point.weights), bias = try #require(point.bias)
        let sum = zip(point.inputs, weights).reduce(bias) { $0 + ($1.0 ?? 0) * $1.1 }
        #expect(abs(sum - (point.sum ?? .nan)) < 1e-12)
        #expect(point.activation == "relu" && abs(point.output - max(0, sum)) < 1e-6)
        // The patch is pixels of the digit.
        let piece = try #require(state.pieces.first)
        for (place, input) in point.inputs.enumerated() {
          let (row, column) = (point.top + place / point.width, point.left + place % point.width)
          #expect(input == Double(piece.pixels[row * 28 + column]) / 255)
        }
        let seen = point.receptive
        #expect(
          (seen.top, seen.left, seen.height, seen.width)
            == (point.top, point.left, point.height, point.width))
      }
    }

    @Test("Down from a later layer one comes over the pooling, which shows what passed, to pixels")
    func downAndUp() throws {
      try DigitsDesk.open { desk in
        try desk.say(seven)
        try desk.say("look 3 1 5 5")
        let first = try #require(desk.state().point)
        #expect(first.inputs.count == first.width * first.height * first.channels)
        try desk.say("down")
        let pooled = try #require(desk.state().point)
        #expect(pooled.kind == "maxPooling2D")
        let passed = try #require(pooled.passed)
        #expect(pooled.inputs[passed] == pooled.inputs.compactMap { $0 }.max())
        #expect(pooled.output == pooled.inputs[passed])
        try desk.say("down")
        let last = try #require(desk.state().point)
        #expect(last.layer == 1 && last.output == pooled.output)
        try desk.say("down")
        #expect(try desk.state().point?.layer == 0)
        try desk.say("up")
        try desk.say("up")
        #expect(try desk.state().point?.layer == pooled.layer)
      }
    }

    @Test("Pictures for the documents")
    func pictures() throws {
      try DigitsDesk.open(on: Tab.Screen(width: 1400, height: 1000)) { desk in
        try desk.say(seven)
        try desk.say("what-if")
        try Screenshots.take(desk.tab, "digits-light")
        try desk.tab.show(on: Tab.Screen(width: 1400, height: 1000, isDark: true))
        try desk.say("look 3 1 5 5")
        try desk.say("down")
        _ = try desk.tab.value(
          "document.getElementById('mapsCard').scrollIntoView({ block: 'start', behavior: 'instant' })"
        )
        _ = try desk.tab.value("scrollBy({ top: -80, behavior: 'instant' })")
        try Screenshots.take(desk.tab, "digits-maps-dark")
        try desk.tab.show(on: .phone)
        _ = try desk.tab.value("scrollTo(0, 0)")
        try Screenshots.take(desk.tab, "digits-phone")
        #expect(try desk.tab.number("document.documentElement.scrollWidth") <= 390)
      }
    }

    @Test(
      "A digit is stepped through: its pixels are the input layer, and phases follow each other")
    func steps() throws {
      try DigitsDesk.open { desk in
        try desk.say(seven)
        try desk.say("untrained 1")
        try desk.say("step 7")
        let piece = try #require(desk.state().pieces.first)
        let inked = try #require(piece.pixels.firstIndex { $0 > 128 })
        try desk.say("event \(inked)")
        let input = try #require(desk.state().event)
        #expect(input.names == ["0.\(inked)"])
        let value = String(format: "%.4f", Double(piece.pixels[inked]) / 255)
        #expect(input.equation.contains(value))
        try desk.tab.click("#stepPhases [data-phase='update']")
        try desk.tab.wait(for: "playground.state().event.phase === 'update'")
        try desk.tab.click("#previousEvent")
        try desk.tab.wait(for: "playground.state().event.phase === 'backward'")
      }
    }
  }
}
