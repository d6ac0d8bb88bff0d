import Interchange
import ModelFiles
import NetworkDescription
import Pictures
import Playground
import TrainingData
import TrainingDebugger

/// A reader of bytes that others have made; none of them may crash, hang or run out of memory.
///
/// What they throw is what they are for, and forgotten.
enum Reader: String, CaseIterable {
  /// PNG files as they come.
  case png
  /// PNG files whose lengths and checksums are right, so that more than the checks is reached.
  case repairedPNG = "repaired-png"
  /// The finder of digits in grey pictures.
  case digits
  /// Model files.
  case model
  /// Checkpoint files.
  case checkpoint
  /// Blueprint files; those of small networks make a step with both engines.
  case blueprint
  /// Tables.
  case csv
  /// Tables that are gzipped.
  case gzip
  /// Pictures and labels as IDX files.
  case idx
  /// CIFAR-10's archive, a tar file.
  case tar
  /// CIFAR-10's batches.
  case cifar
  /// Conditions and quantities of the stepper.
  case condition
  /// Formulas of the playground.
  case formula
  /// Networks of other tools.
  case onnx

  func read(_ bytes: [UInt8]) {
    switch self {
    case .png: _ = try? Self.reader.decode(bytes, named: "fuzz")
    case .repairedPNG: _ = try? Self.reader.decode(PNGRepair.repaired(bytes), named: "fuzz")
    case .digits: findDigits(in: bytes)
    case .model: _ = try? TrainedModel(bytes: bytes, name: "fuzz")
    case .checkpoint:
      Files.with([("fuzz.checkpoint", bytes)]) { folder in
        _ = try? TrainingCheckpoint(contentsOf: folder + "/fuzz.checkpoint")
      }
    case .blueprint: SmallTraining.run(bytes)
    case .csv: open("fuzz.csv", bytes)
    case .gzip: open("fuzz.csv.gz", bytes)
    case .idx:
      // One input is both files: the labels have two bytes for each hundred.
      let labels = bytes.count - bytes.count / 50
      Files.with([
        ("train-images-idx3-ubyte", Array(bytes[..<labels])),
        ("train-labels-idx1-ubyte", Array(bytes[labels...])),
      ]) { folder in
        _ = try? DataSource.open(folder)
      }
    case .tar: open(CIFAR10.archiveName, bytes)
    case .cifar: open("data_batch_1.bin", bytes)
    case .condition:
      let text = String(decoding: bytes, as: UTF8.self)
      _ = try? Condition(text)
      _ = try? Quantity(text)
      _ = NeuronName(text)
      _ = LinkName(text)
    case .formula:
      guard let formula = try? Formula(String(decoding: bytes, as: UTF8.self)) else { return }
      _ = try? formula.finiteValue(x: 0.5, y: -1)
    case .onnx: _ = try? ONNXImport(bytes: bytes).model(named: "fuzz")
    }
  }

  /// Small limits, so that the fuzzer's time goes into more than large pictures.
  private static let reader = PNGReader(
    limits: PNGLimits(maximumWidth: 512, maximumHeight: 512, maximumPixels: 1 << 16))

  private func open(_ name: String, _ bytes: [UInt8]) {
    Files.with([(name, bytes)]) { folder in
      _ = try? DataSource.open("\(folder)/\(name)")
    }
  }

  /// The first byte is the width.
  private func findDigits(in bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let width = Int(first) + 1
    let height = (bytes.count - 1) / width
    guard height > 0,
      let picture = try? GreyPicture(
        width: width, height: height, pixels: Array(bytes[1..<1 + width * height]))
    else { return }
    _ = DigitFinder().search(picture)
  }
}
