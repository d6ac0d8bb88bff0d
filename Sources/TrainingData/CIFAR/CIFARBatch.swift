/// One of the files that CIFAR-10's pictures are in.
///
/// ```
/// byte 0     the label, 0 to 9
///      1     1,024 bytes of red, row by row
///      1025  1,024 of green
///      2049  1,024 of blue; the next record begins at 3073
/// ```
/// Source: A. Krizhevsky, "Learning multiple layers of features from tiny images", 2009, and the
/// page of the data set (binary version).
struct CIFARBatch {
  /// Bytes of a record.
  static let recordSize = 1 + 3 * plane
  /// Pixels along a side.
  static let side = 32
  /// No file may hold more: four times CIFAR-10.
  static let mostRecords = 250_000
  private static let plane = side * side
  private static let recordsAtOnce = 256

  /// The name of the file.
  let name: String
  /// The class of each picture.
  private(set) var labels: [Int] = []
  /// The pictures, height × width × channels: as the networks take them.
  private(set) var pixels: [UInt8] = []

  /// Reads a file of its own, plain or gzipped.
  ///
  /// - Throws: ``DataFileError`` for a file that does not consist of whole records, or that has a
  ///   label above 9.
  init(file path: String, name: String) throws(DataFileError) {
    let file = try ByteFile(path)
    self.init(name: name, room: file.sizeOnDisk)
    while true {
      let bytes = try file.read(upTo: Self.recordsAtOnce * Self.recordSize)
      if bytes.isEmpty { break }
      // A packed file does not say how long it is.
      if labels.isEmpty, !file.isGzipped { try Self.check(size: file.sizeOnDisk, of: path) }
      try append(bytes, from: path)
    }
    try checkNotEmpty(path)
  }

  /// Reads the present member of an archive.
  ///
  /// - Throws: as for a file; errors name the archive and the member, bytes are the member's.
  init(_ member: TarArchive.Member, of archive: inout TarArchive) throws(DataFileError) {
    self.init(name: member.name, room: member.size)
    let place = "\(archive.path): \(member.path)"
    try Self.check(size: member.size, of: place)
    var left = member.size
    while left > 0 {
      let count = min(left, Self.recordsAtOnce * Self.recordSize)
      try append(try archive.read(count), from: place)
      left -= count
    }
    try checkNotEmpty(place)
  }

  private init(name: String, room: Int) {
    self.name = name
    pixels.reserveCapacity(min(room, Self.mostRecords * Self.recordSize))
  }

  /// Refuses what holds too many pictures before any of them is read.
  private static func check(size: Int, of path: String) throws(DataFileError) {
    guard size > mostRecords * recordSize else { return }
    throw DataFileError(
      file: path,
      expected: "at most \(mostRecords) pictures in a file, \(mostRecords * recordSize) bytes",
      found: "\(size) bytes")
  }

  /// Takes records apart; only the last call may bring less than whole ones, which is an error.
  private mutating func append(_ bytes: [UInt8], from path: String) throws(DataFileError) {
    let start = labels.count * Self.recordSize
    for first in stride(from: 0, to: bytes.count, by: Self.recordSize) {
      guard bytes.count - first >= Self.recordSize else {
        throw DataFileError(
          file: path, place: .byte(start + bytes.count),
          expected: "records of \(Self.recordSize) bytes, a label and 32 × 32 × 3 of a picture",
          found: "the end of the file after \(bytes.count - first) bytes of one",
          advice: "it is cut off or holds other pictures: fetch or copy it again")
      }
      guard bytes[first] < 10 else {
        throw DataFileError(
          file: path, place: .byte(start + first), expected: "a label from 0 to 9",
          found: "\(bytes[first])")
      }
      guard labels.count < Self.mostRecords else {
        throw DataFileError(
          file: path, place: .byte(start + first),
          expected: "at most \(Self.mostRecords) pictures in a file", found: "more")
      }
      labels.append(Int(bytes[first]))
      pixels += Self.interleaved(bytes[first + 1..<first + Self.recordSize])
    }
  }

  /// Three planes of colour as pixels of three numbers.
  private static func interleaved(_ planes: ArraySlice<UInt8>) -> [UInt8] {
    planes.withUnsafeBufferPointer { planes in
      [UInt8](unsafeUninitializedCapacity: 3 * plane) { pixels, count in
        for pixel in 0..<plane {
          for channel in 0..<3 { pixels[3 * pixel + channel] = planes[channel * plane + pixel] }
        }
        count = 3 * plane
      }
    }
  }

  private func checkNotEmpty(_ path: String) throws(DataFileError) {
    guard labels.isEmpty else { return }
    throw DataFileError(file: path, expected: "at least one picture", found: "an empty file")
  }
}
