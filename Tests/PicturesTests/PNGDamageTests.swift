import NetworkDescription
import Pictures
import Testing

@Suite("Damaged and foreign files")
struct PNGDamageTests {
  @Test("A file cut off anywhere is an error, never half a picture")
  func everyTruncation() throws {
    for fixture in PNGFixture.all {
      for length in 0..<fixture.png.count {
        #expect(throws: PictureError.self, "\(fixture.name) cut to \(length) bytes") {
          try PNGReader().colour(from: Array(fixture.png.prefix(length)), named: fixture.name)
        }
      }
    }
  }

  @Test("Changed bytes give an error or a picture of allowed size, never a crash")
  func changedBytes() throws {
    let limits = PNGLimits(maximumWidth: 4_096, maximumHeight: 4_096, maximumPixels: 1 << 20)
    var random = SeededRandom(seed: 10).sequence(.check)
    var errors = 0
    for fixture in PNGFixture.all {
      for _ in 0..<200 {
        var bytes = fixture.png
        for _ in 0...Int.random(in: 0..<3, using: &random) {
          bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
            in: 0...255, using: &random)
        }
        do {
          let picture = try PNGReader(limits: limits).colour(from: bytes, named: "changed")
          #expect(picture.width * picture.height <= 1 << 20)
        } catch {
          errors += 1
          #expect(!error.description.contains("\n"))
        }
      }
    }
    // The checksums find nearly all changes.
    #expect(errors > 9_000)
  }

  @Test("Changed bytes with checksums put right reach the decoder and do no harm")
  func changedBytesWithChecksums() throws {
    let limits = PNGLimits(maximumWidth: 4_096, maximumHeight: 4_096, maximumPixels: 1 << 20)
    var random = SeededRandom(seed: 11).sequence(.check)
    for fixture in PNGFixture.all {
      for _ in 0..<100 {
        var bytes = fixture.png
        bytes[Int.random(in: 16..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
        Checksums.putRight(in: &bytes)
        _ = try? PNGReader(limits: limits).colour(from: bytes, named: "changed")
      }
    }
  }

  @Test("What is no PNG is named by its first bytes")
  func notPNG() {
    let expected =
      "a.png: not a PNG file (first bytes are 68 65 6C 6C; a PNG starts with 89 50 4E 47): "
      + "convert it to PNG first"
    #expect {
      try PNGReader().grey(from: Array("hello".utf8), named: "a.png")
    } throws: {
      "\($0)" == expected
    }
  }

  @Test(
    "Pictures of other formats are called by their names, with what converts them",
    arguments: [
      ("GIF89a", "a.gif: not a PNG file but a GIF: convert it first: magick 'a.gif[0]' a.png"),
      ("BM6000", "a.bmp: not a PNG file but a BMP: convert it first: magick a.bmp a.png"),
      ("II*\0", "a.tif: not a PNG file but a TIFF: convert it first: magick 'a.tif[0]' a.png"),
      (
        "RIFF1234WEBP",
        "a b.webp: not a PNG file but a WebP: convert it first: magick 'a b.webp' 'a b.png'"
      ),
      (
        "\0\0\0\u{18}ftypheic",
        "a.heic: not a PNG file but a HEIC: convert it first: magick a.heic a.png"
      ),
      (
        "%PDF-1.7",
        "a.pdf: not a PNG file but a PDF: convert it first: pdftoppm -png -r 200 a.pdf a"
      ),
      (
        "%PDF-1.7",
        "a.png: not a PNG file but a PDF: convert it first: pdftoppm -png -r 200 a.png a-converted"
      ),
    ])
  func otherFormats(start: String, expected: String) {
    let name = String(expected.prefix { $0 != ":" })
    #expect {
      try PNGReader().grey(from: Array(start.utf8), named: name)
    } throws: {
      "\($0)" == expected
    }
  }

  @Test("A JPEG is told by its first bytes, which are no text")
  func jpeg() {
    #expect {
      try PNGReader().grey(from: [0xFF, 0xD8, 0xFF, 0xE0], named: "p.jpg")
    } throws: {
      "\($0)" == "p.jpg: not a PNG file but a JPEG: convert it first: magick p.jpg p.png"
    }
  }

  @Test("An empty file says that it is empty")
  func empty() {
    #expect(throws: PictureError.empty(name: "e.png")) {
      try PNGReader().grey(from: [], named: "e.png")
    }
  }

  @Test("A header beyond the limits is refused before memory is taken")
  func limits() throws {
    let huge = header(width: 16_385, height: 16_384)
    let limits = PNGLimits()
    #expect(
      throws: PictureError.tooLarge(
        name: "huge.png", width: 16_385, height: 16_384, limits: limits)
    ) {
      try PNGReader().grey(from: huge, named: "huge.png")
    }
    let tooManyPixels = header(width: 16_384, height: 16_384)
    #expect(throws: PictureError.self) {
      try PNGReader().grey(from: tooManyPixels, named: "huge.png")
    }
  }

  @Test("A short file that claims a large picture is refused before memory is taken")
  func impossibleCompression() {
    let bytes = header(width: 8_000, height: 8_000)
    #expect {
      try PNGReader().grey(from: bytes, named: "bomb.png")
    } throws: {
      "\($0)".contains("too short for the size its header states")
    }
  }

  @Test("A width of zero is an error")
  func noWidth() {
    #expect(throws: PictureError.self) {
      try PNGReader().grey(from: header(width: 0, height: 5), named: "zero.png")
    }
  }

  /// A file that ends after a header and the start of its pixels.
  private func header(width: UInt32, height: UInt32) -> [UInt8] {
    guard var bytes = PNGFixture.all.first(where: { $0.name == "grey-8" })?.png else { return [] }
    for index in 0..<4 {
      bytes[16 + index] = UInt8(truncatingIfNeeded: width >> (24 - 8 * index))
      bytes[20 + index] = UInt8(truncatingIfNeeded: height >> (24 - 8 * index))
    }
    Checksums.putRight(in: &bytes)
    return bytes
  }

  @Test("More data than pixels is refused, and not unpacked")
  func moreThanPixels() throws {
    // After its picture, the last chunk goes on for longer than anybody would wait to see unpacked.
    var bytes = try #require(PNGFixture.all.first).png
    let place = try #require(
      bytes.indices.last { bytes[$0...].starts(with: Array("IDAT".utf8)) })
    let length = bytes[place - 4..<place].reduce(0) { $0 << 8 | Int($1) }
    let more = [UInt8](repeating: 0, count: 1 << 18)
    bytes.insert(contentsOf: more, at: place + 4 + length)
    let longer = UInt32(length + more.count)
    for index in 0..<4 { bytes[place - 4 + index] = UInt8(longer >> (24 - 8 * index) & 0xFF) }
    Checksums.putRight(in: &bytes)
    let error = #expect(throws: PictureError.self) {
      try PNGReader().colour(from: bytes, named: "long")
    }
    #expect(error?.description.contains("more data than the picture has pixels") == true)
  }
}
