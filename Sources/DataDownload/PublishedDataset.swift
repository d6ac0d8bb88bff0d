#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A data set that others publish: its files and where they are.
public struct PublishedDataset: Sendable, Equatable {
  /// The files that belong to it.
  public let files: [PublishedFile]
  /// Folders on servers that have all of them, the one to try first at the front.
  public let mirrors: [URL]

  /// Puts files and their places together.
  public init(files: [PublishedFile], mirrors: [URL]) {
    self.files = files
    self.mirrors = mirrors
  }

  /// Sees to it that a folder has all the files.
  ///
  /// - Parameters:
  ///   - folder: Where they are to be; made if it is not there.
  ///   - mirrors: Other places than the published ones.
  ///   - patience: How long to wait for servers.
  ///   - progress: Called as bytes arrive.
  ///   - isCancelled: Asked about once a second; true calls the download off.
  /// - Returns: What each file came to.
  /// - Throws: ``DownloadError``; files that arrived before stay.
  @discardableResult
  public func fetch(
    into folder: String, mirrors: [URL]? = nil, patience: DownloadPatience = DownloadPatience(),
    progress: @escaping (DownloadProgress) -> Void = { _ in },
    isCancelled: @escaping () -> Bool = { false }
  ) throws(DownloadError) -> [(file: PublishedFile, outcome: VerifiedDownload.Outcome)] {
    let download = VerifiedDownload(patience: patience)
    var results: [(file: PublishedFile, outcome: VerifiedDownload.Outcome)] = []
    for file in files {
      let outcome = try download.fetch(
        file, from: mirrors ?? self.mirrors, into: folder, progress: progress,
        isCancelled: isCancelled)
      results.append((file, outcome))
    }
    return results
  }
}
