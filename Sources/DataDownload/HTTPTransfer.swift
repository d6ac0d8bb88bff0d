/// One request for a file, or for the rest of it, written to disk as it arrives.
final class HTTPTransfer {
  /// Why a transfer was ended before the server had sent all it wanted to send.
  private enum Problem: Error {
    case server(MirrorFailure.Reason)
    case machine(DownloadError)
  }

  private let file: PublishedFile
  private let part: PartFile
  /// What the part file holds already is not asked for again.
  private let offset: Int
  private let cancelled: () -> Bool
  private let progress: (Int) -> Void
  private var output: OpenFile?
  private var bytesOnDisk = 0
  private var problem: Problem?

  /// - Parameters:
  ///   - file: What is expected; a server that sends more is stopped.
  ///   - part: Where the bytes go.
  ///   - isCancelled: Asked about once a second; true ends the transfer.
  ///   - progress: Called with the number of bytes on disk.
  init(
    of file: PublishedFile, into part: PartFile, isCancelled: @escaping () -> Bool,
    progress: @escaping (Int) -> Void
  ) {
    self.file = file
    self.part = part
    self.progress = progress
    cancelled = isCancelled
    offset = part.size
  }

  /// Fetches what is missing in the part file.
  ///
  /// - Returns: What the server did wrong; nil when it had nothing more to send.
  /// - Throws: ``DownloadError`` when the disk does not take the bytes, or on cancellation.
  func run(
    _ address: String, with library: CurlLibrary, stallSeconds: Double
  ) throws(DownloadError) -> MirrorFailure.Reason? {
    defer { output = nil }
    let ending = library.request(address, from: offset, stallSeconds: stallSeconds, for: self)
    switch ending {
    case .done: return nil
    case .slow: return .connection("fewer than \(CurlLibrary.slowest) bytes a second came")
    case .silent: return .connection("nothing came for \(Int(stallSeconds.rounded(.up))) s")
    case .late:
      let seconds = Int((CurlLibrary.headerPatiences * stallSeconds).rounded(.up))
      return .connection("the file did not begin within \(seconds) s")
    case .failed(let reason): return .connection(reason)
    case .stopped:
      switch problem {
      case .server(let reason): return reason
      case .machine(let error): throw error
      case nil: throw .cancelled(file: file)
      }
    }
  }

  // MARK: - What the library reports

  /// Whether to end the transfer although nothing is wrong.
  func isCancelled() -> Bool { cancelled() }

  /// Makes ready for the file; false if the answer is something else.
  func begin(status: Int, contentRange: UnsafePointer<CChar>?) -> Bool {
    remembering { () throws(Problem) in
      let range = contentRange.map { String(cString: $0) } ?? ""
      let start = try startingByte(status: status, contentRange: range)
      output = try onThisMachine { () throws(DownloadError) in try part.open(writingAt: start) }
      bytesOnDisk = start
    }
  }

  /// Writes bytes that have arrived; false if they are not wanted.
  func take(_ bytes: UnsafePointer<UInt8>?, count: Int) -> Bool {
    remembering { () throws(Problem) in
      guard bytesOnDisk + count <= file.size else {
        throw .server(.tooLong(expected: file.size))
      }
      let bytes = UnsafeRawBufferPointer(start: bytes, count: count)
      try onThisMachine { () throws(DownloadError) in try output?.write(bytes) }
      bytesOnDisk += count
      progress(bytesOnDisk)
    }
  }

  /// Whether something can be done; what went wrong is kept for the end.
  private func remembering(_ body: () throws(Problem) -> Void) -> Bool {
    do {
      try body()
      return true
    } catch {
      problem = error
      return false
    }
  }

  private func onThisMachine<Result>(
    _ body: () throws(DownloadError) -> Result
  ) throws(Problem) -> Result {
    do {
      return try body()
    } catch {
      throw .machine(error)
    }
  }

  /// The byte of the file at which the answer starts: 0 when the server starts over.
  private func startingByte(status: Int, contentRange: String) throws(Problem) -> Int {
    switch status {
    case 200:
      return 0
    case 206:
      guard contentRange.hasPrefix("bytes \(offset)-") else {
        let found = contentRange.isEmpty ? "no Content-Range" : contentRange
        throw .server(.wrongRange(expected: offset, found: found))
      }
      return offset
    default:
      throw .server(.status(status))
    }
  }
}
