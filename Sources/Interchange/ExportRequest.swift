import ModelFiles
import NetworkDescription

/// What is to be exported, with what an engine says of it.
///
/// No format computes a network; whoever asks for an export hands the answers over.
public struct ExportRequest: Sendable {
  /// The network with what it has learned.
  public let model: TrainedModel
  /// Some inputs with the network's answers, by which an exported program checks itself.
  public let probes: [Probe]
  /// What it learns from; nil where nobody has asked how it does.
  public let samples: (any SampleSource)?
  /// How many steps of its learning are wanted; nil for as many as are usual.
  public let steps: Int?

  /// An input and what the network answers to it.
  public struct Probe: Sendable {
    /// The numbers that go in.
    public let inputs: [Double]
    /// The numbers that come out.
    public let outputs: [Double]

    /// Pairs them.
    public init(inputs: [Double], outputs: [Double]) {
      self.inputs = inputs
      self.outputs = outputs
    }
  }

  /// Puts a request together.
  public init(
    model: TrainedModel, probes: [Probe] = [], samples: (any SampleSource)? = nil, steps: Int? = nil
  ) {
    self.model = model
    self.probes = probes
    self.samples = samples
    self.steps = steps
  }
}
