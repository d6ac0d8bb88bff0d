#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The attempts to get one file from one mirror.
struct MirrorVisit {
  let mirror: URL
  let file: PublishedFile
  let folder: String
  let part: PartFile
  let patience: DownloadPatience
  let library: () -> CurlLibrary?
  let progress: (DownloadProgress) -> Void
  let isCancelled: () -> Bool

  /// Where the mirror has the file.
  var address: URL { mirror.appendingPathComponent(file.name) }

  /// The address for people: without the password it may hold.
  var shownAddress: String { address.withoutPassword }

  /// Asks until the part file is whole and right, or there is no hope.
  ///
  /// - Returns: What the mirror did wrong last; nil when the part file is as it should be.
  /// - Throws: ``DownloadError`` for what no mirror could do better.
  func collect() throws(DownloadError) -> MirrorFailure.Reason? {
    var last: MirrorFailure.Reason?
    for _ in 0..<max(1, patience.attemptsPerMirror) {
      if part.size > file.size { part.remove() }
      let before = part.size
      last = try attempt()
      switch last {
      case nil:
        return nil
      case .connection:
        // It is worth asking for the rest as long as some of it comes.
        if part.size == before { return last }
      case .status(let status) where status != 416:
        return last
      default:
        // Nothing of this can be used. If it began with bytes kept from earlier, those may be what
        // was wrong, so the mirror gets a chance to send all of them.
        part.remove()
        if before == 0 { return last }
      }
    }
    return last
  }

  /// One request, and the checksum if the file is whole after it.
  private func attempt() throws(DownloadError) -> MirrorFailure.Reason? {
    if part.size < file.size, let reason = try request() { return reason }
    let size = part.size
    guard size == file.size else {
      return .connection("it ended after \(size) of \(file.size) bytes")
    }
    let found = try PartFile.sha256(of: part.path)
    return found == file.sha256 ? nil : .wrongChecksum(expected: file.sha256, found: found)
  }

  private func request() throws(DownloadError) -> MirrorFailure.Reason? {
    guard let library = library() else {
      throw .noLibrary(mirror: mirror.withoutPassword, folder: folder)
    }
    let transfer = HTTPTransfer(of: file, into: part, isCancelled: isCancelled) { bytes in
      progress(DownloadProgress(file: file, bytes: bytes, host: address.host ?? ""))
    }
    return try transfer.run(
      address.absoluteString, with: library, stallSeconds: patience.stallSeconds)
  }
}

extension URL {
  /// The address without a name and password before the host.
  fileprivate var withoutPassword: String {
    guard user != nil || password != nil else { return absoluteString }
    var parts = URLComponents(url: self, resolvingAgainstBaseURL: true)
    parts?.user = nil
    parts?.password = nil
    return parts?.string ?? host ?? ""
  }
}
