import NetworkDescription
import Testing

@testable import Pictures

@Suite("The single steps")
struct StageTests {
  @Test("Otsu's threshold parts two groups in the middle between them")
  func otsu() {
    let values = [Float](repeating: 0.2, count: 70) + [Float](repeating: 0.8, count: 30)
    #expect(abs(InkThreshold.otsu(values) - 0.5) < 0.01)
  }

  @Test("Distances are those found by trying all pixels")
  func distances() throws {
    var random = SeededRandom(seed: 4).sequence(.check)
    let set = (0..<(13 * 9)).map { _ in random.nextUnit() < 0.08 }
    let found = DistanceMap.distances(to: set, width: 13, height: 9, reach: 16)
    let near = DistanceMap.distances(to: set, width: 13, height: 9, reach: 2)
    for pixel in set.indices {
      let expected = set.indices.filter { set[$0] }.map { other -> Float in
        let x = Float(pixel % 13 - other % 13)
        let y = Float(pixel / 13 - other / 13)
        return (x * x + y * y).squareRoot()
      }.min()
      let distance = try #require(expected)
      #expect(found[pixel] == distance)
      #expect(near[pixel] == (distance <= 2 ? distance : .infinity))
    }
    #expect(
      DistanceMap.distances(to: [false, false], width: 2, height: 1, reach: 9)
        == [.infinity, .infinity])
    let far = DistanceMap.greatestReach
    let line = [true] + [Bool](repeating: false, count: far + 1)
    let along = (0...far).map(Float.init) + [.infinity]
    #expect(DistanceMap.distances(to: line, width: far + 2, height: 1, reach: far) == along)
    #expect(DistanceMap.distances(to: line, width: 1, height: far + 2, reach: far) == along)
  }

  @Test("Making a picture smaller keeps its mean, and each new pixel is the mean of its area")
  func areaAveraging() {
    var random = SeededRandom(seed: 6).sequence(.check)
    var picture = InkPicture(width: 30, height: 20)
    for index in picture.amounts.indices { picture.amounts[index] = Float(random.nextUnit()) }
    let small = Resampling.resized(picture, width: 7, height: 3)
    let mean = picture.amounts.reduce(0, +) / 600
    #expect(abs(small.amounts.reduce(0, +) / 21 - mean) < 1e-5)
    let halved = Resampling.resized(picture, width: 15, height: 10)
    let expected = (picture[4, 6] + picture[5, 6] + picture[4, 7] + picture[5, 7]) / 4
    #expect(abs(halved[2, 3] - expected) < 1e-6)
  }

  @Test("The same size changes nothing; larger keeps a slope straight")
  func enlarging() {
    var slope = InkPicture(width: 8, height: 2)
    for x in 0..<8 {
      for y in 0..<2 { slope[x, y] = Float(x) / 8 }
    }
    #expect(Resampling.resized(slope, width: 8, height: 2) == slope)
    let large = Resampling.resized(slope, width: 16, height: 4)
    for x in 1..<15 { #expect(abs(large[x, 1] - (Float(x) - 0.5) / 16) < 1e-6) }
  }

  @Test("The thickness of straight strokes is measured to a third", arguments: [4, 6, 10])
  func thickness(pen: Int) {
    for slope in [0.0, 0.5, 1.0] {
      var drawing = Drawing(width: 200, height: 200, paper: 0, ink: 255)
      drawing.stroke([(20, 20), (170, 20 + 150 * slope)], pen: Double(pen))
      let mask = drawing.picture.pixels.map { $0 > 0 }
      let measured = StrokeWidth.mean(of: mask, width: 200, height: 200)
      #expect(abs(measured / Double(pen) - 1) < 0.34)
    }
  }

  @Test("An outline has as many sides as ink has with paper, at the picture's border too")
  func outline() {
    var random = SeededRandom(seed: 4).sequence(.check)
    for (width, height) in [(1, 1), (1, 7), (9, 1), (13, 8), (40, 33)] {
      let mask = (0..<(width * height)).map { _ in random.nextUnit() < 0.4 }
      func isInk(_ x: Int, _ y: Int) -> Bool {
        (0..<width).contains(x) && (0..<height).contains(y) && mask[y * width + x]
      }
      var sides = 0
      for y in 0..<height {
        for x in 0..<width where isInk(x, y) {
          sides += [(-1, 0), (1, 0), (0, -1), (0, 1)].count { !isInk(x + $0.0, y + $0.1) }
        }
      }
      let area = mask.count { $0 }
      let expected = sides == 0 ? 0 : 2 * Double(area) / (Double(sides) * Double.pi / 4)
      #expect(StrokeWidth.mean(of: mask, width: width, height: height) == expected)
    }
  }

  @Test("A percentile is the value at its place among all, sorted, however many are alike")
  func percentiles() {
    var random = SeededRandom(seed: 5).sequence(.check)
    for shades in [1.0, 3, 256, 1e6] {
      let values = (0..<777).map { _ in
        Float((random.nextUniform(-0.5...1) * shades).rounded() / shades)
      }
      let sorted = values.sorted()
      for share: Float in [0, 0.1, 0.5, 0.9, 1] {
        #expect(percentile(share, of: values) == sorted[Int(776 * share + 0.5)])
      }
    }
  }

  @Test("Thickening by r adds 2r to a stroke")
  func thickening() {
    var mask = [Bool](repeating: false, count: 40 * 11)
    for x in 5..<35 { mask[5 * 40 + x] = true }
    let thick = StrokeWidth.thickened(mask, width: 40, height: 11, radius: 2.5)
    let middle = thick.width / 2
    let column = (0..<thick.height).reduce(Float(0)) { $0 + thick[middle, $1] }
    #expect(abs(column - 6) < 1e-5)
  }

  @Test("Pieces are joined by corners and told apart by paper")
  func pieces() {
    let rows = ["##....#", "..#...#", "......#", ".##...."]
    let mask = rows.joined().map { $0 == "#" }
    let pieces = ConnectedPieces.find(in: mask, width: 7, height: 4)
    #expect(pieces.map(\.area) == [3, 3, 2])
    #expect(
      pieces.map(\.box) == [
        PixelBox(x: 0, y: 0, width: 3, height: 2), PixelBox(x: 6, y: 0, width: 1, height: 3),
        PixelBox(x: 1, y: 3, width: 2, height: 1),
      ])
  }

  @Test("Closing fills what a square does not fit into and leaves wider things")
  func closing() {
    var picture = InkPicture(width: 20, height: 9)
    for index in picture.amounts.indices { picture.amounts[index] = 1 }
    for y in 0..<9 {
      picture[4, y] = 0
      for x in 10..<16 { picture[x, y] = 0 }
    }
    let closed = LocalExtremes.closed(picture, radius: 1)
    #expect(closed[4, 4] == 1)
    for x in 10..<16 { #expect(closed[x, 4] == 0) }
    #expect(closed[9, 4] == 1 && closed[16, 4] == 1)
  }

  @Test("Normal noise is measured within a tenth, and strokes do not count as noise")
  func noise() {
    var random = SeededRandom(seed: 8).sequence(.check)
    var picture = InkPicture(width: 120, height: 120)
    for y in 0..<120 {
      for x in 0..<120 {
        picture[x, y] = (x % 40 < 4 ? 0.9 : 0.1) + 0.05 * Float(random.nextNormal())
      }
    }
    #expect(abs(PictureNoise.deviation(of: picture) / 0.05 - 1) < 0.15)
  }
}
