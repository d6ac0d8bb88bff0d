import Foundation

/// Downloads published files so that what has their name is whole and right, or not there at all.
///
/// Bytes are collected in a file with `.part` behind its name. A download that was cut goes on
/// where it stopped, with another mirror if need be; only when the checksum is right does the file
/// get its name.
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

  /// A way of downloading that waits as long as it is told to.
  public init(patience: DownloadPatience = DownloadPatience()) {
    self.patience = patience
  }

  /// Sees to it that a folder has a file.
  ///
  /// - Parameters:
  ///   - file: What the file is.
  ///   - mirrors: Folders on servers that have it, the one to try first at the front.
  ///   - folder: Where it is to be; made if it is not there.
  ///   - progress: Called as bytes arrive, on a queue of its own.
  /// - Throws: ``DownloadError`` when no mirror has the right bytes, or the disk does not take them.
  @discardableResult
  public func fetch(
    _ file: PublishedFile, from mirrors: [URL], into folder: String,
    progress: @escaping @Sendable (DownloadProgress) -> Void = { _ in }
  ) async throws(DownloadError) -> Outcome {
    try onDisk(folder) {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    let part = PartFile(for: "\(folder)/\(file.name)")
    if PartFile.size(of: part.finalPath) == file.size,
      try PartFile.sha256(of: part.finalPath) == file.sha256
    {
      return .alreadyThere
    }
    var failures: [MirrorFailure] = []
    for mirror in mirrors {
      let address = mirror.appendingPathComponent(file.name)
      let problem = await problemCollecting(file, from: address, into: part) { bytes in
        progress(DownloadProgress(file: file, bytes: bytes, host: address.host ?? ""))
      }
      if Task.isCancelled { throw .cancelled(file: file) }
      switch problem {
      case nil:
        try part.publish()
        return .downloaded
      case .disk(let error):
        throw error
      case .mirror(let reason):
        failures.append(MirrorFailure(url: address.absoluteString, reason: reason))
      }
    }
    throw .noMirrorDelivered(file: file, folder: folder, failures: failures)
  }

  /// Asks one mirror until the part file is whole and right, or there is no hope.
  private func problemCollecting(
    _ file: PublishedFile, from address: URL, into part: PartFile,
    progress: @escaping @Sendable (Int) -> Void
  ) async -> TransferProblem? {
    var last: TransferProblem?
    for _ in 0..<max(1, patience.attemptsPerMirror) where !Task.isCancelled {
      if part.size > file.size { part.remove() }
      let before = part.size
      last = await problemTransferring(file, from: address, into: part, progress: progress)
      switch last {
      case nil:
        return nil
      case .disk:
        return last
      case .mirror(.connection):
        // It is worth asking for the rest as long as some of it comes.
        if part.size == before { return last }
      case .mirror(.status(let status)) where status != 416:
        return last
      case .mirror:
        // Nothing of this can be used. If it began with bytes kept from earlier, those may be what
        // was wrong, so the mirror gets a chance to send all of them.
        if part.size > before || before > 0 { part.remove() }
        if before == 0 { return last }
      }
    }
    return last
  }

  /// One request, and the checksum if the file is whole after it.
  private func problemTransferring(
    _ file: PublishedFile, from address: URL, into part: PartFile,
    progress: @escaping @Sendable (Int) -> Void
  ) async -> TransferProblem? {
    if part.size < file.size {
      let problem = await HTTPTransfer.run(
        address, into: part, expectedSize: file.size, stallSeconds: patience.stallSeconds,
        progress: progress)
      if let problem { return problem }
    }
    let size = part.size
    guard size == file.size else {
      return .mirror(.connection("it ended after \(size) of \(file.size) bytes"))
    }
    do throws(DownloadError) {
      let found = try PartFile.sha256(of: part.path)
      if found == file.sha256 { return nil }
      return .mirror(.wrongChecksum(expected: file.sha256, found: found))
    } catch {
      return .disk(error)
    }
  }
}
