#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// MNIST's four files and where they are published.
///
/// The sizes and checksums are those of the files that LeCun, Cortes and Burges published (MD5
/// f68b3c2d…, d53e105e…, 9fb629c4…, ec29112d…).
public enum MNISTDownload {
  /// The files, the large one first.
  public static let files = [
    PublishedFile(
      name: "train-images-idx3-ubyte.gz", size: 9_912_422,
      sha256: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
    PublishedFile(
      name: "train-labels-idx1-ubyte.gz", size: 28_881,
      sha256: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
    PublishedFile(
      name: "t10k-images-idx3-ubyte.gz", size: 1_648_877,
      sha256: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
    PublishedFile(
      name: "t10k-labels-idx1-ubyte.gz", size: 4_542,
      sha256: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
  ]

  /// The public mirrors; the authors' own server comes last, because it is often overloaded.
  public static let mirrors = [
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
    "http://yann.lecun.com/exdb/mnist/",
  ].compactMap { URL(string: $0) }

  /// All of them together.
  public static let dataset = PublishedDataset(files: files, mirrors: mirrors)
}
