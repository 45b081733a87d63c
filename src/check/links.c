/*
 * A link inside the paper names a file as it lies beside the article: "other.md",
 * "../2024-07-17/x.md#id", "issue.md". It becomes issue, slug and fragment here, so that
 * writers need not know of files. An article of another issue is read for its slug.
 */
#include "base/front.h"
#include "base/icu.h"
#include "check/part.h"
#include "content/path.h"

/* An article of another issue, read once however often it is linked to. */
struct elsewhere {
	struct elsewhere *next;
	str file;
	const struct article *article; /* NULL: it cannot be published */
};

struct links {
	struct arena *mem;
	struct diag *diag;
	const struct root *root;
	const struct paper *paper;
	const struct issue *issue;
	str folder;	   /* of the text that is checked */
	struct node *text; /* the document the link stands in */
	struct elsewhere *known;
};

/* "https:", "mailto:", "//" */
static bool
outside(str url)
{
	ptrdiff_t colon = str_find(url, STR(":")), slash = str_find(url, STR("/"));

	return str_starts(url, STR("//")) || (colon > 1 && (slash < 0 || colon < slash));
}

static void
check_fragment(struct links *l, const struct node *n, const struct node *body)
{
	struct strs ids = {0};
	str nearest;
	int cap = 0;

	if (n->fragment.n == 0)
		return;
	for (const struct node *h = body; h; h = node_walk(body, h))
		cap += h->type == NODE_HEADING;
	ids.v = NEW(l->mem, str, (size_t)cap + 1);
	for (const struct node *h = body; h; h = node_walk(body, h)) {
		if (h->type != NODE_HEADING)
			continue;
		if (str_eq(h->id, n->fragment))
			return;
		ids.v[ids.n++] = h->id;
	}
	nearest = front_nearest(l->mem, n->fragment, &ids);
	if (nearest.n > 0)
		diag(l->diag, D_LINK_HEADING_NEAR, n->at, n->fragment, nearest);
	else
		diag(l->diag, D_LINK_HEADING, n->at, n->fragment);
}

static void
report_missing(struct links *l, const struct node *n, str path)
{
	str nearest = path_nearest(l->mem, l->root, path);

	if (nearest.n > 0)
		diag(l->diag, D_LINK_MISSING_NEAR, n->at, n->url, nearest);
	else
		diag(l->diag, D_LINK_MISSING, n->at, n->url);
}

static void
link_to_article(struct links *l, struct node *n, const struct article *a, str day)
{
	n->to = LINK_ARTICLE;
	n->target_issue = day;
	n->target_slug = a->slug;
	check_fragment(l, n, a->body);
}

/* FILE of this issue. False: it is no article of it. */
static bool
own_article(struct links *l, struct node *n, str file, str day)
{
	for (int i = 0; i < l->issue->narticle; i++) {
		if (str_eq(l->issue->article[i]->file, file)) {
			link_to_article(l, n, l->issue->article[i], day);
			return true;
		}
	}
	for (int i = 0; i < l->issue->drafts.n; i++) {
		if (str_eq(l->issue->drafts.v[i], file)) {
			diag(l->diag, D_LINK_DRAFT, n->at, n->url);
			return true;
		}
	}
	return false;
}

static const struct article *
read_elsewhere(struct links *l, str file)
{
	bool index = str_eq(path_name(file), STR("index.md"));
	str folder = path_folder(file);
	str name = index ? path_name(folder) : str_sub(path_name(file), 0, path_name(file).n - 3);
	struct diag quiet; /* its faults are reported with its own issue */
	struct elsewhere *e;

	for (e = l->known; e; e = e->next)
		if (str_eq(e->file, file))
			return e->article;
	diag_init(&quiet, l->mem);
	e = NEW(l->mem, struct elsewhere, 1);
	e->file = file;
	e->article = article_read(l->mem, &quiet, l->root, l->paper, file, folder, name);
	e->next = l->known;
	l->known = e;
	return e->article;
}

/* FILE of another issue. */
static void
other_article(struct links *l, struct node *n, str file, str day)
{
	const struct article *a = read_elsewhere(l, file);

	if (a && a->draft)
		diag(l->diag, D_LINK_DRAFT, n->at, n->url);
	else if (a)
		link_to_article(l, n, a, day);
	else
		diag(l->diag, D_LINK_FAULTY, n->at, n->url);
}

/* Pictures are published with the issue they belong to, and nothing but articles else. */
static void
link_to_picture(struct links *l, struct node *n, str file, bool own)
{
	if (!own || !picture_extension(file)) {
		diag(l->diag, D_LINK_KIND, n->at, n->url);
		return;
	}
	n->picture = picture_read(l->mem, l->diag, l->root, file, n->at);
	n->to = n->picture ? LINK_FILE : LINK_OUT;
}

