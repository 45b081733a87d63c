#include "emit/picture.h"
#include "emit/site.h"

enum { QUALITY = 80 };

/* One picture in one size, in both formats. */
static void
write_size(struct emit *e, const struct picture *p, str base, int width)
{
	static const struct {
		enum picture_format format;
		const char *suffix;
	} kinds[] = {{PICTURE_WEBP, "webp"}, {PICTURE_JPEG, "jpg"}};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct picture_want want = {
		    .width = width, .format = kinds[i].format, .quality = QUALITY};
		struct arena bytes = {0};
		str out;

		if (picture_make(&bytes, e->diag, e->root, p, &want, &out))
			files_write(e->files,
				    str_fmt(e->mem, "site/" STR_FMT "/" STR_FMT "-%d.%s",
					    STR_ARG(date_iso(e->mem, e->issue->date)),
					    STR_ARG(base), width, kinds[i].suffix),
				    out);
		arena_free(&bytes);
	}
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
		int width[SITE_SIZES], nwidth;
		str base;

		if (!n->picture)
			continue;
		base = site_picture(e->mem, e->issue->folder, n->picture->path);
		if (seen_before(seen, base))
			continue;
		seen->v[seen->n++] = base;
		nwidth = site_widths(n->picture->width, width);
		for (int i = 0; i < nwidth; i++)
			write_size(e, n->picture, base, width[i]);
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
