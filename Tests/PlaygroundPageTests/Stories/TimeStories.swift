import BrowserTabs
import Testing

extension PlaneStories {
  @Suite("Time")
  struct TimeStories {
    @Test("Back 500 epochs every number is as it was, and further again as it became")
    func thereAndBack() throws {
      try Story.withLearner { learner in
        try learner.say("run 100 epochs")
        let early = try learner.tab.state()
        try learner.say("run 500 epochs")
        let late = try learner.tab.state()
        try learner.say("back 500 epochs")
        #expect(try learner.tab.state() == early)
        try learner.say("go 600")
        #expect(try learner.tab.state() == late)
      }
    }

    @Test("The slider goes to any epoch of the past")
    func slider() throws {
      try Story.withLearner { learner in
        try learner.say("run 200 epochs")
        let box = try #require(
          try learner.tab.value(
            "(({x, y, width, height}) => [x, y, width, height])(document.getElementById('past').getBoundingClientRect())"
          ) as? [Double])
        let y = box[1] + box[3] / 2
        try learner.tab.drag(from: (box[0] + box[2] - 8, y), to: (box[0] + box[2] / 2, y))
        try learner.tab.wait(for: "Math.abs(playground.state().epoch - 100) < 5")
        let epoch = Int(try learner.tab.state().epoch)
        try learner.follow("go \(epoch)")
      }
    }

    @Test(
      "On from the past in another direction, both futures are kept, and can be changed between")
    func futures() throws {
      try Story.withLearner { learner in
        try learner.say("run 30 epochs")
        let first = try learner.tab.state()
        try learner.say("back 20 epochs")
        try learner.say("set learning-rate 0.01")
        try learner.say("run 10 epochs")
        let second = try learner.tab.state()
        try learner.tab.wait(for: "document.querySelectorAll('#futures button').length === 2")
        try learner.tab.click("#futures button:not([aria-pressed=true])")
        try learner.tab.wait(for: "playground.state().epoch === 30")
        #expect(try learner.tab.state() == first)
        try learner.tab.click("#futures button:not([aria-pressed=true])")
        try learner.tab.wait(for: "playground.state().epoch === 20")
        #expect(try learner.tab.state() == second)
      }
    }

    @Test("Playing for a while leads where the same number of epochs leads")
    func playing() throws {
      try Story.withLearner("open circle --seed 2") { learner in
        try learner.tab.click("#play")
        try learner.tab.wait(for: "playground.state().epoch >= 5")
        try learner.tab.click("#play")
        try learner.tab.wait(for: "!playground.state().playing")
        let epoch = Int(try learner.tab.state().epoch)
        try learner.say("go \(epoch)")
      }
    }

    @Test("Another seed gives other first weights; reset gives the first ones again")
    func seeds() throws {
      try Story.withLearner { learner in
        let first = try learner.tab.state()
        try learner.say("run 5 epochs")
        try learner.say("reset")
        #expect(try learner.tab.state() == first)
        try learner.say("seed 2")
        #expect(try learner.tab.state() != first)
      }
    }
  }
}
