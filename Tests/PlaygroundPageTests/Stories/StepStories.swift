import BrowserTabs
import Testing

extension PlaygroundStories {
  @Suite("Inside a step")
  struct StepStories {
    @Test("Events go forwards and backwards, each with its equation, and change no number")
    func events() throws {
      try Story.withLearner { learner in
        try learner.say("run 10 epochs")
        let before = try learner.tab.state()
        try learner.tab.press("i")
        try learner.tab.wait(for: "!document.getElementById('step').hidden")
        let equation = "document.querySelector('#step .equation').innerText"
        try learner.tab.wait(for: "\(equation) !== ''")
        let first = try learner.tab.text(equation)
        var seen: [String] = [first]
        for _ in 0..<6 {
          try learner.tab.press("n")
          try learner.tab.wait(for: "\(equation) !== \(Tab.literal(seen.last ?? ""))")
          seen.append(try learner.tab.text(equation))
        }
        #expect(seen.dropFirst().allSatisfy { $0.contains("=") || $0.contains("input") })
        for expected in seen.dropLast().reversed() {
          try learner.tab.press("p")
          try learner.tab.wait(for: "\(equation) === \(Tab.literal(expected))")
        }
        #expect(try learner.tab.state() == before)
      }
    }

    @Test("Runs stop at breakpoints, which keep their numbers, in this step and in later ones")
    func breakpoints() throws {
      try Story.withLearner { learner in
        try learner.tab.perform("break neuron 2.0")
        try learner.native.finish("break neuron 2.0")
        try learner.tab.click("[data-neuron='1.1']")
        try learner.tab.click("#look .stopHere")
        try learner.native.finish("break neuron 1.1")
        let list =
          "[...document.querySelectorAll('.breakpoints b')].map((one) => one.textContent).join()"
        try learner.tab.wait(for: "\(list) === '1,2'")
        for _ in 0..<8 {
          try learner.tab.click(".stops .onward")
          try learner.native.finish("continue")
          let place = try learner.native.placeInStep
          try learner.tab.wait(
            for: "document.querySelector('#step .where').textContent.includes('event \(place)')")
        }
        try learner.expectSameNumbers()
        #expect(try learner.tab.state().step > 0)
        try learner.tab.click(".breakpoints .icon")
        try learner.tab.wait(for: "\(list) === '2'")
        try learner.tab.perform("unbreak 2")
      }
    }

    @Test("What is proved on the page is what the native engine proves")
    func proof() throws {
      try Story.withLearner { learner in
        try learner.say("run 10 epochs")
        try learner.tab.perform("prove 0.1-1.0")
        let answer = "document.querySelector('#step .answer').textContent"
        try learner.tab.wait(for: "\(answer) !== ''")
        let lines = try learner.native.finish("prove 0.1-1.0").lines
        #expect(try learner.tab.text(answer) == lines.joined(separator: "\n"))
        try learner.tab.perform("blame 1.0")
        let blamed = try learner.native.finish("blame 1.0").lines.joined(separator: "\n")
        try learner.tab.wait(for: "\(answer) === \(Tab.literal(blamed))")
      }
    }

    @Test(
      "The liar is hidden and can be guessed; afterwards all numbers are true again")
    func liar() throws {
      try Story.withLearner { learner in
        let before = try learner.tab.state()
        try learner.tab.perform("liar")
        let lines = try learner.native.finish("liar").lines.joined(separator: "\n")
        let answer = "document.querySelector('#step .answer').textContent"
        try learner.tab.wait(for: "\(answer) === \(Tab.literal(lines))")
        try learner.tab.perform("liar guess 0.0-1.0")
        let judged = try learner.native.finish("liar guess 0.0-1.0").lines.joined(separator: "\n")
        try learner.tab.wait(for: "\(answer) === \(Tab.literal(judged))")
        #expect(try learner.tab.state() == before)
      }
    }
  }
}
