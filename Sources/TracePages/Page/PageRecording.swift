import Explanation
import NetworkDescription
import NeuronGraph
import NeuronTrace
import TextFormats

/// The steps of a page, recorded one after the other.
struct PageRecording {
  private let page: PageNetwork
  private let training: ExplainedTraining
  private let sharing: WeightSharing
  private var patterns: [StepPattern: Int] = [:]
  private var patternTexts: [JSONValue] = []
  private var steps: [JSONValue] = []
  private var headings: [TraceEvent.Phase: String] = [:]
  private var introductions: [[String]: Int] = [:]
  private var introductionTexts: [JSONValue] = []
  private var sentences: [String: Int] = [:]
  private var sentenceTexts: [JSONValue] = []
  private var pictures: WeightPictures?
  /// What slots hold before the first step; most of a large network hold nothing.
  private var start: [Int: Double] = [:]
  /// About how many bytes the steps take so far.
  private(set) var byteCount = 0
  /// About how many bytes the pictures of weights will take.
  var pictureBytes: Int { pictures?.byteCount ?? 0 }

  init(_ page: PageNetwork, of training: ExplainedTraining, stepCount: Int) {
    self.page = page
    self.training = training
    sharing = WeightSharing(page.network, listed: page.listing)
    if page.about.inputPicture != nil || page.network.layers[0].shape.isPicture {
      pictures = WeightPictures(page.network, listing: page.listing, steps: stepCount)
    }
  }

  /// Makes the network learn one sample, and records how.
  mutating func record(_ sample: TracedSample) throws {
    let (network, numbering) = (page.network, page.numbering)
    pictures?.observe(beforeStep: steps.count)
    var recorder = StepRecorder(
      listing: page.listing, numbering: numbering, sharing: sharing,
      labels: training.labels)
    var isFirst = steps.isEmpty
    var introductions: [TraceEvent.Phase: [String]] = [:]
    try training.step(on: sample, explaining: page.listing.explained(in: network)) { event in
      recorder.observe(event)
      if isFirst, event.phase != .forward { isFirst = false }
      if isFirst { rememberStart(event) }
    } line: { line in
      switch line.kind {
      case .heading: headings[line.phase] = line.text
      case .introduction: introductions[line.phase, default: []].append(line.text)
      case .words, .equation: recorder.observe(line)
      }
    }
    let moments = recorder.finish(page.words)
    add(moments, eventCount: recorder.eventCount, sample, introductions)
  }

  /// Everything that the page needs to know.
  var entries: [(String, JSONValue)] {
    let start = start.sorted { $0.key < $1.key }
    return [
      ("startSlots", .string(Base64.text(start.map(\.key)))),
      ("start", .string(Base64.text(start.map(\.value)))),
      ("headings", .array(Self.phases.map { .string(headings[$0] ?? "") })),
      ("introductions", .array(introductionTexts)),
      ("sentences", .array(sentenceTexts)), ("patterns", .array(patternTexts)),
      ("steps", .array(steps)),
      ("pictures", pictures?.json ?? .null),
    ]
  }

  /// The first forward pass tells what weights and biases are before anything has been learned.
  private mutating func rememberStart(_ event: TraceEvent) {
    switch event {
    case .linkForward(let event):
      guard let link = page.numbering.link(event.link.name) else { return }
      start[page.numbering.slot(ofLink: link, .weight)] = event.weight
    case .neuronForward(let event):
      guard training.labels.hasBias(event.neuron), page.listing.neurons.contains(event.neuron)
      else { return }
      start[page.numbering.slot(event.neuron, .bias)] = event.bias
    case .dropoutLot, .input, .poolingChoice, .loss, .penalty, .outputSensitivity, .neuronBackward,
      .linkBackward, .weightUpdate, .biasUpdate:
      return
    }
  }

  private mutating func add(
    _ moments: [Moment], eventCount: Int, _ sample: TracedSample,
    _ introductions: [TraceEvent.Phase: [String]]
  ) {
    let pattern = StepPattern(moments, eventCount: eventCount)
    let known = patterns[pattern] ?? patterns.count
    if known == patterns.count {
      patterns[pattern] = known
      patternTexts.append(pattern.json)
      byteCount += pattern.json.description.utf8.count
    }
    let values = Base64.text(moments.flatMap(\.values))
    let step: [(String, JSONValue)] = [
      ("title", .string(sample.title)), ("pattern", .integer(known)),
      ("sentences", .string(Base64.text(moments.map { number(ofSentence: $0.sentence) }))),
      ("introductions", .array(numbers(of: introductions).map(JSONValue.integer))),
      ("texts", .array(moments.map { .string($0.text) })), ("values", .string(values)),
    ]
    steps.append(.object(step))
    byteCount += JSONValue.object(step).description.utf8.count + 1
  }

  /// The same sentence is said of many moments, and kept once.
  private mutating func number(ofSentence sentence: String) -> Int {
    if let known = sentences[sentence] { return known }
    sentences[sentence] = sentences.count
    sentenceTexts.append(.string(sentence))
    byteCount += sentence.utf8.count + 3
    return sentences.count - 1
  }

  /// Most steps begin their phases with the same words, which are kept once.
  private mutating func numbers(of texts: [TraceEvent.Phase: [String]]) -> [Int] {
    Self.phases.map { phase in
      let lines = texts[phase] ?? []
      if let known = introductions[lines] { return known }
      introductions[lines] = introductionTexts.count
      let text = lines.joined(separator: " ")
      introductionTexts.append(.string(text))
      byteCount += text.utf8.count + 3
      return introductionTexts.count - 1
    }
  }

  /// In the order in which the page knows them.
  private static let phases: [TraceEvent.Phase] = [.forward, .loss, .backward, .update]
}
