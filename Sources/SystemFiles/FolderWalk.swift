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

  /// Calls `body` for every name in a folder until it returns false; a folder that cannot be read
  /// has none.
  static func forEachName(in folder: String, _ body: (String) -> Bool) {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != "..", !body(name) { return }
    }
  }
}
