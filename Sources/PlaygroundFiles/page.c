#include "PlaygroundFiles.h"

static const unsigned char frame[] = {
#embed "page/index.html"
};

// Colours, elements, equations and signs are those of the page of a trace.
static const unsigned char style[] = {
#embed "../TracePageFiles/page/colours.css" suffix(,)
#embed "../TracePageFiles/page/elements.css" suffix(,)
#embed "../TracePageFiles/page/equations.css" suffix(,)
#embed "../TracePageFiles/page/legend.css" suffix(,)
#embed "page/playground.css" suffix(,)
#embed "page/clock.css" suffix(,)
#embed "page/stage.css" suffix(,)
#embed "page/side.css"
};

// One after the other, as they need each other.
static const unsigned char program[] = {
#embed "../TracePageFiles/page/numbers.js" suffix(,)
#embed "../TracePageFiles/page/equations.js" suffix(,)
#embed "../TracePageFiles/page/bytes.js" suffix(,)
#embed "../TracePageFiles/page/kinds.js" suffix(,)
#embed "../TracePageFiles/page/theme.js" suffix(,)
#embed "../TracePageFiles/page/linkCurve.js" suffix(,)
#embed "page/texts.js" suffix(,)
#embed "page/writeTexts.js" suffix(,)
#embed "page/elements.js" suffix(,)
#embed "page/inside.js" suffix(,)
#embed "page/engine.js" suffix(,)
#embed "page/latest.js" suffix(,)
#embed "page/structure.js" suffix(,)
#embed "page/colours.js" suffix(,)
#embed "page/planes.js" suffix(,)
#embed "page/output.js" suffix(,)
#embed "page/places.js" suffix(,)
#embed "page/links.js" suffix(,)
#embed "page/tiles.js" suffix(,)
#embed "page/headings.js" suffix(,)
#embed "page/look.js" suffix(,)
#embed "page/network.js" suffix(,)
#embed "page/curves.js" suffix(,)
#embed "page/figures.js" suffix(,)
#embed "page/clock.js" suffix(,)
#embed "page/settings.js" suffix(,)
#embed "page/dataIcons.js" suffix(,)
#embed "page/ownPoints.js" suffix(,)
#embed "page/dataFile.js" suffix(,)
#embed "page/dataPanel.js" suffix(,)
#embed "page/breakpoints.js" suffix(,)
#embed "page/step.js" suffix(,)
#embed "page/note.js" suffix(,)
#embed "page/compare.js" suffix(,)
#embed "page/address.js" suffix(,)
#embed "page/tracePage.js" suffix(,)
#embed "page/exports.js" suffix(,)
#embed "page/dialogs.js" suffix(,)
#embed "page/pages.js" suffix(,)
#embed "page/keyActs.js" suffix(,)
#embed "page/keys.js" suffix(,)
#embed "page/main.js"
};

static const unsigned char worker[] = {
#embed "page/unpack.js" suffix(,)
#embed "page/engine-core.js" suffix(,)
#embed "page/engine-worker.js"
};

static const unsigned char engine[] = {
#embed "page/engine.wasm.lzma"
};

static const unsigned char unpacker[] = {
#embed "page/unpack.wasm"
};

GlassboxPlaygroundFile glassbox_playground_frame(void) {
  GlassboxPlaygroundFile file = {frame, sizeof frame};
  return file;
}

GlassboxPlaygroundFile glassbox_playground_style(void) {
  GlassboxPlaygroundFile file = {style, sizeof style};
  return file;
}

GlassboxPlaygroundFile glassbox_playground_program(void) {
  GlassboxPlaygroundFile file = {program, sizeof program};
  return file;
}

GlassboxPlaygroundFile glassbox_playground_worker(void) {
  GlassboxPlaygroundFile file = {worker, sizeof worker};
  return file;
}

GlassboxPlaygroundFile glassbox_playground_engine(void) {
  GlassboxPlaygroundFile file = {engine, sizeof engine};
  return file;
}

GlassboxPlaygroundFile glassbox_playground_unpacker(void) {
  GlassboxPlaygroundFile file = {unpacker, sizeof unpacker};
  return file;
}
