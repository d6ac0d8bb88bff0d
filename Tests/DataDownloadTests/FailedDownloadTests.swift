import Foundation
import Testing

@testable import DataDownload

@Suite("Downloads that cannot be had")
struct FailedDownloadTests {
  private let fixture = DownloadFixture()

  @Test("Wrong bytes never get the file's name, and the next mirror is tried")
  func wrongBytes() async throws {
    let wrong = try FaultyServer { [fixture] _ in
      .init(body: [UInt8](repeating: 7, count: fixture.content.count))
    }
    let good = try FaultyServer { [fixture] in .file(fixture.content, $0) }
    defer {
      wrong.stop()
      good.stop()
    }
    let reasons = try #require(await fixture.failures(wrong))
    guard case .wrongChecksum(fixture.file.sha256, _) = reasons.first else {
      Issue.record("expected a wrong checksum, found \(reasons)")
      return
    }
    #expect(fixture.bytes(fixture.finalPath) == nil)
    #expect(fixture.bytes(fixture.partPath) == nil)
    #expect(try await fixture.fetch(wrong, good) == .downloaded)
    try fixture.expectDelivered()
  }

  @Test("A page that is no such file, short or long, is refused")
  func otherLengths() async throws {
    let short = try FaultyServer { _ in .init(body: Array("<html>log in first</html>".utf8)) }
    let long = try FaultyServer { [fixture] _ in .init(body: fixture.content + fixture.content) }
    defer {
      short.stop()
      long.stop()
    }
    let reasons = try #require(await fixture.failures(long, short))
    #expect(reasons.first == .tooLong(expected: fixture.content.count))
    #expect(reasons.count == 2)
    #expect(fixture.bytes(fixture.finalPath) == nil)
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
      _ = try await fixture.fetch(server, broken)
      Issue.record("expected an error")
    } catch {
      let text = "\(error)"
      #expect(text.contains("\(server.url)data.gz answered with HTTP status 404"))
      #expect(text.contains("\(broken.url)data.gz answered with HTTP status 500"))
      #expect(text.hasSuffix("or put the file into \(fixture.folder) by hand"))
      #expect(!text.contains("\n"))
    }
    #expect(fixture.bytes(fixture.partPath) == nil)
  }

  @Test("A server that falls silent is given up in time, what it sent is kept")
  func stall() async throws {
    let silent = try FaultyServer { [fixture] request in
      var answer = FaultyServer.Answer.file(fixture.content, request).cut(after: 1_000)
      answer.body = request.rangeStart == nil ? answer.body : []
      answer.silence = 20
      return answer
    }
    defer { silent.stop() }
    let start = ContinuousClock.now
    let reasons = await fixture.failures(silent, patience: DownloadPatience(stallSeconds: 1))
    #expect(ContinuousClock.now - start < .seconds(15))
    #expect(reasons == [.connection("nothing came for 1 s")])
    #expect(fixture.bytes(fixture.partPath) == Array(fixture.content[..<1_000]))
    #expect(fixture.bytes(fixture.finalPath) == nil)
  }

  @Test("Redirections in a circle come to an end")
  func circle() async throws {
    let server = try FaultyServer { _ in
      .init(status: "302 Found", headers: ["Location: /data.gz"])
    }
    defer { server.stop() }
    let reasons = try #require(await fixture.failures(server))
    #expect(reasons.count == 1)
    #expect(server.requests.count <= 12)
  }

  @Test("Where nobody listens, the error says so")
  func nobody() async throws {
    let server = try FaultyServer { _ in .init() }
    server.stop()
    let reasons = try #require(await fixture.failures(server))
    guard case .connection = reasons.first else {
      Issue.record("expected a connection error, found \(reasons)")
      return
    }
  }

  @Test("A download that is called off keeps what has arrived")
  func cancelled() async throws {
    let server = try FaultyServer { [fixture] request in
      var answer = FaultyServer.Answer.file(fixture.content, request).cut(after: 1_000)
      answer.silence = 20
      return answer
    }
    defer { server.stop() }
    let download = VerifiedDownload(patience: fixture.patience)
    let task = Task { [fixture, url = server.url] in
      try await download.fetch(fixture.file, from: [url], into: fixture.folder)
    }
    while fixture.bytes(fixture.partPath)?.count != 1_000 {
      try await Task.sleep(for: .milliseconds(10))
    }
    task.cancel()
    await #expect(throws: DownloadError.cancelled(file: fixture.file)) { _ = try await task.value }
    #expect(fixture.bytes(fixture.partPath)?.count == 1_000)
  }

  @Test("A folder that cannot be made is an error that names it")
  func disk() async throws {
    let server = try FaultyServer { [fixture] in .file(fixture.content, $0) }
    defer { server.stop() }
    try fixture.write([1], to: fixture.finalPath)
    do {
      try await VerifiedDownload(patience: fixture.patience)
        .fetch(fixture.file, from: [server.url], into: "\(fixture.finalPath)/below")
      Issue.record("expected an error")
    } catch .disk(let path, _) {
      #expect(path == "\(fixture.finalPath)/below")
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
      try await MNISTDownload.fetch(into: fixture.folder, mirrors: [server.url])
    }
    #expect(server.requests.map(\.path) == ["/train-images-idx3-ubyte.gz"])
  }
}
