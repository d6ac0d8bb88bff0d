import ArgumentParser
import Pictures

/// How the curves of a training are drawn.
struct AxesOption: ParsableArguments {
  @Option(
    help: """
      Which axes of the curves are logarithmic: auto (loss where it falls by more than a factor of \
      30, epochs where half of the way is gone within a twentieth of them), linear, log-x, log-y, \
      log.
      """)
  var axes = ChartAxes.auto
}

extension ChartAxes: ExpressibleByArgument {}
