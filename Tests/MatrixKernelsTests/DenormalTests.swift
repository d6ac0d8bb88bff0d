import MatrixKernels
import Testing

@Suite("Denormal numbers")
struct DenormalTests {
  @Test("Are zero between the two calls, and themselves again after", arguments: KernelSet.all)
  func flushing(_ set: KernelSet) {
    let tiny: [Float] = [0x1p-140, 0x1p-120]
    var sums: [Float] = [0, 0]
    let earlier = glassbox_denormals_flush()
    set.float.columnSums(1, 2, 2, tiny, &sums)
    glassbox_denormals_restore(earlier)
    #if arch(x86_64) || arch(arm64)
      #expect(sums == [0, 0x1p-120])
    #endif
    set.float.columnSums(1, 2, 2, tiny, &sums)
    #expect(sums == tiny)
  }
}
