/// Lernmi's way to learn: every link moves its weight as soon as it has pushed back.
///
/// For a batch of one sample, plain descent, and weights that no two links share, this gives bit
/// for bit what moving all weights at the end gives: a link pushes back with its weight as it was,
/// and nobody looks at the weight again before the next sample. Only each link is visited once less.
struct ImmediateDescent: PassFollower {
  let learningRate: Double

  @inline(__always)
  func neuronTurnedBack(_ neuron: Neuron, slope: TurningSlope) {
    if let bias = neuron.bias { move(bias) }
  }

  @inline(__always)
  func linkPushedBack(_ link: Link) {
    move(link.weight)
  }

  @inline(__always)
  private func move(_ weight: Weight) {
    if weight.isTrainable { weight.value -= learningRate * weight.gradient }
    weight.gradient = 0
  }
}
