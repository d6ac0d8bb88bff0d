import BrowserTabs
import DigitReading
import Foundation
import ModelFiles
import NetworkDescription
import NeuronGraph
import Playground
import PlaygroundPages
import Testing
import Thoroughness

extension DigitStories {
  @Suite("Pages with somebody's model inside")
  struct ModelInsideStories {
    /// Ten kinds of clothes, as Fashion-MNIST has them.
    private static let clothes = [
      "T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag",
      "boot",
    ]

    private static func model(_ layers: [Layer], classNames: [String] = []) throws -> TrainedModel {
      let blueprint = try NetworkBlueprint(
        name: "mine", input: .picture(height: 28, width: 28, channels: 1), layers: layers,
        loss: .categoricalCrossEntropy, seed: 9)
      return try TrainedModel(
        blueprint: blueprint, parameters: blueprint.initialParameters(), classNames: classNames)
    }

    @Test("The pad answers what the model answers here, with and without convolutions")
    func pad() throws {
      let answers = Layer.dense(Dense(units: 10, activation: .softmax))
      let dense = [Layer.flatten, .dense(Dense(units: 12, activation: .tanh)), answers]
      let convolutions = [
        Layer.conv2D(Conv2D(filters: 3, kernel: 5, activation: .relu)),
        .maxPooling2D(MaxPooling2D(pool: 2)), .flatten, answers,
      ]
      for layers in [dense, convolutions] {
        let model = try Self.model(layers)
        try DigitsDesk.open(DigitsPage(model: model, named: "mine")) { desk in
          try desk.say("draw 130,60 210,58 290,60 230,150 190,240")
          let state = try desk.state()
          #expect(state.network.name == "mine")
          try #require(!state.pieces.isEmpty)
          try state.expectSame(as: desk.nativeReading(with: model))
          let about = try desk.tab.text("document.getElementById('networkNow').textContent")
          #expect(!about.contains("comes with Glassbox"))
        }
      }
    }

    @Test("Answers are called as the model calls them, until another network takes over")
    func names() throws {
      let model = try Self.model(
        [.flatten, .dense(Dense(units: 10, activation: .softmax))], classNames: Self.clothes)
      let shown =
        "[...document.querySelectorAll('#probabilities b')].map((b) => b.textContent).join()"
      // The untrained network has that name, too.
      try DigitsDesk.open(DigitsPage(model: model, named: "lernmi-mnist")) { desk in
        try desk.say("draw 130,60 210,58 290,60 230,150 190,240")
        let state = try desk.state()
        #expect(Self.clothes.contains(state.text))
        #expect(try desk.tab.text(shown) == Self.clothes.joined(separator: ","))
        let best = "document.querySelector('#probabilities .best b').textContent"
        #expect(try desk.tab.text(best) == state.text)
        try desk.say("untrained 1")
        #expect(try desk.tab.text(shown) == "0,1,2,3,4,5,6,7,8,9")
        try desk.tab.click("#useInside")
        try desk.tab.wait(for: "\(shown) === \(Tab.literal(Self.clothes.joined(separator: ",")))")
      }
    }

    @Test("The plane's page answers what the model answers here")
    func plane() throws {
      var blueprint = try Recipe.xor.blueprint()
      blueprint.seed = 5
      let learned = blueprint.initialParameters()
      let network = try NeuronNetwork(blueprint, parameters: learned)
      let content = try PlaygroundContent(blueprint, learned: learned)
      try Story.withPage(beginningWith: content.words) { file in
        let tab = try Story.open(file)
        for (x, y) in [(0.0, 0.0), (0.25, 0.75), (-0.5, 1)] {
          // Of one point the loss is −log of the answer.
          try tab.perform("data points \(x),\(y),1")
          let loss = try tab.number("playground.state().loss")
          let answer = try network.predict([x, y])[0]
          #expect(abs(exp(-loss) - answer) < 1e-12)
        }
        try Story.end(tab, file)
      }
    }

    @Test("No page begins with more links than its session takes")
    func links() throws {
      for (units, isTaken) in [(2000, true), (2001, false)] {
        let blueprint = try NetworkBlueprint(
          name: "wide", input: .list(1000), layers: [.dense(Dense(units: units, useBias: false))],
          loss: .meanSquaredError)
        #expect(((try? PlaygroundContent(blueprint)) != nil) == isTaken)
        if !isTaken {
          let session = try PlaygroundSession()
          #expect(throws: PlaygroundError.self) {
            try session.finish("open blueprint \(blueprint.json)")
          }
        }
      }
    }

    @Test("The plane and the digits are a tab away from each other")
    func tabs() throws {
      let folder = FileManager.default.temporaryDirectory.appending(
        path: "glassbox-pages-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let digits = folder.appending(path: "Digits.html")
      try DigitsPage(
        model: DigitReader.shippedModel(), named: "m", otherPage: "Playground.html"
      ).html.write(to: digits, atomically: true, encoding: .utf8)
      try PlaygroundPage(otherPage: "Digits.html").html
        .write(to: folder.appending(path: "Playground.html"), atomically: true, encoding: .utf8)
      let tab = try Story.open(digits)
      for title in ["Playground", "Digits"] {
        try tab.click(".otherPage")
        // Nobody can be asked while the page changes.
        let isThere = "document.title === 'Glassbox \(title)' && !!window.playground?.state()"
        var patience = Patience()
        while (try? tab.isTrue(isThere)) != true, patience.takesNap() {}
        #expect(try tab.isTrue(isThere))
      }
      try tab.close()
    }

    @Test("A page that lies alone has no tabs")
    func alone() throws {
      try DigitsDesk.open { desk in
        let hasNone = try desk.tab.isTrue("document.querySelector('.pages').hidden")
        #expect(hasNone)
      }
    }
  }
}
