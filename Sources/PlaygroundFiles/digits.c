#include "PlaygroundFiles.h"

// The parts of the page about digits; what it shares with the playground is the playground's.

static const unsigned char frame[] = {
#embed "page/digits/index.html"
};

static const unsigned char style[] = {
#embed "../TracePageFiles/page/colours.css" suffix(,)
#embed "../TracePageFiles/page/elements.css" suffix(,)
#embed "../TracePageFiles/page/equations.css" suffix(,)
#embed "page/playground.css" suffix(,)
#embed "page/clock.css" suffix(,)
#embed "page/side.css" suffix(,)
#embed "page/digits/digits.css"
};

// One after the other, as they need each other.
static const unsigned char program[] = {
#embed "../TracePageFiles/page/numbers.js" suffix(,)
#embed "../TracePageFiles/page/equations.js" suffix(,)
#embed "../TracePageFiles/page/bytes.js" suffix(,)
#embed "../TracePageFiles/page/theme.js" suffix(,)
#embed "page/digits/digits-texts.js" suffix(,)
#embed "page/writeTexts.js" suffix(,)
#embed "page/elements.js" suffix(,)
#embed "page/inside.js" suffix(,)
#embed "page/latest.js" suffix(,)
#embed "page/colours.js" suffix(,)
#embed "page/note.js" suffix(,)
#embed "page/dialogs.js" suffix(,)
#embed "page/pages.js" suffix(,)
#embed "page/keyActs.js" suffix(,)
#embed "page/digits/answer-names.js" suffix(,)
#embed "page/digits/digit-engine.js" suffix(,)
#embed "page/digits/pad.js" suffix(,)
#embed "page/digits/picture-files.js" suffix(,)
#embed "page/digits/answers.js" suffix(,)
#embed "page/digits/stages.js" suffix(,)
#embed "page/digits/reasons.js" suffix(,)
#embed "page/digits/maps.js" suffix(,)
#embed "page/digits/digit-steps.js" suffix(,)
#embed "page/digits/learning.js" suffix(,)
#embed "page/digits/zip.js" suffix(,)
#embed "page/digits/teaching.js" suffix(,)
#embed "page/digits/digits-main.js"
};

static const unsigned char worker[] = {
#embed "page/unpack.js" suffix(,)
#embed "page/digits/digits-worker.js"
};

static const unsigned char engine[] = {
#embed "page/digits/engine.wasm.lzma"
};

GlassboxPlaygroundFile glassbox_digits_frame(void) {
  return (GlassboxPlaygroundFile){frame, sizeof frame};
}

GlassboxPlaygroundFile glassbox_digits_style(void) {
  return (GlassboxPlaygroundFile){style, sizeof style};
}

GlassboxPlaygroundFile glassbox_digits_program(void) {
  return (GlassboxPlaygroundFile){program, sizeof program};
}

GlassboxPlaygroundFile glassbox_digits_worker(void) {
  return (GlassboxPlaygroundFile){worker, sizeof worker};
}

GlassboxPlaygroundFile glassbox_digits_engine(void) {
  return (GlassboxPlaygroundFile){engine, sizeof engine};
}
