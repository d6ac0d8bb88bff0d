import SystemFiles

/// The files of CIFAR-10 in a folder.
struct CIFARFolder {
  /// What pictures are for, by the beginning of their file's name.
  enum Part: String, CaseIterable {
    case train = "data_batch"
    case test = "test_batch"

    /// Nil for a name that is no batch's.
    init?(of name: String) {
      guard CIFARFolder.isBatch(name),
        let part = Part.allCases.first(where: { name.hasPrefix($0.rawValue) })
      else { return nil }
      self = part
    }
  }

  /// A file and its name without folder.
  typealias File = (name: String, path: String)

  /// The files to train with, in the order of their names.
  let train: [File]
  /// The files to test with.
  let test: [File]
  /// The names of the classes, if there is such a file.
  let metaPath: String?

  /// Looks through a folder; nil when it has neither kind of batch.
  init?(_ folder: String) {
    let names = (try? FolderWalk.names(in: folder)) ?? []
    // Of a file and the same one packed, the plain one comes first, and is enough.
    var stems: Set<String> = []
    let files = names.filter { Part(of: $0) != nil && FileType(ofPath: "\(folder)/\($0)") == .file }
      .filter {
        stems.insert($0.lowercased().hasSuffix(".gz") ? String($0.dropLast(3)) : $0).inserted
      }
      .map { (name: $0, path: "\(folder)/\($0)") }
    guard !files.isEmpty else { return nil }
    train = files.filter { Part(of: $0.name) == .train }
    test = files.filter { Part(of: $0.name) == .test }
    let meta = "\(folder)/\(CIFARNames.fileName)"
    metaPath = FileType(ofPath: meta) == .file ? meta : nil
  }

  /// Whether a file's name ends as those of batches do.
  static func isBatch(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix(".bin") || name.hasSuffix(".bin.gz")
  }
}
