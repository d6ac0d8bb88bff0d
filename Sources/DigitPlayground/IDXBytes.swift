import Pictures
import TextFormats

/// MNIST's files as bytes, unpacked: pictures and their labels.
struct IDXBytes {
  let samples: [OwnSamples.Sample]

  /// - Parameters:
  ///   - most: How many samples are taken, the first ones.
  init(pictures: ArraySlice<UInt8>, labels: ArraySlice<UInt8>, most: Int) throws(PlainError) {
    let side = DigitNormaliser.side
    let pictures = try Self.values(in: pictures, extents: 3, what: "pictures")
    let labels = try Self.values(in: labels, extents: 1, what: "labels")
    guard pictures.extents[1] == side, pictures.extents[2] == side else {
      throw PlainError(
        "pictures: expected \(side) × \(side) pixels, found \(pictures.extents[1]) × "
          + "\(pictures.extents[2])")
    }
    guard pictures.extents[0] == labels.extents[0] else {
      throw PlainError(
        "expected as many labels as pictures, found \(labels.extents[0]) and "
          + "\(pictures.extents[0]): choose both files of one set")
    }
    if let wrong = labels.values.first(where: { $0 > 9 }) {
      throw PlainError("labels: expected digits, found \(wrong)")
    }
    let size = side * side
    samples = (0..<min(most, labels.values.count)).map { index in
      let start = pictures.values.startIndex + index * size
      return OwnSamples.Sample(
        pixels: Array(pictures.values[start..<start + size]),
        label: Int(labels.values[labels.values.startIndex + index]))
    }
  }

  /// The extents of an array of bytes, and the bytes.
  ///
  /// The format is that of "The MNIST database of handwritten digits", file formats.
  private static func values(
    in bytes: ArraySlice<UInt8>, extents count: Int, what: String
  ) throws(PlainError) -> (extents: [Int], values: ArraySlice<UInt8>) {
    let head = 4 + 4 * count
    guard bytes.count >= head, Array(bytes.prefix(4)) == [0, 0, 8, UInt8(count)] else {
      throw PlainError("\(what): expected MNIST's file of \(what), found another: choose it again")
    }
    let extents = (1...count).map { place in
      bytes.dropFirst(4 * place).prefix(4).reduce(0) { $0 << 8 | Int64($1) }
    }
    let values = bytes.dropFirst(head)
    var size: Int64 = 1
    for extent in extents where size <= 1 << 30 { size *= min(extent, 1 << 30) }
    guard size > 0, Int64(values.count) == size else {
      throw PlainError(
        "\(what): expected \(size) bytes of them, found \(values.count): the file is cut off, copy "
          + "it again")
    }
    return (extents.map { Int($0) }, values)
  }
}
