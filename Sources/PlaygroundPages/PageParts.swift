import PlaygroundFiles
import TextFormats
import TracePages

/// The parts of a page that has an engine inside.
struct PageParts {
  let frame: GlassboxPlaygroundFile
  let style: GlassboxPlaygroundFile
  let engine: GlassboxPlaygroundFile
  let worker: GlassboxPlaygroundFile
  let program: GlassboxPlaygroundFile

  /// The whole file.
  ///
  /// - Parameters:
  ///   - content: What the page begins with.
  ///   - model: The bytes of a model file, for a page that has a place for one.
  func page(content: JSONValue, model: [UInt8] = []) -> String {
    PageTemplate(Self.text(frame)).filled([
      ("{{style}}", Self.text(style)),
      ("{{content}}", PageTemplate.safe(content)),
      ("{{engine}}", Self.base64(engine)),
      ("{{model}}", Base64.text(model)),
      ("{{unpacker}}", Self.base64(glassbox_playground_unpacker())),
      ("{{worker}}", Self.text(worker)),
      ("{{program}}", Self.text(program)),
    ])
  }

  private static func bytes(_ file: GlassboxPlaygroundFile) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: file.bytes, count: file.count)
  }

  private static func base64(_ file: GlassboxPlaygroundFile) -> String {
    Base64.text(bytes(file).map { UInt8($0) })
  }

  private static func text(_ file: GlassboxPlaygroundFile) -> String {
    String(decoding: bytes(file), as: UTF8.self)
  }
}
