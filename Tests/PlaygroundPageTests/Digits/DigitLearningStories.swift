import BrowserTabs
import DigitReading
import Foundation
import Testing
import TrainingData

extension DigitStories {
  @Suite("Networks that learn to read")
  struct DigitLearningStories {
    @Test("An untrained network learns from drawn digits, and reads one's own drawing meanwhile")
    func untrained() throws {
      try DigitsDesk.open { desk in
        try desk.say("draw 210,50 210,230")
        try desk.say("untrained 1")
        let before = try #require(desk.state().learning)
        try desk.say("learn 12000")
        let state = try desk.state()
        let after = try #require(state.learning)
        #expect(after.seen == 12000 && after.testAccuracy > before.testAccuracy + 0.3)
        #expect(state.network.layers == "784-15-10")
        #expect(state.pieces.first?.probabilities.count == 10)
        #expect(
          try desk.tab.number("document.querySelectorAll('#weightPictures canvas').length") == 15)
      }
    }

    @Test("Play goes on until pause")
    func play() throws {
      try DigitsDesk.open { desk in
        try desk.say("untrained 2")
        try desk.tab.click("#learn")
        try desk.tab.wait(for: "playground.state().learning.seen > 300")
        try desk.tab.click("#learn")
        try desk.tab.wait(for: "!playground.state().learning.isPlaying")
        let seen = try desk.state().learning?.seen
        _ = try desk.tab.value("new Promise((done) => setTimeout(done, 300))")
        try desk.say("frame")
        #expect(try desk.state().learning?.seen == seen)
      }
    }

    @Test("MNIST's two files are learned from once both were dropped")
    func mnist() throws {
      try DigitsDesk.open { desk in
        try desk.drop("train-labels-idx1-ubyte", IDX.labels(100))
        #expect(try desk.note().contains("other file"))
        try desk.drop("train-images-idx3-ubyte", IDX.pictures(100))
        #expect(
          try desk.tab.text("document.getElementById('dataAbout').textContent").contains("MNIST"))
        try desk.say("learn 90")
        #expect(try desk.state().learning?.seen == 90)
        try desk.drop("train-images-idx3-ubyte", IDX.pictures(100).dropLast())
        try desk.drop("train-labels-idx1-ubyte", IDX.labels(100))
        #expect(try desk.note().contains("cut off"))
      }
    }

    @Test("Teaching ten drawings of an unusual hand raises the accuracy on ten others")
    func teaching() throws {
      try DigitsDesk.open { desk in
        let drawn = DrawnDigits(seed: 3, liveliness: 0.5)
        // Somebody who writes 2 and 5 from right to left.
        for turn in 0..<10 {
          for digit in [2, 5] {
            try desk.draw(drawn.digit(at: 10 * turn + digit), isMirrored: true)
            try desk.say("label \(digit)")
          }
        }
        let own = try desk.state().own
        #expect(own.count == 20 && own.count(where: \.isHeldOut) == 10)
        let text = try desk.tab.text(
          "playground.do('teach 30').then(({ before, after }) => JSON.stringify({ before, after }))"
        )
        struct Accuracy: Decodable {
          let learned: Double
          let heldOut: Double
        }
        let result = try JSONDecoder().decode([String: Accuracy].self, from: Data(text.utf8))
        let before = try #require(result["before"]), after = try #require(result["after"])
        #expect(after.heldOut >= before.heldOut + 0.3)
        #expect(after.heldOut >= 0.8)
        // It still reads what others write.
        try desk.draw(drawn.digit(at: 17))
        #expect(try desk.state().text == "7")
      }
    }

    @Test("The drawings are saved as a zip of PNGs, which training data is read from")
    func zip() throws {
      try DigitsDesk.open { desk in
        let drawn = DrawnDigits(seed: 4, liveliness: 0.3)
        for digit in [3, 8, 3] {
          try desk.draw(drawn.digit(at: digit))
          try desk.say("label \(digit)")
        }
        let text = try desk.tab.text(
          "playground.zip().then((zip) => btoa(Array.from(zip, (b) => String.fromCharCode(b)).join('')))"
        )
        let zip = [UInt8](try #require(Data(base64Encoded: text)))
        let folder = FileManager.default.temporaryDirectory
          .appending(path: "glassbox-zip-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, bytes) in StoredZip.files(in: zip) {
          let file = folder.appending(path: name)
          try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
          try Data(bytes).write(to: file)
        }
        let data = try DataSource.open(
          folder.appending(path: "digits").path(percentEncoded: false), pictures: .normalisedDigits)
        #expect(data.train.count == 3)
        #expect(
          data.train.labels.map { $0.map { data.train.classNames?[$0] ?? "" } } == ["3", "3", "8"])
      }
    }
  }
}

/// MNIST's files, made of drawn digits.
private enum IDX {
  static func pictures(_ count: Int) -> [UInt8] {
    let drawn = DrawnDigits(seed: 2)
    return [0, 0, 8, 3] + bigEndian(count) + bigEndian(28) + bigEndian(28)
      + (0..<count).flatMap { drawn.digit(at: $0).picture() }
  }

  static func labels(_ count: Int) -> [UInt8] {
    [0, 0, 8, 1] + bigEndian(count) + (0..<count).map { UInt8($0 % 10) }
  }

  private static func bigEndian(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(number >> $0 & 255) }
  }
}

/// A zip whose files are not packed, read by its local headers.
private enum StoredZip {
  static func files(in zip: [UInt8]) -> [(name: String, bytes: ArraySlice<UInt8>)] {
    var files: [(String, ArraySlice<UInt8>)] = []
    var place = 0
    func number(_ offset: Int, _ size: Int) -> Int {
      (0..<size).reduce(0) { $0 | Int(zip[place + offset + $1]) << (8 * $1) }
    }
    while place + 30 <= zip.count, number(0, 4) == 0x0403_4b50 {
      let (size, letters, extra) = (number(18, 4), number(26, 2), number(28, 2))
      let start = place + 30 + letters + extra
      let name = String(decoding: zip[place + 30..<place + 30 + letters], as: UTF8.self)
      files.append((name, zip[start..<start + size]))
      place = start + size
    }
    return files
  }
}
