// Training under a debugger: XOR, one event at a time, forwards and backwards.
//
//     swift run StepXOR
//
// The session stands at an event that has just happened, and can explain it. It goes on, back,
// looks for something, changes a weight to see what comes of it, and takes that back.

import TrainingDebugger
import NetworkDescription
import NeuronGraph
import TrainingData

let session = try DebuggerSession(Recipe.xor.blueprint(), samples: LogicGate.xor.dataset)

func tell(_ remark: String, _ session: DebuggerSession) {
  let place = session.position
  print("\(remark)\nevent \(place.event), epoch \(place.epoch), \(place.phase)")
  print("\(session.explanation)\n")
}

tell("Training begins with the first number of the first sample.", session)

try session.move(.layer, .forward)
tell("In the hidden layer, the first link brings its value.", session)

try session.run(until: Condition("sample is wrong"))
tell("This sample is answered wrongly.", session)

try session.move(.phase, .forward)
tell("So the output hears how wrong it was,", session)
try session.move(.event, .forward, times: 2)
tell("tells its links, which learn from it,", session)
try session.move(.phase, .forward)
try session.run(until: Condition("batch loss > 0"))
tell("and when all four samples have been seen, the weights move.", session)

let stop = try session.run(until: Condition("batch loss < 0.05"))
print("\(stop.events) events later, in epoch \(session.position.epoch): \(stop)\n")

let learned = try session.stateAtStepStart()
try session.go(to: 1)
try session.move(.event, .forward, times: stop.events + 500)
try session.run(until: Condition("batch loss < 0.05"), .backward)
try session.run(until: Condition("batch loss > 0.05"), .backward)
try session.run(until: Condition("batch loss < 0.05"))
let again = try session.stateAtStepStart()
print("Back to the beginning and here again: the same to the last bit? \(learned == again)\n")

let link = LinkName(from: NeuronName(layer: 1, index: 0), to: NeuronName(layer: 2, index: 0))
let loss = try session.value(of: .training(.batchLoss)) ?? 0
let edit = try session.edit(.weight(link: link), to: 0)
let without = try session.value(of: .training(.batchLoss)) ?? 0
print("The loss is \(loss); without link \(link), whose weight is \(edit.before), \(without).")
try session.undo()
print("Undone, it is \(try session.value(of: .training(.batchLoss)) ?? 0) again.")
