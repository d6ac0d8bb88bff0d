import CPNG

/// Writes pictures as PNG files.
///
/// ```swift
/// try PNGWriter().write(picture, toPath: "digit.png")
/// ```
public struct PNGWriter: Sendable {
  /// Whether pictures of few greys or colours take fewer bits a pixel; nothing is lost by it.
  ///
  /// Without, files have 8 bits a channel. With, black on white takes 1 bit a pixel, and up to 256
  /// colours are numbered in a palette.
  public var isCompact: Bool

  /// Makes a writer.
  public init(isCompact: Bool = false) {
    self.isCompact = isCompact
  }

  /// The bytes of a PNG file that holds a grey picture.
  ///
  /// - Throws: ``PictureError`` when libpng refuses (more than a million pixels on one side).
  public func bytes(of picture: GreyPicture, named name: String = "picture") throws(PictureError)
    -> [UInt8]
  {
    let packed =
      isCompact
      ? PackedPixels(fewestBitsFor: picture) : PackedPixels(pixels: picture.pixels, channels: 1)
    return try encode(packed, picture.width, picture.height, named: name)
  }

  /// The bytes of a PNG file that holds a colour picture; see ``bytes(of:named:)-(GreyPicture,_)``.
  public func bytes(of picture: ColourPicture, named name: String = "picture") throws(PictureError)
    -> [UInt8]
  {
    let packed =
      isCompact
      ? PackedPixels(fewestBitsFor: picture) : PackedPixels(pixels: picture.bytes, channels: 3)
    return try encode(packed, picture.width, picture.height, named: name)
  }

  /// The bytes of a PNG file that holds a transparent picture, always 8 bits a channel; see
  /// ``bytes(of:named:)-(GreyPicture,_)``.
  public func bytes(
    of picture: TransparentPicture, named name: String = "picture"
  ) throws(PictureError) -> [UInt8] {
    let packed = PackedPixels(pixels: picture.bytes, channels: 4)
    return try encode(packed, picture.width, picture.height, named: name)
  }

  /// Writes a grey picture to a file, which appears whole or not at all.
  ///
  /// - Throws: ``PictureError`` that names the file.
  public func write(_ picture: GreyPicture, toPath path: String) throws(PictureError) {
    try FileBytes.write(bytes(of: picture, named: path), path)
  }

  /// Writes a colour picture to a file, which appears whole or not at all.
  ///
  /// - Throws: ``PictureError`` that names the file.
  public func write(_ picture: ColourPicture, toPath path: String) throws(PictureError) {
    try FileBytes.write(bytes(of: picture, named: path), path)
  }

  /// Writes a transparent picture to a file, which appears whole or not at all.
  ///
  /// - Throws: ``PictureError`` that names the file.
  public func write(_ picture: TransparentPicture, toPath path: String) throws(PictureError) {
    try FileBytes.write(bytes(of: picture, named: path), path)
  }

  private func encode(
    _ packed: PackedPixels, _ width: Int, _ height: Int, named name: String
  ) throws(PictureError) -> [UInt8] {
    var file = cpng_file()
    var message = [CChar](repeating: 0, count: Int(CPNG_MESSAGE_CAPACITY))
    let status = packed.pixels.withUnsafeBufferPointer { pixels in
      packed.palette.withUnsafeBufferPointer { palette in
        var source = cpng_source(
          pixels: pixels.baseAddress, width: UInt32(clamping: width),
          height: UInt32(clamping: height), channels: UInt32(packed.channels),
          bits: UInt32(packed.bits), palette: palette.isEmpty ? nil : palette.baseAddress,
          palette_count: UInt32(palette.count / 3))
        return cpng_encode(&source, &file, &message)
      }
    }
    defer { cpng_free(file.bytes) }
    guard status == CPNG_OK, let first = file.bytes else {
      if status == CPNG_NO_MEMORY { throw .noMemory(name: name) }
      throw .cannotEncode(name: name, reason: text(of: message))
    }
    return [UInt8](UnsafeBufferPointer(start: first, count: file.count))
  }
}
