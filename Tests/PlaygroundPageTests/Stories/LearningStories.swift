import BrowserTabs
import Testing

extension PlaneStories {
  @Suite("Learning")
  struct LearningStories {
    @Test("The first picture has the network of the page, and the native engine's numbers")
    func firstPicture() throws {
      try Story.withLearner("open circle --seed 3") { learner in
        try learner.expectSameNumbers()
        #expect(try learner.shown("loss")?.bitPattern == learner.tab.state().loss)
        #expect(try learner.shown("testLoss")?.bitPattern == learner.tab.state().testLoss)
        #expect(try learner.tab.number("document.querySelectorAll('.tile.neuron').length") == 7)
        #expect(try learner.tab.number("document.querySelectorAll('.link').length") == 18)
      }
    }

    @Test("XOR fails without a hidden layer, and is learned with one that a button adds")
    func xorNeedsAHiddenLayer() throws {
      try Story.withLearner("open xor-points --seed 1") { learner in
        try learner.tab.click("[aria-label='Take this layer away']")
        try learner.tab.wait(for: "Object.keys(playground.state().weights).length === 2")
        try learner.follow("layer remove 1")
        try learner.say("run 60 epochs")
        #expect(try #require(try learner.shown("accuracy")) < 0.75)
        try learner.tab.click("[aria-label='Add a layer']")
        try learner.tab.wait(for: "Object.keys(playground.state().weights).length === 12")
        try learner.follow("layer add 4")
        try learner.say("run 150 epochs")
        #expect(try #require(try learner.shown("accuracy")) > 0.9)
      }
    }

    @Test("Neurons that are added and taken away while it runs leave all other weights as they are")
    func neuronsComeAndGo() throws {
      try Story.withLearner("open circle --seed 1") { learner in
        try learner.say("run 20 epochs")
        let before = try learner.tab.state()
        try learner.tab.click(".heading [aria-label='Add a neuron']")
        try learner.tab.wait(for: "'1.6' in playground.state().biases")
        try learner.follow("neuron add 1")
        let after = try learner.tab.state()
        for (name, weight) in before.weights { #expect(after.weights[name] == weight) }
        try learner.tab.click(".heading [aria-label='Take a neuron away']")
        try learner.tab.wait(for: "!('1.6' in playground.state().biases)")
        #expect(try learner.tab.state().weights == before.weights)
      }
    }

    @Test("Settings that are chosen on the page are those of the engine")
    func settings() throws {
      try Story.withLearner("open circle --seed 1") { learner in
        for (part, value, words) in [
          ("learningRate", "0.1", "set learning-rate 0.1"),
          ("optimizer", "sgd", "set optimizer sgd"), ("batchSize", "25", "set batch-size 25"),
          ("l2", "0.001", "set l2 0.001"), ("activation", "relu", "activation 1 relu"),
        ] {
          try learner.tab.enter(value, into: "[data-part=\(part)] :is(select, input)")
          try learner.native.finish(words)
          // The page is asked after it has done what it was told before.
          try learner.say("run 2 epochs")
        }
      }
    }

    @Test("Where nothing is learned the page says so by itself, and goes back to where it began")
    func stuck() throws {
      try Story.withLearner("open xor-points --seed 1") { learner in
        try learner.say("layers")
        try learner.say("run 25 epochs")
        try learner.tab.wait(for: "document.getElementById('note').className.includes('diagnosis')")
        let sentence = try learner.tab.text("document.querySelector('#note p').textContent")
        #expect(sentence.contains("no hidden layer"), "\(sentence)")
        #expect(try learner.native.frame.diagnosis?.sentence == sentence)
        try learner.tab.click("#note .primary")
        try learner.tab.wait(for: "playground.state().epoch === 0")
        try learner.follow("go 0")
        try learner.tab.wait(for: "document.getElementById('note').hidden")
      }
    }

    @Test("Where relus die of a large rate the page names the neuron, and goes back to before")
    func dyingRelus() throws {
      try Story.withLearner("open circle --seed 1") { learner in
        for words in [
          "layers 4,4", "activation 1 relu", "activation 2 relu", "set optimizer sgd",
          "set learning-rate 1", "reset", "run 60 epochs",
        ] {
          try learner.say(words)
        }
        let diagnosis = try #require(try learner.native.frame.diagnosis)
        #expect(diagnosis.place == "neuron 2.0")
        try learner.tab.wait(for: "document.getElementById('note').className.includes('diagnosis')")
        let sentence = try learner.tab.text("document.querySelector('#note p').textContent")
        #expect(sentence == diagnosis.sentence)
        #expect(sentence.contains("neuron 2.0 dies"), "\(sentence)")
        try learner.tab.click("#note .primary")
        try learner.tab.wait(for: "playground.state().epoch === \(diagnosis.epochBefore)")
        try learner.follow("go \(diagnosis.epochBefore)")
        #expect(try learner.isActive("2.0"))
      }
    }

    @Test("Two networks beside each other differ in their one setting, and run together")
    func sideBySide() throws {
      try Story.withLearner("open circle --seed 1") { learner in
        try learner.tab.perform("compare with set learning-rate 0.3")
        try learner.say("run 10 epochs")
        try learner.native.finish("open circle --seed 1")
        try learner.native.finish("set learning-rate 0.3")
        try learner.native.finish("run 10 epochs")
        let other = try PlaygroundState(json: learner.native.stateJSON)
        let shown = try learner.tab.text(
          "document.querySelector('#compare [data-figure=loss]').dataset.exact")
        #expect(Double(shown)?.bitPattern == other.loss)
        #expect(other.loss != (try learner.tab.state().loss))
      }
    }

    @Test("Where the learning rate is far too large the page says what broke, and goes back")
    func explosion() throws {
      try Story.withLearner("open multi-gauss --seed 1") { learner in
        try learner.say("run 2 epochs")
        try learner.tab.perform("set optimizer sgd")
        try learner.tab.perform("set learning-rate 100000")
        _ = try learner.tab.refusal(of: "run 20 epochs")
        try learner.tab.wait(for: "!document.getElementById('note').hidden")
        let sentence = try learner.tab.text("document.querySelector('#note p').textContent")
        #expect(sentence.contains("."), "\(sentence)")
        try learner.tab.click("#note .primary")
        try learner.tab.wait(for: "document.getElementById('note').hidden")
        #expect(
          try learner.tab.isTrue("Object.values(playground.state().weights).every(Number.isFinite)")
        )
      }
    }
  }
}
