import NetworkDescription
import SystemFiles

/// Reads CIFAR-10 in its binary version: 60,000 colour pictures of 32 × 32 in ten classes.
///
/// The pictures may be in files called `data_batch….bin` and `test_batch….bin`, each plain or
/// gzipped, in a folder; or in the archive `cifar-10-binary.tar.gz` as it is published.
///
/// ```swift
/// let data = try CIFAR10.read("cifar10")
/// data.train.inputShape  // 32×32×3
/// ```
///
/// Bytes stay bytes: all 60,000 pictures take 184 MB.
public enum CIFAR10 {
  /// The name the archive is published under.
  public static let archiveName = "cifar-10-binary.tar.gz"
  /// What the labels 0 to 9 stand for, unless a `batches.meta.txt` says something else.
  public static let classNames = [
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
  ]
  /// Pictures of 32 × 32 × 3.
  public static let inputShape = Shape.picture(
    height: CIFARBatch.side, width: CIFARBatch.side, channels: 3)

  /// Whether a path looks like CIFAR-10: a folder with batches or the archive, or one such file.
  public static func isRecognized(_ path: String) -> Bool {
    switch FileType(ofPath: path) {
    case .folder?: place(in: path) != nil
    case .file?: isArchive(path) || CIFARFolder.isBatch(path)
    default: false
    }
  }

  /// Reads the training and test pictures of a folder or an archive, or one file of pictures.
  ///
  /// What is called `data_batch…` is to train with, `test_batch…` to test with; files are joined in
  /// the order of their names. Test pictures alone are returned as training *and* test data.
  ///
  /// - Throws: ``DataFileError`` naming the file, the byte, what was expected and found.
  public static func read(_ path: String) throws(DataFileError) -> DataSplit {
    guard FileType(ofPath: path) == .folder else {
      if isArchive(path) { return try archive(path) }
      var batches = [try CIFARBatch(file: path, name: path)]
      return DataSplit(train: dataset(path, &batches, classNames), test: nil)
    }
    guard let place = place(in: path) else {
      throw DataFileError(
        file: path, expected: "data_batch_1.bin, test_batch.bin or \(archiveName)",
        found: "none of them", advice: "`glassbox data fetch cifar10 --output \(path)` fetches it")
    }
    return FileType(ofPath: place) == .folder ? try folder(place) : try archive(place)
  }

  /// The folder or archive to read for a folder: itself, what the archive unpacks to, the archive.
  private static func place(in folder: String) -> String? {
    let folders = [folder, "\(folder)/cifar-10-batches-bin"]
    if let place = folders.first(where: { CIFARFolder($0) != nil }) { return place }
    let archive = "\(folder)/\(archiveName)"
    return FileType(ofPath: archive) == .file ? archive : nil
  }

  private static func isArchive(_ path: String) -> Bool {
    let name = path.lowercased()
    return [".tar", ".tar.gz", ".tgz"].contains { name.hasSuffix($0) }
  }

  private static func folder(_ path: String) throws(DataFileError) -> DataSplit {
    guard let folder = CIFARFolder(path) else {
      throw DataFileError(file: path, expected: "data_batch_1.bin", found: "no such file")
    }
    let names = try folder.metaPath.map(CIFARNames.read) ?? classNames
    var train: [CIFARBatch] = []
    for file in folder.train { train.append(try CIFARBatch(file: file.path, name: file.name)) }
    let training = train.isEmpty ? nil : dataset("CIFAR-10 train", &train, names)
    var test: [CIFARBatch] = []
    for file in folder.test { test.append(try CIFARBatch(file: file.path, name: file.name)) }
    return try split(training, &test, names, path: path)
  }

  private static func archive(_ path: String) throws(DataFileError) -> DataSplit {
    var archive = try TarArchive(path)
    var names = classNames
    var train: [CIFARBatch] = []
    var test: [CIFARBatch] = []
    while let member = try archive.next() {
      switch CIFARFolder.Part(of: member.name) {
      case .train: train.append(try CIFARBatch(member, of: &archive))
      case .test: test.append(try CIFARBatch(member, of: &archive))
      case nil:
        guard member.name == CIFARNames.fileName else { continue }
        let bytes = try archive.read(min(member.size, CIFARNames.mostBytes))
        names = try CIFARNames.parse(bytes, path: "\(path): \(member.path)")
      }
    }
    train.sort { $0.name < $1.name }
    test.sort { $0.name < $1.name }
    let training = train.isEmpty ? nil : dataset("CIFAR-10 train", &train, names)
    return try split(training, &test, names, path: path)
  }

  private static func split(
    _ training: Dataset?, _ test: inout [CIFARBatch], _ names: [String], path: String
  ) throws(DataFileError) -> DataSplit {
    let testing = test.isEmpty ? nil : dataset("CIFAR-10 test", &test, names)
    guard let first = training ?? testing else {
      throw DataFileError(
        file: path, expected: "files called data_batch_1.bin or test_batch.bin", found: "none")
    }
    return DataSplit(train: first, test: testing)
  }

  /// Joins batches, each of which is let go of once it is copied.
  private static func dataset(
    _ name: String, _ batches: inout [CIFARBatch], _ names: [String]
  ) -> Dataset {
    var pixels: [UInt8] = []
    var labels: [Int] = []
    pixels.reserveCapacity(batches.reduce(0) { $0 + $1.pixels.count })
    while !batches.isEmpty {
      let batch = batches.removeFirst()
      pixels += batch.pixels
      labels += batch.labels
    }
    return Dataset(
      checkedName: name, inputShape: inputShape, inputs: .pixels(pixels),
      targets: .classes(labels, names: names), count: labels.count)
  }
}
