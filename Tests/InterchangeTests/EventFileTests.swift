import Foundation
import Testing

@testable import Interchange

@Suite("Event files")
final class EventFileTests {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "glassbox-\(UUID().uuidString)"
  ).path()

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  private var file: URL {
    get throws {
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(files.count == 1)
      return URL(filePath: folder).appending(path: files[0])
    }
  }

  @Test("Checksums are those of RFC 3720, appendix B.4")
  func checksums() {
    #expect(CRC32C.checksum(of: [UInt8](repeating: 0, count: 32)) == 0x8a91_36aa)
    #expect(CRC32C.checksum(of: [UInt8](repeating: 0xff, count: 32)) == 0x62a8_ab43)
    #expect(CRC32C.checksum(of: Array(0..<32)) == 0x46dd_794e)
  }

  @Test("A file cut off at any byte goes on after its last whole record")
  func cutOff() throws {
    var log = try EventFile(inFolder: folder, goingOnAt: nil)
    for step in 1...3 { try log.append([.scalar("loss", Double(step))], step: step) }
    try log.flush()
    let whole = try Data(contentsOf: file)
    let record = (whole.count - Self.headSize) / 3
    for size in stride(from: whole.count, through: 0, by: -1) {
      try whole.prefix(size).write(to: file)
      let left = max(0, size - Self.headSize) / record
      #expect(
        EventFile.lastStep(inFolder: folder) == (size < Self.headSize ? nil : left), "\(size)")
      guard size.isMultiple(of: 17) else { continue }
      log = try EventFile(inFolder: folder, goingOnAt: 4)
      try log.append([.scalar("loss", 4)], step: 4)
      try log.flush()
      #expect(EventFile.lastStep(inFolder: folder) == 4)
      #expect(
        try Data(contentsOf: file).count == Self.headSize + (left + 1) * record, "\(size)")
    }
  }

  /// The record with the version: 12 bytes before it, 4 behind it, a time of 9 and a text of 15.
  private static let headSize = 12 + 9 + 15 + 4

  @Test("Histograms count every number once, between the least and the largest")
  func histograms() {
    let numbers = (0..<1000).map { Double($0 * 37 % 1000) / 10 - 30 }
    let histogram = TBHistogramProto(numbers)
    #expect(histogram.bucket.reduce(0, +) == 1000)
    #expect((histogram.min, histogram.max) == (-30, 69.9))
    #expect(histogram.bucketLimit.last == 69.9)
    for (limit, count) in zip(histogram.bucketLimit.dropLast(), histogram.bucket.indices) {
      let below = numbers.count { $0 < limit }
      let counted = Int(histogram.bucket[...count].reduce(0, +))
      #expect(abs(below - counted) <= 1, "rounding moves at most the number on the limit")
    }
    #expect(TBHistogramProto([2, 2, 2]).bucket == [3])
    #expect(TBHistogramProto([]).bucket.isEmpty)
    #expect(
      TBHistogramProto([-.greatestFiniteMagnitude, .greatestFiniteMagnitude]).bucket.first == 1)
  }
}
