import BrowserTabs
import Foundation
import NetworkDescription
import NetworkPictures
import Testing
import TrainingData
import TrainingLoop
import TrainingRuns

/// Tells nothing and never stops.
private final class Nobody: TrainingWatcher {
  var shouldStop: Bool { false }
  func batchDidEnd(_ progress: TrainingProgress) {}
  func epochDidEnd(_ record: EpochRecord) {}
}

extension PageInBrowserTests {
  @Suite("The page of a film")
  struct FilmPageTests {
    private func page() throws -> String {
      var blueprint = try Recipe.xor.blueprint()
      blueprint.training.epochs = 40
      let split = try DataSource.open([], for: blueprint, seed: 1)
      let run = TrainingRun(
        blueprint: blueprint, engine: .objects,
        samples: try SampleParts(of: split, limit: nil, holdingBack: nil, seed: 1))
      return try Film.shot(
        of: run, over: PlaneView(of: blueprint, data: nil), moments: 5, side: 9, display: Nobody()
      ).film.page
    }

    /// The colour in the upper left corner of the answer, which is blue once XOR is learned.
    ///
    /// The page paints again at the next frame, so that is waited for.
    private static let corner = """
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
        const copy = document.createElement("canvas");
        const context = copy.getContext("2d", { willReadFrequently: true });
        context.drawImage(document.getElementById("answer"), 0, 0);
        done(Array.from(context.getImageData(3, 3, 1, 1).data));
      })))
      """

    @Test("Keys step and play; colours follow the page; who wants less motion starts it by hand")
    func steps() throws {
      try Pages.withFile(holding: page()) { file in
        var screen = Tab.Screen.phone
        screen.wantsLessMotion = true
        let tab = try Tab(file, on: screen)
        let reading = "document.getElementById('reading').value"
        #expect(try tab.text(reading) == "epoch 0 of 40, the first weights")
        try tab.press("ArrowRight")
        #expect(try tab.text(reading).hasPrefix("epoch 1 of 40, loss "))
        try tab.press("End")
        #expect(try tab.text(reading).hasPrefix("epoch 40 of 40, loss "))
        let light = try #require(tab.value(Self.corner) as? [Int])
        #expect(light[2] > light[0] + 40, "blue above zero: \(light)")
        #expect(try tab.number("document.documentElement.scrollWidth") <= 390)
        screen.isDark = true
        try tab.show(on: screen)
        let dark = try #require(tab.value(Self.corner) as? [Int])
        #expect(dark[2] > dark[0] + 40 && dark != light, "\(dark)")
        try tab.press("Home")
        try tab.press(" ", text: " ")
        #expect(try tab.text("document.getElementById('play').textContent") == "Pause")
        try tab.press(" ", text: " ")
        #expect(try tab.text("document.getElementById('play').textContent") == "Play")
        #expect(try tab.number("document.querySelectorAll('.neurons canvas').length") == 6)
        #expect(tab.complaints == [])
        #expect(tab.requests == [file.absoluteString])
        try tab.close()
      }
    }

    @Test("A page behind another one goes on drawing")
    func behindAnother() throws {
      try Pages.withFile(holding: page()) { file in
        let (first, second) = (try Tab(file), try Tab(file))
        let frame = "new Promise((done) => requestAnimationFrame(() => done(true)))"
        #expect(try first.isTrue(frame))
        #expect(try second.isTrue(frame))
        try second.close()
        try first.close()
      }
    }

    @Test("It plays of its own accord")
    func plays() throws {
      try Pages.withFile(holding: page()) { file in
        let tab = try Tab(file)
        #expect(try tab.text("document.getElementById('play').textContent") == "Pause")
        try tab.close()
      }
    }
  }
}
