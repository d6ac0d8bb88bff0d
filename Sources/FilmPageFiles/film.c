#include "FilmPageFiles.h"

static const unsigned char page[] = {
#embed "page/head.html" suffix(,)
#embed "page/basics.css" suffix(,)
#embed "page/film.css" suffix(,)
#embed "page/body.html" suffix(,)
#embed "page/film.js" suffix(,)
#embed "page/foot.html"
};

GlassboxFilmPage glassbox_film_page(void) {
  GlassboxFilmPage file = {page, sizeof page};
  return file;
}
