import SystemFiles

/// Finds MNIST's files in a folder, under either of the names they are published with.
///
/// `train-images-idx3-ubyte` is how the authors name them, `train-images.idx3-ubyte` is what some
/// unpackers make of it; each may end in `.gz`.
public enum IDXFolder {
  /// Whether the folder has at least one of the files.
  public static func isRecognized(_ folder: String) -> Bool {
    candidates("train-images", extents: 3, in: folder).contains { FileType(ofPath: $0) == .file }
      || candidates("t10k-images", extents: 3, in: folder).contains {
        FileType(ofPath: $0) == .file
      }
  }

  /// Reads training and test pictures; a folder with only one of the two is used for it.
  ///
  /// When there are only test files (`t10k-…`), they are returned as training *and* test data.
  /// - Throws: ``DataFileError`` when a file is missing or damaged.
  public static func read(_ folder: String, name: String = "MNIST") throws(DataFileError)
    -> DataSplit
  {
    let train = try part("train", in: folder, name: "\(name) train")
    let test = try part("t10k", in: folder, name: "\(name) test")
    guard let first = train ?? test else {
      throw missing("train-images", extents: 3, in: folder)
    }
    return DataSplit(train: first, test: test)
  }

  /// The names a file may have in a folder, the published one first.
  static func candidates(_ stem: String, extents: Int, in folder: String) -> [String] {
    let plain = ["-", "."].map { "\(folder)/\(stem)\($0)idx\(extents)-ubyte" }
    return plain + plain.map { $0 + ".gz" }
  }

  private static func part(
    _ prefix: String, in folder: String, name: String
  ) throws(DataFileError) -> Dataset? {
    let images = find("\(prefix)-images", extents: 3, in: folder)
    let labels = find("\(prefix)-labels", extents: 1, in: folder)
    switch (images, labels) {
    case (let images?, let labels?):
      return try IDXReader.dataset(images: images, labels: labels, name: name)
    case (nil, nil): return nil
    case (nil, _): throw missing("\(prefix)-images", extents: 3, in: folder)
    case (_, nil): throw missing("\(prefix)-labels", extents: 1, in: folder)
    }
  }

  private static func find(_ stem: String, extents: Int, in folder: String) -> String? {
    candidates(stem, extents: extents, in: folder).first { FileType(ofPath: $0) == .file }
  }

  private static func missing(_ stem: String, extents: Int, in folder: String) -> DataFileError {
    DataFileError(
      file: folder, expected: "\(stem)-idx\(extents)-ubyte or \(stem)-idx\(extents)-ubyte.gz",
      found: "no such file", advice: "`glassbox data fetch mnist --output \(folder)` fetches it")
  }
}
