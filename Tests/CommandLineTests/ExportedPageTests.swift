import Foundation
import Testing

@Suite("Pages that are exported")
struct ExportedPageTests {
  private let workspace: Workspace

  init() throws { workspace = try Workspace() }

  private func title(of page: String) throws -> String {
    let html = String(decoding: try workspace.bytes(page), as: UTF8.self)
    let start = try #require(html.range(of: "<title>")).upperBound
    let end = try #require(html.range(of: "</title>")).lowerBound
    return String(html[start..<end])
  }

  @Test("The input decides which page a network gets: the pad for digits, else the plane")
  func pages() throws {
    for network in ["lernmi-mnist", "digit-reader"] {
      _ = try workspace.succeed("export \(network) --to html --output p.html")
      #expect(try title(of: "p.html") == "Glassbox Digits")
      _ = try workspace.succeed("play \(network) --output p.html --no-open")
      #expect(try title(of: "p.html") == "Glassbox Digits")
    }
    for network in ["xor", "spiral"] {
      _ = try workspace.succeed("export \(network) --to html --output p.html")
      #expect(try title(of: "p.html") == "Glassbox Playground")
    }
  }

  @Test("A network that no page takes is refused with what the pages take, and nothing is written")
  func refused() throws {
    for command in [
      "export cifar10-cnn --to html --output p.html", "play cifar10-cnn --output p.html --no-open",
    ] {
      try workspace.fail(
        command, naming: "cifar10-cnn", "2,000,000 links", "28 × 28", "32×32×3")
      #expect(!workspace.exists("p.html"))
    }
  }

  @Test("A page has a tab for the other one where that lies beside it")
  func neighbours() throws {
    func otherPage(_ page: String) throws -> String {
      let html = String(decoding: try workspace.bytes(page), as: UTF8.self)
      let start = try #require(html.range(of: "\"otherPage\":")).upperBound
      return String(html[start...].prefix { $0 != "," && $0 != "}" })
    }
    _ = try workspace.succeed("play --output Playground.html --no-open")
    #expect(try otherPage("Playground.html") == "null")
    _ = try workspace.succeed("play digits --output Digits.html --no-open")
    #expect(try otherPage("Digits.html") == "\"Playground.html\"")
    _ = try workspace.succeed("play --output Playground.html --no-open")
    #expect(try otherPage("Playground.html") == "\"Digits.html\"")
  }
}
