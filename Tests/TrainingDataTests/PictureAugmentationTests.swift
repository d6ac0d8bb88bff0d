import NetworkDescription
import Testing

@testable import TrainingData

@Suite("Shifted, mirrored, turned and zoomed pictures")
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

  @Test("A picture zoomed by 2 shows its middle: a plane becomes half as steep")
  func zoom() {
    let side = 11
    let square = Shape.picture(height: side, width: side, channels: 1)
    let bytes = (0..<side * side).map { UInt8(100 + 8 * ($0 % side - 5) - 6 * ($0 / side - 5)) }
    let zoomed = moved(Change(size: 2), bytes, square)
    let expected = (0..<side * side).map { UInt8(100 + 4 * ($0 % side - 5) - 3 * ($0 / side - 5)) }
    #expect(zoomed == expected)
    // Half as large, and the edge goes on beyond it.
    let small = moved(Change(size: 0.5), bytes, square)
    for row in 0..<side {
      for column in 0..<side {
        let (x, y) = (min(max(2 * (column - 5), -5), 5), min(max(2 * (row - 5), -5), 5))
        #expect(small[row * side + column] == UInt8(100 + 8 * x - 6 * y))
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
  }

  @Test("Changes of size and light are drawn evenly from their ranges")
  func drawnSizeAndLight() {
    let augmentation = PictureAugmentation(
      seed: 3, zoom: 0.25, crop: 0.125, contrast: 0.5, brightness: 0.2, cutout: 0.5)
    let big = Shape.picture(height: 32, width: 16, channels: 3)
    let changes = (0..<4000).map { augmentation.change(big, epoch: 2, sample: $0) }
    expectEven(changes.map(\.size), 0.75...1.25)
    expectEven(changes.map(\.contrast), 0.5...1.5)
    expectEven(changes.map(\.brightness), -51...51)
    #expect(Set(changes.map(\.croppedRows)).sorted() == Array(-4...4))
    #expect(Set(changes.map(\.croppedColumns)).sorted() == Array(-2...2))
    // A square of 8, half of the shorter side; its fifth row and column is any of the picture's.
    #expect(Set(changes.map(\.cutout.side)) == [8])
    #expect(Set(changes.map(\.cutout.row)).sorted() == Array(-4..<28))
    #expect(Set(changes.map(\.cutout.column)).sorted() == Array(-4..<12))
  }

  /// Mean and deviation of a uniform distribution, within five deviations of such estimates.
  private func expectEven(_ values: [Double], _ range: ClosedRange<Double>) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    let width = range.upperBound - range.lowerBound
    #expect(values.allSatisfy(range.contains))
    #expect(abs(mean - (range.lowerBound + width / 2)) < 5 * width / (12 * count).squareRoot())
    #expect(abs(variance / (width * width / 12) - 1) < 5 * (0.8 / count).squareRoot())
  }

  @Test(
    "Adding a kind of change leaves the others as they were",
    arguments: [
      PictureAugmentation(seed: 3, shift: 0.25), PictureAugmentation(seed: 3, flips: true),
      PictureAugmentation(seed: 3, rotation: 10), PictureAugmentation(seed: 3, zoom: 0.1),
      PictureAugmentation(seed: 3, crop: 0.25), PictureAugmentation(seed: 3, contrast: 0.1),
      PictureAugmentation(seed: 3, brightness: 0.1), PictureAugmentation(seed: 3, cutout: 0.25),
    ])
  func kindsAreIndependent(alone: PictureAugmentation) {
    let all = PictureAugmentation(
      seed: 3, shift: 0.25, flips: true, rotation: 10, zoom: 0.1, crop: 0.25, contrast: 0.1,
      brightness: 0.1, cutout: 0.25)
    let big = Shape.picture(height: 32, width: 16, channels: 3)
    for sample in 0..<50 {
      let wanted = all.change(big, epoch: 2, sample: sample)
      let found = alone.change(big, epoch: 2, sample: sample)
      var expected = Change()
      expected.cutout = found.cutout
      if alone.shift > 0 { (expected.rows, expected.columns) = (wanted.rows, wanted.columns) }
      if alone.flips { expected.isFlipped = wanted.isFlipped }
      if alone.rotation > 0 { expected.angle = wanted.angle }
      if alone.zoom > 0 { expected.size = wanted.size }
      if alone.crop > 0 {
        expected.croppedRows = wanted.croppedRows
        expected.croppedColumns = wanted.croppedColumns
      }
      if alone.contrast > 0 { expected.contrast = wanted.contrast }
      if alone.brightness > 0 { expected.brightness = wanted.brightness }
      if alone.cutout > 0 { expected.cutout = wanted.cutout }
      #expect(found == expected)
      #expect(alone.cutout > 0 || found.cutout.side == 0)
    }
  }

  @Test("Amounts beyond their ranges count as the nearest within, and none crashes")
  func ranges() {
    let beyond = PictureAugmentation(
      seed: 1, shift: 7, rotation: -3, zoom: 1, crop: .infinity, contrast: .nan, brightness: 2,
      cutout: 1e300)
    #expect(
      beyond == PictureAugmentation(seed: 1, shift: 1, zoom: 0.9, crop: 1, brightness: 1, cutout: 1)
    )
    for sample in 0..<200 {
      #expect(beyond.augmented(picture[...], of: shape, epoch: 1, sample: sample).count == 60)
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
