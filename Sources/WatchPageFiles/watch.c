#include "WatchPageFiles.h"

static const unsigned char page[] = {
#embed "page/head.html" suffix(,)
#embed "../FilmPageFiles/page/basics.css" suffix(,)
#embed "page/watch.css" suffix(,)
#embed "page/body.html" suffix(,)
#embed "page/watch.js" suffix(,)
#embed "page/foot.html"
};

GlassboxWatchPage glassbox_watch_page(void) {
  GlassboxWatchPage file = {page, sizeof page};
  return file;
}
