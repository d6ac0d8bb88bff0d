// How a matrix product is cut into pieces.
#ifndef GLASSBOX_PRODUCT_PLAN_H
#define GLASSBOX_PRODUCT_PLAN_H

#include <stdbool.h>
#include <stddef.h>

// C = A·B, where C is rows × columns, A is rows × depth and B is depth × columns.
typedef struct {
  ptrdiff_t rows;
  ptrdiff_t columns;
  ptrdiff_t depth;
  // Whether A is stored as its transpose, depth × rows.
  bool a_is_transposed;
  // Whether B is stored as its transpose, columns × depth.
  bool b_is_transposed;
  // Whether zeros of A may be passed over, if it is one row: B's numbers must be finite for that,
  // since infinity × 0 is not 0.
  bool skips_zeros;
  // From one stored row to the next, in numbers; more than the row's length in a part of a matrix.
  ptrdiff_t a_stride;
  ptrdiff_t b_stride;
  ptrdiff_t c_stride;
} GlassboxProductShape;

// A product made ready for one table of kernels.
typedef struct {
  GlassboxProductShape shape;
  // How many pieces the work is cut into: blocks of C that no other piece touches.
  ptrdiff_t pieces;
  // How many numbers of workspace each thread must bring; 0 for most shapes.
  ptrdiff_t workspace_count;
  // The rest is for the kernels. `work` is the product as it is computed: the same, or Cᵀ = Bᵀ·Aᵀ,
  // whose tiles are transposed on their way to C.
  bool transposes_c;
  // One row times a matrix, whose zeros are passed over.
  bool is_row;
  GlassboxProductShape work;
  // Tiles stand in blocks of rows and panels of columns, and go through the depth in blocks.
  ptrdiff_t row_tiles;
  ptrdiff_t row_blocks;
  ptrdiff_t panels;
  ptrdiff_t panel_columns;
  ptrdiff_t depth_blocks;
  // What is copied before use, and how many numbers a copied block of A and panel of B take up: A tile
  // by tile or row by row, B panel by panel.
  bool packs_tiles;
  bool packs_rows;
  bool packs_b;
  ptrdiff_t block_count;
  ptrdiff_t panel_count;
  // Where all that is copied can be copied before any thread begins, so that each number is once: how many
  // copies that are, tiles of A and panels of B, and how many numbers they take up. 0 for most shapes.
  ptrdiff_t copies;
  ptrdiff_t copies_count;
} GlassboxProductPlan;

#endif
