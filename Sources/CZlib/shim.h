// The system's zlib, made importable. libpng needs it too, so it is always there.
#include <zlib.h>
