import NetworkDescription
import Testing

@testable import TrainingData

@Suite("Shifted, mirrored and turned pictures")
struct PictureAugmentationTests {
  typealias Change = PictureAugmentation.Change

  /// 4 × 5 × 3 numbers, all different.
  private let shape = Shape.picture(height: 4, width: 5, channels: 3)
  private let picture = (0..<60).map { UInt8(4 * $0) }

  private func moved(_ change: Change, _ bytes: [UInt8], _ shape: Shape) -> [UInt8] {
    bytes.withUnsafeBufferPointer {
      MovedPicture(source: $0, shape: shape, change: change).bytes
    }
  }

  private func pixel(_ bytes: [UInt8], _ row: Int, _ column: Int) -> ArraySlice<UInt8> {
    bytes[(row * 5 + column) * 3..<(row * 5 + column + 1) * 3]
  }

  @Test("A shift moves whole pixels, and continues the edge")
  func shift() {
    let result = moved(Change(columns: 1, rows: -2), picture, shape)
    for row in 0..<4 {
      for column in 0..<5 {
        let expected = pixel(picture, min(row + 2, 3), max(column - 1, 0))
        #expect(pixel(result, row, column) == expected)
      }
    }
  }

  @Test("Mirrored twice, a picture is what it was; once, its columns go backwards")
  func flip() {
    let once = moved(Change(isFlipped: true), picture, shape)
    #expect(pixel(once, 2, 0) == pixel(picture, 2, 4))
    #expect(moved(Change(isFlipped: true), once, shape) == picture)
    #expect(moved(Change(), picture, shape) == picture)
  }

  @Test("A quarter turn of a square picture moves every pixel to its place, and four make a whole")
  func quarterTurn() {
    let square = Shape.picture(height: 4, width: 4, channels: 1)
    let bytes = (0..<16).map { UInt8($0 * 10) }
    let turned = moved(Change(angle: .pi / 2), bytes, square)
    // Clockwise: the left column becomes the top row, from its lower end.
    let expected: [UInt8] = (0..<16).map { index in bytes[(3 - index % 4) * 4 + index / 4] }
    #expect(turned == expected)
    let whole = (0..<4).reduce(bytes) { result, _ in
      moved(Change(angle: .pi / 2), result, square)
    }
    #expect(whole == bytes)
  }

  @Test("A turned and shifted picture is the turned one, shifted")
  func turnAndShift() {
    let square = Shape.picture(height: 6, width: 6, channels: 1)
    let bytes = (0..<36).map { UInt8($0 * 7) }
    let both = moved(Change(columns: 1, rows: 1, angle: .pi / 2), bytes, square)
    let turned = moved(Change(angle: .pi / 2), bytes, square)
    #expect(both == moved(Change(columns: 1, rows: 1), turned, square))
  }

  @Test("A plane of brightness stays one when it is turned by any angle: f(x, y) = 100 + 4x + 6y")
  func plane() {
    let side = 21
    let square = Shape.picture(height: side, width: side, channels: 1)
    func value(_ x: Double, _ y: Double) -> Double { 100 + 4 * x + 6 * y }
    let bytes = (0..<side * side).map { index in
      UInt8(value(Double(index % side - 10), Double(index / side - 10)))
    }
    let angle = 0.3
    let turned = moved(Change(angle: angle), bytes, square)
    for y in -5...5 {
      for x in -5...5 {
        // What is at (x, y) now was turned there from (x cos + y sin, −x sin + y cos).
        let expected = value(
          Double(x) * 0.955336489 + Double(y) * 0.295520207,
          -Double(x) * 0.295520207 + Double(y) * 0.955336489)
        let found = Double(turned[(y + 10) * side + x + 10])
        #expect(abs(found - expected) <= 0.5 + 1e-6)
      }
    }
  }

  @Test("Changes are functions of seed, epoch and sample, and stay within their bounds")
  func drawn() {
    let augmentation = PictureAugmentation(seed: 3, shift: 0.25, flips: true, rotation: 10)
    let big = Shape.picture(height: 32, width: 16, channels: 3)
    let changes = (0..<400).map { augmentation.change(big, epoch: 2, sample: $0) }
    #expect(changes[77] == augmentation.change(big, epoch: 2, sample: 77))
    #expect(changes[77] != augmentation.change(big, epoch: 3, sample: 77))
    #expect(Set(changes.map(\.rows)).sorted() == Array(-8...8))
    #expect(Set(changes.map(\.columns)).sorted() == Array(-4...4))
    #expect((150...250).contains(changes.count(where: \.isFlipped)))
    let angles = changes.map(\.angle)
    #expect(angles.allSatisfy { abs($0) <= 10 * Double.pi / 180 })
    #expect(angles.contains { $0 > 0.15 })
    #expect(angles.contains { $0 < -0.15 })
    // Adding a kind of change leaves the others as they were.
    let shiftOnly = PictureAugmentation(seed: 3, shift: 0.25)
    for (sample, change) in changes.enumerated() {
      let other = shiftOnly.change(big, epoch: 2, sample: sample)
      #expect(other == Change(columns: change.columns, rows: change.rows))
    }
  }

  @Test("Grey and colour pictures are taken, and numbers that are no pictures refused")
  func datasets() throws {
    let colour = try Dataset(
      name: "c", inputShape: shape, inputs: .pixels(picture), targets: .classes([0], names: ["a"]))
    let set = try AugmentedDataset(
      colour, augmentation: PictureAugmentation(seed: 1, shift: 0.4), epoch: 5)
    let change = PictureAugmentation(seed: 1, shift: 0.4).change(shape, epoch: 5, sample: 0)
    #expect(set.picture(at: 0) == moved(change, picture, shape))
    let wrong = error(DatasetError.self) {
      _ = try AugmentedDataset(LogicGate.or.dataset, augmentation: PictureAugmentation(seed: 1))
    }
    #expect(wrong == .notPictures(dataset: "or", expected: nil, found: .list(2)))
    #expect("\(try #require(wrong))" == "or: expected pictures, kept as bytes, found inputs of 2")
  }
}
