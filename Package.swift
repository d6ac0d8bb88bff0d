// swift-tools-version: 6.1

import PackageDescription

// MARK: - What other packages can import

let libraries: [Product] = [
  .library(name: "NetworkDescription", targets: ["NetworkDescription"]),
  .library(name: "NeuronGraph", targets: ["NeuronGraph"]),
  .library(name: "NeuronTrace", targets: ["NeuronTrace"]),
  .library(name: "MatrixEngine", targets: ["MatrixEngine"]),
  .library(name: "Explanation", targets: ["Explanation"]),
  .library(name: "TrainingDebugger", targets: ["TrainingDebugger"]),
  .library(name: "NetworkQuestions", targets: ["NetworkQuestions"]),
  .library(name: "TracePages", targets: ["TracePages"]),
  .library(name: "ToySets", targets: ["ToySets"]),
  .library(name: "Playground", targets: ["Playground"]),
  .library(name: "PlaygroundPages", targets: ["PlaygroundPages"]),
  .library(name: "Pictures", targets: ["Pictures"]),
  .library(name: "TrainingData", targets: ["TrainingData"]),
  .library(name: "TrainingLoop", targets: ["TrainingLoop"]),
  .library(name: "ModelFiles", targets: ["ModelFiles"]),
  .library(name: "DigitReading", targets: ["DigitReading"]),
  .library(name: "TrainingRuns", targets: ["TrainingRuns"]),
  .library(name: "TrainingLogs", targets: ["TrainingLogs"]),
  .library(name: "Experiments", targets: ["Experiments"]),
  .library(name: "NetworkPictures", targets: ["NetworkPictures"]),
  .library(name: "Interchange", targets: ["Interchange"]),
]

// MARK: - The network: what it is, and the objects that run it

