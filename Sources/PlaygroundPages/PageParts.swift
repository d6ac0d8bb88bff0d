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
  ///   - others: What else goes into places of the page, such as a model or another page.
  func page(content: JSONValue, others: [(String, String)] = []) -> String {
    // In the order in which they stand in the page.
    let beginning = [
      ("{{style}}", Self.text(style)),
      ("{{content}}", PageTemplate.safe(content)),
      ("{{engine}}", Self.base64(engine)),
      ("{{unpacker}}", Self.base64(glassbox_playground_unpacker())),
    ]
    let programs = [
      ("{{worker}}", PageTemplate.lean(Self.text(worker))),
      ("{{program}}", PageTemplate.lean(Self.text(program))),
    ]
    return PageTemplate(Self.text(frame)).filled(beginning + others + programs)
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
