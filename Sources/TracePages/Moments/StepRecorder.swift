import Explanation
import NetworkDescription
import NeuronGraph
import NeuronTrace

/// Turns the events of one step, and the lines that explain them, into moments.
struct StepRecorder {
  /// What a moment is found by when its text comes.
  private struct Key: Hashable {
    let kind: Moment.Kind
    let extent: Moment.Extent
    let subject: Int
  }

  private let listing: Listing
  private let labels: NeuronLabels
  private let numbering: PageNumbering
  private let numbers: MomentNumbers
  private var moments: [Moment] = []
  private var places: [Key: Int] = [:]
  private(set) var eventCount = 0
  /// Where the links to a neuron that is not listed are told; they follow each other.
  private var unlisted: (neuron: NeuronName, kind: Moment.Kind, place: Int)?

  init(
    listing: Listing, numbering: PageNumbering, sharing: WeightSharing, labels: NeuronLabels
  ) {
    self.listing = listing
    self.labels = labels
    self.numbering = numbering
    numbers = MomentNumbers(listing: listing, numbering: numbering, sharing: sharing)
  }

  /// Takes in an event, before the line that explains it.
  mutating func observe(_ event: TraceEvent) {
    defer { eventCount += 1 }
    if let place = placeOfUnlisted(event) {
      moments[place].event = eventCount
      moments[place].count += 1
      return
    }
    let key = key(of: event)
    var moment = Moment(
      kind: key.kind, extent: key.extent, subject: key.subject, event: eventCount)
    numbers.assign(event, to: &moment)
    // What one of them means would not be true of the others that are told with it.
    if key.extent == .one {
      moment.sentence = EventWords(labels: labels, event: event).sentence
    }
    if let place = places[key] {
      moments[place].merge(moment)
    } else {
      places[key] = moments.count
      moments.append(moment)
    }
  }

  /// Where an event is told of a link to a neuron that is not listed, if the one before was, too.
  ///
  /// Such links hold no numbers on the page, and there are millions of them in large networks.
  private mutating func placeOfUnlisted(_ event: TraceEvent) -> Int? {
    switch event {
    case .linkForward, .linkBackward:
      guard let link = event.link else { return nil }
      let kind = event.momentKind
      if let unlisted, unlisted.neuron == link.to, unlisted.kind == kind { return unlisted.place }
      unlisted = nil
      guard !listing.neurons.contains(link.to), let place = places[key(of: event)] else {
        return nil
      }
      unlisted = (link.to, kind, place)
      return place
    case .dropoutLot, .input, .poolingChoice, .neuronForward, .loss, .penalty, .outputSensitivity,
      .neuronBackward, .weightUpdate, .biasUpdate:
      return nil
    }
  }

  /// Takes in a line of the explanation.
  mutating func observe(_ line: ExplanationLine) {
    guard let key = key(of: line), let place = place(of: key) else { return }
    let before = moments[place].text
    moments[place].text = before.isEmpty ? line.text : before + "\n" + line.text
  }

  /// The moments of the step, in order; nothing without words.
  mutating func finish(_ words: MomentWords) -> [Moment] {
    for place in moments.indices where moments[place].text.isEmpty {
      moments[place].text = fallback(for: moments[place], words)
    }
    // Listed links that another phase or step found important are told with the others here.
    for place in moments.indices where moments[place].text.isEmpty {
      mergeWithOthers(place)
    }
    for place in moments.indices where moments[place].extent != .one {
      moments[place].sentence = MomentWords.sentenceOfOthers
    }
    return moments.filter { $0.count > 0 }.sorted { $0.event < $1.event }
  }
}

extension StepRecorder {
  private func key(of event: TraceEvent) -> Key {
    guard let neuron = event.neuron else {
      return Key(kind: .loss, extent: .one, subject: 0)
    }
    let kind = event.momentKind
    let layer = numbering.layer(of: neuron)
    if case .dropoutLot = event {
      return Key(kind: kind, extent: .otherNeurons, subject: layer)
    }
    guard listing.neurons.contains(neuron) else {
      return Key(kind: kind.ofNeurons, extent: .otherNeurons, subject: layer)
    }
    guard let link = event.toldLink else {
      return Key(kind: kind, extent: .one, subject: numbering.neuron(neuron))
    }
    if let number = numbering.link(link) {
      return Key(kind: kind, extent: .one, subject: number)
    }
    return Key(kind: kind, extent: .otherLinks, subject: numbering.neuron(neuron))
  }

