import TextFormats

/// A workbook as Excel and LibreOffice open it (ECMA-376, Office Open XML).
///
/// Formulas have no values stored with them: whoever opens the file computes them.
struct Workbook {
  var sheets: [Worksheet] = []
  /// Names of cells and ranges, with what they stand for.
  var names: [(name: String, target: String)] = []
  let strings = SharedStrings()

  /// The file.
  func bytes() throws -> [UInt8] {
    var archive = ZipArchive()
    try archive.add("[Content_Types].xml", contentTypes)
    try archive.add(
      "_rels/.rels", XMLPart.relationships([("officeDocument", "xl/workbook.xml")]))
    try archive.add("xl/workbook.xml", workbook)
    let parts =
      sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") }
      + [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    try archive.add("xl/_rels/workbook.xml.rels", XMLPart.relationships(parts))
    try archive.add("xl/styles.xml", WorkbookStyles.xml)
    try archive.add("xl/sharedStrings.xml", sharedStrings)
    var chartCount = 0
    for (index, sheet) in sheets.enumerated() {
      try archive.add("xl/worksheets/sheet\(index + 1).xml", sheet.xml)
      guard !sheet.charts.isEmpty else { continue }
      try archive.add(
        "xl/worksheets/_rels/sheet\(index + 1).xml.rels",
        XMLPart.relationships([("drawing", "../drawings/drawing\(index + 1).xml")]))
      try archive.add("xl/drawings/drawing\(index + 1).xml", sheet.drawing)
      let numbers = sheet.charts.indices.map { chartCount + $0 + 1 }
      try archive.add(
        "xl/drawings/_rels/drawing\(index + 1).xml.rels",
        XMLPart.relationships(numbers.map { ("chart", "../charts/chart\($0).xml") }))
      for (number, chart) in zip(numbers, sheet.charts) {
        try archive.add("xl/charts/chart\(number).xml", chart.xml)
      }
      chartCount += sheet.charts.count
    }
    return archive.bytes
  }

  private var contentTypes: String {
    let sheetTypes = sheets.indices.flatMap { index in
      [("worksheets/sheet\(index + 1)", "spreadsheetml.worksheet")]
        + (sheets[index].charts.isEmpty ? [] : [("drawings/drawing\(index + 1)", "drawing")])
    }
    let chartCount = sheets.reduce(0) { $0 + $1.charts.count }
    let types =
      [
        ("workbook", "spreadsheetml.sheet.main"), ("styles", "spreadsheetml.styles"),
        ("sharedStrings", "spreadsheetml.sharedStrings"),
      ] + sheetTypes + (0..<chartCount).map { ("charts/chart\($0 + 1)", "drawingml.chart") }
    let base = "application/vnd.openxmlformats-"
    return XMLPart.head
      + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      + "<Default Extension=\"rels\" ContentType=\"\(base)package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      + types.map {
        "<Override PartName=\"/xl/\($0).xml\" ContentType=\"\(base)officedocument.\($1)+xml\"/>"
      }.joined() + "</Types>"
  }

  private var workbook: String {
    let list = sheets.enumerated().map {
      "<sheet name=\"\(XMLText.escaped($1.name))\" sheetId=\"\($0 + 1)\" r:id=\"rId\($0 + 1)\"/>"
    }
    // In the order of the alphabet, as Excel writes them.
    let defined = names.sorted { $0.name < $1.name }.map {
      "<definedName name=\"\($0.name)\">\(XMLText.escaped($0.target))</definedName>"
    }
    return XMLPart.head
      + "<workbook xmlns=\"\(XMLPart.main)\" xmlns:r=\"\(XMLPart.references)\">"
      + "<bookViews><workbookView/></bookViews><sheets>\(list.joined())</sheets>"
      + (defined.isEmpty ? "" : "<definedNames>\(defined.joined())</definedNames>")
      + "<calcPr calcId=\"191029\" fullCalcOnLoad=\"1\"/></workbook>"
  }

  private var sharedStrings: String {
    let texts = strings.texts.map {
      "<si><t xml:space=\"preserve\">\(XMLText.escaped($0))</t></si>"
    }
    return XMLPart.head
      + "<sst xmlns=\"\(XMLPart.main)\" count=\"\(strings.useCount)\" "
      + "uniqueCount=\"\(texts.count)\">\(texts.joined())</sst>"
  }
}

