#include "build/links.h"

#include <stdlib.h>

static int
by_path(const void *x, const void *y)
{
	return str_cmp(((const struct files_entry *)x)->path,
		       ((const struct files_entry *)y)->path);
}

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* %41 is A. An escape that is none stays as it is. */
static str
decode(struct arena *a, str s)
{
	struct out o = {.mem = a};

	for (ptrdiff_t i = 0; i < s.n; i++) {
		if (s.p[i] == '%' && i + 2 < s.n && hex(s.p[i + 1]) >= 0 && hex(s.p[i + 2]) >= 0) {
			out_char(&o, (char)(hex(s.p[i + 1]) * 16 + hex(s.p[i + 2])));
			i += 2;
		} else {
			out_char(&o, s.p[i]);
		}
	}
	return out_text(&o);
}

/* *PATH without its last name, "" above "a"; false if there is nothing above. */
static bool
go_up(struct out *path)
{
	if (path->n == 0)
		return false;
	while (path->n > 0 && path->p[path->n - 1] != '/')
		path->n--;
	if (path->n > 0)
		path->n--;
	return true;
}

static bool
names_folder(str path)
{
	return str_ends(path, STR("/")) || str_eq(path, STR(".")) || str_eq(path, STR("..")) ||
	       str_ends(path, STR("/.")) || str_ends(path, STR("/.."));
}

/*
 * The path that PATH, as written in file FROM, leads to; a folder stands for its index.html. What
 * begins with ROOT leads below the site. False if it leads above what is published.
 */
static bool
resolve(struct arena *a, str root, str from, str path, str *to)
{
	struct out o = {.mem = a};
	bool folder = names_folder(path);

	if (str_eat(&path, root)) {
		out_str(&o, STR("site"));
	} else if (str_starts(path, STR("/"))) {
		return false;
	} else {
		out_str(&o, from);
		if (path.n > 0)
			go_up(&o);
	}
	while (path.n > 0) {
		str name = str_cut(&path, STR("/"));

		if (str_eq(name, STR("..")) && !go_up(&o))
			return false;
		if (name.n == 0 || str_eq(name, STR(".")) || str_eq(name, STR("..")))
			continue;
		if (o.n > 0)
			out_char(&o, '/');
		out_str(&o, name);
	}
	*to = out_text(&o);
	if (folder)
		*to = str_fmt(a, STR_FMT "%sindex.html", STR_ARG(*to), to->n ? "/" : "");
	return true;
}

static bool
has_id(const struct files_entry *e, str id)
{
	int low = 0, high = e->seen.ids.n;

	while (low < high) {
		int mid = low + (high - low) / 2;
		int c = str_cmp(e->seen.ids.v[mid], id);

		if (c == 0)
			return true;
		if (c < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return false;
}

static bool
leads_somewhere(struct arena *a, str root, const struct files_entry *from, str target,
		const struct files_entry *file, int n)
{
	str rest = target, path = str_cut(&rest, STR("#"));
	struct files_entry key = {0}, *e;

	if (!resolve(a, root, from->path, decode(a, str_cut(&path, STR("?"))), &key.path))
		return false;
	e = bsearch(&key, file, (size_t)n, sizeof *file, by_path);
	/* RFC 8118: what stands behind the # of a PDF is a page, not an id. */
	return e && (rest.n == 0 || str_ends(key.path, STR(".pdf")) || has_id(e, decode(a, rest)));
}

void
links_check(struct arena *a, struct diag *d, str root, struct files_entry *file, int n)
{
	root = decode(a, root);
	if (n > 1)
		qsort(file, (size_t)n, sizeof *file, by_path);
	for (int i = 0; i < n; i++) {
		const struct files_entry *e = &file[i];

		if (i > 0 && str_eq(e->path, file[i - 1].path))
			diag(d, D_OUT_TWICE, ((struct pos){e->path, 0, 0, 0}));
		for (int k = 0; k < e->seen.nlink; k++) {
			struct arena_mark m = arena_mark(a);
			const struct verify_link *l = &e->seen.link[k];
			bool ok = leads_somewhere(a, root, e, l->target, file, n);

			arena_rewind(a, m);
			if (!ok)
				diag(d, D_LINK_BROKEN, ((struct pos){e->path, l->line, 0, 0}),
				     l->target);
		}
	}
}
