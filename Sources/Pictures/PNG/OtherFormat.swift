import SystemFiles
import TextFormats

/// Files that show pictures and are no PNG, told by their first bytes.
enum OtherFormat: CaseIterable {
  case jpeg
  case gif
  case bmp
  case tiff
  case webp
  case heic
  case avif
  case pdf

  /// As many bytes as tell all formats.
  static let signatureLength = 12

  /// The format that begins so; nil for bytes of any other kind.
  init?(firstBytes: [UInt8]) {
    let format = Self.allCases.first { format in
      format.signatures.contains { signature in
        firstBytes.dropFirst(signature.place).starts(with: signature.bytes)
      }
    }
    guard let format else { return nil }
    self = format
  }

  private var signatures: [(place: Int, bytes: [UInt8])] {
    func text(_ text: String, at place: Int = 0) -> (place: Int, bytes: [UInt8]) {
      (place, Array(text.utf8))
    }
    return switch self {
    case .jpeg: [(0, [0xFF, 0xD8, 0xFF])]
    case .gif: [text("GIF8")]
    case .bmp: [text("BM")]
    case .tiff: [(0, [0x49, 0x49, 0x2A, 0]), (0, [0x4D, 0x4D, 0, 0x2A])]
    case .webp: [text("WEBP", at: 8)]
    case .heic: ["heic", "heix", "heim", "hevc", "mif1", "msf1"].map { text("ftyp" + $0, at: 4) }
    case .avif: [text("ftypavif", at: 4)]
    case .pdf: [text("%PDF")]
    }
  }

  /// What people call such a file.
  var name: String {
    switch self {
    case .jpeg: "a JPEG"
    case .gif: "a GIF"
    case .bmp: "a BMP"
    case .tiff: "a TIFF"
    case .webp: "a WebP"
    case .heic: "a HEIC"
    case .avif: "an AVIF"
    case .pdf: "a PDF"
    }
  }

  /// A command that makes a PNG of a file: of ImageMagick, or Poppler for pages.
  func conversion(of file: String) -> String {
    let stem = file.lastIndex(of: ".").flatMap { dot in
      file[dot...].contains("/") ? nil : String(file[..<dot])
    }
    var name = stem ?? file
    // The file itself is left as it is.
    if name + ".png" == file { name += "-converted" }
    switch self {
    case .pdf:
      return
        "pdftoppm -png -r 200 \(file.shellWord(plain: "_-./")) \(name.shellWord(plain: "_-./"))"
    // Of several pictures the first.
    case .gif, .tiff:
      return
        "magick \((file + "[0]").shellWord(plain: "_-./")) \((name + ".png").shellWord(plain: "_-./"))"
    default:
      return "magick \(file.shellWord(plain: "_-./")) \((name + ".png").shellWord(plain: "_-./"))"
    }
  }
}
