#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Downloads published files so that what has their name is whole and right, or not there at all.
///
/// Bytes are collected in a file with `.part` behind its name. A download that was cut goes on
/// where it stopped, with another mirror if need be; only when the checksum is right does the file
/// get its name.
///
/// The system's libcurl does the talking; it is loaded when a server has to be asked.
public struct VerifiedDownload: Sendable {
  /// What a download came to.
  public enum Outcome: Sendable, Equatable {
    /// The file was there already, with the right checksum; nothing was asked for.
    case alreadyThere
    /// The file has arrived.
    case downloaded
  }

  /// How long to wait for servers.
  public let patience: DownloadPatience
  private let library: @Sendable () -> CurlLibrary?

  /// A way of downloading that waits as long as it is told to.
  public init(patience: DownloadPatience = DownloadPatience()) {
    self.init(patience: patience) { .system }
  }

  /// - Parameter library: Called when there is no way around asking a server.
  init(patience: DownloadPatience, library: @escaping @Sendable () -> CurlLibrary?) {
    self.patience = patience
    self.library = library
  }

  /// Sees to it that a folder has a file; returns when it does.
  ///
  /// - Parameters:
  ///   - file: What the file is.
  ///   - mirrors: Folders on servers that have it, the one to try first at the front.
  ///   - folder: Where it is to be; made if it is not there.
  ///   - progress: Called as bytes arrive.
  ///   - isCancelled: Asked about once a second; true calls the download off.
  /// - Throws: ``DownloadError`` when no mirror has the right bytes, the disk does not take them,
  ///   this machine has no libcurl, or the download was called off. What arrived is kept.
  @discardableResult
  public func fetch(
    _ file: PublishedFile, from mirrors: [URL], into folder: String,
    progress: @escaping (DownloadProgress) -> Void = { _ in },
    isCancelled: @escaping () -> Bool = { false }
  ) throws(DownloadError) -> Outcome {
    try PartFile.makeFolder(folder)
    let part = PartFile(for: "\(folder)/\(file.name)")
    try part.check()
    if PartFile.size(of: part.finalPath) == file.size,
      try PartFile.sha256(of: part.finalPath) == file.sha256
    {
      return .alreadyThere
    }
    var failures: [MirrorFailure] = []
    for mirror in mirrors {
      let visit = MirrorVisit(
        mirror: mirror, file: file, folder: folder, part: part, patience: patience,
        library: library, progress: progress, isCancelled: isCancelled)
      guard let reason = try visit.collect() else {
        try part.publish()
        return .downloaded
      }
      failures.append(MirrorFailure(url: visit.shownAddress, reason: reason))
    }
    throw .noMirrorDelivered(file: file, folder: folder, failures: failures)
  }
}
