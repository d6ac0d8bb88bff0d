// swift-tools-version: 6.1

// A package of its own: builds of the main package see nothing of it. `run` builds and starts it.

import PackageDescription

let package = Package(
  name: "fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "glassbox", path: "../..")],
  targets: [
    // libFuzzer's entry, as C declares it.
    .target(name: "CFuzzer"),
    .executableTarget(
      name: "FuzzReaders",
      dependencies: ["CFuzzer"]
        + [
          "Interchange", "MatrixEngine", "ModelFiles", "NetworkDescription", "NeuronGraph",
          "Pictures",
          "Playground", "TrainingData", "TrainingDebugger",
        ].map { .product(name: $0, package: "glassbox") }),
  ],
  swiftLanguageModes: [.v6]
)
