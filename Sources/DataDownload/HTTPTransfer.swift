import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Why a transfer did not give the file: the server's fault, or this machine's.
enum TransferProblem: Error, Equatable {
  case mirror(MirrorFailure.Reason)
  case disk(DownloadError)
}

/// One request for a file, or for the rest of it, written to disk as it arrives.
///
/// The session calls it on one serial queue, which is what guards its variables.
final class HTTPTransfer: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  private let part: PartFile
  private let expectedSize: Int
  private let offset: Int
  private let progress: @Sendable (Int) -> Void
  private var handle: FileHandle?
  private var bytesOnDisk: Int
  private var redirects = 0
  private var problem: TransferProblem?
  private var continuation: CheckedContinuation<TransferProblem?, Never>?

  private init(
    part: PartFile, expectedSize: Int, offset: Int, progress: @escaping @Sendable (Int) -> Void
  ) {
    self.part = part
    self.expectedSize = expectedSize
    self.offset = offset
    self.progress = progress
    bytesOnDisk = offset
  }

  /// Fetches what is missing in a part file.
  ///
  /// - Parameters:
  ///   - url: The file's address.
  ///   - part: Where the bytes go. What it holds already is not asked for again, unless the server
  ///     starts over by itself.
  ///   - expectedSize: The size of the whole file; a server that sends more is stopped.
  ///   - stallSeconds: How long to wait for the next byte.
  ///   - progress: Called with the number of bytes on disk.
  /// - Returns: What went wrong; nil when the server had nothing more to send.
  static func run(
    _ url: URL, into part: PartFile, expectedSize: Int, stallSeconds: Double,
    progress: @escaping @Sendable (Int) -> Void
  ) async -> TransferProblem? {
    let offset = part.size
    let transfer = HTTPTransfer(
      part: part, expectedSize: expectedSize, offset: offset, progress: progress)
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = stallSeconds
    let queue = OperationQueue()
    queue.maxConcurrentOperationCount = 1
    let session = URLSession(
      configuration: configuration, delegate: transfer, delegateQueue: queue)
    // A session keeps its delegate until it is told that no more requests will come.
    defer { session.finishTasksAndInvalidate() }
    var request = URLRequest(url: url)
    request.timeoutInterval = stallSeconds
    // The file as it is: .gz files are to stay packed.
    request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
    if offset > 0 {
      request.setValue("bytes=\(offset)-", forHTTPHeaderField: "Range")
    }
    let task = session.dataTask(with: request)
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        queue.addOperation {
          transfer.continuation = continuation
          task.resume()
        }
      }
    } onCancel: {
      task.cancel()
    }
  }

  // MARK: - What the session reports

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping (URLRequest?) -> Void
  ) {
    redirects += 1
    var next = request
    // Whoever we are sent to shall leave out the same bytes.
    next.setValue(offset > 0 ? "bytes=\(offset)-" : nil, forHTTPHeaderField: "Range")
    completionHandler(redirects <= 10 ? next : nil)
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    do throws(TransferProblem) {
      let start = try startingByte(of: response)
      do throws(DownloadError) {
        handle = try part.handle(writingAt: start)
      } catch {
        throw .disk(error)
      }
      bytesOnDisk = start
      completionHandler(.allow)
    } catch {
      problem = error
      completionHandler(.cancel)
    }
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    guard problem == nil, let handle else { return }
    guard bytesOnDisk + data.count <= expectedSize else {
      problem = .mirror(.tooLong(expected: expectedSize))
      dataTask.cancel()
      return
    }
    do {
      try handle.seekToEnd()
      try handle.write(contentsOf: data)
      bytesOnDisk += data.count
      progress(bytesOnDisk)
    } catch {
      problem = .disk(.disk(path: part.path, reason: error.localizedDescription))
      dataTask.cancel()
    }
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: Error?) {
    try? handle?.close()
    handle = nil
    if problem == nil, let error {
      problem = .mirror(.connection(Self.text(of: error, task: task)))
    }
    continuation?.resume(returning: problem)
    continuation = nil
  }

  // MARK: - Reading the answer

  /// The byte of the file at which the answer starts: 0 when the server starts over.
  private func startingByte(of response: URLResponse) throws(TransferProblem) -> Int {
    guard let answer = response as? HTTPURLResponse else {
      throw .mirror(.connection("not an answer in HTTP"))
    }
    switch answer.statusCode {
    case 200:
      return 0
    case 206:
      let range = answer.value(forHTTPHeaderField: "Content-Range") ?? "no Content-Range"
      guard range.hasPrefix("bytes \(offset)-") else {
        throw .mirror(.wrongRange(expected: offset, found: range))
      }
      return offset
    case let status:
      throw .mirror(.status(status))
    }
  }

  private static func text(of error: Error, task: URLSessionTask) -> String {
    let code = (error as? URLError)?.code
    if code == .timedOut {
      let seconds = task.originalRequest?.timeoutInterval ?? 0
      return "nothing came for \(Int(seconds.rounded(.up))) s"
    }
    return error.localizedDescription
  }
}
