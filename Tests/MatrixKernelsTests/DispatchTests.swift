import MatrixKernels
import Testing

@Suite("Choosing the kernels for this processor")
struct DispatchTests {
  @Test("Without a name the fastest are chosen, which are the first of all")
  func fastest() throws {
    let fastest = try #require(glassbox_kernels_named(nil))
    #expect(fastest == glassbox_kernels_at(0))
  }

  @Test("The baseline is always there, and every set is found by its name")
  func names() {
    #expect(KernelSet.all.map(\.name).contains("baseline"))
    for (position, set) in KernelSet.all.enumerated() {
      #expect(glassbox_kernels_named(set.name) == glassbox_kernels_at(position))
    }
  }

  @Test("A name nobody knows finds nothing")
  func unknownName() {
    #expect(glassbox_kernels_named("abacus") == nil)
    #expect(glassbox_kernels_at(100) == nil)
  }

  @Test("A product's speed is measured beside the best there can be")
  func speed() throws {
    let kernels = try #require(glassbox_kernels_named(nil))
    let shape = GlassboxProductShape(rows: 9, columns: 9, depth: 9)
    let speed = glassbox_measure_product(kernels, shape, 0.002)
    #expect(speed.achieved > 0)
    #expect(speed.peak > 0)
    #expect(glassbox_measure_peak(kernels, 0.001) > 0)
  }
}
