import Interchange
import SystemFiles

/// Where an export goes: a file, or a folder with several.
struct ExportDestination {
  private let path: String
  private let isFolder: Bool

  /// - Parameter inputs: Files of the command that are read, and are not to be replaced.
  init(_ path: String, isFolder: Bool, sparing inputs: [String?]) throws {
    self.path = path
    self.isFolder = isFolder
    if isFolder {
      if let type = FileType(ofPath: path), type != .folder {
        throw CommandFailure(
          "\(path): expected a folder, or a name that is free, found \(FileType.inWords(type))")
      }
    } else {
      var outputs = OutputList(reading: inputs)
      try outputs.add(path, option: "--output")
    }
  }

  /// Writes the files and returns their paths.
  func write(_ files: [ExportedFile]) throws -> [String] {
    if isFolder { try OutputFolder.make(path, option: "--output") }
    return try files.map { file in
      let place = isFolder ? "\(path)/\(file.name)" : path
      do {
        try AtomicFile.replace(place, with: file.bytes)
      } catch {
        throw CommandFailure("\(place): cannot write it: \(error)")
      }
      return place
    }
  }
}
