import Foundation
import Testing

/// A page on a device that has hardly any memory to give.
enum LittleMemory {
  /// Lowers what the engine's module may ask for at most, where the page makes it.
  static func give(to file: URL) throws {
    let page = try String(contentsOf: file, encoding: .utf8)
    let call = "unpacked(engine, unpacker)"
    let place = try #require(page.range(of: "new WebAssembly.Module(\(call)"))
    let inner = try #require(page.range(of: call, range: place))
    let program = page.replacingCharacters(in: inner, with: "withLittleMemory(\(call))")
    let worker = try #require(program.range(of: "id=\"worker\">"))
    try program.replacingCharacters(in: worker, with: "id=\"worker\">" + function)
      .write(to: file, atomically: true, encoding: .utf8)
  }

  /// The memory is section 5 of a module: one memory, with a limit, and 4 MB instead of 2 GB of pages.
  private static let function = """
    function withLittleMemory(module) {
      const bytes = new Uint8Array(module);
      let at = 8;
      const number = () => {
        let value = 0;
        for (let shift = 0; ; shift += 7) {
          const byte = bytes[at++];
          value |= (byte & 127) << shift;
          if (byte < 128) return value;
        }
      };
      for (;;) {
        const section = bytes[at++];
        const size = number();
        if (section === 5) break;
        at += size;
      }
      at += 2;
      number();
      bytes.set([0xc0, 0x80, 0x00], at);
      return bytes;
    }

    """
}
