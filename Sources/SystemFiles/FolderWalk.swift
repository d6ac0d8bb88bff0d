#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Looking for something in a folder and those within it.
package enum FolderWalk {
  /// Deeper than any data set is.
  private static let mostLevels = 8

  /// Whether one of the files, or what a link there leads to, is a certain file.
  package static func finds(_ file: FileIdentity, in folder: String) -> Bool {
    finds(file, in: folder, levels: mostLevels)
  }

  private static func finds(_ file: FileIdentity, in folder: String, levels: Int) -> Bool {
    var isFound = false
    forEachName(in: folder) { name in
      let path = folder + "/" + name
      switch FileType(ofPath: path) {
      case .file?: isFound = FileIdentity(ofPath: path) == file
      case .folder? where levels > 1: isFound = finds(file, in: path, levels: levels - 1)
      default: break
      }
      return !isFound
    }
    return isFound
  }

  /// The names in a folder, in their order.
  ///
  /// - Throws: ``FileProblem`` if it cannot be read, which is another thing than being empty.
  package static func names(in folder: String) throws(FileProblem) -> [String] {
    var names: [String] = []
    guard
      forEachName(
        in: folder,
        {
          names.append($0); return true
        })
    else { throw .lastRefusal }
    return names.sorted()
  }

  /// Calls `body` for every name in a folder until it returns false.
  ///
  /// - Returns: Whether the folder could be read.
  @discardableResult
  static func forEachName(in folder: String, _ body: (String) -> Bool) -> Bool {
    guard let stream = opendir(folder) else { return false }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != "..", !body(name) { break }
    }
    return true
  }
}
