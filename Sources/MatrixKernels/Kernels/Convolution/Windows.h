// Where the windows of a convolution lie in its picture.

// How many steps of the depth a band of rows has, when the gradient of a kernel is summed up.
#define GRADIENT_STEPS 128

// Positions first ..< end.
typedef struct {
  ptrdiff_t first, end;
} Span;

// The part of a window, from its own beginning on, that lies inside 0 ..< extent.
INLINE Span inside(ptrdiff_t begin, ptrdiff_t window, ptrdiff_t extent) {
  const ptrdiff_t first = larger_count(0, -begin);
  return (Span){first, larger_count(first, smaller_count(window, extent - begin))};
}

// The windows, of `count`, whose place `offset` lies inside 0 ..< extent; the first begins at −before.
INLINE Span windows_inside(
    ptrdiff_t offset, ptrdiff_t before, ptrdiff_t stride, ptrdiff_t extent, ptrdiff_t count) {
  const ptrdiff_t begin = offset - before;
  const ptrdiff_t first = begin >= 0 ? 0 : quotient_rounded_up(-begin, stride);
  const ptrdiff_t end = extent > begin ? quotient_rounded_up(extent - begin, stride) : 0;
  return (Span){first, larger_count(first, smaller_count(end, count))};
}

// padded (height × padded_width × channels) = the picture with `left` columns of zeros before it,
// and as many after it as there is room for.
static void pad_picture(
    const Real *picture, ptrdiff_t height, ptrdiff_t width, ptrdiff_t channels, ptrdiff_t left,
    ptrdiff_t padded_width, Real *padded) {
  const ptrdiff_t before = left * channels;
  const ptrdiff_t numbers = smaller_count(width, padded_width - left) * channels;
  const ptrdiff_t after = padded_width * channels - before - numbers;
  for (ptrdiff_t row = 0; row < height; row += 1) {
    memset(padded, 0, (size_t)before * REAL_BYTES);
    memcpy(padded + before, picture, (size_t)numbers * REAL_BYTES);
    memset(padded + before + numbers, 0, (size_t)after * REAL_BYTES);
    picture += width * channels;
    padded += padded_width * channels;
  }
}
