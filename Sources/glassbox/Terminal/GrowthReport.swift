import Benchmarks
import Pictures
import TextFormats

/// What `glassbox bench --growth` measured: lines for a terminal, JSON, and curves beside their limit.
struct GrowthReport {
  /// What is varied, and what came out.
  typealias Curve = (axis: GrowthBenchmark.Axis, points: [GrowthBenchmark.Point])
  private let curves: [Curve]
  private let peers: PeerSteps

  init(_ curves: [Curve], besides peers: PeerSteps) {
    (self.curves, self.peers) = (curves, peers)
  }

  /// A line of text for each network.
  var lines: [String] {
    curves.flatMap { axis, points in
      points.map { point in
        let percent = Int((100 * point.limit / point.seconds).rounded())
        let kind = point.secondsOfArithmetic >= point.secondsOfMemory ? "arithmetic" : "memory"
        return "\(axis.rawValue) \(point.value)  \(microseconds(point.seconds)) a step, "
          + "at least \(microseconds(point.limit)) (\(kind))  \(percent) %  "
          + "\(grouped(point.bytes / 1000)) kB"
      }
    }
  }

  /// An object of JSON for each network.
  var objects: [[(String, JSONValue)]] {
    curves.flatMap { axis, points in
      points.map { point in
        [
          ("workload", .string("growth")), ("varied", .string(axis.rawValue)),
          ("value", .number(Double(point.value))), ("secondsPerStep", .number(point.seconds)),
          ("secondsOfArithmetic", .number(point.secondsOfArithmetic)),
          ("secondsOfMemory", .number(point.secondsOfMemory)),
          ("memoryBytes", .number(Double(point.bytes))),
        ]
      }
    }
  }

  /// A panel for everything that is varied, with the step and its limit, and panels with the memory.
  var chart: Chart {
    let steps = curves.map { axis, points in
      LineChart(
        title: "microseconds a step", xLabel: axis.rawValue, kind: .loss,
        lines: [
          line("a step", points) { $0.seconds * 1e6 },
          line("arithmetic", points) { $0.secondsOfArithmetic * 1e6 },
          line("memory", points) { $0.secondsOfMemory * 1e6 },
        ]
          + peers.engines.map { engine in
            LineChart.Line(
              engine,
              points: peers.steps(of: engine, axis).map {
                .init(x: Double($0.value), y: $0.seconds * 1e6)
              })
          })
    }
    let memory = curves.map { axis, points in
      LineChart(
        title: "megabytes", xLabel: axis.rawValue, kind: .loss,
        lines: [line("estimate", points) { Double($0.bytes) / 1e6 }])
    }
    return Chart(
      title: "How a training step grows", panels: zip(steps, memory).flatMap { [$0, $1] },
      note: "256 inputs, 2 × 256 relu, 10 classes, batches of 64, but for what is varied; "
        + "arithmetic at the measured peak, and every weight read and written once",
      axes: .log)
  }

  private func line(
    _ name: String, _ points: [GrowthBenchmark.Point],
    _ height: (GrowthBenchmark.Point) -> Double
  ) -> LineChart.Line {
    LineChart.Line(name, points: points.map { .init(x: Double($0.value), y: height($0)) })
  }

  private func microseconds(_ seconds: Double) -> String {
    "\(decimal(seconds * 1e6, digits: 2)) µs"
  }
}
