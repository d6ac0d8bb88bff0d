import Foundation
import NetworkDescription
import Testing

@testable import TrainingData

@Suite("CIFAR-10")
struct CIFARTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// A record whose pixel (row, column) has red = row, green = column, blue = label.
  private func record(label: UInt8) -> [UInt8] {
    let places = (0..<1024).map { (UInt8($0 / 32), UInt8($0 % 32)) }
    return [label] + places.map(\.0) + places.map(\.1) + [UInt8](repeating: label, count: 1024)
  }

  private func batch(_ labels: UInt8...) -> [UInt8] { labels.flatMap(record) }

  private func shell(_ line: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(line)")
  }

  @Test("Planes of red, green and blue become pixels, height × width × channels, from 0 to 1")
  func layout() throws {
    _ = try folder.write("data_batch_1.bin", batch(3))
    let train = try DataSource.open(folder.path).train
    #expect(train.inputShape == .picture(height: 32, width: 32, channels: 3))
    let input = train.input(of: 0)
    for (row, column) in [(0, 0), (0, 31), (17, 5), (31, 31)] {
      let first = (row * 32 + column) * 3
      let expected: [Double] = [Double(row) / 255, Double(column) / 255, 3.0 / 255]
      #expect(Array(input[first..<first + 3]) == expected)
    }
    #expect(train.targets == .classes([3], names: CIFAR10.classNames))
    #expect(train.classNames?[3] == "cat")
  }

  @Test("Names of files say what to train and to test with, in their order, packed or not")
  func folderOfBatches() throws {
    _ = try folder.write("data_batch_2.bin", batch(2))
    _ = try folder.write("data_batch_1.bin", batch(0, 1))
    _ = try folder.write("test_batch_first.bin", batch(9))
    _ = try folder.write("readme.html", text: "<html>")
    try shell("gzip -k data_batch_2.bin && gzip test_batch_first.bin")
    let split = try DataSource.open(folder.path + "/")
    #expect(split.train.labels == [0, 1, 2], "the packed copy of a plain file is left alone")
    #expect(split.test?.labels == [9])
    #expect(split.test?.name == "CIFAR-10 test")
    let single = try DataSource.open("\(folder.path)/test_batch_first.bin.gz")
    #expect(single.train.labels == [9] && single.test == nil)
  }

  @Test(
    "The archive is read as tar packs it, whatever the order and the format",
    arguments: [
      "ustar", "gnu", "posix", "v7",
    ])
  func archive(format: String) throws {
    let inside = "cifar-10-batches-bin"
    _ = try folder.write("\(inside)/data_batch_1.bin", batch(5))
    _ = try folder.write("\(inside)/data_batch_2.bin", batch(6, 7))
    _ = try folder.write("\(inside)/test_batch.bin", batch(8))
    _ = try folder.write("\(inside)/readme.html", text: "hello")
    let names = (0..<10).map { "name\($0)" }
    _ = try folder.write("\(inside)/batches.meta.txt", text: names.joined(separator: "\n") + "\n\n")
    let members = ["data_batch_2.bin", "batches.meta.txt", "test_batch.bin", "data_batch_1.bin"]
      .map { "\(inside)/\($0)" }.joined(separator: " ")
    let isGNU =
      ProcessInfo.processInfo.environment["PATH"] != nil
      && (try? shellOutput("tar --version"))?.contains("GNU") == true
    let option = isGNU ? "--format=\(format)" : ""
    try shell("tar \(option) -czf cifar-10-binary.tar.gz \(members) \(inside)/readme.html")
    try shell("tar \(option) -cf plain.tar \(inside) && rm -r \(inside)")
    for path in ["", "/cifar-10-binary.tar.gz", "/plain.tar"] {
      let split = try DataSource.open(folder.path + path)
      #expect(split.train.labels == [5, 6, 7])
      #expect(split.test?.labels == [8])
      #expect(split.train.classNames == names)
      #expect(split.train.picture(at: 0)?.suffix(3) == [31, 31, 5])
    }
  }

  private func shellOutput(_ line: String) throws -> String {
    try shell("\(line) > output.txt")
    return try String(contentsOfFile: "\(folder.path)/output.txt", encoding: .utf8)
  }

  @Test("A record that is cut off and a label above 9 are named with their bytes")
  func damagedBatches() throws {
    let path = try folder.write("data_batch_1.bin", batch(1, 2).dropLast(73))
    let cut = try #require(error(DataFileError.self) { _ = try DataSource.open(folder.path) })
    #expect(cut.file == path && cut.place == .byte(6073))
    #expect(cut.found == "the end of the file after 3000 bytes of one")
    _ = try folder.write("data_batch_1.bin", batch(1, 2, 10, 3))
    let label = try #require(error(DataFileError.self) { _ = try DataSource.open(folder.path) })
    #expect(label.place == .byte(6146) && label.found == "10")
    _ = try folder.write("data_batch_1.bin", [])
    let empty = try #require(error(DataFileError.self) { _ = try DataSource.open(folder.path) })
    #expect(empty.found == "an empty file")
  }

  @Test("Class names that are no ten different ones are refused")
  func wrongNames() throws {
    _ = try folder.write("data_batch_1.bin", batch(1))
    let path = try folder.write("batches.meta.txt", text: "cat\ndog\ncat\n")
    let wrong = try #require(error(DataFileError.self) { _ = try DataSource.open(folder.path) })
    #expect(wrong.file == path && wrong.found == "3 of which 2 differ")
  }

  @Test("An archive that is cut off anywhere is an error, packed or not")
  func cutOffArchives() throws {
    _ = try folder.write("data_batch_1.bin", batch(5))
    try shell("tar -cf whole.tar data_batch_1.bin && gzip -k whole.tar")
    for name in ["whole.tar", "whole.tar.gz"] {
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)")))
      // Behind the last member come two blocks of zeros; one of them is enough to know the end.
      let needed: Int = name.hasSuffix("gz") ? bytes.count : 512 + 3584 + 512
      for length in stride(from: 0, to: needed, by: name.hasSuffix("gz") ? 7 : 331) {
        let path = try folder.write("cut-\(name)", Array(bytes[..<length]))
        let wrong = error(DataFileError.self) { _ = try DataSource.open(path) }
        #expect(wrong?.file.hasPrefix(path) == true, "\(length) bytes of \(name)")
      }
    }
  }

  @Test("Damage in a header is noticed, and sizes that nobody can have are refused")
  func damagedArchive() throws {
    _ = try folder.write("data_batch_1.bin", batch(5))
    try shell("tar --format=ustar -cf whole.tar data_batch_1.bin")
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/whole.tar")))
    func failure(_ change: (inout [UInt8]) -> Void) throws -> DataFileError {
      var damaged = bytes
      change(&damaged)
      let path = try folder.write("damaged.tar", damaged)
      return try #require(error(DataFileError.self) { _ = try DataSource.open(path) })
    }
    #expect(try failure { $0[3] ^= 1 }.place == .byte(148))
    #expect(try failure { $0[130] = UInt8(ascii: "x") }.place == .byte(148))
    // A size of 64 GB, with the sum made right.
    let huge = try failure { damaged in
      let size = Array("77777777777\0".utf8)
      let before = damaged[124..<136].reduce(0) { $0 + Int($1) }
      damaged.replaceSubrange(124..<136, with: size)
      let sum = String(decoding: damaged[148..<154], as: UTF8.self)
      let right = (Int(sum, radix: 8) ?? 0) - before + size.reduce(0) { $0 + Int($1) }
      let digits = String(right, radix: 8)
      let field = String(repeating: "0", count: 6 - digits.count) + digits
      damaged.replaceSubrange(148..<154, with: Array(field.utf8))
    }
    #expect(huge.place == .byte(124) && huge.found == "a file of 8589934591")
    let text = try folder.write("text.tar", text: String(repeating: "no archive ", count: 100))
    #expect(error(DataFileError.self) { _ = try DataSource.open(text) }?.place == .byte(148))
    let none = try folder.write("empty.tar", [UInt8](repeating: 0, count: 10_240))
    #expect(
      error(DataFileError.self) { _ = try DataSource.open(none) }?.expected
        == "files called data_batch_1.bin or test_batch.bin")
  }

  @Test(
    "The first test pictures have the labels that the data set is published with",
    .enabled(if: RealData.hasCIFAR10, "needs CIFAR-10: set GLASSBOX_DATA"))
  func published() throws {
    let data = try #require(RealData.folder)
    let test = try CIFAR10.read("\(data)/cifar10/test_batch_first1000.bin.gz").train
    #expect(test.count == 1000)
    // As in Keras' cifar10.load_data(): y_test[:10].
    #expect(test.labels?.prefix(10) == [3, 8, 8, 0, 6, 6, 1, 6, 3, 1])
    // As in Keras' cifar10.load_data(): x_test[0][0][0].
    #expect(test.picture(at: 0)?.prefix(3) == [158, 112, 49])
  }
}
