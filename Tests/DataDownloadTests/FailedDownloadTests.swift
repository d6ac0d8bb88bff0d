import Foundation
import Testing

@testable import DataDownload

@Suite("Downloads that cannot be had")
struct FailedDownloadTests {
  private let fixture = DownloadFixture()

  @Test("Wrong bytes never get the file's name, and the next mirror is tried")
  func wrongBytes() throws {
    let wrong = try FaultyServer { [fixture] _ in
      .init(body: [UInt8](repeating: 7, count: fixture.content.count))
    }
    let good = try FaultyServer { [fixture] in .file(fixture.content, $0) }
    defer {
      wrong.stop()
      good.stop()
    }
    let reasons = try #require(fixture.failures(wrong))
    guard case .wrongChecksum(fixture.file.sha256, _) = reasons.first else {
      Issue.record("expected a wrong checksum, found \(reasons)")
      return
    }
    #expect(fixture.bytes(fixture.finalPath) == nil)
    #expect(fixture.bytes(fixture.partPath) == nil)
    #expect(try fixture.fetch(wrong, good) == .downloaded)
    try fixture.expectDelivered()
  }

  @Test("A part file that is a link or a pipe is refused, and what it leads to stays")
  func strangePartFile() throws {
    try fixture.write([1, 2, 3], to: "\(fixture.folder)/precious")
    for plant in [
      { symlink("precious", $0) }, { symlink("nothing", $0) }, { mkfifo($0, 0o600) },
    ] {
      #expect(plant(fixture.partPath) == 0)
      let error = #expect(throws: DownloadError.self) { try fixture.fetch() }
      #expect(error?.description.hasPrefix("\(fixture.partPath): expected a file") == true)
      unlink(fixture.partPath)
    }
    #expect(fixture.bytes("\(fixture.folder)/precious") == [1, 2, 3])
    #expect(!FileManager.default.fileExists(atPath: "\(fixture.folder)/nothing"))
  }

  @Test("A page that is no such file, short or long, is refused")
  func otherLengths() throws {
    let short = try FaultyServer { _ in .init(body: Array("<html>log in first</html>".utf8)) }
    let long = try FaultyServer { [fixture] _ in .init(body: fixture.content + fixture.content) }
    defer {
      short.stop()
      long.stop()
    }
    let reasons = try #require(fixture.failures(long, short))
    #expect(reasons.first == .tooLong(expected: fixture.content.count))
    #expect(reasons.count == 2)
    #expect(fixture.bytes(fixture.finalPath) == nil)
  }

