/// Where a file is, or will be once it is written: in which folder, and under which name.
///
/// Two paths that lead to the same place are equal, however they are written and through whatever
/// links; the file itself need not be there.
package struct FilePlace: Hashable, Sendable {
  private let folder: FileIdentity
  private let name: String
  /// The file that is there now, if there is one.
  package let file: FileIdentity?
  private let folderPath: String

  /// Looks at a path; nil where the folder is not there.
  package init?(ofPath path: String) {
    guard let target = try? AtomicFile.targetOfLinks(path) else { return nil }
    folderPath = AtomicFile.folder(of: target)
    guard let folder = FileIdentity(ofPath: folderPath) else { return nil }
    self.folder = folder
    let name = String(target.split(separator: "/").last ?? "")
    #if canImport(Darwin)
      // As a rule, capital and small letters are the same there.
      self.name = name.lowercased()
    #else
      self.name = name
    #endif
    file = FileIdentity(ofPath: target)
  }

  package static func == (one: FilePlace, other: FilePlace) -> Bool {
    one.folder == other.folder && one.name == other.name
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(folder)
    hasher.combine(name)
  }

  /// Whether it lies in a folder, or in one of those within it.
  package func isWithin(folder other: FileIdentity) -> Bool {
    var path = folderPath
    var last: FileIdentity?
    // The root is its own parent.
    while let folder = FileIdentity(ofPath: path), folder != last {
      if folder == other { return true }
      last = folder
      path += "/.."
    }
    return false
  }
}
