#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Small text files, read whole.
enum TextFile {
  private static let largest = 16 << 20

  static func read(_ path: String) throws -> String {
    let data: Data
    do {
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
      guard size <= largest else {
        throw CommandFailure("\(path): expected at most \(largest) bytes, found \(size)")
      }
      data = try Data(contentsOf: URL(filePath: path))
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(
        "\(path): cannot be read: check that the file exists and may be read")
    }
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw CommandFailure("\(path): expected UTF-8 text, found other bytes")
    }
    return text
  }
}
