#include "ShippedFiles.h"

// Made by `glassbox train digit-reader`; Docs/DigitReader.md tells how.
static const unsigned char reader[] = {
#embed "digit-reader.safetensors"
};

GlassboxShippedFile glassbox_shipped_reader(void) {
  GlassboxShippedFile file = {"digit-reader.safetensors", reader, sizeof reader};
  return file;
}
