#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Folders that commands write to.
enum OutputFolder {
  /// Makes a folder if it is not there.
  static func make(_ folder: String, option: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure("\(folder): the folder cannot be made: choose another for \(option)")
    }
  }
}
