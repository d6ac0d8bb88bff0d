import ShippedFiles

/// The files inside the program, as Swift sees them.
package enum ShippedFile {
  /// The bytes of the model that `read` uses unless told otherwise, and its name.
  package static var reader: (name: String, bytes: UnsafeRawBufferPointer) {
    contents(glassbox_shipped_reader())
  }

  /// The digit pictures of Samples/Digits.
  package static var pictures: [(name: String, bytes: UnsafeRawBufferPointer)] {
    (0..<glassbox_shipped_picture_count()).map { contents(glassbox_shipped_picture($0)) }
  }

  private static func contents(
    _ file: GlassboxShippedFile
  ) -> (name: String, bytes: UnsafeRawBufferPointer) {
    (
      name: file.name.map { String(cString: $0) } ?? "",
      bytes: UnsafeRawBufferPointer(start: file.bytes, count: file.count)
    )
  }
}
