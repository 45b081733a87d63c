/* Items of paragraphs, kept while a page is made. */
#include "compose/maker.h"

enum { KEPT_MOST = 400 }; /* more than a page has; they are looked through for each paragraph */

struct items_kept {
	struct items_kept *next;
	struct span *span;
	int n;
	int least; /* measure */
	struct items items;
	struct items_broken *broken;
};

/* Text at one place is the same text. */
static bool
same_spans(const struct span *a, const struct span *b, int n)
{
	for (int i = 0; i < n; i++)
		if (a[i].text.p != b[i].text.p || a[i].text.n != b[i].text.n ||
		    a[i].face != b[i].face || a[i].style != b[i].style)
			return false;
	return true;
}

bool
items_find(const struct items_shelf *shelf, const struct span *span, int n, int measure,
	   struct items *out)
{
	for (struct items_kept *k = shelf->first; k; k = k->next)
		if (k->n == n && k->least <= measure && same_spans(k->span, span, n)) {
			*out = k->items;
			return true;
		}
	return false;
}

void
items_keep(struct items_shelf *shelf, const struct span *span, int n, int least, struct items *v)
{
	struct items_kept *k;
	size_t room = (size_t)v->n;

	if (shelf->n == KEPT_MOST)
		return;
	shelf->n++;
	k = NEW(shelf->mem, struct items_kept, 1);
	*k = (struct items_kept){.next = shelf->first, .n = n, .least = least};
	k->span = NEW(shelf->mem, struct span, (size_t)n + 1);
	k->items = (struct items){NEW(shelf->mem, struct item, room), v->n, k};
	for (int i = 0; i < n; i++)
		k->span[i] = span[i];
	memcpy(k->items.v, v->v, room * sizeof *v->v);
	shelf->first = v->kept = k;
}

const struct items_broken *
items_broken(const struct items_kept *kept, const struct items_broken *b)
{
	const struct items_broken *k = kept->broken;

	while (k && (k->width != b->width || k->indent != b->indent || k->hang != b->hang))
		k = k->next;
	return k;
}

void
items_break(struct items_kept *kept, struct items_broken *b)
{
	b->next = kept->broken;
	kept->broken = b;
}
