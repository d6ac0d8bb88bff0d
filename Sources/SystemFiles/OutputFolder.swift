import TextFormats

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Folders that commands write to.
package enum OutputFolder {
  /// Makes a folder if it is not there.
  ///
  /// - Parameter option: What named it, for the error.
  package static func make(_ folder: String, option: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw PlainError("\(folder): the folder cannot be made: choose another for \(option)")
    }
  }
}
