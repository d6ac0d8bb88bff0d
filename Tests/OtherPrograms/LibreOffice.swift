import Foundation

/// Lets LibreOffice compute a workbook.
package enum LibreOffice {
  package static let isThere =
    (try? ExternalProgram.run("soffice", ["--version"])) != nil
  package static let needed = "needs LibreOffice (apt-get install libreoffice-calc)"

  /// The sheets of a workbook as LibreOffice computes them: rows of cells, by the sheets' names.
  package static func sheets(of workbook: [UInt8]) throws -> [String: [[String]]] {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "glassbox-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(workbook).write(to: folder.appending(path: "book.xlsx"))
    // Comma, quotes, UTF-8; numbers with all their digits, every sheet in a file of its own.
    _ = try ExternalProgram.run(
      "soffice",
      [
        "-env:UserInstallation=\(folder.appending(path: "profile").absoluteString)", "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1",
        "book.xlsx",
      ], in: folder)
    var sheets: [String: [[String]]] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path())
    where file.hasSuffix(".csv") {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      sheets[String(file.dropFirst("book-".count).dropLast(".csv".count))] =
        text.split(separator: "\n", omittingEmptySubsequences: false).map {
          $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }
    return sheets
  }
}
