import Foundation
import Testing

@Suite("The modules know each other as Docs/Architecture.md says")
struct ModuleImportTests {
  /// Modules that every system has, or that only measure and print.
  private static let ofTheSystem: Set<String> = [
    "Synchronization", "Foundation", "FoundationEssentials", "Glibc", "Musl", "Darwin", "Dispatch",
  ]

  @Test("Every module imports exactly the modules of its row")
  func imports() throws {
    let rows = try Self.documentedImports()
    let modules = try Self.modulesWithSwift()
    #expect(Set(rows.keys) == Set(modules), "rows and modules under Sources differ")
    for module in modules {
      #expect(try Self.imports(of: module) == rows[module], "\(module)")
    }
  }

  @Test("Nothing knows the module above it")
  func noCircles() throws {
    let rows = try Self.documentedImports()
    var settled: Set<String> = []
    var waiting = rows
    while let next = waiting.first(where: { $0.value.intersection(rows.keys).isSubset(of: settled) }
    ) {
      settled.insert(next.key)
      waiting[next.key] = nil
    }
    #expect(waiting.isEmpty, "these import each other in a circle: \(waiting.keys.sorted())")
  }

  @Test("What a browser needs knows no file, no data set and no other system")
  func browserModules() throws {
    let rows = try Self.documentedImports()
    let browser = Set(Repository.browserModules + ["CMath"])
    for module in browser.intersection(rows.keys) {
      #expect(rows[module]?.isSubset(of: browser) == true, "\(module)")
      #expect(try Self.allImports(of: module).isDisjoint(with: Self.ofTheSystem), "\(module)")
    }
  }

  /// The rows of the table of modules: the module's name, and the last column's modules.
  private static func documentedImports() throws -> [String: Set<String>] {
    let page = try String(
      contentsOf: Repository.root.appending(path: "Docs/Architecture.md"), encoding: .utf8)
    var rows: [String: Set<String>] = [:]
    for line in page.split(separator: "\n") where line.hasPrefix("| [") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard let name = cells.first?.dropFirst().prefix(while: { $0 != "]" }),
        let imports = cells.last
      else { continue }
      let names = imports.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
      guard names != ["(C)"] else { continue }
      rows[String(name)] = Set(names).subtracting(["—"])
    }
    return rows
  }

  private static func modulesWithSwift() throws -> [String] {
    let sources = Repository.root.appending(path: "Sources")
    return try FileManager.default.contentsOfDirectory(atPath: sources.path()).filter { name in
      try !Repository.swiftFiles(of: name).isEmpty
    }.sorted()
  }

  private static func allImports(of module: String) throws -> Set<String> {
    var found: Set<String> = []
    for file in try Repository.swiftFiles(of: module) {
      // Programs of other languages stand in texts of several lines.
      var isInText = false
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        if !line.ranges(of: "\"\"\"").count.isMultiple(of: 2) { isInText.toggle() }
        guard !isInText else { continue }
        let words = line.split(separator: " ")
        guard let position = words.firstIndex(of: "import"), position <= 1 else { continue }
        guard position == 0 || words[0].hasPrefix("@") || words[0] == "package" else { continue }
        if let name = words.last { found.insert(String(name)) }
      }
    }
    return found
  }

  private static func imports(of module: String) throws -> Set<String> {
    try allImports(of: module).subtracting(ofTheSystem)
  }
}
