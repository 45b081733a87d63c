#include "emit/site.h"

static str
picture_file(struct site_links *l, const struct picture *p, int width, const char *suffix)
{
	struct site *s = l->s;
	const struct issue *issue = s->e->issue;
	str base = site_picture(s->mem, issue->folder, p->path);
	str path = str_fmt(s->mem, STR_FMT "/" STR_FMT "-%d.%s",
			   STR_ARG(date_iso(s->mem, issue->date)), STR_ARG(base), width, suffix);
	str address = {0};

	if (l->absolute)
		address = site_address(s->mem, s->e->paper, s->e->paper->edition[0], path);
	return address.n > 0 ? address : site_asset(s, path);
}

static str
picture_set(struct site_links *l, struct arena *a, const struct picture *p, const char *suffix)
{
	struct out o = {.mem = a};
	int w[SITE_SIZES], n = p && l->s->e->issue ? site_widths(p->width, w) : 0;

	for (int i = 0; i < n; i++)
		out_fmt(&o, "%s" STR_FMT " %dw", i ? ", " : "",
			STR_ARG(picture_file(l, p, w[i], suffix)), w[i]);
	return out_text(&o);
}

static str
body_jpegs(void *ctx, struct arena *a, const struct node *n)
{
	return picture_set(ctx, a, n->picture, "jpg");
}

static str
body_webps(void *ctx, struct arena *a, const struct node *n)
{
	return picture_set(ctx, a, n->picture, "webp");
}

/* One size: for browsers that know no others the plain one, for a link to the picture the largest.
 */
static str
one_picture(struct site_links *l, const struct picture *p, bool largest)
{
	int w[SITE_SIZES], i = site_widths(p->width, w) - 1;

	while (!largest && i > 0 && w[i] > SITE_PLAIN)
		i--;
	return picture_file(l, p, w[i], "jpg");
}

/* The path of the page that link N leads to; empty: none of the edition's. */
static str
linked_path(const struct site_links *l, struct arena *a, const struct node *n)
{
	switch (n->to) {
	case LINK_HERE:
		return l->path;
	case LINK_ARTICLE:
		return str_fmt(a, STR_FMT "/" STR_FMT "/", STR_ARG(n->target_issue),
			       STR_ARG(n->target_slug));
	case LINK_ISSUE:
		return str_fmt(a, STR_FMT "/", STR_ARG(n->target_issue));
	case LINK_HONOURS:
		return str_fmt(a, STR_FMT "/#honours", STR_ARG(n->target_issue));
	case LINK_ABOUT:
		return STR("about/");
	case LINK_OUT:
	case LINK_FILE:
		break;
	}
	return (str){0};
}

static str
body_target(void *ctx, struct arena *a, const struct node *n)
{
	struct site_links *l = ctx;
	struct site *s = l->s;
	str path, address = {0};

	if (n->picture && s->e->issue)
		return one_picture(l, n->picture, n->type == NODE_LINK);
	path = n->type == NODE_LINK ? linked_path(l, a, n) : (str){0};
	if (path.n == 0 || (n->to == LINK_HERE && !l->absolute))
		return n->url;
	if (n->fragment.n > 0)
		path = str_fmt(a, STR_FMT "#" STR_FMT, STR_ARG(path), STR_ARG(n->fragment));
	if (l->absolute)
		address = site_address(a, s->e->paper, s->e->edition, path);
	return address.n > 0 ? address : site_way(a, s->here, path);
}

struct body_links
site_body_links(struct site_links *l)
{
	return (struct body_links){body_target, body_jpegs, body_webps,
				   STR("(min-width: 46rem) 44rem, 100vw"), l};
}

str
site_jpeg(struct site *s, const struct picture *p)
{
	struct site_links l = {s, s->here, true};

	return one_picture(&l, p, true);
}

struct element *
site_body(struct site *s, const struct node *doc)
{
	struct site_links l = {s, s->here, false};
	struct body_links links = site_body_links(&l);
	struct element *e;

	if (!doc || !doc->first)
		return NULL;
	e = element_new(s->mem, NULL, STR("div"));
	body_append(s->mem, e, doc, &links);
	return e;
}
