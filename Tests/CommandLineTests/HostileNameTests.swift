import Foundation
import Testing

@Suite("Names that files bring cannot steer what shows them")
struct HostileNameTests {
  /// ESC with a colour and a title, a C1 control, marks of direction, line ends, markup.
  private static let hostile =
    "a\u{1B}[31mb\u{1B}]0;t\u{7}\u{9B}1m\u{202E}c\u{200F}\nerror: d\r\u{2028}e</script><b>&\"'|`_"
  private static let plain = "plain"

  /// Files that all hold a name: of a network, of classes, of columns, of runs.
  private static func files(named name: String, in folder: Workspace) throws {
    func json(_ value: Any) throws -> Data { try JSONSerialization.data(withJSONObject: value) }
    let blueprint: [String: Any] = [
      "glassbox": 1, "name": name, "input": [2],
      "layers": [
        ["dense": ["units": 3, "activation": "tanh"]],
        ["dense": ["units": 2, "activation": "softmax"]],
      ],
      "loss": "categoricalCrossEntropy", "training": ["epochs": 2, "batchSize": 4],
    ]
    try folder.write("n.json", try json(blueprint))
    func cell(_ suffix: String) -> String {
      "\"" + (name + suffix).replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
    let (x, y, kind) = (cell("x"), cell("y"), cell("k"))
    let rows = (0..<8).map { "\($0 % 3),\($0 % 2),\(cell($0 % 2 == 0 ? "1" : "2"))" }
    try folder.write(
      "t.csv", Data(([[x, y, kind].joined(separator: ",")] + rows).joined(separator: "\n").utf8))
    try folder.write(
      "e.json",
      try json(
        [
          "experiment": 1, "name": name, "question": name,
          "base": "n.json", "data": ["t.csv"], "epochs": 2, "variations": [["name": name]],
        ] as [String: Any]))
    try folder.write(
      "w.txt", Data("watch loss\nnext 3\nshow neurons\nwhat-if\nblame\nprove\nnext sample\n".utf8))
  }

  private static let commands = [
    "summary n.json", "recipes n.json", "data describe t.csv", "check n.json --steps 1",
    "train n.json --data t.csv --output m.safetensors --history m.csv --curves m.svg",
    "train --data t.csv --epochs 2", "evaluate m.safetensors --data t.csv --picture c.svg",
    "predict m.safetensors --data t.csv", "predict m.safetensors --data t.csv --output p.csv",
    "predict m.safetensors --input 0,1", "trace m.safetensors --input 0,1 --target 1",
    "trace m.safetensors --data t.csv --html t.html", "doctor n.json --data t.csv --steps 4",
    "prove m.safetensors all --data t.csv", "blame m.safetensors --data t.csv",
    "why m.safetensors --data t.csv", "what-if m.safetensors --data t.csv",
    "quiz m.safetensors --data t.csv --questions 2", "compare m.csv m.safetensors",
    "draw m.safetensors --neurons n.svg --boundary b.svg --data t.csv",
    "draw m.safetensors --film f.svg --data t.csv --moments 2",
    "step m.safetensors --data t.csv --commands w.txt", "play n.json --output p.html --no-open",
    "experiment e.json --output r", "data describe t.csv --json", "summary n.json --json",
    "predict m.safetensors --data t.csv --json", "evaluate m.safetensors --data t.csv --json",
    "step m.safetensors --data t.csv --commands w.txt --json", "train gibt-es-nicht",
    "prove m.safetensors 9.9-9.9 --data t.csv", "evaluate m.safetensors --data missing.csv",
  ]

  /// What a terminal could obey, or could mistake for the end of a line.
  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\n" { return false }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  @Test("Every command prints a hostile name as it prints a plain one: visible, on one line")
  func everyCommand() throws {
    let (folder, other) = (try Workspace(), try Workspace())
    try Self.files(named: Self.hostile, in: folder)
    try Self.files(named: Self.plain, in: other)
    for command in Self.commands {
      let (hostile, plain) = (try folder.glassbox(command), try other.glassbox(command))
      #expect(hostile.status == plain.status, "\(command): \(hostile.errors)")
      for (name, text, expected) in [
        ("output", hostile.output, plain.output), ("errors", hostile.errors, plain.errors),
      ] {
        let obeyed = text.unicodeScalars.first(where: Self.isObeyed)
        #expect(obeyed == nil, "\(command): \(name): \(obeyed?.escaped(asASCII: true) ?? "")")
        #expect(
          text.count { $0 == "\n" } == expected.count { $0 == "\n" },
          "\(command): \(name): \(text)\n\(expected)")
      }
    }
    try checkFiles(folder)
  }

  /// What was written for people: pictures are XML, Markdown has no markup of the name.
  private func checkFiles(_ folder: Workspace) throws {
    for name in ["m.svg", "c.svg", "n.svg", "b.svg", "f.svg", "r/curves.svg"] {
      #expect(DrawnPictures(svg: try folder.bytes(name)).isWhole, "\(name)")
      let text = String(decoding: try folder.bytes(name), as: UTF8.self)
      #expect(!text.unicodeScalars.contains(where: Self.isObeyed), "\(name)")
    }
    let markdown = String(decoding: try folder.bytes("r/results.md"), as: UTF8.self)
    #expect(!markdown.unicodeScalars.contains(where: Self.isObeyed))
    #expect(!markdown.contains("<b>") && markdown.contains(#"\<b\>"#))
    for page in ["t.html", "p.html"] {
      let text = String(decoding: try folder.bytes(page), as: UTF8.self)
      #expect(!text.contains("e</script><b>"), "\(page)")
    }
  }

  @Test("A file's name is shown like any other name")
  func fileName() throws {
    let folder = try Workspace()
    let name = "a\u{1B}[31m\u{202E}\n.csv"
    try folder.write(name, Data("x,label\n1,a\n2,b\n".utf8))
    for command in ["data describe", "train --epochs 1 --data", "data describe missing/"] {
      let run = try Program.start(
        command.split(separator: " ").map(String.init) + [name], in: folder.path
      ).finished()
      #expect(!(run.output + run.errors).unicodeScalars.contains(where: Self.isObeyed))
    }
  }
}
