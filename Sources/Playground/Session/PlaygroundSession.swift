import NetworkDescription
import NetworkQuestions
import NeuronGraph
import NeuronTrace
import TextFormats
import TrainingDebugger

/// A network, its data and its whole training, driven by words.
///
/// The words are those of the page's buttons, its address and its scripts. What takes long is done
/// in parts: ``begin(_:)`` starts it, and ``work(samples:)`` goes on with it.
///
/// ```swift
/// let session = try PlaygroundSession()
/// try session.finish("open xor --seed 1")
/// try session.finish("run 200 epochs")
/// print(session.stateJSON)
/// ```
///
/// It computes nothing of the network: `NeuronNetwork` does, exactly as in training.
public final class PlaygroundSession {
  /// Everything that going on depends on; a value, so that it can be kept and taken back.
  struct Place {
    var futures: [Future]
    var current: Int
    var moment: Moment
  }

  var course: Course
  /// All courses but the present one, which stands in ``course`` and at this place among them.
  private(set) var futures: [Future]
  private(set) var currentFuture = 0
  private var undoable: [Place] = []
  private var redoable: [Place] = []
  /// The weight or bias that the last change was of.
  private var lastEdited: String?
  var goal: Goal?
  private var toldSetup: PreparedSetup?
  private var setupCount = 0
  /// How many of the present course's kept moments have been handed out and still hold.
  var sentHistory = 0
  /// The present step as events; nil until somebody looks into it.
  var stepping: Stepping?
  /// The lie that somebody is looking for.
  var game: LiarGame?
  /// The quiz that somebody is answering.
  var quizRound: QuizRound?
  /// Where runs from event to event stop.
  var breakpoints = NumberedList<Breakpoint>(of: "breakpoints", most: 100)
  /// Who says when it does not learn.
  private(set) var doctor = LiveDoctor()

  /// What it is about to do.
  enum Goal: Hashable {
    /// Trains until it is told to pause.
    case playing
    case reaching(Destination)
    /// Goes from step to step, until a breakpoint is met or it has come so far.
    case breaking(until: Int)
  }

  private static let mostUndo = 100

  /// Opens the XOR gate.
  public init() throws(PlaygroundError) {
    let first = try Self.opened(OpenedNetwork.recipe("xor", seed: nil), words: "open xor")
    futures = [first]
    course = try Course(first)
  }

  /// Rises whenever the network, its data or its settings have become others.
  public var structureVersion: Int {
    if toldSetup !== course.prepared {
      toldSetup = course.prepared
      setupCount += 1
    }
    return setupCount
  }

  // MARK: - Working

  /// Whether something goes on.
  public var isBusy: Bool { goal != nil }

  /// How far training is: steps, complete epochs, and the share of the present epoch.
  public var moment: (step: Int, epoch: Int, share: Double) {
    let moment = course.moment
    return (moment.step, moment.epoch, Double(moment.seen) / Double(course.prepared.train.count))
  }

  /// Whether it trains until it is told to pause.
  public var isPlaying: Bool { goal == .playing }

  /// Does what words say, as far as that is quick.
  ///
  /// - Returns: What to tell; ``isBusy`` says whether ``work(samples:)`` has to go on with it.
  /// - Throws: ``PlaygroundError`` with everything as it was.
  public func begin(_ text: String) throws(PlaygroundError) -> PlaygroundReply {
    var words = Words(text)
    let reply = try perform(&words)
    // Whatever was done between, the next edit is another.
    if PlaygroundWords.subject(of: text) == nil { lastEdited = nil }
    return reply
  }

  /// Goes on with what was begun.
  ///
  /// - Parameter samples: How many samples to learn from before it returns.
  /// - Throws: ``PlaygroundError`` where training cannot go on; it stands where it came to.
  public func work(samples: Int) throws(PlaygroundError) {
    var left = samples
    while left > 0, let goal {
      if case .reaching(let place) = goal, place.isReached(by: course.moment) {
        self.goal = nil
        return
      }
      do throws(PlaygroundError) {
        if case .breaking(let last) = goal {
          left -= try breakInStep(until: last)
          continue
        }
        stepping = nil
        left -= try course.advance(steps: steps(of: left, towards: goal))
        if doctor.isDue(at: course.moment, since: course.stretchStart) { doctor.attend(course) }
      } catch {
        self.goal = nil
        throw error
      }
    }
    if case .reaching(let place)? = goal, place.isReached(by: course.moment) { goal = nil }
  }

  /// How many steps may be made at once.
  private func steps(of samples: Int, towards goal: Goal) -> Int {
    let steps = max(1, samples / course.prepared.batchSize)
    guard case .reaching(.step(let step)) = goal else { return steps }
    return min(steps, step - course.moment.step)
  }

  /// Does what words say, to the end.
  @discardableResult
  public func finish(_ text: String) throws(PlaygroundError) -> PlaygroundReply {
    let reply = try begin(text)
    guard !isPlaying else { return reply }
    while isBusy { try work(samples: 10_000) }
    return reply
  }

  func play() throws(PlaygroundError) {
    try refuseAfterFault()
    goal = .playing
  }

  func pause() { goal = nil }

  /// Trains on to a place, or goes back to one and trains from the nearest kept moment.
  func travel(to place: Destination) throws(PlaygroundError) {
    let isForward = !place.isBefore(course.moment) && !place.isReached(by: course.moment)
    if isForward, course.fault != nil { try refuseAfterFault() }
    stepping = nil
    if !isForward { doctor.forget() }
    try course.rewind(towards: place)
    goal = .reaching(place)
  }

