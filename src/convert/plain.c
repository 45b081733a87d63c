#include "convert/plain.h"

#include "base/utf8.h"
#include "base/write.h"
#include "convert/paragraph.h"

#include <errno.h>

enum {
	FLUSH = 1 << 16,  /* bytes that are written at a time */
	REPORTS_MAX = 20, /* bad bytes that are listed */
	TOLD_MAX = 500	  /* other messages: memory does not grow with the text */
};

struct plain {
	struct diag *d;
	struct convert *c;
	struct arena mem; /* one block of output */
	struct pos at;	  /* of what comes next */
	int reports, told;
};

/* PIECE for each line of TEXT, its end included; they begin at the place of P, which moves on. */
static int
cut_lines(struct plain *p, str text, struct convert_piece *piece)
{
	int n = 0;

	while (text.n > 0) {
		ptrdiff_t end = str_find(text, STR("\n"));
		str line = str_sub(text, 0, end < 0 ? text.n : end + 1);

		piece[n++] = (struct convert_piece){line, p->at};
		p->at.line += end >= 0;
		p->at.col = end >= 0 ? 1 : p->at.col + (int)utf8_count(line);
		text = str_from_at(text, line.n);
	}
	return n;
}

/* Messages that live no longer than their paragraph. */
static void
take_over(struct plain *p, const struct diag *found)
{
	for (const struct diag_msg *m = found->first; m && p->told <= TOLD_MAX; m = m->next)
		if (p->told++ < TOLD_MAX)
			diag_copy(p->d, m);
		else
			diag(p->d, D_CONVERT_MANY, ((struct pos){.file = p->at.file}),
			     diag_int(p->d, TOLD_MAX));
	if (p->d->worst < found->worst)
		p->d->worst = found->worst;
}

static void
put_text(struct plain *p, struct out *out, str text)
{
	struct convert_piece *piece = NEW(&p->mem, struct convert_piece, (size_t)str_lines(text));
	struct pos at = p->at;
	int n = cut_lines(p, text, piece);
	struct diag found;

	diag_init(&found, &p->mem);
	convert_pieces(p->c, &p->mem, &found, at, piece, n);
	take_over(p, &found);
	for (int i = 0; i < n; i++)
		out_str(out, piece[i].text);
}

/* One paragraph, which begins at byte OFFSET of the file. */
static void
put_paragraph(struct plain *p, struct out *out, str text, ptrdiff_t offset)
{
	while (text.n > 0) {
		ptrdiff_t bad = utf8_bad(text), n = bad < 0 ? text.n : bad;

		if (n > 0)
			put_text(p, out, str_sub(text, 0, n));
		if (bad < 0)
			return;
		if (p->reports++ < REPORTS_MAX)
			diag(p->d, D_CONVERT_BAD, ((struct pos){.file = p->at.file}),
			     diag_int(p->d, (long)(offset + bad)));
		out_str(out, str_sub(text, bad, bad + 1));
		p->at.col++;
		offset += bad + 1;
		text = str_from_at(text, bad + 1);
	}
}

static bool
flush(struct plain *p, struct out *out, int fd)
{
	bool ok = write_all(fd, out_text(out));

	if (!ok && errno != EPIPE)
		diag(p->d, D_CONVERT_WRITE, ((struct pos){.file = p->at.file}),
		     str_from(strerror(errno)));
	return ok;
}

/* Paragraphs until there is enough to be written. False: there are no more. */
static bool
fill(struct plain *p, struct paragraph_reader *r, struct out *out)
{
	while (out->n < FLUSH) {
		str text;

		if (!paragraph_next(r, &text))
			return false;
		p->at.line = r->line;
		p->at.col = 1;
		put_paragraph(p, out, text, r->offset);
	}
	return true;
}

bool
plain_convert(struct diag *d, struct convert *c, str file, int in, int out)
{
	struct plain p = {.d = d, .c = c, .at = {.file = file}};
	struct paragraph_reader r;
	bool ok, more;

	paragraph_init(&r, in);
	do {
		struct arena_mark m = arena_mark(&p.mem);
		struct out text = {.mem = &p.mem};

		more = fill(&p, &r, &text);
		ok = flush(&p, &text, out);
		arena_rewind(&p.mem, m);
	} while (ok && more);
	if (r.error) {
		diag(d, D_FILE_UNREADABLE, ((struct pos){.file = file}),
		     str_from(strerror(r.error)));
		ok = false;
	}
	paragraph_free(&r);
	arena_free(&p.mem);
	return ok;
}
