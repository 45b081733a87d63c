#include "compose/place.h"

static bool
holds(str text, str part)
{
	return str_find(text, part) >= 0;
}

/* Where the first of N texts that has PART stands; AT: of each. */
static bool
find(const struct diag *d, const str *text, const struct pos *const *at, int n, str part,
     struct pos *out)
{
	for (int i = 0; i < n; i++) {
		if (!holds(text[i], part))
			continue;
		*out = diag_find(d, *at[i], part);
		return true;
	}
	return false;
}

static bool
in_tree(const struct diag *d, const struct node *root, str part, struct pos *out)
{
	for (const struct node *n = root; n; n = node_walk(root, n)) {
		const str text[] = {n->text, n->alt, n->title};
		const struct pos *const at[] = {&n->at, &n->at, &n->at};

		if (find(d, text, at, 3, part, out))
			return true;
	}
	return false;
}

static bool
in_article(const struct diag *d, const struct article *a, str part, struct pos *out)
{
	const str text[] = {a->title, a->kicker, a->deck, a->source};
	const struct pos *const at[] = {&a->title_at, &a->kicker_at, &a->deck_at, &a->source_at};

	if (find(d, text, at, 4, part, out) || in_tree(d, a->body, part, out))
		return true;
	if (a->nbyline > 0)
		*out = diag_find(d, a->byline[0].at, part);
	return a->nbyline > 0;
}

static bool
in_honour(const struct diag *d, const struct honour *h, str part, struct pos *out)
{
	const str text[] = {h->organisation, h->tested_product, h->business, h->brand};
	const struct pos *const at[] = {&h->at, &h->tested_at, &h->business_at, &h->brand_at};

	for (int i = 0; i < h->honours.n; i++) {
		if (!holds(h->honours.v[i], part))
			continue;
		*out = diag_find(d, h->honours_at ? h->honours_at[i] : h->at, part);
		return true;
	}
	return find(d, text, at, 4, part, out);
}

struct pos
place_where(const struct page *p, const struct block *b, str part)
{
	const struct honour_roll *roll = p->issue->roll;
	struct pos at = {.file = p->issue->file};

	if (b->article) {
		at.file = b->article->file;
		in_article(p->diag, b->article, part, &at);
	} else if (b->kind == BLOCK_HONOURS && roll) {
		at.file = roll->file;
		for (int i = 0; i < roll->n; i++)
			if (in_honour(p->diag, &roll->entry[i], part, &at))
				break;
	} else {
		in_tree(p->diag, p->issue->note, part, &at);
	}
	return at;
}
