/// The pixels of a picture as a PNG file stores them: greys, colours, or numbers of colours.
struct PackedPixels {
  /// One byte for each channel of each pixel; below 2 to the power of `bits`.
  let pixels: [UInt8]
  /// 1 for greys and numbers of colours, 3 for colours, 4 for colours with alpha.
  let channels: Int
  /// Bits a channel in the file: 1, 2, 4 or 8.
  var bits = 8
  /// Red, green and blue of each numbered colour; empty where pixels are not numbers.
  var palette: [UInt8] = []
}

extension PackedPixels {
  /// Greys in the fewest bits that hold them exactly.
  ///
  /// In a file of n bits the greys are the multiples of 255 ÷ (2ⁿ − 1).
  init(fewestBitsFor picture: GreyPicture) {
    for (bits, step) in [(1, 255), (2, 85), (4, 17)] as [(Int, UInt8)]
    where picture.pixels.allSatisfy({ $0.isMultiple(of: step) }) {
      self.init(pixels: picture.pixels.map { $0 / step }, channels: 1, bits: bits)
      return
    }
    self.init(pixels: picture.pixels, channels: 1)
  }

  /// Colours as numbers of a palette, in the fewest bits; as they are where there are over 256.
  init(fewestBitsFor picture: ColourPicture) {
    var numbers: [Colour: UInt8] = [:]
    var palette: [UInt8] = []
    var pixels: [UInt8] = []
    pixels.reserveCapacity(picture.width * picture.height)
    for y in 0..<picture.height {
      for x in 0..<picture.width {
        let colour = picture[x, y]
        if let number = numbers[colour] {
          pixels.append(number)
          continue
        }
        guard let number = UInt8(exactly: numbers.count) else {
          self.init(pixels: picture.bytes, channels: 3)
          return
        }
        numbers[colour] = number
        palette += [colour.red, colour.green, colour.blue]
        pixels.append(number)
      }
    }
    let bits = [1, 2, 4].first { numbers.count <= 1 << $0 } ?? 8
    self.init(pixels: pixels, channels: 1, bits: bits, palette: palette)
  }
}
