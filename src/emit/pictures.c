#include "emit/picture_kept.h"
#include "emit/site.h"

enum { QUALITY = 80 };

/* One picture in all its sizes, each as WebP and in the format that all browsers show. */
static void
write_sizes(struct emit *e, const struct picture *p, const struct summary_picture *known)
{
	struct picture_want want[2 * SITE_SIZES];
	str bytes[2 * SITE_SIZES] = {0}, date = date_iso(e->mem, e->issue->date);
	struct arena mem = {0};
	int width[SITE_SIZES], n = 0;

	for (int i = site_widths(p->width, width); i-- > 0;) {
		want[n++] = (struct picture_want){.width = width[i],
						  .format = PICTURE_WEBP,
						  .quality = QUALITY,
						  .lossless = p->drawing};
		want[n++] = (struct picture_want){.width = width[i],
						  .format = p->drawing ? PICTURE_PNG : PICTURE_JPEG,
						  .quality = QUALITY};
	}
	if (!files_kept(e->files) || picture_kept(&mem, &e->desk, p, want, n, bytes))
		for (int i = 0; i < n; i++) {
			str suffix = want[i].format == PICTURE_WEBP ? STR("webp") : known->suffix;
			str path = site_picture_file(e->mem, date, known, want[i].width, suffix);

			files_write(e->files, str_fmt(e->mem, "site/" STR_FMT, STR_ARG(path)),
				    bytes[i]);
		}
	arena_free(&mem);
}

static void
write_svg(struct emit *e, const struct picture *p, const struct summary_picture *known)
{
	str path = site_picture_file(e->mem, date_iso(e->mem, e->issue->date), known, 0, (str){0});

	files_write(e->files, str_fmt(e->mem, "site/" STR_FMT, STR_ARG(path)), p->svg);
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
		struct summary_picture known;

		if (!n->picture)
			continue;
		known = site_picture(e->mem, e->issue->folder, n->picture);
		if (seen_before(seen, known.base))
			continue;
		seen->v[seen->n++] = known.base;
		if (site_vector(&known))
			write_svg(e, n->picture, &known);
		else
			write_sizes(e, n->picture, &known);
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