let networkTargets: [Target] = [
  // exp, tanh and the like, the same bits everywhere.
  // Rounding and square roots, which are exact, may be the C library's.
  .target(name: "CMath", linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
  .testTarget(name: "CMathTests", dependencies: ["CMath"], exclude: ["Fixtures"]),
  .target(name: "TextFormats"),
  .target(name: "NetworkDescription", dependencies: ["CMath", "TextFormats"]),
  .target(name: "NeuronGraph", dependencies: ["CMath", "NetworkDescription"]),
  .target(name: "NeuronTrace", dependencies: ["NetworkDescription", "NeuronGraph", "TextFormats"]),
  .target(
    name: "Explanation",
    dependencies: ["CMath", "NetworkDescription", "NeuronGraph", "NeuronTrace"]),
  .target(
    name: "TrainingDebugger",
    dependencies: [
      "Explanation", "NetworkDescription", "NeuronGraph", "NeuronTrace", "TextFormats",
    ]),
  .target(
    name: "NetworkQuestions",
    dependencies: [
      "CMath", "Explanation", "NetworkDescription", "NeuronGraph", "NeuronTrace", "TextFormats",
    ]),
  // Points of a plane and gates, which the page and the terminal draw alike.
  .target(name: "ToySets", dependencies: ["CMath", "NetworkDescription"]),
  .target(
    name: "Playground",
    dependencies: [
      "CMath", "Explanation", "NetworkDescription", "NetworkQuestions", "NeuronGraph",
      "NeuronTrace", "TextFormats", "ToySets", "TrainingDebugger",
    ]),
  .target(
    name: "TracePages",
    dependencies: [
      "Explanation", "NetworkDescription", "NeuronGraph", "NeuronTrace", "TextFormats",
      "TracePageFiles",
    ]),
  // The page of `play`, embedded with #embed; what is in PlaygroundWasm is built by .ci/wasm alone.
  .target(name: "PlaygroundFiles", exclude: ["page"]),
  .testTarget(
    name: "PlaygroundTests",
    dependencies: [
      "NetworkDescription", "NeuronGraph", "Playground", "TextFormats", "Thoroughness",
      "TrainingData", "TrainingLoop",
    ],
    exclude: ["Fixtures", "Node"]),
  // The page of `trace --html`, embedded with #embed.
  .target(name: "TracePageFiles", exclude: ["page"]),
  // A browser without a window, for tests alone.
  .target(name: "BrowserTabs", path: "Tests/BrowserTabs"),
  // How many cases a test tries without the optimizer, for tests alone.
  .target(name: "Thoroughness", path: "Tests/Thoroughness"),
  // Names as literals, for tests alone.
  .target(
    name: "PlaceLiterals", dependencies: ["NetworkDescription"], path: "Tests/PlaceLiterals"),
  .testTarget(name: "TextFormatsTests", dependencies: ["NetworkDescription", "TextFormats"]),
  .testTarget(
    name: "NetworkDescriptionTests",
    dependencies: ["NetworkDescription", "PlaceLiterals", "TextFormats"]),
  .testTarget(
    name: "NeuronGraphTests",
    dependencies: [
      "ExplanationTestSupport", "ModelFiles", "NetworkDescription", "NeuronGraph", "NeuronTrace",
      "PlaceLiterals", "TextFormats", "Thoroughness",
    ],
    exclude: ["Fixtures"]),
  // Networks of many kinds, and a reader of printed equations that knows nothing of their writer.
  .target(
    name: "ExplanationTestSupport",
    dependencies: ["NetworkDescription", "NeuronGraph"],
    path: "Tests/ExplanationTestSupport"),
  .testTarget(
    name: "ExplanationTests",
    dependencies: [
      "Explanation", "ExplanationTestSupport", "NetworkDescription", "NeuronGraph", "NeuronTrace",
      "PlaceLiterals", "Thoroughness",
    ]),
  .testTarget(
    name: "TrainingDebuggerTests",
    dependencies: [
      "NetworkDescription", "NeuronGraph", "NeuronTrace", "PlaceLiterals", "TrainingDebugger",
    ]),
  .testTarget(
    name: "NetworkQuestionsTests",
    dependencies: [
      "ExplanationTestSupport", "NetworkDescription", "NetworkQuestions", "NeuronGraph",
      "NeuronTrace", "PlaceLiterals", "Thoroughness",
    ]),
  .testTarget(
    name: "TracePageTests",
    dependencies: [
      "BrowserTabs", "Explanation", "ExplanationTestSupport", "NetworkDescription",
      "NetworkPictures", "NeuronGraph", "NeuronTrace", "PlaceLiterals", "TextFormats",
      "Thoroughness", "TracePages", "TrainingData", "TrainingLoop", "TrainingRuns",
    ]),
]

// MARK: - The fast path

let matrixTargets: [Target] = [
  .target(name: "MatrixKernels"),
  .target(name: "MatrixEngine", dependencies: ["CMath", "MatrixKernels", "NetworkDescription"]),
  // The only module that knows both engines.
  .target(
    name: "EngineAgreement", dependencies: ["MatrixEngine", "NetworkDescription", "NeuronGraph"]),
  .testTarget(
    name: "MatrixKernelsTests",
    dependencies: ["MatrixKernels", "NetworkDescription", "Thoroughness"]),
  .testTarget(
    name: "EngineAgreementTests",
    dependencies: [
      "EngineAgreement", "MatrixEngine", "NetworkDescription", "NeuronGraph", "PlaceLiterals",
      "Thoroughness", "TrainingData",
    ]),
  .target(name: "AllocationCounter", path: "Tests/AllocationCounter"),
  .testTarget(
    name: "MatrixEngineTests",
    dependencies: [
      "AllocationCounter", "EngineAgreement", "MatrixEngine", "NetworkDescription", "Thoroughness",
    ]),
]

// MARK: - Files, pictures and data

let dataTargets: [Target] = [
  .target(name: "SystemFiles", dependencies: ["TextFormats"]),
  .testTarget(name: "SystemFilesTests", dependencies: ["SystemFiles"]),
  .systemLibrary(
    name: "CLibPNG", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
  .systemLibrary(
    name: "CZlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
  // A C target is not told by a module map what to link; a Swift target would be.
  .target(
    name: "CPNG", dependencies: ["CLibPNG"], linkerSettings: [.linkedLibrary("png")]),
  .target(
    name: "Pictures", dependencies: ["CMath", "CPNG", "SystemFiles", "TextFormats"],
    exclude: ["Lettering/LICENSE-DejaVu.txt"]),
  .target(
    name: "TrainingData",
    dependencies: [
      "CZlib", "NetworkDescription", "Pictures", "SystemFiles", "TextFormats", "ToySets",
    ]),
  // libcurl is loaded when it is needed; dlopen is in a library of its own in older glibcs.
  .target(
    name: "CCurl", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
  .target(name: "DataDownload", dependencies: ["CCurl", "SystemFiles"]),
  .testTarget(
    name: "PicturesTests",
    dependencies: ["NetworkDescription", "Pictures", "TextFormats", "Thoroughness"],
    exclude: ["Fixtures"]),
  .testTarget(
    name: "TrainingDataTests",
    dependencies: ["NetworkDescription", "Pictures", "Thoroughness", "ToySets", "TrainingData"],
    exclude: ["Fixtures"]),
  .testTarget(name: "DataDownloadTests", dependencies: ["DataDownload"]),
]

// MARK: - Training and models

let trainingTargets: [Target] = [
  .target(name: "TrainingLoop", dependencies: ["CMath", "NetworkDescription", "TextFormats"]),
  .target(
    name: "ModelFiles", dependencies: ["NetworkDescription", "SystemFiles", "TextFormats"]),
  .testTarget(
    name: "TrainingLoopTests",
    dependencies: [
      "NetworkDescription", "NeuronGraph", "PlaceLiterals", "TextFormats", "Thoroughness",
      "TrainingData", "TrainingLoop",
    ]),
  // Python and LibreOffice, for tests alone, which are skipped where these are missing.
  .target(name: "OtherPrograms", path: "Tests/OtherPrograms"),
  .testTarget(
    name: "ModelFilesTests",
    dependencies: [
      "CMath", "ModelFiles", "NetworkDescription", "NeuronGraph", "OtherPrograms", "TextFormats",
      "TrainingData", "TrainingLoop",
    ],
    exclude: ["Fixtures"]),
]

// MARK: - What is built on all of these

let libraryTargets: [Target] = [
  .target(
    name: "PlaygroundPages",
    dependencies: [
      "ModelFiles", "NetworkDescription", "Playground", "PlaygroundFiles", "TextFormats", "ToySets",
      "TracePages", "TrainingData",
    ]),
  .testTarget(
    name: "PlaygroundPageTests",
    dependencies: [
      "BrowserTabs", "DigitReading", "MatrixEngine", "ModelFiles", "NetworkDescription",
      "NeuronGraph", "Pictures", "Playground", "PlaygroundPages", "Thoroughness", "TrainingData",
    ],
    exclude: ["Firefox"]),
  // Embedded with #embed; SwiftPM must not take the model for a source or a resource.
  .target(name: "ShippedFiles", exclude: ["digit-reader.safetensors"]),
  .target(
    name: "DigitReading",
    dependencies: [
      "MatrixEngine", "ModelFiles", "NetworkDescription", "NeuronGraph", "Pictures", "ShippedFiles",
      "SystemFiles", "TextFormats",
    ]),
  // What the page about digits does; its engine for browsers is built by .ci/wasm.
  .target(
    name: "DigitPlayground",
    dependencies: [
      "DigitReading", "Explanation", "MatrixEngine", "ModelFiles", "NetworkDescription",
      "NeuronGraph", "NeuronTrace", "Pictures", "TextFormats", "TrainingData", "TrainingDebugger",
    ]),
  .target(
    name: "TrainingRuns",
    dependencies: [
      "MatrixEngine", "ModelFiles", "NetworkDescription", "NeuronGraph", "SystemFiles",
      "TextFormats", "TrainingData", "TrainingLoop",
    ]),
  // The pages of `draw --film` and `--watch`, embedded with #embed.
  .target(name: "FilmPageFiles", exclude: ["page"]),
  .target(name: "WatchPageFiles", exclude: ["page"]),
  .target(
    name: "NetworkPictures",
    dependencies: [
      "Explanation", "FilmPageFiles", "MatrixEngine", "ModelFiles", "NetworkDescription",
      "NetworkQuestions", "NeuronGraph", "Pictures", "TextFormats", "TracePages", "TrainingData",
      "TrainingLoop", "TrainingRuns",
    ]),
  .target(
    name: "TrainingLogs",
    dependencies: [
      "Interchange", "MatrixEngine", "NetworkDescription", "NetworkPictures", "NeuronGraph",
      "Pictures", "SystemFiles", "TextFormats", "TracePages", "TrainingData", "TrainingLoop",
      "TrainingRuns", "WatchPageFiles",
    ]),
  .testTarget(
    name: "TrainingLogsTests",
    dependencies: [
      "BrowserTabs", "Interchange", "NetworkDescription", "OtherPrograms", "ToySets",
      "TrainingData", "TrainingLogs", "TrainingLoop", "TrainingRuns",
    ]),
  .target(
    name: "Experiments",
    dependencies: [
      "CMath", "ModelFiles", "NetworkDescription", "NetworkPictures", "Pictures", "SystemFiles",
      "TextFormats", "TrainingData", "TrainingLogs", "TrainingLoop", "TrainingRuns",
    ]),
  // Other tools' files. Only this module needs SwiftProtobuf.
  .target(
    name: "Interchange",
    dependencies: [
      "CMath", "CZlib", "ModelFiles", "NetworkDescription", "SystemFiles", "TextFormats",
      .product(name: "SwiftProtobuf", package: "swift-protobuf"),
    ],
    exclude: ["EventLogs/Schema/event.proto", "ONNX/Schema/onnx.proto"]),
  .target(
    name: "Benchmarks",
    dependencies: [
      "MatrixEngine", "NetworkDescription", "NeuronGraph", "TrainingData", "TrainingLoop",
    ]),
  .testTarget(
    name: "InterchangeTests",
    dependencies: [
      "EngineAgreement", "Interchange", "ModelFiles", "NetworkDescription", "NeuronGraph",
      "NeuronTrace", "OtherPrograms", "TextFormats", "TrainingData", "TrainingLoop", "TrainingRuns",
      .product(name: "SwiftProtobuf", package: "swift-protobuf"),
    ],
    exclude: ["Python"]),
  .testTarget(
    name: "DigitReadingTests",
    dependencies: [
      "DigitReading", "Explanation", "MatrixEngine", "ModelFiles", "NetworkDescription",
      "NeuronGraph", "NeuronTrace", "Pictures", "TextFormats", "TrainingData", "TrainingDebugger",
    ]),
  .testTarget(
    name: "NetworkPicturesTests",
    dependencies: [
      "NetworkDescription", "NetworkPictures", "NeuronGraph", "Pictures", "TrainingData",
      "TrainingLoop", "TrainingRuns",
    ]),
  .testTarget(
    name: "ExperimentsTests", dependencies: ["Experiments", "NetworkDescription", "TrainingLoop"]),
  .testTarget(
    name: "TrainingRunsTests",
    dependencies: [
      "ModelFiles", "NetworkDescription", "TextFormats", "TrainingData", "TrainingLoop",
      "TrainingRuns",
    ]),
]

// MARK: - The command

let commandTargets: [Target] = [
  .target(name: "CInterrupts"),
  .target(name: "CTerminal"),
  .executableTarget(
    name: "glassbox",
    dependencies: [
      "Benchmarks", "CInterrupts", "CTerminal", "DataDownload", "DigitReading", "EngineAgreement",
      "Experiments", "Explanation", "Interchange", "MatrixEngine", "ModelFiles",
      "NetworkDescription", "NetworkPictures", "NetworkQuestions", "NeuronGraph", "NeuronTrace",
      "Pictures", "PlaygroundPages", "SystemFiles", "TextFormats", "TracePages", "TrainingData",
      "TrainingDebugger", "TrainingLogs", "TrainingLoop", "TrainingRuns",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ]),
  .target(name: "TerminalPair", path: "Tests/TerminalPair"),
  .testTarget(
    name: "CommandLineTests",
    dependencies: [
      "DigitReading", "ModelFiles", "NetworkDescription", "NeuronGraph", "OtherPrograms",
      "Pictures", "TerminalPair", "TextFormats", "Thoroughness", "TrainingData", "TrainingLoop",
      "glassbox",
    ]),
]

// MARK: - The house as a whole

let houseTargets: [Target] = [
  .testTarget(name: "ArchitectureTests", dependencies: ["Thoroughness"])
]

// MARK: - Samples

let sampleTargets: [Target] = [
  .executableTarget(
    name: "HandWiredXOR", dependencies: ["NetworkDescription", "NeuronGraph"],
    path: "Samples/HandWiredXOR"),
  .executableTarget(
    name: "TraceOneStep",
    dependencies: ["Explanation", "NetworkDescription", "NeuronGraph", "NeuronTrace"],
    path: "Samples/TraceOneStep"),
  .executableTarget(
    name: "StepXOR",
    dependencies: ["NetworkDescription", "NeuronGraph", "TrainingData", "TrainingDebugger"],
    path: "Samples/StepXOR"),
  .executableTarget(
    name: "LearnXOR",
    dependencies: ["NetworkDescription", "NeuronGraph", "TrainingData", "TrainingLoop"],
    path: "Samples/LearnXOR"),
  .executableTarget(
    name: "ReadPicture", dependencies: ["DigitReading"], path: "Samples/ReadPicture"),
  .executableTarget(
    name: "DrawSampleDigits", dependencies: ["NetworkDescription", "Pictures", "TrainingData"],
    path: "Samples/DrawSampleDigits"),
  .testTarget(
    name: "SampleTests",
    dependencies: [
      "DigitReading", "DrawSampleDigits", "HandWiredXOR", "LearnXOR", "ModelFiles",
      "NetworkDescription", "NeuronGraph", "Pictures", "ReadPicture", "ShippedFiles", "StepXOR",
      "Thoroughness", "TraceOneStep",
    ]),
]

// For whoever keeps the documentation; see Docs/Architecture.md. A user's build does not see it.
let documentation: [Package.Dependency] =
  Context.environment["GLASSBOX_DOCUMENTATION"] == nil
  ? [] : [.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0")]

let package = Package(
  name: "glassbox",
  platforms: [.macOS(.v15)],
  products: libraries + [.executable(name: "glassbox", targets: ["glassbox"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0", traits: []),
  ] + documentation,
  targets: networkTargets + matrixTargets + dataTargets + trainingTargets + libraryTargets
    + commandTargets
    + houseTargets + sampleTargets,
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu2x
)
