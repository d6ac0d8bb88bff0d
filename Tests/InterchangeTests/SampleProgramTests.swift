import Foundation
import Interchange
import ModelFiles
import NeuronGraph
import OtherPrograms
import Testing

@Suite("Samples for files of Keras and PyTorch", .serialized)
struct SampleProgramTests {
  @Test(
    "A Keras file becomes a model with the same answers",
    .enabled(
      if: Python.hasKeras,
      Comment(rawValue: Python.needs("keras tensorflow safetensors numpy"))))
  func keras() throws {
    try compare(made: "make_keras_file.py", by: "from_keras.py", "net.keras")
  }

  @Test(
    "PyTorch's weights become a model with the same answers, where the guesses are right",
    .enabled(
      if: Python.hasTorch, Comment(rawValue: Python.needs("torch safetensors numpy"))))
  func torch() throws {
    try compare(made: "make_pytorch_file.py", by: "from_pytorch.py", "net.pt")
  }

  @Test(
    "LiteRT runs the Keras program's network with the same answers",
    .enabled(
      if: Python.hasKeras && Python.has("ai_edge_litert"),
      Comment(rawValue: Python.needs("keras tensorflow ai-edge-litert safetensors numpy"))))
  func telephone() throws {
    try withTemporaryFolder { folder in
      let blueprint = try VariedBlueprints.blueprint(2)
      let parameters = VariedBlueprints.parameters(of: blueprint)
      let network = try NeuronNetwork(blueprint, parameters: parameters)
      let request = ExportRequest(
        model: try TrainedModel(blueprint: blueprint, parameters: parameters),
        probes: try VariedBlueprints.inputs(of: blueprint, count: 3).map {
          ExportRequest.Probe(inputs: $0, outputs: try network.predict($0))
        })
      for file in try #require(ExportFormat.named("keras")).write(request) {
        try Data(file.bytes).write(to: folder.appending(path: file.name))
      }
      let report = try Python.run([
        Self.samples.appending(path: "to_litert.py").path(percentEncoded: false),
        folder.path(percentEncoded: false), "--output",
        folder.appending(path: "net.tflite").path(percentEncoded: false),
      ])
      #expect(report.contains("its answers differ"))
    }
  }

  private static let samples = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Samples/Interchange").standardizedFileURL

  private struct Answers: Decodable {
    let inputs: [[Double]]
    let outputs: [[Double]]
  }

  private func compare(made maker: String, by sample: String, _ name: String) throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent()
    try withTemporaryFolder { folder in
      func path(_ url: URL) -> String { url.path(percentEncoded: false) }
      try Python.run([path(tests.appending(path: "Python/\(maker)")), path(folder)])
      try Python.run([
        path(Self.samples.appending(path: sample)), path(folder.appending(path: name)), "--output",
        path(folder.appending(path: "net.safetensors")),
      ])
      let model = try TrainedModel(contentsOf: path(folder.appending(path: "net.safetensors")))
      let network = try NeuronNetwork(model.blueprint, parameters: model.parameters)
      let answers = try JSONDecoder().decode(
        Answers.self, from: Data(contentsOf: folder.appending(path: "answers.json")))
      for (inputs, outputs) in zip(answers.inputs, answers.outputs) {
        for (ours, theirs) in zip(try network.predict(inputs), outputs) {
          #expect(abs(ours - theirs) < 1e-5)
        }
      }
    }
  }
}
