import Foundation
import Testing

/// A page of documentation: README.md, or one of Docs.
struct Page: CustomTestStringConvertible {
  /// The folder of the whole package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// README.md and everything in Docs.
  static let all: [Page] = {
    let docs = (try? FileManager.default.contentsOfDirectory(atPath: root.path + "/Docs")) ?? []
    return (["README.md"] + docs.sorted().filter { $0.hasSuffix(".md") }.map { "Docs/\($0)" })
      .compactMap(Page.init)
  }()

  /// Its path in the package.
  let name: String
  let text: String

  var testDescription: String { name }

  init?(_ name: String) {
    let file = Self.root.appending(path: name)
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
    self.name = name
    self.text = text
  }

  /// A block of code between fences.
  struct Block {
    let language: String
    let lines: [String]
  }

  /// Its blocks of code, in order.
  var blocks: [Block] { parts.blocks }

  /// The lines outside of blocks of code.
  var prose: [String] { parts.prose }

  private var parts: (blocks: [Block], prose: [String]) {
    var blocks: [Block] = []
    var prose: [String] = []
    var open: (language: String, lines: [String])?
    for line in text.components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(Block(language: block.language, lines: block.lines))
          open = nil
        } else {
          open = (String(line.dropFirst(3)), [])
        }
      } else if open != nil {
        open?.lines.append(line)
      } else {
        prose.append(line)
      }
    }
    return (blocks, prose)
  }

  /// Every command line of the program that the page shows, without what a shell makes of it.
  var commands: [[String]] {
    let shells: Set = ["console", "sh", "bash", "shell", ""]
    let inBlocks = blocks.filter { shells.contains($0.language) }.flatMap(\.lines).compactMap {
      $0.firstMatch(of: /^(?:\$ )?(?:.*&& )?(?:swift run (?:-c release )?)?(glassbox [a-z-].*)$/)?.1
    }
    let inProse = prose.flatMap { $0.matches(of: /`(glassbox [a-z-][^`]*)`/).map(\.1) }
    return (inBlocks + inProse).map { command in
      command.split(separator: " ").prefix { !["|", ">", "<", "#", "&&", "…"].contains($0) }
        .map(String.init)
    }
  }
}