/// What parts of a workbook have in common.
enum XMLPart {
  static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let references = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// What a part refers to, as rId1, rId2 and so on.
  static func relationships(_ targets: [(type: String, target: String)]) -> String {
    let list = targets.enumerated().map {
      "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(references)/\($1.type)\" Target=\"\($1.target)\"/>"
    }
    return head
      + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      + list.joined() + "</Relationships>"
  }
}

/// The looks of cells, by the numbers that cells name: plain, heading, title, number, heading over numbers.
enum WorkbookStyles {
  static let xml =
    XMLPart.head + """
      <styleSheet xmlns="\(XMLPart.main)">\
      <numFmts count="1"><numFmt numFmtId="164" formatCode="0.0000"/></numFmts>\
      <fonts count="3"><font><sz val="10"/><name val="Arial"/></font>\
      <font><b/><sz val="10"/><color rgb="FF5F6368"/><name val="Arial"/></font>\
      <font><b/><sz val="12"/><name val="Arial"/></font></fonts>\
      <fills count="2"><fill><patternFill patternType="none"/></fill>\
      <fill><patternFill patternType="gray125"/></fill></fills>\
      <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
      <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
      <cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
      <xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>\
      <xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>\
      <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
      <xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">\
      <alignment horizontal="right"/></xf></cellXfs>\
      <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
      </styleSheet>
      """
}

extension Worksheet {
  /// Its part of the workbook.
  fileprivate var xml: String {
    let widths = columnWidths.sorted { $0.key < $1.key }.map {
      "<col min=\"\($0)\" max=\"\($0)\" width=\"\($1)\" customWidth=\"1\"/>"
    }
    let pane =
      frozenColumns == 0
      ? ""
      : "<pane xSplit=\"\(frozenColumns)\" topLeftCell=\"\(CellAddress.cell(frozenColumns + 1, 1))\" "
        + "activePane=\"topRight\" state=\"frozen\"/>"
    return XMLPart.head
      + "<worksheet xmlns=\"\(XMLPart.main)\" xmlns:r=\"\(XMLPart.references)\">"
      + "<sheetViews><sheetView workbookViewId=\"0\">\(pane)</sheetView></sheetViews>"
      + "<sheetFormatPr defaultColWidth=\"11\" defaultRowHeight=\"13\"/>"
      + (widths.isEmpty ? "" : "<cols>\(widths.joined())</cols>")
      + "<sheetData>\(xmlRows)</sheetData>" + colours
      + (charts.isEmpty ? "" : "<drawing r:id=\"rId1\"/>") + "</worksheet>"
  }

  /// Blue above zero, orange below, paler the closer to it.
  private var colours: String {
    guard !colouredCells.isEmpty else { return "" }
    let scale = SignColours.light
    let shades = [scale.negative, scale.zero, scale.positive].map {
      // Paler than the colours themselves, so that numbers can be read on them.
      "<color rgb=\"FF\(scale.zero.mixed(with: $0, share: 0.7).hex.dropFirst().uppercased())\"/>"
    }
    let ends = [-Self.strongestAt, 0, Self.strongestAt].map { "<cfvo type=\"num\" val=\"\($0)\"/>" }
    return "<conditionalFormatting sqref=\"\(colouredCells.joined(separator: " "))\">"
      + "<cfRule type=\"colorScale\" priority=\"1\"><colorScale>\(ends.joined())\(shades.joined())"
      + "</colorScale></cfRule></conditionalFormatting>"
  }

  private static let strongestAt = 3

  /// The charts below each other, beside the columns of numbers.
  fileprivate var drawing: String {
    let anchors = charts.indices.map { index in
      """
      <xdr:twoCellAnchor><xdr:from><xdr:col>\(Self.chartColumn)</xdr:col><xdr:colOff>0</xdr:colOff>\
      <xdr:row>\(index * Self.chartRows + 1)</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>\
      <xdr:to><xdr:col>\(Self.chartColumn + 9)</xdr:col><xdr:colOff>0</xdr:colOff>\
      <xdr:row>\((index + 1) * Self.chartRows)</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>\
      <xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>\
      <xdr:cNvPr id="\(index + 2)" name="\(XMLText.escaped(charts[index].title))"/>\
      <xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>\
      <xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>\
      <a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">\
      <c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" \
      r:id="rId\(index + 1)"/></a:graphicData></a:graphic></xdr:graphicFrame>\
      <xdr:clientData/></xdr:twoCellAnchor>
      """
    }
    return XMLPart.head
      + "<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\" "
      + "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
      + "xmlns:r=\"\(XMLPart.references)\">\(anchors.joined())</xdr:wsDr>"
  }

  private static let (chartColumn, chartRows) = (11, 26)
}
