#include "script/web_build.h"

#include <string.h>

enum { GAPS_AT_ONCE = 64 /* that are filled: room is made for */ };

static void
note_child(struct web_build *b, bool in_line)
{
	if (b->nchild == b->room) {
		int room = b->room ? 2 * b->room : 64;
		struct web_child *more = NEW(b->web->mem, struct web_child, (size_t)room);

		if (b->nchild > 0)
			memcpy(more, b->child, (size_t)b->nchild * sizeof *more);
		b->child = more;
		b->room = room;
	}
	b->child[b->nchild++] = (struct web_child){b->out->n, in_line};
}

/* Line breaks between children of IN that stand before AT. */
static size_t
breaks_before(const struct web_build *b, const struct web_inside *in, size_t at)
{
	int low = in->first, high = b->nchild;

	while (low < high) {
		int mid = low + (high - low) / 2;

		if (b->child[mid].at < at)
			low = mid + 1;
		else
			high = mid;
	}
	return (size_t)(low - in->first);
}

/* Each line break that goes from between children moves the gaps behind it. */
static void
move_gaps(struct web_build *b, const struct web_inside *in)
{
	for (int i = in->first_gap; i < b->ngap; i++) {
		struct web_gap *gap = &b->gap[i];

		gap->is.at -= breaks_before(b, in, gap->is.at);
		gap->is.end -= breaks_before(b, in, gap->is.end);
	}
}

/* Take out the line breaks between the children of IN. */
static void
join_lines(struct web_build *b, struct web_inside *in)
{
	struct out *o = b->out;

	if (b->nchild > in->first) {
		size_t to = b->child[in->first].at;

		move_gaps(b, in);
		while (b->nplace > 0 && b->place[b->nplace - 1].at > to)
			b->nplace--; /* it is read back like any other bytes */
		for (int i = in->first; i < b->nchild; i++) {
			size_t from = b->child[i].at + 1;
			size_t end = i + 1 < b->nchild ? b->child[i + 1].at : o->n;

			memmove(o->p + to, o->p + from, end - from);
			to += end - from;
		}
		o->n = to;
	}
	b->nchild = in->first;
	in->breaks = false;
}

void
web_begin_child(struct web_build *b, struct web_inside *in, bool in_line)
{
	in->n++;
	in->blocks = in->blocks || !in_line;
	if (in->of == IN_GAP) {
		if (in->breaks && !in_line)
			out_char(b->out, '\n');
		return;
	}
	if (in->breaks && in_line)
		join_lines(b, in);
	if (in->breaks || in->of == IN_PART)
		note_child(b, in_line);
	if (in->breaks)
		out_char(b->out, '\n');
}

void
web_end_children(struct web_build *b, struct web_inside *in)
{
	bool alone = in->n == 1 && in->gaps == 1;

	if (in->breaks && in->blocks)
		out_char(b->out, '\n');
	b->nchild = in->first;
	for (int i = in->first_gap; i < b->ngap; i++) {
		struct web_gap *gap = &b->gap[i];

		if (gap->element != in->element)
			continue;
		gap->alone = alone;
		gap->breaks = in->breaks && (in->blocks || alone);
	}
}

struct known_filled *
web_note_place(struct web_build *b, struct known *child)
{
	struct arena *a = b->web->mem;
	struct known_filled *gap;

	if (b->part || !child->bytes.p)
		return NULL;
	if (b->nplace == b->place_room) {
		int room = b->place_room ? 2 * b->place_room : 32;
		struct known_place *more = NEW(a, struct known_place, (size_t)room);

		if (b->nplace > 0)
			memcpy(more, b->place, (size_t)b->nplace * sizeof *more);
		b->place = more;
		b->place_room = room;
	}
	if (b->nfilled < child->ngap) {
		b->nfilled = child->ngap + GAPS_AT_ONCE;
		b->filled = NEW(a, struct known_filled, (size_t)b->nfilled);
	}
	gap = b->filled;
	b->filled += child->ngap;
	b->nfilled -= child->ngap;
	b->place[b->nplace++] = (struct known_place){b->out->n, child, gap};
	return gap;
}
