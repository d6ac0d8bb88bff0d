import TextFormats

/// Curves over the same axis.
struct Chart {
  struct Curve {
    let title: String
    /// The cells of its points, with the sheet.
    let x: String
    let y: String
    let colour: ScreenColour
  }

  let title: String
  let horizontal: String
  let vertical: String
  let curves: [Curve]

  /// Its part of the workbook (ECMA-376, part 1, section 21.2).
  var xml: String {
    let series = curves.enumerated().map { index, curve in
      """
      <c:ser><c:idx val="\(index)"/><c:order val="\(index)"/>\
      <c:tx><c:v>\(XMLText.escaped(curve.title))</c:v></c:tx>\
      <c:spPr><a:ln w="19050"><a:solidFill><a:srgbClr val="\(curve.colour.hex.dropFirst())"/>\
      </a:solidFill></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>\
      <c:xVal><c:numRef><c:f>\(curve.x)</c:f></c:numRef></c:xVal>\
      <c:yVal><c:numRef><c:f>\(curve.y)</c:f></c:numRef></c:yVal><c:smooth val="0"/></c:ser>
      """
    }.joined()
    return XMLPart.head + """
      <c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" \
      xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
      xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
      <c:chart>\(Self.title(title))<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>\
      <c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>\(series)\
      <c:axId val="1001"/><c:axId val="1002"/></c:scatterChart>\
      \(Self.axis(1001, crossing: 1002, at: "b", horizontal))\
      \(Self.axis(1002, crossing: 1001, at: "l", vertical))</c:plotArea>\
      <c:legend><c:legendPos val="r"/><c:overlay val="0"/></c:legend>\
      <c:plotVisOnly val="1"/><c:dispBlanksAs val="span"/></c:chart></c:chartSpace>
      """
  }

  private static func axis(_ id: Int, crossing other: Int, at side: String, _ name: String)
    -> String
  {
    """
    <c:valAx><c:axId val="\(id)"/><c:scaling><c:orientation val="minMax"/></c:scaling>\
    <c:delete val="0"/><c:axPos val="\(side)"/>\(title(name))\
    <c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/>\
    <c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:crossAx val="\(other)"/>\
    <c:crosses val="autoZero"/></c:valAx>
    """
  }

  private static func title(_ text: String) -> String {
    """
    <c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr lang="en-GB" sz="1000"/>\
    <a:t>\(XMLText.escaped(text))</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>
    """
  }
}
