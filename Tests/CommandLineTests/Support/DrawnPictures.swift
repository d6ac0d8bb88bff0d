import Foundation
import Pictures

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The pictures and words within an SVG file, found by a real XML parser.
final class DrawnPictures: NSObject, XMLParserDelegate {
  /// A picture and where it stands.
  struct Placed {
    let picture: ColourPicture
    let x: Int
    let y: Int
    let width: Int
    let height: Int
  }

  /// The pictures by their names.
  private(set) var pictures: [String: Placed] = [:]
  /// All words, in order.
  private(set) var words = ""
  /// The size of the drawing.
  private(set) var size = (width: 0, height: 0)
  /// Whether the file is XML from beginning to end.
  private(set) var isWhole = false

  init(svg: Data) {
    super.init()
    let parser = XMLParser(data: svg)
    parser.delegate = self
    isWhole = parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    let numbers = attributes.compactMapValues { Int($0) }
    if name == "svg" { size = (numbers["width"] ?? 0, numbers["height"] ?? 0) }
    guard name == "image", let id = attributes["id"],
      let text = attributes["href"]?.split(separator: ",").last,
      let bytes = Data(base64Encoded: String(text)),
      let picture = try? PNGReader().colour(from: Array(bytes), named: id),
      let x = numbers["x"], let y = numbers["y"], let width = numbers["width"],
      let height = numbers["height"]
    else { return }
    pictures[id] = Placed(picture: picture, x: x, y: y, width: width, height: height)
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { words += string }
}