  @Test("What is missing everywhere is an error that names every address and what to do")
  func missing() throws {
    let server = try FaultyServer { _ in .init(status: "404 Not Found") }
    let broken = try FaultyServer { _ in .init(status: "500 Internal Server Error") }
    defer {
      server.stop()
      broken.stop()
    }
    do {
      _ = try fixture.fetch(server, broken)
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

  @Test("A server that falls silent is given up before it hangs up, what it sent is kept")
  func stall() throws {
    let silent = try FaultyServer { [fixture] request in
      var answer = FaultyServer.Answer.file(fixture.content, request).cut(after: 1_000)
      answer.body = request.rangeStart == nil ? answer.body : []
      answer.silence = 20
      return answer
    }
    defer { silent.stop() }
    let reasons = fixture.failures(silent, patience: DownloadPatience(stallSeconds: 1))
    #expect(reasons == [.connection("nothing came for 1 s")])
    #expect(fixture.bytes(fixture.partPath) == Array(fixture.content[..<1_000]))
    #expect(fixture.bytes(fixture.finalPath) == nil)
  }

  @Test("A server that only drips is given up")
  func drip() throws {
    let dripping = try FaultyServer { [fixture] request in
      var answer = FaultyServer.Answer.file(fixture.content, request).cut(after: 10)
      answer.drip = 20
      return answer
    }
    defer { dripping.stop() }
    let reasons = fixture.failures(
      dripping, patience: DownloadPatience(stallSeconds: 1, attemptsPerMirror: 1))
    #expect(reasons == [.connection("fewer than 100 bytes a second came")])
  }

  @Test("A server whose headers have no end is given up")
  func headerDrip() throws {
    let dripping = try FaultyServer { _ in .init(headerDrip: 20) }
    defer { dripping.stop() }
    let reasons = fixture.failures(
      dripping, patience: DownloadPatience(stallSeconds: 0.5, attemptsPerMirror: 1))
    #expect(reasons == [.connection("the file did not begin within 2 s")])
  }

  @Test("Redirections in a circle come to an end")
  func circle() throws {
    let server = try FaultyServer { _ in
      .init(status: "302 Found", headers: ["Location: /data.gz"])
    }
    defer { server.stop() }
    let reasons = try #require(fixture.failures(server))
    #expect(reasons.count == 1)
    #expect(server.requests.count == 11)
  }

  @Test("Where nobody listens, the error says so")
  func nobody() throws {
    let server = try FaultyServer { _ in .init() }
    server.stop()
    let reasons = try #require(fixture.failures(server))
    guard case .connection = reasons.first else {
      Issue.record("expected a connection error, found \(reasons)")
      return
    }
  }

  @Test("A download that is called off keeps what has arrived")
  func cancelled() throws {
    let server = try FaultyServer { [fixture] request in
      var answer = FaultyServer.Answer.file(fixture.content, request).cut(after: 1_000)
      answer.silence = 20
      return answer
    }
    defer { server.stop() }
    #expect(throws: DownloadError.cancelled(file: fixture.file)) {
      try VerifiedDownload(patience: fixture.patience).fetch(
        fixture.file, from: [server.url, server.url], into: fixture.folder,
        isCancelled: { fixture.bytes(fixture.partPath)?.count == 1_000 })
    }
    #expect(fixture.bytes(fixture.partPath) == Array(fixture.content[..<1_000]))
    #expect(server.requests.count == 1)
  }

  @Test("Without libcurl, the error says how to get it and what to do by hand")
  func noLibrary() throws {
    let server = try FaultyServer { [fixture] in .file(fixture.content, $0) }
    defer { server.stop() }
    let download = VerifiedDownload(patience: fixture.patience) {
      CurlLibrary(names: ["libcurl.so.no-such-version", "/no/such/folder/libcurl.dylib"])
    }
    do {
      try download.fetch(fixture.file, from: [server.url], into: fixture.folder)
      Issue.record("expected an error")
    } catch {
      #expect(error == .noLibrary(mirror: server.url.absoluteString, folder: fixture.folder))
      #expect("\(error)".hasPrefix("downloading needs libcurl, which is not on this machine: "))
      #expect("\(error)".hasSuffix("by hand from \(server.url) into \(fixture.folder)"))
      #expect(!"\(error)".contains("\n"))
    }
    #expect(server.requests.isEmpty)
  }

  @Test("What is there already needs no libcurl")
  func nothingToAsk() throws {
    let download = VerifiedDownload(patience: fixture.patience) {
      Issue.record("nothing had to be asked for")
      return nil
    }
    try fixture.write(fixture.content, to: fixture.finalPath)
    #expect(try download.fetch(fixture.file, from: [], into: fixture.folder) == .alreadyThere)
  }

  @Test("A library that is not libcurl is not taken for it")
  func otherLibrary() throws {
    #if canImport(Darwin)
      let name = "/usr/lib/libSystem.B.dylib"
    #else
      let name = "libc.so.6"
    #endif
    #expect(CurlLibrary(names: [name]) == nil)
    #expect(CurlLibrary(names: []) == nil)
  }

  @Test("Only http and https are spoken, also where a redirection leads elsewhere")
  func otherProtocols() throws {
    let server = try FaultyServer { _ in
      .init(status: "302 Found", headers: ["Location: file:///etc/hostname"])
    }
    defer { server.stop() }
    let folder = try #require(URL(string: "file:///etc/"))
    let visits = [server.url, folder]
    do {
      try VerifiedDownload(patience: fixture.patience)
        .fetch(fixture.file, from: visits, into: fixture.folder)
      Issue.record("expected an error")
    } catch .noMirrorDelivered(_, _, let failures) {
      #expect(failures.count == 2)
      for failure in failures {
        #expect("\(failure)".contains("rotocol"), "\(failure)")
      }
    } catch {
      Issue.record("expected another error than \(error)")
    }
    #expect(fixture.bytes(fixture.partPath) == nil)
  }

  @Test("A folder that cannot be made is an error that names it")
  func disk() throws {
    let server = try FaultyServer { [fixture] in .file(fixture.content, $0) }
    defer { server.stop() }
    try fixture.write([1], to: fixture.finalPath)
    do {
      try VerifiedDownload(patience: fixture.patience)
        .fetch(fixture.file, from: [server.url], into: "\(fixture.finalPath)/below")
      Issue.record("expected an error")
    } catch .disk(let path, let reason) {
      #expect(path == "\(fixture.finalPath)/below")
      #expect(reason == "Not a directory")
    } catch {
      Issue.record("expected another error than \(error)")
    }
  }

  @Test("MNIST is asked for under its published names, and no further without its first file")
  func mnist() throws {
    #expect(MNISTDownload.mirrors.count == 3)
    #expect(MNISTDownload.files.map(\.size).reduce(0, +) == 11_594_722)
    let server = try FaultyServer { _ in .init(status: "503 Service Unavailable") }
    defer { server.stop() }
    #expect(throws: DownloadError.self) {
      try MNISTDownload.dataset.fetch(into: fixture.folder, mirrors: [server.url])
    }
    #expect(server.requests.map(\.path) == ["/train-images-idx3-ubyte.gz"])
  }

  @Test("CIFAR-10 is asked for under its published name and size")
  func cifar10() throws {
    #expect(CIFAR10Download.mirrors.count == 2)
    #expect(CIFAR10Download.files.map(\.size) == [170_052_171])
    #expect(CIFAR10Download.files.allSatisfy { $0.sha256.count == 64 })
    let server = try FaultyServer { _ in .init(status: "404 Not Found") }
    defer { server.stop() }
    #expect(throws: DownloadError.self) {
      try CIFAR10Download.dataset.fetch(into: fixture.folder, mirrors: [server.url])
    }
    #expect(server.requests.map(\.path) == ["/cifar-10-binary.tar.gz"])
  }
}
