import BrowserTabs
import DigitReading
import Foundation
import Pictures
import Testing
import TrainingData

extension DigitStories {
  @Suite("Reading digits in the page")
  struct DigitReadingStories {
    @Test("A 7 that is drawn with the mouse is read, with the probabilities of `glassbox read`")
    func seven() throws {
      try DigitsDesk.open { desk in
        let (x, y) = try desk.tab.middle(of: "#pad")
        try desk.tab.drag(from: (x - 60, y - 90), to: (x + 60, y - 90))
        try desk.tab.drag(from: (x + 60, y - 90), to: (x - 10, y + 100))
        try desk.wait(forText: "7")
        let state = try desk.state()
        #expect(state.strokes == 2)
        try state.expectSame(as: desk.nativeReading())
      }
    }

    @Test("A finger draws on a phone, and the page does not scroll meanwhile")
    func finger() throws {
      try DigitsDesk.open(on: .phone) { desk in
        let (x, y) = try desk.tab.middle(of: "#pad")
        let before = try desk.tab.number("scrollY")
        try desk.tab.drag(from: (x, y - 80), to: (x, y + 80), byTouch: true)
        try desk.wait(forText: "1")
        #expect(try desk.tab.number("scrollY") == before)
      }
    }

    @Test("A pen that is pressed harder writes thicker strokes, and a finger's are between")
    func pressure() throws {
      try DigitsDesk.open { desk in
        let (x, y) = try desk.tab.middle(of: "#pad")
        func ink(_ write: ((Double, Double), (Double, Double)) throws -> Void) throws -> Double {
          try desk.say("clear")
          try write((x, y - 80), (x, y + 80))
          try desk.wait(forText: "1")
          return try desk.tab.number(
            "playground.paper().bytes.filter((byte, i) => i % 4 === 0 && byte < 128).length")
        }
        let light = try ink { try desk.tab.write(from: $0, to: $1, pressure: 0.1) }
        let usual = try ink { try desk.tab.drag(from: $0, to: $1) }
        let hard = try ink { try desk.tab.write(from: $0, to: $1, pressure: 1) }
        #expect(light * 1.3 < usual && usual * 1.3 < hard)
      }
    }

    @Test(
      "Pictures of Samples are read as `glassbox read` reads them",
      arguments: [
        "Digits/0-black-on-nothing-100x140", "Digits/2-photo-400x500",
        "Digits/3-white-on-nothing-100x100",
        "Digits/4-one-bit-64x64", "Digits/5-red-on-yellow-200x150", "Digits/6-tiny-16x16",
        "Digits/9-white-on-black-28x28", "Sheets/sheet-phone-number", "Sheets/sheet-three-lines",
      ])
    func samples(name: String) throws {
      let bytes = try Data(contentsOf: Samples.folder.appending(path: "\(name).png"))
      try DigitsDesk.open { desk in
        try desk.drop("scan.png", bytes)
        let native = try DigitReader().read(png: [UInt8](bytes))
        try desk.state().expectSame(as: native)
      }
    }

    @Test("A dropped page with three lines is read line by line, each digit in a box")
    func lines() throws {
      let bytes = try Data(
        contentsOf: Samples.folder.appending(path: "Sheets/sheet-three-lines.png"))
      try DigitsDesk.open { desk in
        try desk.drop("page.png", bytes)
        let state = try desk.state()
        #expect(Set(state.pieces.map(\.line)) == [0, 1, 2])
        #expect(state.text.split(separator: "\n").count == 3)
        #expect(
          try desk.tab.number("document.querySelectorAll('#boxes .box').length")
            == Double(state.pieces.count))
      }
    }

    @Test("A JPEG is read, and a WebP", arguments: ["image/jpeg", "image/webp"])
    func photo(type: String) throws {
      try DigitsDesk.open { desk in
        _ = try desk.tab.value(
          """
          (async () => {
            const canvas = document.createElement("canvas");
            Object.assign(canvas, { width: 200, height: 200 });
            const context = canvas.getContext("2d");
            context.fillStyle = "#f4efe6";
            context.fillRect(0, 0, 200, 200);
            Object.assign(context, { lineWidth: 12, lineCap: "round", strokeStyle: "#223" });
            context.beginPath();
            context.moveTo(50, 45);
            context.lineTo(150, 45);
            context.lineTo(85, 165);
            context.stroke();
            const blob = await new Promise((done) => canvas.toBlob(done, \(Tab.literal(type)), 0.8));
            if (blob.type !== \(Tab.literal(type))) throw new Error(blob.type);
            await playground.take(new File([blob], "photo", { type: blob.type }));
          })()
          """)
        #expect(try desk.state().text == "7")
      }
    }

    @Test("A pasted picture is read")
    func paste() throws {
      let bytes = try Data(contentsOf: Samples.folder.appending(path: "Digits/5-photo-400x500.png"))
      try DigitsDesk.open { desk in
        _ = try desk.tab.value(
          """
          (() => {
            const letters = atob(\(Tab.literal(bytes.base64EncodedString())));
            const transfer = new DataTransfer();
            transfer.items.add(new File([Uint8Array.from(letters, (l) => l.charCodeAt(0))], "image.png",
              { type: "image/png" }));
            dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true }));
          })()
          """)
        try desk.wait(forText: "5")
      }
    }

    @Test("Strokes are undone and come back, the eraser takes ink away, and Delete clears the pad")
    func undo() throws {
      try DigitsDesk.open { desk in
        try desk.say("draw 210,50 210,230")
        #expect(try desk.state().text == "1")
        try desk.say("draw 120,60 300,60")
        try desk.tab.press("z")
        try desk.wait(forText: "1")
        try desk.tab.press("y")
        try desk.tab.wait(for: "playground.state().strokes === 2")
        try desk.say("erase 60,60 185,60; 232,60 360,60")
        #expect(try desk.state().text == "1")
        try desk.tab.press("Delete")
        try desk.tab.wait(for: "playground.state().pieces.length === 0")
        #expect(try desk.tab.isTrue("document.getElementById('clear').disabled"))
      }
    }

    @Test("All ten digits of a neat hand are read", arguments: 0...9)
    func neatHand(digit: Int) throws {
      try DigitsDesk.open { desk in
        try desk.draw(DrawnDigits(seed: 5, liveliness: 0.2).digit(at: digit))
        #expect(try desk.state().text == "\(digit)")
      }
    }

  }
}

/// The pictures that come with the project.
enum Samples {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Samples")
}
