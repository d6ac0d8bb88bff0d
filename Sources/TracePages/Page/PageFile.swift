import TracePageFiles

/// The files that the page is made of, as they are in Sources/TracePageFiles.
enum PageFile {
  static var frame: String { text(glassbox_page_frame()) }
  static var style: String { text(glassbox_page_style()) }
  static var program: String { text(glassbox_page_program()) }

  private static func text(_ file: GlassboxPageFile) -> String {
    String(decoding: UnsafeRawBufferPointer(start: file.bytes, count: file.count), as: UTF8.self)
  }
}
