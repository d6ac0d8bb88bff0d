import CPNG

/// Writes pictures as PNG files of 8 bits a channel.
///
/// ```swift
/// try PNGWriter().write(picture, toPath: "digit.png")
/// ```
public struct PNGWriter: Sendable {
  /// Makes a writer; it has no settings.
  public init() {}

  /// The bytes of a PNG file that holds a grey picture.
  ///
  /// - Throws: ``PictureError`` when libpng refuses (more than a million pixels on one side).
  public func bytes(of picture: GreyPicture, named name: String = "picture") throws(PictureError)
    -> [UInt8]
  {
    try encode(picture.pixels, picture.width, picture.height, channels: 1, named: name)
  }

  /// The bytes of a PNG file that holds a colour picture; see ``bytes(of:named:)-(GreyPicture,_)``.
  public func bytes(of picture: ColourPicture, named name: String = "picture") throws(PictureError)
    -> [UInt8]
  {
    try encode(picture.bytes, picture.width, picture.height, channels: 3, named: name)
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

  private func encode(
    _ pixels: [UInt8], _ width: Int, _ height: Int, channels: UInt32, named name: String
  ) throws(PictureError) -> [UInt8] {
    var file = cpng_file()
    var message = [CChar](repeating: 0, count: Int(CPNG_MESSAGE_CAPACITY))
    let status = pixels.withUnsafeBufferPointer { pixels in
      cpng_encode(
        pixels.baseAddress, UInt32(clamping: width), UInt32(clamping: height), channels, &file,
        &message)
    }
    defer { cpng_free(file.bytes) }
    guard status == CPNG_OK, let first = file.bytes else {
      if status == CPNG_NO_MEMORY { throw .noMemory(name: name) }
      throw .cannotEncode(name: name, reason: text(of: message))
    }
    return [UInt8](UnsafeBufferPointer(start: first, count: file.count))
  }
}
