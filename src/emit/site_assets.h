/*
 * site_assets.h - the files of layouts/web that are no scripts of Lua: style sheets, scripts for
 * browsers. They are read once, before the workers start, so that every page can name them by what
 * is in them: "style-0a1b2c3d4e.css" may be kept by browsers for ever.
 */
#ifndef EMIT_SITE_ASSETS_H
#define EMIT_SITE_ASSETS_H

#include "base/diag.h"
#include "base/file.h"

struct site_assets {
	struct site_asset {
		str name; /* "style.css" */
		/* below out/site. That of .css and .js has a sum; sw.js keeps its name, by which
		 * browsers ask for it again, and so do icons. */
		str path;
		str bytes;
	} * v;
	int n;
};

/*
 * What lies in LAYOUTS, in A. A line @import "style/base.css"; of a style sheet becomes the file it
 * names: a reader asks for one. Scripts are squeezed (emit/squeeze.h).
 */
void site_assets_read(struct arena *a, struct diag *d, const struct root *layouts,
		      struct site_assets *out);
/* The one called NAME; NULL: there is none. T may be NULL. */
const struct site_asset *site_assets_find(const struct site_assets *t, str name);

#endif
