#include "TracePageFiles.h"

static const unsigned char frame[] = {
#embed "page/page.html"
};

static const unsigned char style[] = {
#embed "page/colours.css" suffix(,)
#embed "page/elements.css" suffix(,)
#embed "page/equations.css" suffix(,)
#embed "page/legend.css" suffix(,)
#embed "page/page.css" suffix(,)
#embed "page/network.css" suffix(,)
#embed "page/panels.css"
};

// One after the other, as they need each other.
static const unsigned char program[] = {
#embed "page/numbers.js" suffix(,)
#embed "page/bytes.js" suffix(,)
#embed "page/kinds.js" suffix(,)
#embed "page/theme.js" suffix(,)
#embed "page/linkCurve.js" suffix(,)
#embed "page/trace.js" suffix(,)
#embed "page/layout.js" suffix(,)
#embed "page/maps.js" suffix(,)
#embed "page/linkChoice.js" suffix(,)
#embed "page/flow.js" suffix(,)
#embed "page/neurons.js" suffix(,)
#embed "page/network.js" suffix(,)
#embed "page/history.js" suffix(,)
#embed "page/lossCurve.js" suffix(,)
#embed "page/equations.js" suffix(,)
#embed "page/panels.js" suffix(,)
#embed "page/timeLine.js" suffix(,)
#embed "page/controls.js" suffix(,)
#embed "page/lookUp.js" suffix(,)
#embed "page/main.js"
};

GlassboxPageFile glassbox_page_frame(void) {
  GlassboxPageFile file = {frame, sizeof frame};
  return file;
}

GlassboxPageFile glassbox_page_style(void) {
  GlassboxPageFile file = {style, sizeof style};
  return file;
}

GlassboxPageFile glassbox_page_program(void) {
  GlassboxPageFile file = {program, sizeof program};
  return file;
}
