import Foundation
import Testing

@testable import DataDownload

@Suite("Downloads from servers with faults")
final class VerifiedDownloadTests {
  private let folder: String
  private let content = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* $0 / 7) }
  private let file: PublishedFile
  private let patience = DownloadPatience(stallSeconds: 10)

  init() {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("glassbox-\(UUID().uuidString)").path
    var sum = SHA256()
    sum.update(content)
    file = PublishedFile(name: "data.gz", size: content.count, sha256: sum.hexDigest())
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private var finalPath: String { "\(folder)/data.gz" }
  private var partPath: String { "\(folder)/data.gz.part" }

  private func bytes(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map { [UInt8]($0) }
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  private func fetch(
    _ servers: FaultyServer..., patience: DownloadPatience? = nil
  ) async throws -> VerifiedDownload.Outcome {
    try await VerifiedDownload(patience: patience ?? self.patience)
      .fetch(file, from: servers.map(\.url), into: folder)
  }

  private func failures(
    _ servers: FaultyServer..., patience: DownloadPatience? = nil
  ) async -> [MirrorFailure.Reason]? {
    do {
      try await VerifiedDownload(patience: patience ?? self.patience)
        .fetch(file, from: servers.map(\.url), into: folder)
      return nil
    } catch .noMirrorDelivered(_, _, let failures) {
      return failures.map(\.reason)
    } catch {
      return []
    }
  }

  /// The file is there, whole, and nothing beside it.
  private func expectDelivered() throws {
    #expect(bytes(finalPath) == content)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["data.gz"])
  }

  @Test("A good server delivers, and the progress ends with all bytes")
  func good() async throws {
    let server = try FaultyServer { [content] in .file(content, $0) }
    defer { server.stop() }
    let seen = Recorder()
    let outcome = try await VerifiedDownload(patience: patience)
      .fetch(file, from: [server.url.appendingPathComponent("sub")], into: folder) { progress in
        seen.add(progress.bytes)
      }
    #expect(outcome == .downloaded)
    #expect(server.requests == [.init(path: "/sub/data.gz", rangeStart: nil)])
    #expect(seen.all.last == content.count)
    #expect(seen.all == seen.all.sorted())
    try expectDelivered()
  }

  @Test("A file that is there already is not asked for")
  func alreadyThere() async throws {
    let server = try FaultyServer { [content] in .file(content, $0) }
    defer { server.stop() }
    try write(content, to: finalPath)
    #expect(try await fetch(server) == .alreadyThere)
    #expect(server.requests.isEmpty)
  }

  @Test("A file of that name with other bytes is replaced")
  func replaced() async throws {
    let server = try FaultyServer { [content] in .file(content, $0) }
    defer { server.stop() }
    try write([UInt8](repeating: 0, count: content.count), to: finalPath)
    #expect(try await fetch(server) == .downloaded)
    try expectDelivered()
  }

  @Test("A cut connection is taken up where it was cut")
  func cut() async throws {
    let server = try FaultyServer { [content] request in
      request.rangeStart == nil
        ? .file(content, request).cut(after: 20_000) : .file(content, request)
    }
    defer { server.stop() }
    #expect(try await fetch(server) == .downloaded)
    #expect(server.requests.map(\.rangeStart) == [nil, 20_000])
    try expectDelivered()
  }

  @Test("A part file from an earlier run is completed, by another mirror if need be")
  func resumed() async throws {
    let missing = try FaultyServer { _ in .init(status: "404 Not Found", body: [1, 2, 3]) }
    let server = try FaultyServer { [content] in .file(content, $0) }
    defer {
      missing.stop()
      server.stop()
    }
    try write(Array(content[..<30_000]), to: partPath)
    #expect(try await fetch(missing, server) == .downloaded)
    #expect(server.requests.map(\.rangeStart) == [30_000])
    try expectDelivered()
  }

  @Test("A whole part file needs no server")
  func wholePart() async throws {
    let server = try FaultyServer { [content] in .file(content, $0) }
    defer { server.stop() }
    try write(content, to: partPath)
    #expect(try await fetch(server) == .downloaded)
    #expect(server.requests.isEmpty)
    try expectDelivered()
  }

  @Test("A part file with wrong bytes is found out, and all is fetched again")
  func wrongPart() async throws {
    let server = try FaultyServer { [content] in .file(content, $0) }
    defer { server.stop() }
    try write([UInt8](repeating: 9, count: 100), to: partPath)
    #expect(try await fetch(server) == .downloaded)
    #expect(server.requests.map(\.rangeStart) == [100, nil])
    try expectDelivered()
  }

  @Test("A server that ignores Range starts over, and so do we")
  func ignoresRange() async throws {
    let server = try FaultyServer { [content] _ in .init(body: content) }
    defer { server.stop() }
    try write([UInt8](repeating: 9, count: 100), to: partPath)
    #expect(try await fetch(server) == .downloaded)
    #expect(server.requests.count == 1)
    try expectDelivered()
  }

  @Test("A server that answers 416, or with another range, is asked for all of it")
  func refusesRange() async throws {
    for status in ["416 Range Not Satisfiable", "206 Partial Content"] {
      let server = try FaultyServer { [content] request in
        request.rangeStart == nil
          ? .init(body: content)
          : .init(status: status, headers: ["Content-Range: bytes 5-9/50000"], body: [1])
      }
      try write(Array(content[..<100]), to: partPath)
      #expect(try await fetch(server) == .downloaded)
      server.stop()
      try expectDelivered()
      try FileManager.default.removeItem(atPath: finalPath)
    }
  }

  @Test("Wrong bytes never get the file's name, and the next mirror is tried")
  func wrongBytes() async throws {
    let wrong = try FaultyServer { [content] _ in
      .init(body: [UInt8](repeating: 7, count: content.count))
    }
    let good = try FaultyServer { [content] in .file(content, $0) }
    defer {
      wrong.stop()
      good.stop()
    }
    let reasons = try #require(await failures(wrong))
    guard case .wrongChecksum(file.sha256, _) = reasons.first else {
      Issue.record("expected a wrong checksum, found \(reasons)")
      return
    }
    #expect(bytes(finalPath) == nil)
    #expect(bytes(partPath) == nil)
    #expect(try await fetch(wrong, good) == .downloaded)
    try expectDelivered()
  }

  @Test("A page that is no such file, short or long, is refused")
  func otherLengths() async throws {
    let short = try FaultyServer { _ in .init(body: Array("<html>log in first</html>".utf8)) }
    let long = try FaultyServer { [content] _ in .init(body: content + content) }
    defer {
      short.stop()
      long.stop()
    }
    let reasons = try #require(await failures(long, short))
    #expect(reasons.first == .tooLong(expected: content.count))
    #expect(reasons.count == 2)
    #expect(bytes(finalPath) == nil)
  }

  @Test("What is missing everywhere is an error that names every address and what to do")
  func missing() async throws {
    let server = try FaultyServer { _ in .init(status: "404 Not Found") }
    let broken = try FaultyServer { _ in .init(status: "500 Internal Server Error") }
    defer {
      server.stop()
      broken.stop()
    }
    do {
      _ = try await fetch(server, broken)
      Issue.record("expected an error")
    } catch {
      let text = "\(error)"
      #expect(text.contains("\(server.url)data.gz answered with HTTP status 404"))
      #expect(text.contains("\(broken.url)data.gz answered with HTTP status 500"))
      #expect(text.hasSuffix("or put the file into \(folder) by hand"))
      #expect(!text.contains("\n"))
    }
    #expect(bytes(partPath) == nil)
  }

  @Test("A server that falls silent is given up in time, what it sent is kept")
  func stall() async throws {
    let silent = try FaultyServer { [content] request in
      var answer = FaultyServer.Answer.file(content, request).cut(after: 1_000)
      answer.body = request.rangeStart == nil ? answer.body : []
      answer.silence = 20
      return answer
    }
    defer { silent.stop() }
    let start = ContinuousClock.now
    let reasons = await failures(silent, patience: DownloadPatience(stallSeconds: 1))
    #expect(ContinuousClock.now - start < .seconds(15))
    #expect(reasons == [.connection("nothing came for 1 s")])
    #expect(bytes(partPath) == Array(content[..<1_000]))
    #expect(bytes(finalPath) == nil)
  }

  @Test("Redirections are followed, and the wanted range with them")
  func redirection() async throws {
    let target = try FaultyServer { [content] in .file(content, $0) }
    let server = try FaultyServer { [url = target.url] _ in
      .init(status: "302 Found", headers: ["Location: \(url)elsewhere.gz"])
    }
    defer {
      target.stop()
      server.stop()
    }
    try write(Array(content[..<40_000]), to: partPath)
    #expect(try await fetch(server) == .downloaded)
    #expect(target.requests == [.init(path: "/elsewhere.gz", rangeStart: 40_000)])
    try expectDelivered()
  }

  @Test("Redirections in a circle come to an end")
  func circle() async throws {
    let server = try FaultyServer { _ in
      .init(status: "302 Found", headers: ["Location: /data.gz"])
    }
    defer { server.stop() }
    let reasons = try #require(await failures(server))
    #expect(reasons.count == 1)
    #expect(server.requests.count <= 12)
  }

  @Test("Where nobody listens, the error says so")
  func nobody() async throws {
    let server = try FaultyServer { _ in .init() }
    server.stop()
    let reasons = try #require(await failures(server))
    guard case .connection = reasons.first else {
      Issue.record("expected a connection error, found \(reasons)")
      return
    }
  }

  @Test("A download that is called off keeps what has arrived")
  func cancelled() async throws {
    let server = try FaultyServer { [content] request in
      var answer = FaultyServer.Answer.file(content, request).cut(after: 1_000)
      answer.silence = 20
      return answer
    }
    defer { server.stop() }
    let download = VerifiedDownload(patience: patience)
    let task = Task { [file, folder, url = server.url] in
      try await download.fetch(file, from: [url], into: folder)
    }
    while bytes(partPath)?.count != 1_000 { try await Task.sleep(for: .milliseconds(10)) }
    task.cancel()
    await #expect(throws: DownloadError.cancelled(file: file)) { _ = try await task.value }
    #expect(bytes(partPath)?.count == 1_000)
  }

  @Test("A folder that cannot be made is an error that names it")
  func disk() async throws {
    let server = try FaultyServer { [content] in .file(content, $0) }
    defer { server.stop() }
    try write([1], to: finalPath)
    do {
      try await VerifiedDownload(patience: patience)
        .fetch(file, from: [server.url], into: "\(finalPath)/below")
      Issue.record("expected an error")
    } catch .disk(let path, _) {
      #expect(path == "\(finalPath)/below")
    } catch {
      Issue.record("expected another error than \(error)")
    }
  }

  @Test("MNIST is asked for under its published names, and no further without its first file")
  func mnist() async throws {
    #expect(MNISTDownload.mirrors.count == 3)
    #expect(MNISTDownload.files.map(\.size).reduce(0, +) == 11_594_722)
    let server = try FaultyServer { _ in .init(status: "503 Service Unavailable") }
    defer { server.stop() }
    await #expect(throws: DownloadError.self) {
      try await MNISTDownload.fetch(into: self.folder, mirrors: [server.url])
    }
    #expect(server.requests.map(\.path) == ["/train-images-idx3-ubyte.gz"])
  }
}

/// Collects numbers from whatever thread they come.
private final class Recorder: @unchecked Sendable {
  private let lock = NSLock()
  private var numbers: [Int] = []

  func add(_ number: Int) { lock.withLock { numbers.append(number) } }

  var all: [Int] { lock.withLock { numbers } }
}
