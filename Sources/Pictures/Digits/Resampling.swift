/// Changing the size of a picture without losing ink between the pixels.
///
/// Smaller: each new pixel is the mean of the area it covers, which is what anti-aliasing means.
/// Larger: linear interpolation between pixel centres. Same size: nothing changes. Columns and rows
/// are done one after the other, so a picture of n pixels takes about 2n steps.
enum Resampling {
  /// Reduces a picture so that its longer side has at most the given length.
  static func reduced(_ picture: InkPicture, toSide side: Int) -> InkPicture {
    let reduction = Double(max(picture.width, picture.height)) / Double(side)
    guard reduction > 1 else { return picture }
    return resized(
      picture, width: max(Int(Double(picture.width) / reduction), 1),
      height: max(Int(Double(picture.height) / reduction), 1))
  }

  static func resized(_ picture: InkPicture, width: Int, height: Int) -> InkPicture {
    let narrow = resizedAlongRows(picture, Mixes(from: picture.width, to: width))
    return resizedAlongColumns(narrow, Mixes(from: picture.height, to: height))
  }

  private static func resizedAlongRows(_ picture: InkPicture, _ mixes: Mixes) -> InkPicture {
    let width = mixes.count
    var result = InkPicture(width: width, height: picture.height)
    result.amounts.withUnsafeMutableBufferPointer { results in
      picture.amounts.withUnsafeBufferPointer { amounts in
        mixes.withUnsafeBuffers { firsts, weights in
          for y in 0..<picture.height {
            for x in 0..<width {
              let start = y * picture.width + firsts[x]
              var sum: Float = 0
              for offset in 0..<mixes.length {
                sum += weights[x * mixes.length + offset] * amounts[start + offset]
              }
              results[y * width + x] = sum
            }
          }
        }
      }
    }
    return result
  }

  private static func resizedAlongColumns(_ picture: InkPicture, _ mixes: Mixes) -> InkPicture {
    let width = picture.width
    var result = InkPicture(width: width, height: mixes.count)
    result.amounts.withUnsafeMutableBufferPointer { results in
      picture.amounts.withUnsafeBufferPointer { amounts in
        mixes.withUnsafeBuffers { firsts, weights in
          for y in 0..<mixes.count {
            for offset in 0..<mixes.length {
              let weight = weights[y * mixes.length + offset]
              let start = (firsts[y] + offset) * width
              for x in 0..<width { results[y * width + x] += weight * amounts[start + x] }
            }
          }
        }
      }
    }
    return result
  }
}
