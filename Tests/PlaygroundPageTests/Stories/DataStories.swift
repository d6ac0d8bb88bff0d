import BrowserTabs
import Foundation
import Testing

extension PlaneStories {
  @Suite("Data")
  struct DataStories {
    @Test(
      "Points set by hand in three classes become a network with three outputs")
    func threeClasses() throws {
      try Story.withLearner("open circle --seed 1") { learner in
        _ = try learner.tab.value("document.getElementById('ownData').open = true")
        try learner.tab.wait(for: "document.getElementById('plane').classList.contains('setting')")
        var count = 0
        for (number, places) in [
          (0, [(0.2, 0.2), (0.3, 0.25)]), (1, [(0.8, 0.2), (0.7, 0.3)]), (2, [(0.5, 0.8)]),
        ] {
          try learner.tab.click("[data-class='\(number)']")
          for place in places {
            _ = try learner.tab.middle(of: "#plane")
            let box = try #require(
              try learner.tab.value(
                "(({x, y, width}) => [x, y, width])(document.getElementById('plane').getBoundingClientRect())"
              ) as? [Double])
            let point = (box[0] + place.0 * box[2], box[1] + place.1 * box[2])
            try learner.tab.drag(from: point, to: point)
            count += 1
          }
        }
        #expect(count == 5)
        try learner.tab.wait(for: "'2.2' in playground.state().biases")
        try learner.tab.perform("run 200 epochs")
        try learner.tab.wait(for: "location.hash.includes('run+200')")
        for words in try learner.tab.wordsOfAddress() { try learner.native.finish(words) }
        try learner.expectSameNumbers()
        #expect(try #require(try learner.shown("accuracy")) > 0.5)
      }
    }

    @Test("A table that is dropped asks for its columns, and is learned")
    func table() throws {
      try Story.withLearner("open circle --seed 1") { learner in
        let rows = (0..<40).map { row -> String in
          let (x, y) = (Double(row % 8) - 4, Double(row / 8) - 2)
          return "\(x),7,\(y),\(x + y > 0 ? 1 : 0)"
        }
        let table = (["left,unused,right,kind"] + rows).joined(separator: "\n")
        try learner.tab.drop("points.csv", table)
        try learner.tab.wait(for: "!document.getElementById('columns').hidden")
        _ = try learner.tab.value(
          """
          document.querySelectorAll("#columns input").forEach((box) => {
            box.checked = box.value !== "unused";
          })
          """)
        try learner.tab.click("#columns .primary")
        try learner.tab.wait(for: "document.getElementById('columns').hidden")
        try learner.follow("data csv --columns left,right --label kind \(table)")
        try learner.say("run 30 epochs")
        #expect(try #require(try learner.shown("accuracy")) > 0.9)
      }
    }

    @Test("Points above a curve are told from those below")
    func curve() throws {
      try Story.withLearner("open circle --seed 1") { learner in
        try learner.say("data curve 3*sin(x)")
        try learner.say("run 10 epochs")
      }
    }

    @Test("Noise and share of the training data are those of the sliders")
    func noise() throws {
      try Story.withLearner("open circle --seed 1") { learner in
        try learner.tab.enter("0.3", into: "#dataSettings .number:nth-child(1) input[type=text]")
        try learner.tab.wait(for: "document.querySelector('#dataSettings input').value === '0.3'")
        try learner.tab.perform("run 1 epochs")
        try learner.native.finish("data circle --noise 0.3 --share 0.5 --seed 1")
        try learner.follow("run 1 epochs")
      }
    }

    @Test("Every set and gate can be chosen by its picture")
    func sets() throws {
      try Story.withLearner("open circle --seed 1") { learner in
        for set in ["spiral", "gauss", "plane", "multi-gauss", "xor-points", "and"] {
          try learner.tab.click("[data-set='\(set)']")
          try learner.tab.wait(
            for: "document.querySelector('[data-set=\"\(set)\"]').ariaChecked === 'true'")
          try learner.follow("data \(set)")
          try learner.say("run 1 epochs")
        }
      }
    }
  }
}
