import NetworkDescription
import Testing

@testable import TrainingData

@Suite("Cropped, brightened and wiped pictures")
struct PictureLightTests {
  private typealias Square = PictureAugmentation.Square

  /// 3 × 4 grey pixels.
  private let shape = Shape.picture(height: 3, width: 4, channels: 1)
  private let grey: [UInt8] = [
    10, 20, 30, 40,
    50, 60, 70, 80,
    90, 100, 110, 120,
  ]

  @Test("A cropped picture moves, and black comes in")
  func crop() {
    #expect(
      CroppedPicture.bytes(grey, of: shape, rows: 1, columns: -2)
        == [0, 0, 0, 0, 30, 40, 0, 0, 70, 80, 0, 0])
    #expect(
      CroppedPicture.bytes(grey, of: shape, rows: -2, columns: 1)
        == [0, 90, 100, 110, 0, 0, 0, 0, 0, 0, 0, 0])
    #expect(CroppedPicture.bytes(grey, of: shape, rows: 0, columns: 0) == grey)
    #expect(
      CroppedPicture.bytes(grey, of: shape, rows: 3, columns: 0) == Array(repeating: 0, count: 12))
    #expect(
      CroppedPicture.bytes(grey, of: shape, rows: 0, columns: -4) == Array(repeating: 0, count: 12))
    let colour = Shape.picture(height: 1, width: 2, channels: 3)
    #expect(
      CroppedPicture.bytes([1, 2, 3, 4, 5, 6], of: colour, rows: 0, columns: 1)
        == [0, 0, 0, 1, 2, 3])
  }

  @Test("Contrast moves values from the mean of 65, brightness all of them")
  func light() {
    func changed(_ contrast: Double, _ brightness: Double) -> [UInt8] {
      var bytes = grey
      PictureLight.change(&bytes, of: shape, contrast: contrast, brightness: brightness)
      return bytes
    }
    // 65 + 0.5 × (10 − 65) = 37.5, which is 38.
    #expect(changed(0.5, 0) == [38, 43, 48, 53, 58, 63, 68, 73, 78, 83, 88, 93])
    #expect(changed(0, 0) == Array(repeating: 65, count: 12))
    #expect(changed(1, 25.5) == [36, 46, 56, 66, 76, 86, 96, 106, 116, 126, 136, 146])
    // 65 + 2 × (10 − 65) = −45 is black, 65 + 2 × (120 − 65) + 100 = 275 is white.
    #expect(changed(2, 0) == [0, 0, 0, 15, 35, 55, 75, 95, 115, 135, 155, 175])
    #expect(changed(2, 100).suffix(4) == [215, 235, 255, 255])
    #expect(changed(1, -255) == Array(repeating: 0, count: 12))
  }

  @Test("Every channel has a mean of its own")
  func channels() {
    let colour = Shape.picture(height: 1, width: 2, channels: 3)
    var bytes: [UInt8] = [0, 100, 200, 40, 100, 250]
    PictureLight.change(&bytes, of: colour, contrast: 0.5, brightness: 0)
    // 20 − 10, 100, 225 − 12.5; 20 + 10, 100, 225 + 12.5
    #expect(bytes == [10, 100, 213, 30, 100, 238])
  }

  @Test("A wiped square gets the mean, as far as it lies in the picture")
  func cutout() {
    func wiped(_ square: Square) -> [UInt8] {
      var bytes = grey
      PictureCutout.wipe(square, from: &bytes, of: shape)
      return bytes
    }
    #expect(
      wiped(Square(row: 1, column: 2, side: 2))
        == [10, 20, 30, 40, 50, 60, 65, 65, 90, 100, 65, 65])
    #expect(
      wiped(Square(row: -1, column: -1, side: 2))
        == [65, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120])
    #expect(
      wiped(Square(row: 2, column: 3, side: 2))
        == [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 65])
  }

  @Test("All changes at once are the single ones, one after the other")
  func order() {
    let changes = PictureAugmentation(
      seed: 5, shift: 0.3, flips: true, rotation: 20, zoom: 0.2, crop: 0.3, contrast: 0.4,
      brightness: 0.2, cutout: 0.5)
    let shape = Shape.picture(height: 8, width: 6, channels: 3)
    let picture = (0..<144).map { UInt8($0 * 7 % 256) }
    for sample in 0..<30 {
      let change = changes.change(shape, epoch: 1, sample: sample)
      var expected = picture.withUnsafeBufferPointer {
        MovedPicture(source: $0, shape: shape, change: change).bytes
      }
      expected = CroppedPicture.bytes(
        expected, of: shape, rows: change.croppedRows, columns: change.croppedColumns)
      PictureLight.change(
        &expected, of: shape, contrast: change.contrast, brightness: change.brightness)
      PictureCutout.wipe(change.cutout, from: &expected, of: shape)
      #expect(changes.augmented(picture[...], of: shape, epoch: 1, sample: sample) == expected)
    }
  }
}
