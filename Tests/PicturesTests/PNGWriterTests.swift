import NetworkBlueprint
import Pictures
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

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
          name: path, action: .write, reason: "No such file or directory")
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
          name: folder.path, action: .read, reason: "Is a directory")
      ) { try PNGReader().grey(atPath: folder.path) }
      let path = folder.appending(path: "a.png").path
      try PNGWriter().write(GreyPicture(width: 9, height: 9), toPath: path)
      #expect(throws: PictureError.fileTooLong(name: path, limit: 20)) {
        try PNGReader(limits: PNGLimits(maximumFileLength: 20)).grey(atPath: path)
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
