// Pooling: each window of a picture becomes one number a channel, its largest or its mean.
//
// For one picture (height × width × channels); what comes out is output_height × output_width ×
// channels. What a window sees outside the picture counts for nothing.

// The part of the window (y, x) that lies inside the picture.
typedef struct {
  // Of the window's own rows and columns.
  Span rows, columns;
  // Where the window's first place would lie, from the first number of the picture on.
  ptrdiff_t origin;
} Window;

INLINE Window find_window(const GlassboxWindows *windows, ptrdiff_t y, ptrdiff_t x) {
  const ptrdiff_t row = y * windows->stride_down - windows->top;
  const ptrdiff_t column = x * windows->stride_right - windows->left;
  return (Window){
      .rows = inside(row, windows->window_height, windows->height),
      .columns = inside(column, windows->window_width, windows->width),
      .origin = (row * windows->width + column) * windows->channels,
  };
}

// Runs the text for every place of a window that lies inside the picture, row by row; `at` is where
// its channels begin in the picture.
#define FOR_EACH_PLACE(windows, window, ...)                                                  \
  for (ptrdiff_t ky = window.rows.first; ky < window.rows.end; ky += 1) {                     \
    for (ptrdiff_t kx = window.columns.first; kx < window.columns.end; kx += 1) {             \
      const ptrdiff_t at = window.origin + (ky * windows->width + kx) * windows->channels;    \
      __VA_ARGS__                                                                             \
    }                                                                                         \
  }

// Runs the text for every window, row by row: `window`, and `to` where its channels begin in what
// comes out.
#define FOR_EACH_WINDOW(windows, ...)                                                       \
  for (ptrdiff_t y = 0; y < windows->output_height; y += 1) {                               \
    for (ptrdiff_t x = 0; x < windows->output_width; x += 1) {                              \
      const Window window = find_window(windows, y, x);                                     \
      const ptrdiff_t to = (y * windows->output_width + x) * windows->channels;             \
      __VA_ARGS__                                                                           \
    }                                                                                       \
  }

// Whether each pixel lies in exactly one window: what goes back to it can then be written, and
// needs no zeros to be added to.
INLINE bool windows_tile(const GlassboxWindows *windows) {
  return windows->stride_down == windows->window_height
         && windows->stride_right == windows->window_width && windows->top == 0
         && windows->left == 0
         && windows->output_height * windows->stride_down == windows->height
         && windows->output_width * windows->stride_right == windows->width;
}

INLINE size_t picture_bytes(const GlassboxWindows *windows) {
  return (size_t)(windows->height * windows->width * windows->channels) * REAL_BYTES;
}

// As many argmaxes as a vector has numbers, in memory and as the vectors compare them.
typedef uint32_t Argmax __attribute__((vector_size(LANES * 4)));

// outputs = the largest number of each window, argmax = its place in the window: the first in the
// order of rows, if several are equal.
static void pool_largest(
    const GlassboxWindows *windows, const Real *picture, Real *outputs, uint32_t *argmax) {
  FOR_EACH_WINDOW(windows, {
    FOR_EACH_VECTOR(windows->channels, {
      Vector largest = all_lanes(-(Real)__builtin_inf());
      Integers chosen = {0};
      Integer place = 0;
      FOR_EACH_PLACE(windows, window, {
        const Vector candidate = load(picture + at + i, lanes);
        // Also what is not a number, once: it shall be seen.
        const Integers is_larger = ~(candidate <= largest) & (largest == largest);
        largest = choose(is_larger, candidate, largest);
        chosen = (is_larger & place) | (~is_larger & chosen);
        place += 1;
      })
      store(outputs + to + i, largest, lanes);
      const Argmax narrow = __builtin_convertvector(chosen, Argmax);
      memcpy(argmax + to + i, &narrow, (size_t)lanes * sizeof *argmax);
    });
  });
}

// picture_sensitivities = or += each sensitivity, where its window's argmax is.
INLINE void pool_largest_back_to(
    const GlassboxWindows *windows, const Real *sensitivities, const uint32_t *argmax,
    Real *picture_sensitivities, const bool adds) {
  FOR_EACH_WINDOW(windows, {
    FOR_EACH_VECTOR(windows->channels, {
      const Vector sensitivity = load(sensitivities + to + i, lanes);
      Argmax narrow = {0};
      memcpy(&narrow, argmax + to + i, (size_t)lanes * sizeof *argmax);
      const Integers chosen = __builtin_convertvector(narrow, Integers);
      Integer place = 0;
      FOR_EACH_PLACE(windows, window, {
        Real *pixel = picture_sensitivities + at + i;
        const Vector share = choose(chosen == place, sensitivity, (Vector){0});
        store(pixel, adds ? load(pixel, lanes) + share : share, lanes);
        place += 1;
      })
    });
  });
}

// picture_sensitivities: each sensitivity goes to its window's argmax.
static void pool_largest_back(
    const GlassboxWindows *windows, const Real *sensitivities, const uint32_t *argmax,
    Real *picture_sensitivities) {
  if (windows_tile(windows)) {
    pool_largest_back_to(windows, sensitivities, argmax, picture_sensitivities, false);
  } else {
    memset(picture_sensitivities, 0, picture_bytes(windows));
    pool_largest_back_to(windows, sensitivities, argmax, picture_sensitivities, true);
  }
}

INLINE Real share_of_place(Window window) {
  const ptrdiff_t places = (window.rows.end - window.rows.first)
                           * (window.columns.end - window.columns.first);
  return (Real)1 / (Real)larger_count(1, places);
}

// outputs = the mean of those numbers of each window that lie inside the picture.
static void pool_mean(const GlassboxWindows *windows, const Real *picture, Real *outputs) {
  FOR_EACH_WINDOW(windows, {
    const Real share = share_of_place(window);
    FOR_EACH_VECTOR(windows->channels, {
      Vector total = {0};
      FOR_EACH_PLACE(windows, window, { total += load(picture + at + i, lanes); })
      store(outputs + to + i, total * share, lanes);
    });
  });
}

// picture_sensitivities: each sensitivity is shared evenly by its window's places.
static void pool_mean_back(
    const GlassboxWindows *windows, const Real *sensitivities, Real *picture_sensitivities) {
  memset(picture_sensitivities, 0, picture_bytes(windows));
  FOR_EACH_WINDOW(windows, {
    const Real share = share_of_place(window);
    FOR_EACH_VECTOR(windows->channels, {
      const Vector sensitivity = load(sensitivities + to + i, lanes) * share;
      FOR_EACH_PLACE(windows, window, {
        Real *pixel = picture_sensitivities + at + i;
        store(pixel, load(pixel, lanes) + sensitivity, lanes);
      })
    });
  });
}
