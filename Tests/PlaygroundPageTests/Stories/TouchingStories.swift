import BrowserTabs
import Testing

extension PlaneStories {
  @Suite("Touching")
  struct TouchingStories {
    @Test(
      "A link that is dragged up has a larger weight, and undo gives back the one before")
    func dragging() throws {
      try Story.withLearner("open circle --seed 1") { learner in
        try learner.say("run 5 epochs")
        let before = try learner.tab.state()
        // Near its source, where it does not lie below its neighbours.
        let place = try #require(
          try learner.tab.value(
            """
            (() => {
              const path = document.querySelector("[data-link='1.0-2.0'] .line");
              const point = path.getPointAtLength(path.getTotalLength() * 0.1);
              const { x, y } = new DOMPoint(point.x, point.y).matrixTransform(path.getScreenCTM());
              return [x, y];
            })()
            """) as? [Double])
        try learner.tab.drag(from: (place[0], place[1]), to: (place[0], place[1] - 50))
        let old = try before.weight("1.0-2.0")
        let new = ((old + 1) * 10_000).rounded() / 10_000
        try learner.tab.wait(for: "playground.state().weights['1.0-2.0'] === \(new)")
        try learner.follow("edit weight 1.0-2.0 \(new)")
        try learner.tab.click("#undo")
        try learner.tab.wait(for: "playground.state().weights['1.0-2.0'] === \(old)")
        #expect(try learner.tab.state() == before)
      }
    }

    @Test("A link that is clicked is held on to: its weight can be typed, and shows all its digits")
    func typing() throws {
      try Story.withLearner("open xor --seed 1") { learner in
        try learner.tab.click("[data-neuron='1.1']")
        try learner.tab.enter("0.75", into: "#look .editor input[type=text]")
        try learner.tab.wait(for: "playground.state().biases['1.1'] === 0.75")
        try learner.follow("edit bias 1.1 0.75")
        try learner.say("run 3 epochs")
        let shown = try learner.tab.text("document.querySelector('#look .exact').textContent")
        #expect(Double(shown)?.bitPattern == (try learner.tab.state().biases["1.1"]))
      }
    }

    @Test("The arrow keys change the weight of a link that Tab has reached; its number is said")
    func keysOnALink() throws {
      try Story.withLearner("open xor --seed 1") { learner in
        let before = try learner.tab.state().weight("0.1-1.0")
        _ = try learner.tab.value("document.querySelector(\"[data-link='0.1-1.0']\").focus()")
        try learner.tab.press("ArrowUp")
        let new = ((before + 0.1) * 10_000).rounded() / 10_000
        try learner.tab.wait(for: "playground.state().weights['0.1-1.0'] === \(new)")
        try learner.follow("edit weight 0.1-1.0 \(new)")
        let label = try learner.tab.text("document.activeElement.getAttribute('aria-label')")
        #expect(label.hasPrefix("link 0.1-1.0, weight "))
      }
    }

    @Test("With keys alone: play, pause, an epoch further and back, undo, and the first weights")
    func keysAlone() throws {
      try Story.withLearner("open circle --seed 1") { learner in
        let first = try learner.tab.state()
        try learner.tab.press("ArrowRight")
        try learner.tab.wait(for: "playground.state().epoch === 1")
        try learner.follow("run 1 epochs")
        try learner.tab.press("ArrowLeft")
        try learner.tab.wait(for: "playground.state().epoch === 0")
        #expect(try learner.tab.state() == first)
        try learner.tab.press(" ", text: " ")
        try learner.tab.wait(for: "playground.state().epoch > 3")
        try learner.tab.press(" ", text: " ")
        try learner.tab.wait(for: "!playground.state().playing")
        try learner.tab.perform("go 3")
        try learner.follow("go 3")
        try learner.tab.press("Home")
        try learner.tab.wait(for: "playground.state().epoch === 0")
        #expect(try learner.tab.state() == first)
        try learner.tab.press("?", text: "?")
        #expect(try learner.tab.isTrue("document.getElementById('dialog').open"))
      }
    }

    @Test("Features are switched on and off by their pictures, and formulas can be typed")
    func features() throws {
      try Story.withLearner("open circle --seed 1") { learner in
        try learner.tab.click("[data-feature='x^2']")
        try learner.tab.wait(for: "'0.2-1.0' in playground.state().weights")
        try learner.follow("features x,y,x^2")
        try learner.tab.perform("features x,y,x^2,x^3-y")
        try learner.follow("features x,y,x^2,x^3-y")
        try learner.say("run 2 epochs")
        let before = try learner.tab.state()
        #expect(try learner.tab.refusal(of: "features x,q*2").contains("q"))
        #expect(try learner.tab.state() == before)
      }
    }
  }
}
