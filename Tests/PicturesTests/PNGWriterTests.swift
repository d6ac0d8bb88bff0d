import Foundation
import NetworkDescription
import Pictures
import Testing

@Suite("Writing PNG files")
struct PNGWriterTests {
  @Test("What is written is read back, at every size from 1×1", arguments: [1, 2, 7, 28, 300])
  func roundTrip(side: Int) throws {
    var random = SeededRandom(seed: 3).sequence(.check)
    let count = side * (side + 1)
    let grey = try GreyPicture(
      width: side, height: side + 1,
      pixels: (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
    let colour = try ColourPicture(
      width: side, height: side + 1,
      bytes: (0..<(3 * count)).map { _ in UInt8.random(in: 0...255, using: &random) })
    let writer = PNGWriter()
    let reader = PNGReader()
    #expect(try reader.grey(from: writer.bytes(of: grey), named: "grey") == grey)
    #expect(try reader.colour(from: writer.bytes(of: colour), named: "colour") == colour)
  }

  @Test("A transparent picture is read back with its transparency")
  func transparent() throws {
    var random = SeededRandom(seed: 4).sequence(.check)
    let picture = try TransparentPicture(
      width: 9, height: 7,
      bytes: (0..<(4 * 63)).map { _ in UInt8.random(in: 0...255, using: &random) })
    let bytes = try PNGWriter().bytes(of: picture)
    #expect(try PNGReader().decode(bytes, named: "transparent") == .transparent(picture))
  }

  @Test(
    "A compact file has just the bits its greys need, and is read back",
    arguments: [(1, 2), (2, 4), (4, 16), (8, 256)])
  func compactGreys(bits: Int, levels: Int) throws {
    let picture = try GreyPicture(
      width: 13, height: 20, pixels: (0..<260).map { UInt8($0 % levels * (255 / (levels - 1))) })
    let bytes = try PNGWriter(isCompact: true).bytes(of: picture)
    #expect(Self.depthAndType(of: bytes) == [UInt8(bits), 0])
    #expect(try PNGReader().grey(from: bytes, named: "compact") == picture)
  }

  @Test(
    "A compact file numbers up to 256 colours, and is read back",
    arguments: [
      (1, [1, 3]), (2, [1, 3]), (3, [2, 3]), (16, [4, 3]), (256, [8, 3]), (257, [8, 2]),
    ])
  func compactColours(count: Int, depthAndType: [UInt8]) throws {
    var picture = ColourPicture(width: 13, height: 20)
    for y in 0..<20 {
      for x in 0..<13 {
        let number = (13 * y + x) % count
        picture[x, y] = Colour(red: UInt8(number % 256), green: 7, blue: UInt8(number / 256))
      }
    }
    let bytes = try PNGWriter(isCompact: true).bytes(of: picture)
    #expect(Self.depthAndType(of: bytes) == depthAndType)
    #expect(try PNGReader().colour(from: bytes, named: "compact") == picture)
  }

  /// Bits a channel and colour type, as the header states them (PNG specification, 11.2.1).
  private static func depthAndType(of file: [UInt8]) -> [UInt8] { Array(file[24...25]) }

  @Test("A file appears whole and leaves nothing beside it")
  func files() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "a.png").path
      let picture = GreyPicture(width: 5, height: 4, filledWith: 77)
      try PNGWriter().write(GreyPicture(width: 1, height: 1), toPath: path)
      try PNGWriter().write(picture, toPath: path)
      #expect(try PNGReader().grey(atPath: path) == picture)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.png"])
    }
  }

  @Test("A folder that is missing is named")
  func missingFolder() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "none/a.png").path
      #expect(
        throws: PictureError.file(
          name: path, action: .write,
          reason: "there is no folder \(folder.path)/none: make it or choose another place")
      ) {
        try PNGWriter().write(GreyPicture(width: 1, height: 1), toPath: path)
      }
    }
  }

  @Test("A missing file, a folder and a file too long are errors that name them")
  func unreadable() throws {
    try withTemporaryFolder { folder in
      let missing = folder.appending(path: "none.png").path
      #expect(
        throws: PictureError.file(
          name: missing, action: .read, reason: "No such file or directory")
      ) { try PNGReader().grey(atPath: missing) }
      #expect(
        throws: PictureError.file(
          name: folder.path, action: .read, reason: "it is a folder: give a file")
      ) { try PNGReader().grey(atPath: folder.path) }
      let path = folder.appending(path: "a.png").path
      try PNGWriter().write(GreyPicture(width: 9, height: 9), toPath: path)
      #expect(throws: PictureError.fileTooLong(name: path, limit: 20)) {
        try PNGReader(limits: PNGLimits(maximumFileLength: 20)).grey(atPath: path)
      }
    }
  }

  @Test("A pipe is neither waited for nor replaced", .timeLimit(.minutes(10)))
  func pipe() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "a.png").path
      #expect(mkfifo(path, 0o600) == 0)
      let reason = "it is a pipe or a device: give a file"
      #expect(throws: PictureError.file(name: path, action: .read, reason: reason)) {
        try PNGReader().grey(atPath: path)
      }
      #expect(throws: PictureError.file(name: path, action: .write, reason: reason)) {
        try PNGWriter().write(GreyPicture(width: 1, height: 1), toPath: path)
      }
    }
  }

  @Test("Pixels that do not fit the size are refused")
  func wrongCount() {
    #expect(
      throws: PictureError.wrongPixelCount(width: 2, height: 2, expected: 4, found: 3)
    ) { try GreyPicture(width: 2, height: 2, pixels: [1, 2, 3]) }
    #expect(throws: PictureError.self) {
      try ColourPicture(width: Int.max, height: 2, bytes: [1])
    }
  }
}