/* FILE, which is there, below content/. */
static void
link_to_file(struct links *l, struct node *n, str file)
{
	str rest = str_from_at(file, STR("content/").n);
	str day = str_cut(&rest, STR("/"));
	bool own = l->issue && str_eq(day, path_name(l->issue->folder));
	struct date date;

	if (!date_parse(day, &date)) {
		diag(l->diag, D_LINK_KIND, n->at, n->url);
	} else if (str_eq(rest, STR("issue.md"))) {
		n->to = LINK_ISSUE;
		n->target_issue = day;
	} else if (str_eq(rest, STR("honours.md"))) {
		n->to = LINK_HONOURS;
		n->target_issue = day;
	} else if (!path_has_extension(rest, STR("md"))) {
		link_to_picture(l, n, file, own);
	} else if (!own) {
		other_article(l, n, file, day);
	} else if (!own_article(l, n, file, day)) {
		diag(l->diag, D_LINK_FAULTY, n->at, n->url);
	}
}

/* The file that PATH, "kangjian/" or "kangjian.md", means; false if there is none. */
static bool
find_file(struct links *l, str path, str *file)
{
	str index = path_join(l->mem, path, STR("index.md"));
	str issue = path_join(l->mem, path, STR("issue.md"));

	return path_find(l->mem, l->root, path, file) || path_find(l->mem, l->root, index, file) ||
	       path_find(l->mem, l->root, issue, file);
}

static void
link_to_path(struct links *l, struct node *n, str relative)
{
	str beside, shared, file;

	if (!path_resolve(l->mem, l->folder, relative, &beside)) {
		diag(l->diag, D_LINK_PATH, n->at, n->url);
		return;
	}
	if (str_eq(beside, l->paper->file)) {
		n->to = LINK_ABOUT;
		return;
	}
	if (!l->issue || !path_resolve(l->mem, l->issue->folder, relative, &shared))
		shared = beside;
	if (!find_file(l, beside, &file) && !find_file(l, shared, &file))
		report_missing(l, n, beside);
	else
		link_to_file(l, n, file);
}

static void
resolve(struct links *l, struct node *n)
{
	str fragment = n->url, path, relative;

	if (n->url.n == 0 || outside(n->url))
		return;
	path = str_cut(&fragment, STR("#"));
	if (fragment.n > 0 && !path_clean(l->mem, fragment, &n->fragment))
		n->fragment = fragment;
	if (path.n == 0) {
		n->to = LINK_HERE;
		check_fragment(l, n, l->text);
	} else if (!path_clean(l->mem, path, &relative)) {
		diag(l->diag, D_LINK_PATH, n->at, n->url);
	} else {
		link_to_path(l, n, relative);
	}
}

static void
resolve_all(struct links *l, struct node *text, str folder)
{
	l->folder = folder;
	l->text = text;
	for (struct node *n = text; n; n = node_walk(text, n))
		if (n->type == NODE_LINK)
			resolve(l, n);
}

static bool
uses(const struct node *text, str file)
{
	for (const struct node *n = text; n; n = node_walk(text, n))
		if (n->picture && str_eq(n->picture->path, file))
			return true;
	return false;
}

/* A file that was found faulty was asked for. */
static bool
reported(const struct diag *d, str file)
{
	for (const struct diag_msg *m = d->first; m; m = m->next)
		if (str_eq(m->at.file, file))
			return true;
	return false;
}

static void
note_unused(struct diag *d, const struct issue *issue)
{
	for (int i = 0; i < issue->files.n; i++) {
		str file = issue->files.v[i];
		bool used = reported(d, file) || uses(issue->note, file);

		for (int k = 0; k < issue->narticle && !used; k++)
			used = uses(issue->article[k]->body, file);
		if (!used)
			diag(d, D_FILE_UNUSED, ((struct pos){.file = file}));
	}
}

void
check_links(struct arena *a, struct diag *d, const struct root *r, const struct paper *paper,
	    struct issue *issue)
{
	struct links l = {a, d, r, paper, issue, {0}, NULL, NULL};

	if (!issue) {
		resolve_all(&l, paper->about, path_folder(paper->file));
		return;
	}
	resolve_all(&l, issue->note, issue->folder);
	for (int i = 0; i < issue->narticle; i++)
		resolve_all(&l, issue->article[i]->body, issue->article[i]->folder);
	note_unused(d, issue);
}
