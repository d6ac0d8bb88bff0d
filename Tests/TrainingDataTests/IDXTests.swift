import Foundation
import NetworkDescription
import Testing

@testable import TrainingData

@Suite("IDX files")
struct IDXTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// Three pictures of 2 × 2 and their labels 5, 0, 9, put together by hand.
  private let images: [UInt8] = [
    0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2,
    0, 51, 102, 255, 1, 2, 3, 4, 9, 8, 7, 6,
  ]
  private let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 3, 5, 0, 9]

  // The same bytes packed by Python's gzip.compress(…, mtime=0).
  private let packedImages = "H4sIAAAAAAACA2Ng4GBmYGAAYSYwNk77z8jEzMLJwc4GABH27PYcAAAA"
  private let packedLabels = "H4sIAAAAAAACA2Ng4GBkYGBgZmXgBADLxldxCwAAAA=="

  private func failure(images: [UInt8], labels: [UInt8]? = nil) throws -> DataFileError? {
    let imagePath = try folder.write("images", images)
    let labelPath = try folder.write("labels", labels ?? self.labels)
    return error(DataFileError.self) {
      _ = try IDXReader.dataset(images: imagePath, labels: labelPath)
    }
  }

  @Test("Plain files are read")
  func plain() throws {
    let set = try IDXReader.dataset(
      images: folder.write("images", images), labels: folder.write("labels", labels))
    #expect(set.inputShape == .picture(height: 2, width: 2, channels: 1))
    #expect(set.inputs == .pixels([0, 51, 102, 255, 1, 2, 3, 4, 9, 8, 7, 6]))
    #expect(set.labels == [5, 0, 9])
    #expect(set.targetCount == 10)
  }

  @Test("Gzipped files are recognised by their bytes, whatever they are called")
  func gzipped() throws {
    let plain = try IDXReader.dataset(
      images: folder.write("images", images), labels: folder.write("labels", labels), name: "x")
    let packed = try IDXReader.dataset(
      images: folder.write("packed", base64: packedImages),
      labels: folder.write("packed-labels.idx", base64: packedLabels), name: "x")
    let misnamed = try IDXReader.dataset(
      images: folder.write("plain.gz", images), labels: folder.write("l.gz", labels), name: "x")
    #expect(packed == plain)
    #expect(misnamed == plain)
  }

  @Test("A wrong magic number says which one was expected and what the found one means")
  func wrongMagic() throws {
    let swapped = try #require(try failure(images: labels))
    #expect(swapped.place == .byte(0))
    #expect(swapped.expected.contains("2051"))
    #expect(swapped.found == "2049, which labels have")
    #expect(
      swapped.description.hasPrefix("\(folder.path)/images: byte 0: expected the number 2051"))
    let text = try #require(try failure(images: Array("P5 28 28 255 and so on".utf8)))
    #expect(text.place == .byte(0))
  }

  @Test("Every way of cutting a file off is an error", arguments: 0..<28)
  func cutOff(length: Int) throws {
    let wrong = try #require(try failure(images: Array(images[..<length])))
    #expect(wrong.place == .byte(length))
    #expect(wrong.found == "the end of the file")
  }

  @Test("Every way of cutting a gzipped file off is an error")
  func cutOffPacked() throws {
    let bytes = [UInt8](try #require(Data(base64Encoded: packedImages)))
    for length in bytes.indices {
      #expect(try failure(images: Array(bytes[..<length])) != nil, "\(length) bytes")
    }
  }

  @Test("Every flipped bit of a gzipped file's content is noticed")
  func damagedPacked() throws {
    let bytes = [UInt8](try #require(Data(base64Encoded: packedImages)))
    // The ten bytes of the gzip header hold a time and a system, and byte 33 the unused bits behind
    // the last block: Python's gzip unpacks the same from whatever stands there.
    for index in 10..<bytes.count where index != 33 {
      var damaged = bytes
      damaged[index] ^= 0x10
      #expect(try failure(images: damaged) != nil, "byte \(index)")
    }
    var wrongSum = bytes
    wrongSum[bytes.count - 8] ^= 1
    let wrong = try #require(try failure(images: wrongSum))
    #expect(wrong.found.contains("incorrect data check"))
  }

  @Test("Bytes behind the last value are an error, packed or not")
  func trailingBytes() throws {
    let wrong = try #require(try failure(images: images + [0]))
    #expect(wrong.place == .byte(28))
    #expect(wrong.expected == "the end of the file after 3 × 2 × 2 pictures")
  }

  @Test("Different numbers of pictures and labels are an error")
  func wrongCounts() throws {
    let wrong = try #require(try failure(images: images, labels: [0, 0, 8, 1, 0, 0, 0, 2, 5, 0]))
    #expect(wrong.file.hasSuffix("labels"))
    #expect(wrong.place == .byte(4))
    #expect(wrong.expected.hasPrefix("3 labels"))
    #expect(wrong.found == "2")
  }

  @Test("A label out of range is named with its byte")
  func labelOutOfRange() throws {
    let wrong = try #require(
      try failure(images: images, labels: [0, 0, 8, 1, 0, 0, 0, 3, 5, 10, 9]))
    #expect(wrong.place == .byte(9))
    #expect(wrong.expected == "a label from 0 to 9")
    #expect(wrong.found == "10")
  }

  @Test("Sizes of 0, too large sizes and sizes that overflow are errors")
  func absurdSizes() throws {
    let zero = try #require(
      try failure(images: [0, 0, 8, 3, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 2]))
    #expect(zero.place == .byte(4))
    let huge = [UInt8](repeating: 255, count: 12)
    let overflow = try #require(try failure(images: [0, 0, 8, 3] + huge))
    #expect(overflow.expected.hasPrefix("at most 1073741824"))
    #expect(overflow.found == "4294967295 × 4294967295 × 4294967295")
  }

  @Test("A small packed file that promises hundreds of megabytes is refused from its header")
  func bomb() throws {
    // Python: gzip.compress(bytes of an IDX header for 65535 pictures of 100 × 100).
    let path = try folder.write("bomb", base64: "H4sIAAAAAAACA2Ng4GBmYPj/n4GBIQWEAT6WTewQAAAA")
    let wrong = try #require(
      error(DataFileError.self) { _ = try IDXReader.dataset(images: path, labels: path) })
    #expect(wrong.place == .byte(4))
    #expect(wrong.found.contains("promises 655350000 values"))
  }

  @Test("Missing files and folders in place of files are errors")
  func notFiles() throws {
    let missing = "\(folder.path)/none"
    #expect(
      error(DataFileError.self) { _ = try IDXReader.dataset(images: missing, labels: missing) }
        == DataFileError(file: missing, expected: "a file", found: "nothing of that name"))
    #expect(
      error(DataFileError.self) {
        _ = try IDXReader.dataset(images: folder.path, labels: folder.path)
      }?.found == "a folder")
  }

  @Test(
    "A folder's files are found under either name, packed or not",
    arguments: ["-", "."], [true, false])
  func folderNames(separator: String, packed: Bool) throws {
    for prefix in ["train", "t10k"] {
      let ending = "ubyte\(packed ? ".gz" : "")"
      if packed {
        _ = try folder.write("\(prefix)-images\(separator)idx3-\(ending)", base64: packedImages)
        _ = try folder.write("\(prefix)-labels\(separator)idx1-\(ending)", base64: packedLabels)
      } else {
        _ = try folder.write("\(prefix)-images\(separator)idx3-\(ending)", images)
        _ = try folder.write("\(prefix)-labels\(separator)idx1-\(ending)", labels)
      }
    }
    let split = try DataSource.open(folder.path + "/")
    #expect(split.train.count == 3)
    #expect(split.test?.labels == [5, 0, 9])
    #expect(split.test?.name == "MNIST test")
  }

  @Test("A folder where one of the files is missing says which")
  func missingLabels() throws {
    _ = try folder.write("train-images-idx3-ubyte", images)
    let wrong = try #require(
      error(DataFileError.self) { _ = try DataSource.open(folder.path) })
    #expect(wrong.expected.hasPrefix("train-labels-idx1-ubyte"))
  }

  @Test(
    "MNIST has the numbers and first labels that its authors publish",
    .enabled(if: RealData.hasMNIST, "needs MNIST: set GLASSBOX_DATA"))
  func mnist() throws {
    let data = try #require(RealData.folder)
    let test = try IDXReader.dataset(
      images: "\(data)/mnist/t10k-images-idx3-ubyte.gz",
      labels: "\(data)/mnist/t10k-labels-idx1-ubyte.gz")
    #expect(test.count == 10_000)
    #expect(test.inputShape == .picture(height: 28, width: 28, channels: 1))
    #expect(test.labels?.prefix(5) == [7, 2, 1, 0, 4])
    #expect(test.samplesPerClass() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
    let split = try DataSource.open("\(data)/mnist")
    #expect(split.train.count == 60_000)
    #expect(split.train.labels?.prefix(5) == [5, 0, 4, 1, 9])
  }
}
