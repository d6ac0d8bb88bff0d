/// A kind of file that other tools open, and how a model is written as one.
///
/// A new one is a file of its own and a name in ``all``.
public struct ExportFormat: Sendable {
  /// What `--to` calls it.
  public let name: String
  /// What it is, in a few words.
  public let summary: String
  /// Whether it is a folder with several files.
  public let isFolder: Bool
  /// Whether it shows how the network learns, for which it needs samples.
  public let needsSamples: Bool
  /// Writes a model, or says why it cannot be written like this.
  public let write: @Sendable (ExportRequest) throws -> [ExportedFile]

  /// Describes a format.
  public init(
    name: String, summary: String, isFolder: Bool = false, needsSamples: Bool = false,
    write: @escaping @Sendable (ExportRequest) throws -> [ExportedFile]
  ) {
    self.name = name
    self.summary = summary
    self.isFolder = isFolder
    self.needsSamples = needsSamples
    self.write = write
  }

  /// The one of that name.
  public static func named(_ name: String) -> ExportFormat? { all.first { $0.name == name } }

  /// All of them, in the order of the documentation.
  public static let all: [ExportFormat] = [
    onnx, pytorch, keras, spreadsheet, jsonWeights, csvWeights,
  ]
}

/// A file that a format consists of.
public struct ExportedFile: Sendable {
  /// Its name within the folder; empty where the format is a single file.
  public let name: String
  /// What is in it.
  public let bytes: [UInt8]

  /// Names some bytes.
  public init(name: String = "", bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// Names some text.
  public init(name: String = "", text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }
}
