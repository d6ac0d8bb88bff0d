import MatrixEngine
import NetworkDescription
import NeuronGraph
import PlaceLiterals
import Testing

@Suite("Where a learned number sits")
struct PlaceTests {
  @Test("Both engines name the same link or neuron for every learned number")
  func places() throws {
    let blueprint = try NetworkBlueprint(
      name: "places", input: .picture(height: 2, width: 1, channels: 2),
      layers: [
        .flatten, .dense(Dense(units: 3, activation: .tanh)), .dropout(Dropout(rate: 0.5)),
        .dense(Dense(units: 2, useBias: false)),
      ], loss: .halfSquaredError)
    let objects = try NeuronNetwork(blueprint)
    let matrices = try MatrixNetwork<Double>(blueprint)
    for (name, specification) in blueprint.parameterSpecifications {
      for index in 0..<specification.count {
        let place = try #require(objects.place(of: index, in: name))
        #expect(matrices.place(of: index, in: name) == place)
      }
      #expect(objects.place(of: specification.count, in: name) == nil)
      #expect(matrices.place(of: specification.count, in: name) == nil)
    }
    #expect(objects.place(of: 4, in: "layers.1.weight") == .link("0.0.0.1-2.1"))
    #expect(objects.place(of: 2, in: "layers.1.bias") == .bias("2.2"))
    #expect(objects.place(of: 1, in: "layers.3.weight") == .link("3.0-4.1"))
  }

  @Test("Weights that a convolution shares are named by their first link, also at the edges")
  func convolutions() throws {
    let blueprint = try NetworkBlueprint(
      name: "places", input: .picture(height: 5, width: 4, channels: 2),
      layers: [
        .conv2D(
          Conv2D(
            filters: 3, kernel: PixelExtent(height: 3, width: 2),
            stride: PixelExtent(height: 2, width: 1), padding: .same)),
        .maxPooling2D(MaxPooling2D(pool: 2)), .conv2D(Conv2D(filters: 2, kernel: 1)), .flatten,
        .dense(Dense(units: 2)),
      ], loss: .halfSquaredError)
    let objects = try NeuronNetwork(blueprint)
    let matrices = try MatrixNetwork<Double>(blueprint)
    for (name, specification) in blueprint.parameterSpecifications {
      for index in 0..<specification.count {
        let place = try #require(objects.place(of: index, in: name))
        #expect(matrices.place(of: index, in: name) == place)
      }
    }
    #expect(objects.place(of: 0, in: "layers.0.weight") == .link("0.1.0.0-1.1.0.0"))
  }
}
