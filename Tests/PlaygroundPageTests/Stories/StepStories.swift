import BrowserTabs
import Foundation
import Testing

extension PlaneStories {
  @Suite("Inside a step")
  struct StepStories {
    @Test("Events go forwards and backwards, each with its equation, and change no number")
    func events() throws {
      try Story.withLearner { learner in
        try learner.say("run 10 epochs")
        let before = try learner.tab.state()
        try learner.lookInside()
        let equation = "document.querySelector('#step .equation').innerText"
        let first = try learner.tab.text(equation)
        #expect(first != "")
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

    @Test("Nothing of a network before stands inside the step of the next")
    func nothingStale() throws {
      try Story.withLearner { learner in
        let answer = "document.querySelector('#step .answer').textContent"
        try learner.lookInside()
        try learner.tab.perform("next")
        try learner.tab.perform("prove 0.1-1.0")
        #expect(try learner.tab.text(answer) != "")
        try learner.tab.perform("open and --seed 1")
        #expect(try learner.tab.text(answer) == "")
        try learner.tab.perform("prove 0.0-1.0")
        #expect(try learner.tab.text(answer) != "")
        try learner.tab.press("i")
        try learner.tab.wait(for: "document.getElementById('step').hidden")
        #expect(try learner.tab.text(answer) == "")
        // It is seen when it has been brought up to date, not before.
        let place = "document.querySelector('#step .where').textContent"
        let before = try learner.tab.text(place)
        _ = try learner.tab.value(
          """
          new MutationObserver((changes, observer) => {
            observer.disconnect();
            window.firstSeen = \(place);
          }).observe(document.getElementById("step"), { attributeFilter: ["hidden"] })
          """)
        try learner.tab.perform("next")
        try learner.tab.press("i")
        try learner.tab.wait(for: "window.firstSeen")
        #expect(try learner.tab.text("window.firstSeen") != before)
      }
    }

    @Test("Runs stop at breakpoints, which keep their numbers, in this step and in later ones")
    func breakpoints() throws {
      try Story.withLearner { learner in
        try learner.tab.click("[data-neuron='1.1']")
        try learner.tab.wait(
          for: "document.querySelector('#look h3')?.textContent === 'neuron 1.1'")
        try learner.tab.click("#look .stopHere")
        try learner.native.finish("break neuron 1.1")
        try learner.tab.perform("break neuron 2.0")
        try learner.native.finish("break neuron 2.0")
        let list =
          "[...document.querySelectorAll('.breakpoints b')].map((one) => one.textContent).join()"
        try learner.tab.wait(for: "\(list) === '1,2'")
        func goOn() throws {
          try learner.tab.perform("continue")
          try learner.native.finish("continue")
          let place = try learner.native.placeInStep
          try learner.tab.wait(
            for: "document.querySelector('#step .where').textContent.includes('event \(place)')")
        }
        for _ in 0..<4 { try goOn() }
        try learner.tab.click(".breakpoints .icon")
        try learner.native.finish("unbreak 1")
        try learner.tab.wait(for: "\(list) === '2'")
        for _ in 0..<20 { try goOn() }
        try learner.expectSameNumbers()
        #expect(try learner.tab.state().step > 0)
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

    @Test("The trace page of a step that is saved has the numbers of the native engine")
    func tracePage() throws {
      try Story.withLearner("open xor-points --seed 1") { learner in
        try learner.say("run 2 epochs")
        _ = try learner.tab.value(
          """
          (() => {
            const create = URL.createObjectURL;
            URL.createObjectURL = (blob) => {
              URL.createObjectURL = create;
              window.saved = blob;
              return create.call(URL, blob);
            };
          })()
          """)
        try learner.tab.click("#export")
        try learner.tab.click("#dialog .choices button:last-child")
        try learner.tab.wait(for: "window.saved")
        let file = FileManager.default.temporaryDirectory
          .appending(path: "glassbox-step-\(UUID().uuidString).html")
        defer { try? FileManager.default.removeItem(at: file) }
        try learner.tab.text("window.saved.text()")
          .write(to: file, atomically: true, encoding: .utf8)
        let page = try Tab(file, on: .desk)
        try page.wait(for: "window.glassbox && glassbox.trace.count > 1")
        // The last moment has the weights of the next step.
        try learner.native.finish("run 1 steps")
        let after = try PlaygroundState(json: learner.native.stateJSON)
        let told = try page.text(
          """
          (() => {
            const { trace } = glassbox;
            glassbox.goTo(trace.count - 1);
            return JSON.stringify(Object.fromEntries(trace.network.links.map((link, i) =>
              [trace.network.linkName(link), trace.link(i, "weight")])));
          })()
          """)
        let weights = try JSONDecoder().decode([String: Double].self, from: Data(told.utf8))
        #expect(weights.mapValues(\.bitPattern) == after.weights)
        #expect(page.complaints == [])
        try page.close()
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
