// The system's libpng, made importable. Only the C target CPNG imports it: libpng reports errors
// with longjmp, which must never cross a Swift frame, so Swift code talks to CPNG instead.
#include <png.h>
