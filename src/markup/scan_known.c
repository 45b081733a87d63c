#include "markup/scan_state.h"

#include "base/utf8.h"

/* Bytes of a piece that stand in the file, from one place in the piece to another. */
static bool
same_bytes(struct scan *s, const struct known *piece, const struct known_at *from,
	   const struct known_at *to)
{
	ptrdiff_t n = (ptrdiff_t)(to->at - from->at);

	if (s->limit - s->p < n || memcmp(s->p, piece->bytes.p + from->at, (size_t)n) != 0)
		return false;
	for (int i = from->found; i < to->found; i++) {
		struct verify_link is = piece->found[i].is;

		is.line += 1 + s->lines - from->lines;
		if (piece->found[i].is_id)
			found_id(s->found, is);
		else
			found_again(s->found, is);
	}
	s->lines += to->lines - from->lines;
	s->p += n;
	return true;
}

/* What fills GAP of a piece. */
static bool
filled(struct scan *s, const struct known_gap *gap, struct known_filled in)
{
	const char *end = s->bytes.p + in.end;
	str value;

	if (s->p != s->bytes.p + in.at || end < s->p || end > s->limit)
		return false;
	if (end == s->p)
		return true;
	if (gap->kind == GAP_CHILDREN)
		return scan_plain(s, end) || scan_to(s, end, 0);
	s->end = end;
	if (!scan_eat(s, STR(" ")) || !scan_eat(s, gap->attribute))
		return false;
	scan_look(s);
	return scan_value(s, gap->attribute, &value) && s->p == end;
}

/* -- what is known of a piece ---------------------------------------------------- */

bool
scan_gap(struct scan *s)
{
	const struct known_gap *gap = s->gap++;

	return gap->kind == GAP_CHILDREN || scan_to(s, s->bytes.p + gap->end, gap->inside);
}

/* What was found in PIECE, in order of where it stands. */
static void
keep_found(struct known *piece, const struct found *f)
{
	int link = 0, id = 0;

	piece->nfound = f->nlink + f->nid;
	piece->found = NEW(piece->mem, struct known_found, (size_t)piece->nfound + 1);
	for (int i = 0; i < piece->nfound; i++) {
		bool is_id = link == f->nlink ||
			     (id < f->nid && f->id[id].line < f->link[link].line);
		struct verify_link is = is_id ? f->id[id++] : f->link[link++];
		size_t at = (size_t)is.line;

		is.line = str_lines(str_sub(piece->bytes, 0, is.line)) - 1;
		piece->found[i] = (struct known_found){is, at, is_id};
	}
}

/* The place AT of PIECE, behind that of FROM. */
static struct known_at
place_at(const struct known *piece, struct known_at from, size_t at)
{
	from.lines += str_lines(str_sub(piece->bytes, (ptrdiff_t)from.at, (ptrdiff_t)at)) - 1;
	from.at = at;
	while (from.found < piece->nfound && piece->found[from.found].at <= at)
		from.found++;
	return from;
}

static void
keep_places(struct known *piece)
{
	struct known_at *at = NEW(piece->mem, struct known_at, 2 * (size_t)piece->ngap + 1);
	struct known_at last = {0};

	piece->at = at;
	piece->end = at + piece->ngap + 1;
	for (int i = 0; i < piece->ngap; i++) {
		const struct known_gap *gap = &piece->gap[i];

		last = at[i] = place_at(piece, last, gap->at);
		if (gap->kind == GAP_WHEN)
			at[piece->ngap + 1 + i] = place_at(piece, last, gap->end);
	}
	at[piece->ngap] = place_at(piece, last, (size_t)piece->bytes.n);
}

/* A character begins at byte AT of PIECE, or nothing. */
static bool
character_at(const struct known *piece, size_t at)
{
	return at == (size_t)piece->bytes.n || ((unsigned char)piece->bytes.p[at] & 0xC0) != 0x80;
}

/* Its characters are whole wherever something may stand between them, and all may stand in XML. */
static bool
sound_bytes(const struct known *piece)
{
	for (int i = 0; i < piece->ngap; i++) {
		const struct known_gap *gap = &piece->gap[i];

		if (!character_at(piece, gap->at) ||
		    (gap->kind == GAP_WHEN && !character_at(piece, gap->end)))
			return false;
	}
	return utf8_bad(piece->bytes) < 0 && utf8_plain(piece->bytes);
}

/* Whether PIECE, wherever content may stand, is well-formed, whatever its gaps are filled with. */
static bool
sound_piece(struct known *piece)
{
	struct found found = {.mem = piece->mem};
	struct marks marks[WINDOW];
	struct scan s = scan_begin(piece->bytes, marks, &found);

	s.piece = true;
	s.next = s.gap = piece->gap;
	s.last_gap = piece->gap + piece->ngap;
	if (piece->bytes.n > SCAN_BYTES || !str_starts(piece->bytes, STR("<")) ||
	    !scan_to(&s, s.limit, piece->ngap) || !sound_bytes(piece))
		return false;
	keep_found(piece, &found);
	keep_places(piece);
	return true;
}

/* -- in a file ------------------------------------------------------------------- */

bool
scan_place(struct scan *s)
{
	static const struct known_at beginning = {0};
	const struct known_place *place = s->place++;
	struct known *piece = place->piece;
	const struct known_at *from = &beginning;

	if (piece->state == KNOWN_UNREAD)
		piece->state = sound_piece(piece) ? KNOWN_SOUND : KNOWN_UNSOUND;
	if (piece->state == KNOWN_UNSOUND)
		return false;
	for (int i = 0; i < piece->ngap; i++) {
		const struct known_gap *gap = &piece->gap[i];

		if (gap->kind == GAP_WHEN && place->gap[i].end != 0)
			continue; /* it is not missing: its bytes stand with those before them */
		if (!same_bytes(s, piece, from, &piece->at[i]))
			return false;
		from = &piece->at[i];
		if (gap->kind == GAP_WHEN) {
			from = &piece->end[i];
			i += gap->inside;
		} else if (!filled(s, gap, place->gap[i])) {
			return false;
		}
	}
	return same_bytes(s, piece, from, &piece->at[piece->ngap]);
}
