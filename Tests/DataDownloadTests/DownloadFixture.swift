import Foundation
import Testing

@testable import DataDownload

/// A small file to be downloaded into a folder that is gone when the test is over.
final class DownloadFixture: Sendable {
  let folder: String
  let content = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* $0 / 7) }
  let file: PublishedFile
  let patience = DownloadPatience(stallSeconds: 10)

  init() {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("glassbox-\(UUID().uuidString)").path
    var sum = SHA256()
    sum.update(content)
    file = PublishedFile(name: "data.gz", size: content.count, sha256: sum.hexDigest())
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var finalPath: String { "\(folder)/data.gz" }
  var partPath: String { "\(folder)/data.gz.part" }

  func bytes(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map { [UInt8]($0) }
  }

  func write(_ bytes: [UInt8], to path: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  func fetch(
    _ servers: FaultyServer..., patience: DownloadPatience? = nil
  ) throws -> VerifiedDownload.Outcome {
    try VerifiedDownload(patience: patience ?? self.patience)
      .fetch(file, from: servers.map(\.url), into: folder)
  }

  func failures(
    _ servers: FaultyServer..., patience: DownloadPatience? = nil
  ) -> [MirrorFailure.Reason]? {
    do {
      try VerifiedDownload(patience: patience ?? self.patience)
        .fetch(file, from: servers.map(\.url), into: folder)
      return nil
    } catch .noMirrorDelivered(_, _, let failures) {
      return failures.map(\.reason)
    } catch {
      return []
    }
  }

  /// The file is there, whole, and nothing beside it.
  func expectDelivered() throws {
    #expect(bytes(finalPath) == content)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["data.gz"])
  }
}
