#include "emit/picture_kept.h"
#include "emit/site.h"

enum { QUALITY = 80 };

static str
file_name(struct emit *e, str base, const struct picture_want *want)
{
	return str_fmt(e->mem, "site/" STR_FMT "/" STR_FMT "-%d.%s",
		       STR_ARG(date_iso(e->mem, e->issue->date)), STR_ARG(base), want->width,
		       want->format == PICTURE_WEBP ? "webp" : "jpg");
}

/* One picture in all its sizes, each in both formats. */
static void
write_sizes(struct emit *e, const struct picture *p, str base)
{
	struct picture_want want[2 * SITE_SIZES];
	str bytes[2 * SITE_SIZES] = {0};
	struct arena mem = {0};
	int width[SITE_SIZES], n = 0;

	for (int i = site_widths(p->width, width); i-- > 0;) {
		struct picture_want w = {
		    .width = width[i], .format = PICTURE_WEBP, .quality = QUALITY};

		want[n++] = w;
		w.format = PICTURE_JPEG;
		want[n++] = w;
	}
	if (!files_kept(e->files) || picture_kept(&mem, &e->desk, p, want, n, bytes))
		for (int i = 0; i < n; i++)
			files_write(e->files, file_name(e, base, &want[i]), bytes[i]);
	arena_free(&mem);
}

static bool
seen_before(const struct strs *seen, str base)
{
	for (int i = 0; i < seen->n; i++)
		if (str_eq(seen->v[i], base))
			return true;
	return false;
}

static void
write_pictures(struct emit *e, const struct node *doc, struct strs *seen)
{
	for (const struct node *n = doc; n; n = node_walk(doc, n)) {
		str base;

		if (!n->picture)
			continue;
		base = site_picture(e->mem, e->issue->folder, n->picture->path);
		if (seen_before(seen, base))
			continue;
		seen->v[seen->n++] = base;
		write_sizes(e, n->picture, base);
	}
}

static int
count_pictures(const struct node *doc)
{
	int n = 0;

	for (const struct node *p = doc; p; p = node_walk(doc, p))
		n += p->picture != NULL;
	return n;
}

void
emit_pictures(struct emit *e)
{
	const struct issue *issue = e->issue;
	struct strs seen = {0};
	int n = count_pictures(issue->note);

	for (int i = 0; i < issue->narticle; i++)
		n += count_pictures(issue->article[i]->body);
	seen.v = NEW(e->mem, str, (size_t)n);
	write_pictures(e, issue->note, &seen);
	for (int i = 0; i < issue->narticle; i++)
		write_pictures(e, issue->article[i]->body, &seen);
}
