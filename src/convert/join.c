#include "convert/join.h"

#include "base/utf8.h"
#include "convert/align.h"

/* Results are seldom longer than this for each of so many bytes. */
enum { MORE = 16 };

enum { CACHE_LINE = 64 };

/* What is copied soon is asked for while it is measured: it lies here and there. */
static void
measure(const struct convert_paragraph *p, int n, int *parts, ptrdiff_t *bytes)
{
	*parts = n - 1;
	*bytes = n - 1;
	for (int i = 0; i < n; i++) {
		*parts += p[i].n;
		for (int k = 0; k < p[i].n; k++) {
			str text = p[i].piece[k].text;

			*bytes += text.n;
			for (ptrdiff_t at = 0; at < text.n; at += CACHE_LINE)
				__builtin_prefetch(text.p + at);
		}
	}
}

static void
add_part(struct join *j, struct convert_piece *piece, int paragraph, str text)
{
	if (text.n > 0)
		memcpy(j->bytes + j->text.n, text.p, (size_t)text.n);
	j->text.n += text.n;
	j->part[j->n++] = (struct join_part){piece, paragraph, j->text.n, 0};
}

void
join_pieces(struct arena *a, const struct convert_paragraph *p, int n, struct join *out)
{
	ptrdiff_t bytes;
	int parts;

	measure(p, n, &parts, &bytes);
	*out = (struct join){.paragraph = p};
	out->bytes = arena_bytes(a, (size_t)bytes + 1);
	out->text.p = out->bytes;
	out->part = NEW(a, struct join_part, (size_t)parts);
	out->start = NEW(a, ptrdiff_t, (size_t)n + 1);
	for (int i = 0; i < n; i++) {
		if (i > 0)
			add_part(out, NULL, i - 1, STR("\n"));
		out->start[i] = out->text.n;
		for (int k = 0; k < p[i].n; k++)
			add_part(out, &p[i].piece[k], i, p[i].piece[k].text);
	}
	out->start[n] = out->text.n + 1;
}

void
join_begin(struct join *j, struct arena *a)
{
	j->out.mem = a;
	j->out.cap = (size_t)(j->text.n + j->text.n / MORE) + MORE;
	j->out.p = arena_bytes(a, j->out.cap);
}

void
join_put_aligned(struct join *j, ptrdiff_t from, ptrdiff_t to, str s)
{
	while (from < to) {
		ptrdiff_t end, cut, n;

		join_go(j, from);
		end = j->part[j->at].end;
		cut = end < to ? end : to;
		n = cut == to ? s.n : align_bytes(s, utf8_count(str_sub(j->text, from, cut)));
		out_str(&j->out, str_sub(s, 0, n));
		s = str_from_at(s, n);
		from = cut;
	}
}

void
join_cut(struct join *j)
{
	str all;

	join_go(j, j->text.n);
	all = out_text(&j->out);
	for (int i = 0; i < j->n; i++) {
		ptrdiff_t to = i + 1 < j->n ? j->part[i + 1].from : all.n;

		if (j->part[i].piece)
			j->part[i].piece->text = str_sub(all, j->part[i].from, to);
	}
}

/* The byte from which columns are counted in part I: where it has no place, its paragraph's. */
static ptrdiff_t
counted_from(const struct join *j, int i)
{
	const struct convert_piece *p = j->part[i].piece;
	int paragraph = j->part[i].paragraph;

	if (!p || p->at.line == 0)
		while (i > 0 && j->part[i - 1].paragraph == paragraph && j->part[i - 1].piece)
			i--;
	return i > 0 ? j->part[i - 1].end : 0;
}

/* Go on to byte AT of the text, or begin anew where it lies behind. */
static void
find_place(struct join *j, ptrdiff_t at)
{
	struct join_place *p = &j->place;
	int part;
	str between;

	if (at < p->byte)
		*p = (struct join_place){0};
	part = p->part;
	while (part + 1 < j->n && at >= j->part[part].end)
		part++;
	if (counted_from(j, part) != p->start) {
		ptrdiff_t start = counted_from(j, part);

		*p = (struct join_place){part, start, start, 0, false};
	}
	p->part = part;
	between = str_sub(j->text, p->byte, at);
	p->columns += (int)utf8_count(between);
	p->broken |= str_find(between, STR("\n")) >= 0;
	p->byte = at;
}

struct pos
join_place(struct join *j, ptrdiff_t at, int width)
{
	const struct join_part *part;
	struct pos p;

	find_place(j, at);
	part = &j->part[j->place.part];
	p = part->piece && part->piece->at.line > 0 ? part->piece->at
						    : j->paragraph[part->paragraph].at;
	if (p.col == 0 || j->place.broken)
		return p;
	p.col += j->place.columns;
	p.width = width;
	return p;
}
