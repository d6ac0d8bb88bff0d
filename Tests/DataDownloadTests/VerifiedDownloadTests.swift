import Foundation
import Testing

@testable import DataDownload

@Suite("Downloads that arrive, whatever happens on the way")
struct VerifiedDownloadTests {
  private let fixture = DownloadFixture()

  @Test("A good server delivers, and the progress ends with all bytes")
  func good() async throws {
    let server = try FaultyServer { [fixture] in .file(fixture.content, $0) }
    defer { server.stop() }
    let seen = Recorder()
    let outcome = try await VerifiedDownload(patience: fixture.patience)
      .fetch(fixture.file, from: [server.url.appendingPathComponent("sub")], into: fixture.folder) {
        progress in
        seen.add(progress.bytes)
      }
    #expect(outcome == .downloaded)
    #expect(server.requests == [.init(path: "/sub/data.gz", rangeStart: nil)])
    #expect(seen.all.last == fixture.content.count)
    #expect(seen.all == seen.all.sorted())
    try fixture.expectDelivered()
  }

  @Test("A file that is there already is not asked for")
  func alreadyThere() async throws {
    let server = try FaultyServer { [fixture] in .file(fixture.content, $0) }
    defer { server.stop() }
    try fixture.write(fixture.content, to: fixture.finalPath)
    #expect(try await fixture.fetch(server) == .alreadyThere)
    #expect(server.requests.isEmpty)
  }

  @Test("A file of that name with other bytes is replaced")
  func replaced() async throws {
    let server = try FaultyServer { [fixture] in .file(fixture.content, $0) }
    defer { server.stop() }
    try fixture.write([UInt8](repeating: 0, count: fixture.content.count), to: fixture.finalPath)
    #expect(try await fixture.fetch(server) == .downloaded)
    try fixture.expectDelivered()
  }

  @Test("A cut connection is taken up where it was cut")
  func cut() async throws {
    let server = try FaultyServer { [fixture] request in
      request.rangeStart == nil
        ? .file(fixture.content, request).cut(after: 20_000) : .file(fixture.content, request)
    }
    defer { server.stop() }
    #expect(try await fixture.fetch(server) == .downloaded)
    #expect(server.requests.map(\.rangeStart) == [nil, 20_000])
    try fixture.expectDelivered()
  }

  @Test("A part file from an earlier run is completed, by another mirror if need be")
  func resumed() async throws {
    let missing = try FaultyServer { _ in .init(status: "404 Not Found", body: [1, 2, 3]) }
    let server = try FaultyServer { [fixture] in .file(fixture.content, $0) }
    defer {
      missing.stop()
      server.stop()
    }
    try fixture.write(Array(fixture.content[..<30_000]), to: fixture.partPath)
    #expect(try await fixture.fetch(missing, server) == .downloaded)
    #expect(server.requests.map(\.rangeStart) == [30_000])
    try fixture.expectDelivered()
  }

  @Test("A whole part file needs no server")
  func wholePart() async throws {
    let server = try FaultyServer { [fixture] in .file(fixture.content, $0) }
    defer { server.stop() }
    try fixture.write(fixture.content, to: fixture.partPath)
    #expect(try await fixture.fetch(server) == .downloaded)
    #expect(server.requests.isEmpty)
    try fixture.expectDelivered()
  }

  @Test("A part file with wrong bytes is found out, and all is fetched again")
  func wrongPart() async throws {
    let server = try FaultyServer { [fixture] in .file(fixture.content, $0) }
    defer { server.stop() }
    try fixture.write([UInt8](repeating: 9, count: 100), to: fixture.partPath)
    #expect(try await fixture.fetch(server) == .downloaded)
    #expect(server.requests.map(\.rangeStart) == [100, nil])
    try fixture.expectDelivered()
  }

  @Test("A server that ignores Range starts over, and so do we")
  func ignoresRange() async throws {
    let server = try FaultyServer { [fixture] _ in .init(body: fixture.content) }
    defer { server.stop() }
    try fixture.write([UInt8](repeating: 9, count: 100), to: fixture.partPath)
    #expect(try await fixture.fetch(server) == .downloaded)
    #expect(server.requests.count == 1)
    try fixture.expectDelivered()
  }

  @Test("A server that answers 416, or with another range, is asked for all of it")
  func refusesRange() async throws {
    for status in ["416 Range Not Satisfiable", "206 Partial Content"] {
      let server = try FaultyServer { [fixture] request in
        request.rangeStart == nil
          ? .init(body: fixture.content)
          : .init(status: status, headers: ["Content-Range: bytes 5-9/50000"], body: [1])
      }
      try fixture.write(Array(fixture.content[..<100]), to: fixture.partPath)
      #expect(try await fixture.fetch(server) == .downloaded)
      server.stop()
      try fixture.expectDelivered()
      try FileManager.default.removeItem(atPath: fixture.finalPath)
    }
  }

  @Test("Redirections are followed, and the wanted range with them")
  func redirection() async throws {
    let target = try FaultyServer { [fixture] in .file(fixture.content, $0) }
    let server = try FaultyServer { [url = target.url] _ in
      .init(status: "302 Found", headers: ["Location: \(url)elsewhere.gz"])
    }
    defer {
      target.stop()
      server.stop()
    }
    try fixture.write(Array(fixture.content[..<40_000]), to: fixture.partPath)
    #expect(try await fixture.fetch(server) == .downloaded)
    #expect(target.requests == [.init(path: "/elsewhere.gz", rangeStart: 40_000)])
    try fixture.expectDelivered()
  }
}