  /// The moment that a line is told with; nil for those of neurons and links that are not listed.
  private func key(of line: ExplanationLine) -> Key? {
    guard line.phase != .loss, let subject = line.subject else {
      return Key(kind: .loss, extent: .one, subject: 0)
    }
    switch subject {
    case .link(let name), .otherUses(_, .link(let name)):
      return numbering.link(name).map {
        Key(kind: line.phase.linkKind, extent: .one, subject: $0)
      }
    case .neuron(let name), .otherLinksBack(_, let name), .otherUses(_, .bias(let name)):
      return key(of: name, in: line.phase)
    case .softmax(let neurons), .otherNeurons(_, let neurons):
      // Said once, with the first of them that takes part.
      return neurons.lazy.map { key(of: $0, in: line.phase) }.first { places[$0] != nil }
    case .comparison(let name):
      return Key(kind: .outputSensitivity, extent: .one, subject: numbering.neuron(name))
    case .otherLinks(_, let target):
      guard listing.neurons.contains(target) else { return nil }
      return Key(
        kind: line.phase.linkKind, extent: .otherLinks, subject: numbering.neuron(target))
    case .otherInputs:
      return Key(kind: .input, extent: .otherNeurons, subject: 0)
    case .loss, .layer, .otherOutputs:
      return Key(kind: .loss, extent: .one, subject: 0)
    }
  }

  private func key(of neuron: NeuronName, in phase: TraceEvent.Phase) -> Key {
    Key(kind: phase.kind(of: neuron), extent: .one, subject: numbering.neuron(neuron))
  }

  /// Where a moment is; those that stand for several are made when they are first needed.
  private mutating func place(of key: Key) -> Int? {
    if let place = places[key] { return place }
    guard key.extent != .one else { return nil }
    places[key] = moments.count
    var moment = Moment(kind: key.kind, extent: key.extent, subject: key.subject, event: 0)
    moment.count = 0
    moments.append(moment)
    return moments.count - 1
  }

  /// What is said of a moment that the explanation has no line for.
  private func fallback(for moment: Moment, _ words: MomentWords) -> String {
    switch (moment.kind, moment.extent) {
    case (.neuronBackward, .one):
      // Where it is fused with the loss, the line of the comparison has said it all.
      places[Key(kind: .outputSensitivity, extent: .one, subject: moment.subject)]
        .map { moments[$0].text } ?? ""
    case (_, .otherNeurons):
      words.text(for: moment)
    default: ""
    }
  }

  private mutating func mergeWithOthers(_ place: Int) {
    let moment = moments[place]
    guard moment.extent == .one else { return }
    let others: Key
    switch moment.kind {
    case .input:
      others = Key(kind: .input, extent: .otherNeurons, subject: 0)
    case .linkForward, .linkBackward, .weightUpdate:
      let target = numbering.neuron(listing.links[moment.subject].to)
      others = Key(kind: moment.kind, extent: .otherLinks, subject: target)
    case .begin, .dropoutLot, .neuronForward, .loss, .outputSensitivity, .neuronBackward,
      .biasUpdate:
      return
    }
    guard let home = self.place(of: others) else { return }
    moments[home].merge(moment)
    moments[place].count = 0
  }
}

extension TraceEvent.Phase {
  /// What links do in this phase.
  fileprivate var linkKind: Moment.Kind {
    switch self {
    case .forward, .loss: .linkForward
    case .backward: .linkBackward
    case .update: .weightUpdate
    }
  }

  /// What a neuron does in this phase.
  fileprivate func kind(of neuron: NeuronName) -> Moment.Kind {
    switch self {
    case .forward: neuron.isInput ? .input : .neuronForward
    case .loss: .loss
    case .backward: .neuronBackward
    case .update: .biasUpdate
    }
  }
}

extension Moment.Kind {
  /// The links to neurons that are not listed are told with their neurons.
  fileprivate var ofNeurons: Self {
    switch self {
    case .linkForward: .neuronForward
    case .linkBackward: .neuronBackward
    case .weightUpdate: .biasUpdate
    case .begin, .dropoutLot, .input, .neuronForward, .loss, .outputSensitivity, .neuronBackward,
      .biasUpdate:
      self
    }
  }
}
