import Foundation
import Testing
import Thoroughness

@Suite("What a browser needs can go there")
struct EmbeddedCompileTests {
  @Test(
    "The modules compile with Embedded Swift for WebAssembly",
    .enabled(
      if: EmbeddedCompiler.obstacle == nil, Comment(rawValue: EmbeddedCompiler.obstacle ?? "")),
    .enabled(if: Thoroughness.isFull, Comment(rawValue: Thoroughness.needed)))
  func compiles() throws {
    try EmbeddedCompiler.inTemporaryFolder { compiler in
      try compiler.makeCModules()
      for module in Repository.browserModules + Repository.browserParts {
        let files = try Repository.browserFiles(of: module)
        let complaints = try compiler.complaints(compiling: module, files)
        // What imports a broken module would only say so again.
        try #require(
          complaints.isEmpty, "\(module):\n\(complaints.joined(separator: "\n"))")
      }
    }
  }
}
