#include "emit/site.h"

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
largest(struct site_links *l, const struct picture *p)
{
	const struct issue *issue = l->s->e->issue;
	struct summary_picture known = site_picture(l->s->mem, issue->folder, p);

	return site_largest(l, date_iso(l->s->mem, issue->date), &known);
}

static struct body_picture
body_picture(void *ctx, struct arena *a, const struct node *n)
{
	struct site_links *l = ctx;
	const struct issue *issue = l->s->e->issue;
	struct summary_picture known;
	struct body_picture shown;

	(void)a;
	if (!n->picture || !issue)
		return (struct body_picture){.src = n->url};
	known = site_picture(l->s->mem, issue->folder, n->picture);
	shown = site_shown(l, date_iso(l->s->mem, issue->date), &known);
	shown.sizes = STR("(min-width: 46rem) 44rem, 100vw");
	if ((site_vector(&known) || n->picture->width >= SITE_LARGE) && !l->absolute)
		shown.whole = largest(l, n->picture);
	return shown;
}

static str
body_target(void *ctx, struct arena *a, const struct node *n)
{
	struct site_links *l = ctx;
	struct site *s = l->s;
	str path, address = {0};

	if (n->picture && s->e->issue)
		return largest(l, n->picture);
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
	return (struct body_links){.target = body_target, .picture = body_picture, .ctx = l};
}

struct element *
site_body(struct site *s, const struct node *doc)
{
	struct site_links l = {s, s->here, false};
	struct body_links links = site_body_links(&l);
	struct element *e;

	if (!doc || !doc->first)
		return NULL;
	links.first_at_once = true;
	links.enlarge = site_words(s, STR("看大图"));
	e = element_new(s->mem, NULL, STR("div"));
	body_append(s->mem, e, doc, &links);
	return e;
}
