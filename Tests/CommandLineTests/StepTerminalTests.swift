import Foundation
import Testing

@Suite("glassbox step on a terminal")
struct StepTerminalTests {
  @Test("Keys move, and the screen shows where it is")
  func keys() throws {
    let workspace = try Workspace()
    let terminal = try PseudoTerminal("step xor", in: workspace.path)
    #expect(terminal.shows("input 0 takes its value"), "\(terminal.output)")
    #expect(terminal.isRaw && terminal.isOnSecondScreen)
    #expect(terminal.output.contains("\u{1B}[0;"))
    terminal.type("n")
    #expect(terminal.shows("input 1 takes its value"))
    terminal.type("\u{1B}[D")
    #expect(terminal.shows("input 0 takes its value"))
    terminal.type("/batch loss < 0.05\r")
    #expect(terminal.shows("stopped: batch loss < 0.05"))
    #expect(terminal.shows("[update]"))
    terminal.type(":link\r")
    #expect(terminal.shows("no command “link”"))
    terminal.type("?")
    #expect(terminal.shows("beginning of the step"))
    terminal.type(" q")
    #expect(terminal.wait { !terminal.isRunning })
    #expect(terminal.status == 0)
    #expect(!terminal.isRaw && !terminal.isOnSecondScreen)
  }

  /// As many inputs as a small picture has, and ten outputs.
  private static let wideNetwork = """
    {"glassbox": 1, "name": "wide", "input": [64],
     "layers": [{"dense": {"units": 10, "activation": "sigmoid"}}],
     "loss": "halfSquaredError", "optimizer": {"sgd": {}}}
    """

  @Test(
    "Breakpoints are all listed, a colon after a page begins a command, and a loss has its total")
  func pages() throws {
    let workspace = try Workspace()
    try workspace.write("wide.json", Data(Self.wideNetwork.utf8))
    let inputs = (0..<64).map { "\(Double($0 % 3) / 2)" }.joined(separator: ",")
    let terminal = try PseudoTerminal(
      "step wide.json --input \(inputs) --target 3", in: workspace.path)
    #expect(terminal.shows("input 8 × 8"), "\(terminal.output)")
    terminal.type(":break phase loss\r")
    #expect(terminal.shows("breakpoint 1: runs stop at phase loss"))
    terminal.type(":break phase update\r:break\r")
    #expect(
      terminal.shows("breakpoint 1: phase loss") && terminal.shows("breakpoint 2: phase update"))
    terminal.type(":run\r")
    #expect(terminal.shows("[loss]") && terminal.shows("loss: 0.") && terminal.shows("more"))
    terminal.type("q")
    #expect(terminal.wait { !terminal.isRunning && !terminal.isRaw })
  }

  @Test("A window of another size is drawn anew, one that is too small says so")
  func sizes() throws {
    let workspace = try Workspace()
    let terminal = try PseudoTerminal(
      "step xor", in: workspace.path, columns: 40, rows: 10, environment: ["NO_COLOR": "1"])
    #expect(terminal.shows("needs 60 × 18, has 40 × 10"))
    terminal.resize(columns: 120, rows: 40)
    #expect(terminal.shows("input 0 takes its value"))
    terminal.type("]")
    #expect(terminal.shows("links to hidden 0"))
    // The end of the picture may come a little later than its beginning.
    func widths() -> [Int] {
      terminal.screen.split(separator: "\r\n", omittingEmptySubsequences: false).map(\.count)
    }
    #expect(terminal.wait { widths() == Array(repeating: 120, count: 40) }, "\(widths())")
    #expect(!terminal.output.contains("38;5;"))
    terminal.type("q")
    #expect(terminal.wait { !terminal.isRunning && !terminal.isRaw })
  }

  @Test(
    "However it ends, the terminal is as it was",
    arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGSEGV, SIGTRAP])
  func endings(signal: Int32) throws {
    let workspace = try Workspace()
    let terminal = try PseudoTerminal("step or", in: workspace.path)
    #expect(terminal.shows("input 0 takes its value"))
    #expect(terminal.isRaw)
    terminal.signal(signal)
    #expect(terminal.wait { !terminal.isRunning && !terminal.isOnSecondScreen && !terminal.isRaw })
    #expect(terminal.output.hasSuffix("\u{1B}[?25h\u{1B}[?1049l"))
    #expect(terminal.status == (signal == SIGINT ? 0 : signal))
  }

  @Test("Stopped, the terminal is free; going on, everything is drawn again")
  func stopped() throws {
    let workspace = try Workspace()
    let terminal = try PseudoTerminal("step or", in: workspace.path)
    #expect(terminal.shows("input 0 takes its value"))
    terminal.signal(SIGTSTP)
    #expect(terminal.wait { !terminal.isOnSecondScreen && !terminal.isRaw })
    terminal.signal(SIGCONT)
    #expect(terminal.wait { terminal.isOnSecondScreen && terminal.isRaw })
    terminal.type("n")
    #expect(terminal.shows("input 1 takes its value"))
    terminal.type("q")
    #expect(terminal.wait { !terminal.isRunning && !terminal.isRaw })
  }

  @Test("Ctrl-C ends a long run, not the session")
  func interruptedRun() throws {
    let workspace = try Workspace()
    let terminal = try PseudoTerminal("step xor --epochs 1000000", in: workspace.path)
    #expect(terminal.shows("input 0 takes its value"))
    terminal.type(":limit 1000000000\r")
    #expect(terminal.shows("a run goes through 1,000,000,000 events"))
    terminal.type(":run loss < 0\r")
    #expect(terminal.shows("Ctrl-C interrupts"))
    terminal.signal(SIGINT)
    #expect(terminal.shows("interrupted"))
    terminal.type("q")
    #expect(terminal.wait { !terminal.isRunning && !terminal.isRaw })
    #expect(terminal.status == 0)
  }
}
