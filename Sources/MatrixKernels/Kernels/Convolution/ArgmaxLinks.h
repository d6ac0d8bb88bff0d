// What the argmaxes of one filter do: they add to its gradient, and spread their sensitivities.
//
// As in Tile.h, what is used again and again stays in registers: the gradient of a part of the
// kernel, then that part of the kernel, while all argmaxes of the filter come and go.

// So many rows of a window are gone over at a time, and so many vectors across, if there are as
// many.
#define LINK_ROWS 3
#define LINK_VECTORS (TILE_SUMS / 4)

// An argmax that has a sensitivity, and where its window begins in the frame.
typedef struct {
  uint32_t at;
  Real sensitivity;
} Largest;

#define NUMBERS_IN_LARGEST ((ptrdiff_t)(sizeof(Largest) / sizeof(Real)))

// A part of the windows of one filter's argmaxes: so many rows, and so many vectors of each.
typedef struct {
  const Largest *argmax;
  ptrdiff_t count;
  // The part's first number in the frame, of the picture and of its sensitivities, for a window
  // that begins at 0; and from row to row. No sensitivities: nobody listens.
  const Real *picture;
  Real *picture_sensitivities;
  ptrdiff_t picture_row;
  // The part's first number in the filter's kernel and gradient, and from row to row.
  const Real *kernel;
  Real *gradient;
  ptrdiff_t kernel_row;
} LinkWork;

// numbers = a part of the filter's kernel or gradient. rows and vectors are constants.
INLINE void load_part(
    const Real *from, ptrdiff_t row, const int rows, const int vectors,
    const ptrdiff_t last_lanes, Vector *numbers) {
  UNROLLED for (int r = 0; r < rows; r += 1) {
    UNROLLED for (int v = 0; v < vectors; v += 1) {
      const ptrdiff_t lanes = v == vectors - 1 ? last_lanes : LANES;
      numbers[r * vectors + v] = load(from + r * row + v * LANES, lanes);
    }
  }
}

// gradient += sensitivity · picture, for all argmaxes. rows and vectors are constants.
INLINE void collect_gradient(
    const LinkWork *work, const int rows, const int vectors, const ptrdiff_t last_lanes) {
  Vector sums[LINK_ROWS * LINK_VECTORS];
  load_part(work->gradient, work->kernel_row, rows, vectors, last_lanes, sums);
  for (ptrdiff_t index = 0; index < work->count; index += 1) {
    const Real sensitivity = work->argmax[index].sensitivity;
    const Real *picture = work->picture + work->argmax[index].at;
    UNROLLED for (int r = 0; r < rows; r += 1) {
      UNROLLED for (int v = 0; v < vectors; v += 1) {
        const ptrdiff_t lanes = v == vectors - 1 ? last_lanes : LANES;
        sums[r * vectors + v] +=
            sensitivity * load(picture + r * work->picture_row + v * LANES, lanes);
      }
    }
  }
  UNROLLED for (int r = 0; r < rows; r += 1) {
    UNROLLED for (int v = 0; v < vectors; v += 1) {
      const ptrdiff_t lanes = v == vectors - 1 ? last_lanes : LANES;
      store(work->gradient + r * work->kernel_row + v * LANES, sums[r * vectors + v], lanes);
    }
  }
}

// picture_sensitivities += sensitivity · kernel, for all argmaxes. rows and vectors are constants.
INLINE void spread_sensitivities(
    const LinkWork *work, const int rows, const int vectors, const ptrdiff_t last_lanes) {
  Vector kernel[LINK_ROWS * LINK_VECTORS];
  load_part(work->kernel, work->kernel_row, rows, vectors, last_lanes, kernel);
  for (ptrdiff_t index = 0; index < work->count; index += 1) {
    const Real sensitivity = work->argmax[index].sensitivity;
    Real *picture = work->picture_sensitivities + work->argmax[index].at;
    UNROLLED for (int r = 0; r < rows; r += 1) {
      UNROLLED for (int v = 0; v < vectors; v += 1) {
        const ptrdiff_t lanes = v == vectors - 1 ? last_lanes : LANES;
        Real *to = picture + r * work->picture_row + v * LANES;
        store(to, load(to, lanes) + sensitivity * kernel[r * vectors + v], lanes);
      }
    }
  }
}

INLINE void follow_part(
    const LinkWork *work, const int rows, const int vectors, const ptrdiff_t last_lanes) {
  collect_gradient(work, rows, vectors, last_lanes);
  if (work->picture_sensitivities != NULL) {
    spread_sensitivities(work, rows, vectors, last_lanes);
  }
}

// One band of rows of the windows, from the left to the right; rows is a constant.
INLINE void follow_rows(LinkWork work, const int rows, ptrdiff_t across) {
  while (across > 0) {
    ptrdiff_t done = LINK_VECTORS * LANES;
    if (across >= done) {
      follow_part(&work, rows, LINK_VECTORS, LANES);
    } else if (across >= LANES) {
      done = LANES;
      follow_part(&work, rows, 1, LANES);
    } else {
      done = across;
      follow_part(&work, rows, 1, across);
    }
    work.picture += done;
    if (work.picture_sensitivities != NULL) work.picture_sensitivities += done;
    work.kernel += done;
    work.gradient += done;
    across -= done;
  }
}

// All of the windows of one filter's argmaxes.
static void follow_filter(LinkWork work, ptrdiff_t height, ptrdiff_t across) {
  while (height > 0) {
    const ptrdiff_t rows = height >= LINK_ROWS ? LINK_ROWS : 1;
    if (rows == LINK_ROWS) {
      follow_rows(work, LINK_ROWS, across);
    } else {
      follow_rows(work, 1, across);
    }
    work.picture += rows * work.picture_row;
    if (work.picture_sensitivities != NULL) {
      work.picture_sensitivities += rows * work.picture_row;
    }
    work.kernel += rows * work.kernel_row;
    work.gradient += rows * work.kernel_row;
    height -= rows;
  }
}
