import Foundation

/// Lets LibreOffice compute a workbook.
package enum LibreOffice {
  package static let isThere =
    (try? ExternalProgram.run("soffice", ["--version"])) != nil
  package static let needed = "needs LibreOffice (apt-get install libreoffice-calc)"

  /// A sheet as LibreOffice computes it: rows of cells as texts.
  package typealias Sheet = [[String]]

  /// The sheets of workbooks, by the workbooks' and the sheets' names.
  package static func sheets(
    of workbooks: [String: [UInt8]]
  ) throws -> [String: [String: Sheet]] {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "glassbox-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, bytes) in workbooks {
      try Data(bytes).write(to: folder.appending(path: "\(name).xlsx"))
    }
    // Comma, quotes, UTF-8; numbers with all their digits, every sheet in a file of its own.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    _ = try ExternalProgram.run(
      "soffice",
      [
        "-env:UserInstallation=\(folder.appending(path: "profile").absoluteString)", "--headless",
        "--convert-to", filter,
      ] + workbooks.keys.map { "\($0).xlsx" }, in: folder)
    var sheets: [String: [String: Sheet]] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path())
    where file.hasSuffix(".csv") {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      let names = file.dropLast(".csv".count).split(separator: "-", maxSplits: 1).map(String.init)
      sheets[names[0], default: [:]][names[1]] = text.split(
        separator: "\n", omittingEmptySubsequences: false
      ).map { row in
        // No text of ours has commas within.
        row.split(separator: ",", omittingEmptySubsequences: false).map {
          String($0).trimmingCharacters(in: ["\""])
        }
      }
    }
    return sheets
  }
}
