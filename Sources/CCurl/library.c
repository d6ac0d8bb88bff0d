// Loads libcurl and looks up the functions that are needed.
//
// That the declarations of `library.h` fit the library of any machine rests on curl's promise that
// what has the file name ending .4 keeps its binary interface, as it has since 7.16.0 of 2006:
// https://curl.se/libcurl/abi.html. XFERINFOFUNCTION is the youngest thing used here; it came with
// 7.32.0 in 2013 (https://curl.se/libcurl/c/symbols-in-versions.html).
#include "CCurl.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "library.h"

// Looks up a function. POSIX has dlsym return functions as pointers to objects, which C can only
// take for functions by way of their bytes.
static bool find(void *file, const char *name, void *function) {
  void *symbol = dlsym(file, name);
  memcpy(function, &symbol, sizeof symbol);
  return symbol != NULL;
}

static bool find_all(void *file, ccurl_library *library) {
  return find(file, "curl_easy_init", &library->easy_init)
      && find(file, "curl_easy_setopt", &library->easy_setopt)
      && find(file, "curl_easy_perform", &library->easy_perform)
      && find(file, "curl_easy_getinfo", &library->easy_getinfo)
      && find(file, "curl_easy_strerror", &library->easy_strerror)
      && find(file, "curl_easy_cleanup", &library->easy_cleanup);
}

ccurl_library *ccurl_open(const char *name) {
  void *file = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (file == NULL) return NULL;
  int (*global_init)(long flags);
  ccurl_library *library = malloc(sizeof *library);
  if (library != NULL && find(file, "curl_global_init", &global_init)
      && find_all(file, library) && global_init(GLOBAL_DEFAULT) == CODE_OK) {
    return library;
  }
  free(library);
  dlclose(file);
  return NULL;
}

void ccurl_close(ccurl_library *library) { free(library); }
