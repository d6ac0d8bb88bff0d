import BrowserTabs
import DigitReading
import Foundation
import ModelFiles
import NetworkDescription
import PlaygroundPages
import Testing

extension DigitStories {
  @Suite("Bad input for the page about digits")
  struct DigitBadInputStories {
    @Test("What is no picture, no model and no data is said in a line, and the drawing stays")
    func damaged() throws {
      let model = try DigitReader.shippedModel().encoded(precision: .float32, name: "m")
      let png = try Data(contentsOf: Samples.folder.appending(path: "Digits/5-photo-400x500.png"))
      try DigitsDesk.open { desk in
        try desk.say("draw 210,50 210,230")
        for (name, bytes) in [
          ("cut.png", Array(png.prefix(60))), ("empty.png", []), ("notes.txt", Array("hello".utf8)),
          ("cut.safetensors", Array(model.prefix(5000))), ("data.gz", [1, 2, 3]),
        ] {
          try desk.drop(name, bytes)
          #expect(try desk.note().contains(name))
          #expect(try desk.state().text == "1")
        }
      }
    }

    @Test("A model of another shape is refused, and the one before goes on reading")
    func otherShape() throws {
      let blueprint = try Recipe.xor.blueprint()
      let model = try TrainedModel(
        blueprint: blueprint, parameters: blueprint.initialParameters())
      try DigitsDesk.open { desk in
        try desk.drop("xor.safetensors", model.encoded(precision: .float64, name: "xor"))
        let note = try desk.note()
        #expect(
          note.contains("xor.safetensors") && note.contains("784") && note.contains("found 2"))
        try desk.say("draw 210,50 210,230")
        #expect(try desk.state().text == "1")
        #expect(try desk.state().network.name == "digit-reader.safetensors")
      }
    }

    @Test(
      "A picture that is too large is refused before anything is done with it",
      arguments: [(16500, 4, "16,500 × 4"), (10_000, 10_000, "10,000 × 10,000")])
    func large(width: Int, height: Int, size: String) throws {
      try DigitsDesk.open { desk in
        try desk.say("draw 210,50 210,230")
        _ = try desk.tab.value(
          """
          (async () => {
            const canvas = new OffscreenCanvas(\(width), \(height));
            canvas.getContext("2d").fillRect(0, 0, 9, 4);
            await playground.take(new File([await canvas.convertToBlob()], "large.png"));
          })()
          """)
        #expect(try desk.note().contains(size))
        #expect(try desk.state().text == "1")
      }
    }

    #if DEBUG
      private static let manyDrawings = 50
    #else
      private static let manyDrawings = 500
    #endif

    @Test("Of hundreds of drawings the last are kept as quickly as the first")
    func many() throws {
      let page = try DigitsPage(model: DigitReader.shippedModel(), named: "m")
      try DigitsDesk.open(page) { desk in
        try desk.say("untrained 1")
        let times = try (0..<10).map { _ in
          try desk.tab.number(
            """
            (async () => {
              const start = performance.now();
              for (let i = 0; i < \(Self.manyDrawings / 10); i++) {
                await playground.do(`draw ${150 + i % 40},50 ${160 + i % 30},230`);
                await playground.do("label 1");
              }
              return performance.now() - start;
            })()
            """)
        }
        #expect(try desk.state().own.count == Self.manyDrawings)
        #expect(try desk.note() == "")
        let (first, last) = (times[1...3].min() ?? 0, times[7...9].min() ?? 0)
        #expect(last < 3 * first)
      }
    }

    @Test("A camera that is refused is said, and the pad goes on")
    func camera() throws {
      try DigitsDesk.open { desk in
        _ = try desk.tab.value(
          """
          navigator.mediaDevices && (navigator.mediaDevices.getUserMedia = async () => {
            throw new DOMException("denied", "NotAllowedError");
          })
          """)
        try desk.tab.click("#camera")
        try desk.tab.wait(for: "!document.getElementById('note').hidden")
        #expect(try desk.note().contains("camera"))
      }
    }

    @Test("With an empty pad there is nothing to ask, to name or to teach")
    func empty() throws {
      try DigitsDesk.open { desk in
        let state = try desk.state()
        #expect(state.pieces.isEmpty)
        #expect(try desk.tab.isTrue("document.getElementById('teach').disabled"))
        #expect(try desk.tab.isTrue("document.getElementById('stepThrough').disabled"))
        #expect(try desk.tab.refusal(of: "why 9") != "done")
        #expect(try desk.tab.refusal(of: "fly").contains("expected"))
        #expect(try desk.tab.refusal(of: "draw 1,x").contains("1,x"))
      }
    }

    @Test("A worker that breaks down is replaced, and the drawing is still there")
    func breakdown() throws {
      try DigitsDesk.open { desk in
        try desk.say("draw 210,50 210,230")
        _ = try desk.tab.value(
          """
          (() => {
            const post = Worker.prototype.postMessage;
            Worker.prototype.postMessage = function (message, ...rest) {
              Worker.prototype.postMessage = post;
              return post.call(this, { ...message, bytes: { length: -5 } }, ...rest);
            };
          })()
          """)
        #expect(try desk.tab.refusal(of: "stages 0").contains("started anew"))
        try desk.say("draw 120,60 300,60")
        #expect(try desk.state().strokes == 2)
        #expect(try !desk.state().pieces.isEmpty)
      }
    }

    @Test(
      "Nothing is wider than the screen, light or dark", arguments: [390, 1024, 1920])
    func screens(width: Int) throws {
      for isDark in [false, true] {
        let screen = Tab.Screen(
          width: width, height: 900, isDark: isDark, isPhone: width < 400, wantsLessMotion: true)
        try DigitsDesk.open(on: screen) { desk in
          try desk.say("draw 130,60 210,58 290,60 230,150 190,240")
          #expect(
            try desk.tab.isTrue("document.documentElement.scrollWidth <= innerWidth"))
        }
      }
    }

    @Test("The page is under 1.6 MB, and holds browsers to the playground's policy")
    func file() throws {
      let page = try DigitsPage(
        model: DigitReader.shippedModel(), named: "digit-reader.safetensors"
      ).html
      #expect(page.utf8.count < 1_600_000)
      func policy(_ html: String) -> Substring? {
        html.split(separator: "\n").first { $0.contains("Content-Security-Policy") }
      }
      #expect(policy(page) != nil && policy(page) == policy(PlaygroundPage().html))
    }
  }
}