  private func refuseAfterFault() throws(PlaygroundError) {
    if let fault = course.fault { throw .network(.notFinite(fault)) }
  }

  // MARK: - Changing

  /// Goes on with another setup; weights stay where neurons do.
  func change(
    _ words: String, _ body: (inout ChangedSetup) throws(PlaygroundError) -> Void
  ) throws(PlaygroundError) {
    var changed = ChangedSetup(course.prepared.setup)
    try body(&changed)
    let old = course.prepared
    let prepared = try PreparedSetup(changed.setup)
    let fresh = try prepared.firstState()
    let state = changed.carried.state(
      from: (old.blueprint, course.network.trainingState), to: (prepared.blueprint, fresh))
    try take(prepared, state, words)
  }

  /// Goes on with other weights.
  func changeWeights(
    _ words: String, _ body: (NeuronNetwork) throws(PlaygroundError) -> Void
  ) throws(PlaygroundError) {
    let prepared = course.prepared
    let network = try prepared.network(course.network.trainingState)
    try body(network)
    try take(prepared, network.trainingState, words)
  }

  private func take(
    _ prepared: PreparedSetup, _ state: TrainingState, _ words: String
  ) throws(PlaygroundError) {
    let before = place
    let wasBusy = isPlaying
    if course.hasMoreToCome {
      // What would have come is kept as a course of its own.
      futures[currentFuture] = course.future
      futures.append(course.future)
      currentFuture = futures.count - 1
    }
    let kept = try course.change(to: prepared, state: state, words: words)
    sentHistory = min(sentHistory, kept)
    doctor.forget()
    remember(before, words)
    goal = wasBusy ? .playing : nil
  }

  /// Begins a course anew; the others are forgotten unless they are to be kept.
  func restart(_ future: Future, keepingOthers: Bool) throws(PlaygroundError) {
    let before = place
    let course = try Course(future)
    if keepingOthers {
      futures[currentFuture] = self.course.future
      futures.append(future)
      currentFuture = futures.count - 1
    } else {
      futures = [future]
      currentFuture = 0
    }
    self.course = course
    doctor.forget()
    sentHistory = 0
    remember(before)
    goal = nil
  }

  /// Changes to another course that was kept.
  func change(toFuture number: Int) throws(PlaygroundError) {
    guard futures.indices.contains(number - 1) else {
      throw .badValue(what: "the future", expected: "1 to \(futures.count)", found: "\(number)")
    }
    let before = place
    try stand(
      at: Place(
        futures: before.futures, current: number - 1, moment: before.futures[number - 1].last))
    remember(before)
  }

  /// All courses, with the present one as it is.
  var allFutures: [Future] {
    var all = futures
    all[currentFuture] = course.future
    return all
  }

  private var place: Place {
    Place(futures: allFutures, current: currentFuture, moment: course.moment)
  }

  /// Whether there is a change to take back, or one to make again.
  var canUndo: Bool { !undoable.isEmpty }
  var canRedo: Bool { !redoable.isEmpty }

  /// - Parameter words: The change; one that only goes on with the last, as dragging does, is one
  ///   with it.
  private func remember(_ before: Place, _ words: String? = nil) {
    let subject = words.flatMap { PlaygroundWords.subject(of: $0) }
    let goesOn = subject != nil && subject == lastEdited
    lastEdited = subject
    guard !goesOn || undoable.isEmpty else {
      redoable = []
      stepping = nil
      return
    }
    undoable.append(before)
    if undoable.count > Self.mostUndo { undoable.removeFirst() }
    redoable = []
    stepping = nil
  }

  func undo() throws(PlaygroundError) {
    guard let before = undoable.popLast() else {
      throw .missing(what: "change to take back", advice: "change something first")
    }
    redoable.append(place)
    try stand(at: before)
  }

  func redo() throws(PlaygroundError) {
    guard let after = redoable.popLast() else {
      throw .missing(what: "change to make again", advice: "take one back with undo first")
    }
    undoable.append(place)
    try stand(at: after)
  }

  private func stand(at place: Place) throws(PlaygroundError) {
    let isSame = place.current == currentFuture
    futures = place.futures
    currentFuture = place.current
    var course = try Course(place.futures[place.current])
    try course.rewind(towards: .step(place.moment.step))
    self.course = course
    doctor.forget()
    sentHistory = isSame ? min(sentHistory, course.future.kept.count) : 0
    stepping = nil
    goal = .reaching(.step(place.moment.step))
  }

  /// A course that begins with a network as it was opened.
  static func opened(
    _ network: OpenedNetwork, words: String
  ) throws(PlaygroundError) -> Future {
    let prepared = try PreparedSetup(network.setup)
    return Future(
      Stretch(start: Moment(), prepared: prepared, state: try prepared.firstState(), words: []),
      opening: [words])
  }
}

/// What somebody who gave words is told.
public struct PlaygroundReply: Hashable, Sendable {
  /// What was done, or the answer, line by line.
  public var lines: [String]

  init(_ lines: [String] = []) { self.lines = lines }
}

extension PlaygroundReply {
  /// The lines, as `{"lines":[…]}`.
  public var json: String {
    JSONValue.object([("lines", .array(lines.map { .string($0) }))]).description
  }
}
