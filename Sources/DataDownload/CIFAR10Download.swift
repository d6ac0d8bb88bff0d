#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// CIFAR-10's archive (binary version) and where it is published.
///
/// The archive is the one that Krizhevsky published, with the MD5 c32a1d4ab5d03f1284b67883e8d87530;
/// its size and SHA-256 are those that TensorFlow Datasets has on record for it.
public enum CIFAR10Download {
  /// The archive, which is used as it is.
  public static let files = [
    PublishedFile(
      name: "cifar-10-binary.tar.gz", size: 170_052_171,
      sha256: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd")
  ]

  /// The author's server, and a public copy.
  public static let mirrors = [
    "https://www.cs.toronto.edu/~kriz/",
    "https://storage.googleapis.com/s4tf-hosted-binaries/datasets/CIFAR10/",
  ].compactMap { URL(string: $0) }

  /// All of it together.
  public static let dataset = PublishedDataset(files: files, mirrors: mirrors)
}
