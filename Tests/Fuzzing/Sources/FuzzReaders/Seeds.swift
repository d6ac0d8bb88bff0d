import Foundation
import Interchange
import ModelFiles
import NetworkDescription
import Pictures
import TrainingData

/// What the readers begin with: small files by our own writers, a few for each.
enum Seeds {
  static func write(to folder: String) throws {
    for reader in Reader.allCases {
      let place = "\(folder)/\(reader.rawValue)"
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      for (index, bytes) in try seeds(for: reader).enumerated() {
        try Data(bytes).write(to: URL(filePath: "\(place)/seed-\(index)"))
      }
    }
  }

  private static func seeds(for reader: Reader) throws -> [[UInt8]] {
    switch reader {
    case .png, .repairedPNG: try pictures()
    case .digits: [[27] + (DrawnDigits(seed: 1).dataset(0..<1).picture(at: 0) ?? [])]
    case .model: [try bytes { try model().write(to: $0, precision: .float32) }]
    case .checkpoint: [try bytes { try checkpoint().write(to: $0) }]
    case .blueprint: try Recipe.allCases.map { Array(try $0.blueprint().jsonText.utf8) }
    case .csv: tables
    case .gzip: tables.map(stored)
    case .idx: [idx]
    case .tar:
      [stored(archive(["data_batch_1.bin": batch, "batches.meta.txt": Array("a\n".utf8)]))]
    case .cifar: [batch, stored(batch)]
    case .condition:
      [
        "loss < 0.05", "link 1.2-2.0 changes sign", "neuron 1.0 saturates", "sample is wrong",
        "batch loss > 0.5", "weight 0.1-1.0 > 2", "output 3.11.5.2 = 1e-3",
      ].map { Array($0.utf8) }
    case .formula:
      ["sin(3*x) * y > 0", "x^2 + y^2 < 0.5", "abs(x) - max(y, 0.1) / 2", "-exp(x)"].map {
        Array($0.utf8)
      }
    case .onnx:
      try [Recipe.xor.blueprint(), convolutional()].flatMap { blueprint in
        let model = try TrainedModel(
          blueprint: blueprint, parameters: blueprint.initialParameters())
        let files = try ExportFormat.named("onnx")?.write(ExportRequest(model: model)) ?? []
        return files.map(\.bytes)
      }
    }
  }

  private static func pictures() throws -> [[UInt8]] {
    let grey = try GreyPicture(width: 5, height: 3, pixels: (0..<15).map { UInt8($0 * 17) })
    let colour = try ColourPicture(width: 2, height: 2, bytes: (0..<12).map { UInt8($0 * 20) })
    return [try bytes { try PNGWriter().write(grey, toPath: $0) }]
      + [try bytes { try PNGWriter().write(colour, toPath: $0) }]
  }

  private static func convolutional() throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "small", input: .picture(height: 6, width: 6, channels: 1),
      layers: [
        .conv2D(Conv2D(filters: 2, kernel: 3, activation: .relu)),
        .maxPooling2D(MaxPooling2D(pool: 2)), .flatten,
        .dense(Dense(units: 2, activation: .softmax)),
      ], loss: .categoricalCrossEntropy)
  }

  private static func model() throws -> TrainedModel {
    let blueprint = try Recipe.xor.blueprint()
    return try TrainedModel(
      blueprint: blueprint, parameters: blueprint.initialParameters(), classNames: ["no", "yes"])
  }

  private static func checkpoint() throws -> TrainingCheckpoint {
    let blueprint = try Recipe.or.blueprint()
    var state = TrainingState(parameters: blueprint.initialParameters())
    for name in blueprint.optimizer.memoryNames { state.optimizerMemory[name] = state.parameters }
    return try TrainingCheckpoint(
      blueprint: blueprint, circumstances: ["engine": "objects"],
      point: TrainingPoint(state: state, beginningOf: 1))
  }

  private static var tables: [[UInt8]] {
    [
      "x,y,label\n0,0.5,a\n1,-2e3,b\n", "size;price\r\n\"1,5\";2\r\n3;\r\n", "sep=;\n1;2\n3;4\n",
      "1 2  3\n4 5 6\n", "a\tb\n1\tNA\n2\t\"x\"\"y\"\n",
    ].map { Array($0.utf8) }
  }

  /// Two pictures of 2 × 2 and their labels.
  private static var idx: [UInt8] {
    [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2] + [UInt8](repeating: 9, count: 8)
      + [0, 0, 8, 1, 0, 0, 0, 2, 7, 3]
  }

  private static var batch: [UInt8] { [3] + [UInt8](repeating: 100, count: 3072) }

  /// A tar archive (POSIX.1-1988, ustar).
  private static func archive(_ files: [String: [UInt8]]) -> [UInt8] {
    var archive: [UInt8] = []
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
      var header = [UInt8](repeating: 0, count: 512)
      func put(_ text: String, at place: Int) {
        header.replaceSubrange(place..<place + text.utf8.count, with: text.utf8)
      }
      put(name, at: 0)
      put(octal(bytes.count, digits: 11), at: 124)
      put("        ", at: 148)
      put("0", at: 156)
      put("ustar", at: 257)
      put(octal(header.reduce(0) { $0 + Int($1) }, digits: 6) + "\0 ", at: 148)
      archive += header + bytes + [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
    }
    return archive + [UInt8](repeating: 0, count: 1024)
  }

  private static func octal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  /// A gzip file whose one block is stored as it is (RFC 1951 and 1952).
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    func little(_ number: UInt32, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
    let count = UInt32(bytes.count)
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1] + little(count, 2) + little(~count, 2) + bytes
      + little(PNGRepair.checksum(bytes), 4) + little(count, 4)
  }

  /// What somebody writes to a file.
  private static func bytes(_ write: (String) throws -> Void) throws -> [UInt8] {
    let path = FileManager.default.temporaryDirectory.path + "/seed-\(getpid()).safetensors"
    try write(path)
    defer { unlink(path) }
    return Array(try Data(contentsOf: URL(filePath: path)))
  }
}
