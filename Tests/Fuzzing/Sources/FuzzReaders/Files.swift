import Foundation

/// Files for readers that take paths, in a folder of this process.
enum Files {
  private static let folder: String = {
    let folder = FileManager.default.temporaryDirectory.path + "/fuzz-\(getpid())"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    atexit { Files.removeFolder() }
    return folder
  }()

  /// Writes files, lets somebody read them, and removes them.
  static func with(_ files: [(name: String, bytes: [UInt8])], _ read: (String) -> Void) {
    for file in files { try? Data(file.bytes).write(to: URL(filePath: "\(folder)/\(file.name)")) }
    read(folder)
    for file in files { unlink("\(folder)/\(file.name)") }
  }

  private static func removeFolder() { try? FileManager.default.removeItem(atPath: folder) }
}
