/// Cells as a line of comma-separated values (RFC 4180), quoted where they have to be.
package func commaSeparated(_ cells: [String]) -> String {
  cells.map { cell in
    let needsQuotes = cell.unicodeScalars.contains { ",;\"\n\r\t".unicodeScalars.contains($0) }
    guard needsQuotes else { return cell }
    var quoted = "\""
    for character in cell.unicodeScalars {
      if character == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(character)
    }
    return quoted + "\""
  }.joined(separator: ",")
}
