#include "ShippedFiles.h"
size_t glassbox_shipped_picture_count(void) { return 0; }
GlassboxShippedFile glassbox_shipped_picture(size_t index) {
  GlassboxShippedFile none = {"", NULL, 0};
  return none;
}
