import Foundation
import Testing

@testable import DataDownload

@Suite("Downloads that arrive, whatever happens on the way")
struct VerifiedDownloadTests {
  private let fixture = DownloadFixture()

  @Test("A good server delivers, and the progress ends with all bytes")
  func good() throws {
    let server = try FaultyServer { [fixture] in .file(fixture.content, $0) }
    defer { server.stop() }
    var seen: [Int] = []
    let outcome = try VerifiedDownload(patience: fixture.patience)
      .fetch(fixture.file, from: [server.url.appendingPathComponent("sub")], into: fixture.folder) {
        progress in
        seen.append(progress.bytes)
      }
    #expect(outcome == .downloaded)
    #expect(server.requests == [.init(path: "/sub/data.gz", rangeStart: nil)])
    #expect(seen.last == fixture.content.count)
    #expect(seen == seen.sorted())
    try fixture.expectDelivered()
  }

  @Test("A file that is there already is not asked for")
  func alreadyThere() throws {
    let server = try FaultyServer { [fixture] in .file(fixture.content, $0) }
    defer { server.stop() }
    try fixture.write(fixture.content, to: fixture.finalPath)
    #expect(try fixture.fetch(server) == .alreadyThere)
    #expect(server.requests.isEmpty)
  }

  @Test("A file of that name with other bytes is replaced")
  func replaced() throws {
    let server = try FaultyServer { [fixture] in .file(fixture.content, $0) }
    defer { server.stop() }
    try fixture.write([UInt8](repeating: 0, count: fixture.content.count), to: fixture.finalPath)
    #expect(try fixture.fetch(server) == .downloaded)
    try fixture.expectDelivered()
  }

  @Test("A cut connection is taken up where it was cut")
  func cut() throws {
    let server = try FaultyServer { [fixture] request in
      request.rangeStart == nil
        ? .file(fixture.content, request).cut(after: 20_000) : .file(fixture.content, request)
    }
    defer { server.stop() }
    #expect(try fixture.fetch(server) == .downloaded)
    #expect(server.requests.map(\.rangeStart) == [nil, 20_000])
    try fixture.expectDelivered()
  }

  @Test("A part file from an earlier run is completed, by another mirror if need be")
  func resumed() throws {
    let missing = try FaultyServer { _ in .init(status: "404 Not Found", body: [1, 2, 3]) }
    let server = try FaultyServer { [fixture] in .file(fixture.content, $0) }
    defer {
      missing.stop()
      server.stop()
    }
    try fixture.write(Array(fixture.content[..<30_000]), to: fixture.partPath)
    #expect(try fixture.fetch(missing, server) == .downloaded)
    #expect(server.requests.map(\.rangeStart) == [30_000])
    try fixture.expectDelivered()
  }

  @Test("A whole part file needs no server")
  func wholePart() throws {
    let server = try FaultyServer { [fixture] in .file(fixture.content, $0) }
    defer { server.stop() }
    try fixture.write(fixture.content, to: fixture.partPath)
    #expect(try fixture.fetch(server) == .downloaded)
    #expect(server.requests.isEmpty)
    try fixture.expectDelivered()
  }

  @Test("A part file with wrong bytes is found out, and all is fetched again")
  func wrongPart() throws {
    let server = try FaultyServer { [fixture] in .file(fixture.content, $0) }
    defer { server.stop() }
    try fixture.write([UInt8](repeating: 9, count: 100), to: fixture.partPath)
    #expect(try fixture.fetch(server) == .downloaded)
    #expect(server.requests.map(\.rangeStart) == [100, nil])
    try fixture.expectDelivered()
  }

  @Test("A server that ignores Range starts over, and so do we")
  func ignoresRange() throws {
    let server = try FaultyServer { [fixture] _ in .init(body: fixture.content) }
    defer { server.stop() }
    try fixture.write([UInt8](repeating: 9, count: 100), to: fixture.partPath)
    #expect(try fixture.fetch(server) == .downloaded)
    #expect(server.requests.count == 1)
    try fixture.expectDelivered()
  }

  @Test("A server that answers 416, or with another range, is asked for all of it")
  func refusesRange() throws {
    for status in ["416 Range Not Satisfiable", "206 Partial Content"] {
      let server = try FaultyServer { [fixture] request in
        request.rangeStart == nil
          ? .init(body: fixture.content)
          : .init(status: status, headers: ["Content-Range: bytes 5-9/50000"], body: [1])
      }
      try fixture.write(Array(fixture.content[..<100]), to: fixture.partPath)
      #expect(try fixture.fetch(server) == .downloaded)
      server.stop()
      try fixture.expectDelivered()
      try FileManager.default.removeItem(atPath: fixture.finalPath)
    }
  }

  @Test("Redirections are followed, and the wanted range with them")
  func redirection() throws {
    let target = try FaultyServer { [fixture] in .file(fixture.content, $0) }
    let server = try FaultyServer { [url = target.url] _ in
      .init(status: "302 Found", headers: ["Location: \(url)elsewhere.gz"])
    }
    defer {
      target.stop()
      server.stop()
    }
    try fixture.write(Array(fixture.content[..<40_000]), to: fixture.partPath)
    #expect(try fixture.fetch(server) == .downloaded)
    #expect(target.requests == [.init(path: "/elsewhere.gz", rangeStart: 40_000)])
    try fixture.expectDelivered()
  }

  @Test("Packed files stay packed, and no server is told that we would unpack")
  func encodings() throws {
    // Some servers take the name's ending for an encoding of what is inside.
    let server = try FaultyServer { [fixture] request in
      var answer = FaultyServer.Answer.file(fixture.content, request)
      answer.headers += ["Content-Encoding: gzip", "Content-Type: application/x-gzip"]
      return answer
    }
    defer { server.stop() }
    #expect(try fixture.fetch(server) == .downloaded)
    #expect(server.requests == [.init(path: "/data.gz", rangeStart: nil, encodings: nil)])
    try fixture.expectDelivered()
  }

  @Test("Folders above the wanted one are made")
  func folders() throws {
    let server = try FaultyServer { [fixture] in .file(fixture.content, $0) }
    defer { server.stop() }
    for name in ["a/b/c", "a/b/c", "a/d/"] {
      let folder = "\(fixture.folder)/\(name)"
      try VerifiedDownload(patience: fixture.patience)
        .fetch(fixture.file, from: [server.url], into: folder)
      #expect(fixture.bytes("\(folder)/data.gz") == fixture.content)
    }
    #expect(server.requests.count == 2)
  }
}
