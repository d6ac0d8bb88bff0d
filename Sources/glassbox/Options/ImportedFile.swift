import Interchange
import NetworkDescription
import SystemFiles
import TextFormats
import TrainingRuns

extension ImportCommand {
  /// Reads the file as what its name says it is.
  func read() throws -> ImportedModel {
    let name = file.lowercased()
    if name.hasSuffix(".csv") || name.hasSuffix(".json") { return try readWeights() }
    guard network == nil else {
      throw CommandFailure("\(file): --network is for .csv and .json files with weights")
    }
    if let program = Self.programs.first(where: { name.hasSuffix($0.ending) })?.program {
      throw CommandFailure(
        "\(file): its own framework has to open it: see Samples/Interchange/\(program)")
    }
    return try readONNX()
  }

  /// What opens the files of Keras and PyTorch.
  private static let programs: [(ending: String, program: String)] = [
    (".keras", "from_keras.py"), (".h5", "from_keras.py"), (".hdf5", "from_keras.py"),
    (".pt", "from_pytorch.py"), (".pth", "from_pytorch.py"),
  ]

  private func readONNX() throws -> ImportedModel {
    let bytes: [UInt8]
    do throws(FileProblem) {
      let onDisk = try OrdinaryFile(file)
      bytes = try onDisk.read(0..<onDisk.size)
    } catch {
      throw CommandFailure("\(file): cannot read it: \(error)")
    }
    do throws(ImportProblem) {
      var reading = try ONNXImport(bytes: bytes, folder: folder)
      reading.scaling = stranger.scaling
      reading.addsSoftmax = stranger.softmax
      return try reading.model(named: stem)
    } catch {
      throw CommandFailure("\(file): \(error)")
    }
  }

  private func readWeights() throws -> ImportedModel {
    guard !stranger.areGiven else {
      throw CommandFailure(
        "\(file): --input-scale, --input-shift and --softmax are for .onnx files")
    }
    if let network {
      let model = try NamedNetwork(network).starting(withWeightsFrom: file).model()
      return ImportedModel(model: model, notes: [])
    }
    let weights = try WeightsFile(contentsOf: file)
    let blueprint: NetworkBlueprint
    do throws(BlueprintError) {
      blueprint = try weights.smallestNetwork(named: stem)
    } catch {
      throw CommandFailure("\(file): \(error)")
    }
    let model = try NamedNetwork(blueprint).starting(withWeightsFrom: file).model()
    return ImportedModel(
      model: model,
      notes: [
        "A file of weights says nothing of activations: sigmoid everywhere is a guess, and 0 what it "
          + "does not name. Say which network it is for with --network."
      ])
  }

  /// The folder that the file is in.
  private var folder: String {
    guard let slash = file.lastIndex(of: "/") else { return "." }
    return slash == file.startIndex ? "/" : String(file[..<slash])
  }

  /// The file's name without folder and ending.
  private var stem: String {
    let name = file.split(separator: "/").last ?? "network"
    return String(name.split(separator: ".").first ?? name)
  }
}
