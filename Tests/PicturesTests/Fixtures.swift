import Pictures
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A PNG file and the pixels it shows; see Fixtures/make_pngs.py.
struct PNGFixture: Sendable, CustomTestStringConvertible {
  var name: String
  var width: Int
  var height: Int
  var png: [UInt8]
  /// Red, green, blue and alpha of each pixel.
  var rgba: [UInt8]

  var testDescription: String { name }

  static let all: [PNGFixture] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let file = folder.appending(path: "Fixtures/pngs.csv")
    guard let data = try? Data(contentsOf: file) else { return [] }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").dropFirst().compactMap {
      let cells = $0.split(separator: ",")
      guard cells.count == 5, let width = Int(cells[1]), let height = Int(cells[2]) else {
        return nil
      }
      return PNGFixture(
        name: String(cells[0]), width: width, height: height, png: bytes(cells[3]),
        rgba: bytes(cells[4]))
    }
  }()

  private static func bytes(_ hexadecimal: Substring) -> [UInt8] {
    let digits = hexadecimal.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] * 16 + digits[$0 + 1])
    }
  }
}

/// A new folder that is removed when the body returns.
func withTemporaryFolder(_ body: (URL) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "pictures-\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder)
}
