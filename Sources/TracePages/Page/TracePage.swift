import NeuronTrace
import Explanation
import NetworkDescription
import NeuronGraph
import TextFormats

/// Training steps as one HTML file, in which a browser steps through them in both directions.
///
/// The file asks nobody for anything: style, program and numbers are in it. It shows the numbers of
/// the trace, to the last bit, and the words of `StepExplanation`; it computes nothing of the
/// network. Where layers are too wide to show each neuron and link, it lists those that matter and
/// tells the others together.
///
/// ```swift
/// let network = try NeuronNetwork(try Recipe.xor.blueprint())
/// let page = try TracePage(of: network, about: PageAbout(title: "xor"), steps: 1) { _ in
///   TracedSample(title: "0, 1 → 1", inputs: [0, 1], targets: [1])
/// }
/// try page.html.write(toFile: "xor.html", atomically: true, encoding: .utf8)
/// ```
public struct TracePage: Sendable {
  /// The whole file.
  public let html: String
  /// How many steps it has.
  public let stepCount: Int

  /// How large a page may be unless told otherwise; browsers open that in a moment.
  public static let mostBytes = 5_000_000

  /// Lets a network learn, and writes down every step.
  ///
  /// The steps are run twice, the first time to find out which links matter, and once more before
  /// where layers are so wide that only some of their neurons are shown; afterwards the network has
  /// learned from every sample once.
  ///
  /// - Parameters:
  ///   - network: Learns one sample a step.
  ///   - about: What the page says of it besides its numbers.
  ///   - steps: How many steps it makes, at least 1.
  ///   - mostBytes: How large the page may become.
  ///   - sample: Tells what to learn from in a step, counted from 0; asked up to three times
  ///     for each.
  /// - Throws: ``TracePageError``, `InputError` for samples that do not fit the network, and what
  ///   `sample` throws. The network is then somewhere among the steps.
  /// - Complexity: Time grows with steps × links.
  public init(
    of network: NeuronNetwork, about: PageAbout, steps: Int, mostBytes: Int = Self.mostBytes,
    sample: (Int) throws -> TracedSample
  ) throws {
    try self.init(
      of: network, about: about, steps: steps, mostBytes: mostBytes, reworded: { $0 },
      sample: sample)
  }

  /// Lets a network learn, and writes down every step in other words.
  ///
  /// - Parameter reworded: What becomes of each line of the explanation.
  package init(
    of network: NeuronNetwork, about: PageAbout, steps: Int, mostBytes: Int = Self.mostBytes,
    reworded: @escaping (ExplanationLine) -> ExplanationLine,
    sample: (Int) throws -> TracedSample
  ) throws {
    guard steps > 0 else { throw TracePageError.noSteps(asked: steps) }
    guard Self.listedCount(in: network) <= mostBytes / Self.leastBytesPerListed else {
      throw Self.tooLarge(steps, fitting: 0, mostBytes)
    }
    let training = ExplainedTraining(
      network: network, labels: NeuronLabels(network), reworded: reworded)
    // No page has room for more, so nobody waits for a survey of a million steps.
    let surveyed = min(steps, mostBytes / Self.leastBytesPerStep(of: network) + 1)
    let listing = try Self.survey(training, steps: surveyed, sample)
    let page = PageNetwork(
      about: about, network: network, listing: listing,
      numbering: PageNumbering(network, links: listing.links),
      words: MomentWords(network, labels: training.labels, listing: listing))
    var recording = PageRecording(page, of: training, stepCount: steps)
    let frameBytes =
      Self.html(with: .object(page.entries + recording.entries)).utf8.count
      + recording.pictureBytes
    for step in 0..<surveyed {
      try recording.record(sample(step))
      if frameBytes + recording.byteCount > mostBytes {
        throw Self.tooLarge(steps, fitting: step, mostBytes)
      }
    }
    guard surveyed == steps else { throw Self.tooLarge(steps, fitting: surveyed, mostBytes) }
    stepCount = steps
    html = Self.html(with: .object(page.entries + recording.entries))
    let byteCount = html.utf8.count
    if byteCount > mostBytes {
      // What all steps share takes its room, too.
      let bytesPerStep = max(1, recording.byteCount / steps)
      let surplus = (byteCount - mostBytes + bytesPerStep - 1) / bytesPerStep
      throw Self.tooLarge(steps, fitting: max(0, steps - surplus), mostBytes)
    }
  }

  /// What a neuron that is listed takes at least, with its links and their lines; twice as much as a
  /// rule.
  private static let leastBytesPerListed = 300

  /// How many neurons are listed, besides the inputs.
  private static func listedCount(in network: NeuronNetwork) -> Int {
    network.layers.dropFirst().reduce(0) {
      $0 + min($1.neurons.count, NeuronSurvey.ofWiderLayer)
    }
  }

  /// Each input takes a number, every other neuron two, and those that are listed a few words.
  private static func leastBytesPerStep(of network: NeuronNetwork) -> Int {
    network.layers.dropFirst().reduce(network.inputNeurons.count * 8) { bytes, layer in
      bytes + layer.neurons.count * 20
    } + listedCount(in: network) * 60
  }

  private static func tooLarge(
    _ asked: Int, fitting: Int, _ mostBytes: Int
  ) -> TracePageError {
    .tooLarge(asked: asked, fitting: fitting, mostBytes: mostBytes)
  }

  /// Runs all steps to find out what matters, and takes the network back to where it was.
  private static func survey(
    _ training: ExplainedTraining, steps: Int, _ sample: (Int) throws -> TracedSample
  ) throws -> Listing {
    let network = training.network
    let start = network.trainingState
    func run(_ step: (TracedSample) throws -> Void) throws {
      for number in 0..<steps {
        do {
          try step(sample(number))
        } catch NetworkError.notFinite(let fault) {
          throw TracePageError.overflow(step: number + 1, fault: fault)
        }
      }
      try network.restore(start)
    }
    var survey = NeuronSurvey(network)
    if survey.isNeeded {
      try run {
        try network.learn(inputs: $0.inputs, targets: $0.targets)
        survey.observe()
      }
    }
    let neurons = survey.neurons(of: network)
    let explained = survey.isNeeded ? ExplainedNeurons(neurons, in: network) : nil
    var links = LinkSurvey(neurons)
    try run {
      try training.step(on: $0, explaining: explained) { _ in
      } line: {
        links.observe($0)
      }
    }
    return links.listing(of: network)
  }

  /// Puts the page together from its files.
  private static func html(with data: JSONValue) -> String {
    PageTemplate(frame).filled([(dataMark, PageTemplate.safe(data))])
  }

  private static let dataMark = "{{data}}"

  /// A page with a mark, `{{data}}`, where its numbers go: who has these by other ways fills them in.
  package static var frame: String {
    PageTemplate(PageFile.frame).filled([
      ("{{style}}", PageFile.style), (dataMark, dataMark), ("{{program}}", PageFile.program),
    ])
  }
}
