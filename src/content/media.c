#include "content/media.h"

#include "content/path.h"
#include "content/picture.h"

struct media_file {
	struct media_file *next;
	str path;
	const struct picture *picture; /* NULL: it cannot be used, which was reported */
};

static const struct picture *
read_once(struct media *m, str path, struct pos at)
{
	struct media_file *f;

	for (f = m->file; f; f = f->next)
		if (str_eq(f->path, path))
			return f->picture;
	f = NEW(m->mem, struct media_file, 1);
	*f = (struct media_file){m->file, path, picture_read(m->mem, m->diag, m->root, path, at)};
	m->file = f;
	return f->picture;
}

/* "https:", "//": a picture that is somewhere else. */
static bool
remote(str url)
{
	ptrdiff_t colon = str_find(url, STR(":")), slash = str_find(url, STR("/"));

	return str_starts(url, STR("//")) ||
	       (colon > 1 && (slash < 0 || colon < slash)); /* one letter is a drive */
}

static const struct picture *
find(struct media *m, str url, struct pos at, str folder, str fallback)
{
	str relative, beside, shared, path;

	if (remote(url)) {
		diag(m->diag, D_PICTURE_REMOTE, at, url);
		return NULL;
	}
	if (!path_clean(m->mem, url, &relative) || str_starts(relative, STR("../")) ||
	    str_eq(relative, STR(".."))) {
		diag(m->diag, D_PICTURE_PATH, at, url);
		return NULL;
	}
	beside = path_join(m->mem, folder, relative);
	shared = fallback.n > 0 ? path_join(m->mem, fallback, relative) : beside;
	if (path_find(m->mem, m->root, beside, &path) || path_find(m->mem, m->root, shared, &path))
		return read_once(m, path, at);
	/* reports the nearest name, of the folder that has one */
	return picture_read(m->mem, m->diag, m->root,
			    path_nearest(m->mem, m->root, beside).n > 0 ? beside : shared, at);
}

void
media_resolve(struct media *m, struct node *root, str folder, str fallback)
{
	for (struct node *n = root; n; n = node_walk(root, n))
		if (n->type == NODE_FIGURE || n->type == NODE_IMAGE)
			n->picture = find(m, n->url, n->at, folder, fallback);
}
