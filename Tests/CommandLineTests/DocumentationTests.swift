import Foundation
import Testing

@Suite("README and Docs are true")
struct DocumentationTests {
  @Test("Every relative link leads to a file", arguments: Page.all)
  func links(page: Page) {
    let folder = Page.root.appending(path: page.name).deletingLastPathComponent()
    let text = page.prose.joined(separator: "\n")
    let targets =
      text.matches(of: /\]\(([^)\s]+)\)/).map { String($0.1) }
      + text.matches(of: /(?:src|href)="([^"]+)"/).map { String($0.1) }
    for target in targets where !target.contains("://") && !target.hasPrefix("#") {
      let path = String(target.prefix { $0 != "#" })
      let file = folder.appending(path: path).standardizedFileURL
      #expect(FileManager.default.fileExists(atPath: file.path), "\(target)")
    }
  }

  @Test("Every block of Swift stands in a file that is compiled", arguments: Page.all)
  func swiftBlocks(page: Page) throws {
    for block in page.blocks where block.language == "swift" {
      // In a file, imports stand at its top.
      let code = Self.condensed(block.lines.filter { !$0.hasPrefix("import ") })
      let first = try #require(code.first)
      let isCompiled = CompiledCode.places[first, default: []].contains { file, line in
        CompiledCode.files[file][line...].starts(with: code)
      }
      #expect(isCompiled, "\(block.lines.joined(separator: "\n"))")
    }
  }

  @Test("Every command has the options that it is shown with")
  func options() throws {
    let workspace = try Workspace()
    var helps: [String: String] = [:]
    for command in Page.all.flatMap(\.commands) {
      let words = command.dropFirst().prefix { !$0.hasPrefix("-") }
      let longest = words.prefix(2).joined(separator: " ")
      let name = UsageTests.commands.contains(longest) ? longest : words.first ?? ""
      #expect(name.isEmpty || UsageTests.commands.contains(name), "\(command)")
      let help = try helps[name] ?? workspace.succeed("\(name) --help").output
      helps[name] = help
      for option in command where option.hasPrefix("--") {
        let known = help.contains("\(option) ") || help.contains("\(option)\n")
        #expect(known, "\(option) in \(command.joined(separator: " "))")
      }
    }
  }

  @Test("The quick commands do what they are shown to do", arguments: Page.all)
  func quickCommands(page: Page) throws {
    let quick: Set = ["train", "predict", "trace", "evaluate", "summary", "recipes"]
    let gates: Set = ["or", "and", "nand", "nor", "xor"]
    let workspace = try Workspace()
    for command in page.commands where command.count > 2 && quick.contains(command[1]) {
      guard gates.contains(command[2]) || workspace.exists(command[2]) else { continue }
      let run = try workspace.glassbox(command.dropFirst().joined(separator: " "))
      #expect(run.status == 0, "\(command.joined(separator: " ")): \(run.errors)")
    }
  }

  /// Lines without their indentation, and without empty ones.
  fileprivate static func condensed(_ lines: some Sequence<String>) -> [String] {
    lines.map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
  }

  /// The lines of everything in Tests and Samples, file by file.
  private enum CompiledCode {
    static let files: [[String]] = ["Tests", "Samples"].flatMap { folder in
      let paths = FileManager.default.enumerator(atPath: "\(Page.root.path)/\(folder)")
      // What was built there is not ours.
      return (paths?.compactMap { $0 as? String } ?? [])
        .filter { $0.hasSuffix(".swift") && !$0.contains(".build/") }
        .compactMap {
          try? String(contentsOfFile: "\(Page.root.path)/\(folder)/\($0)", encoding: .utf8)
        }
        .map { condensed($0.components(separatedBy: "\n")) }
    }

    /// In which file and where there a line stands.
    static let places: [String: [(file: Int, line: Int)]] = {
      var places: [String: [(file: Int, line: Int)]] = [:]
      for (file, lines) in files.enumerated() {
        for (line, text) in lines.enumerated() { places[text, default: []].append((file, line)) }
      }
      return places
    }()
  }
}
