#include "compose/subset.h"

#include "base/out.h"
#include "compose/outlines.h"
#include "compose/truetype.h"

#include <stdlib.h>

/* Numbers of the format: OpenType 1.9, chapters of the tables that functions are named by. */
enum {
	TABLES = 11, /* at most */
	GLYPHS_MAX = 1 << 16,
	HEAD_SIZE = 54,
	HEAD_CHECKSUM = 8,
	HEAD_LOCA = 50, /* 1: "loca" has numbers of four bytes */
	MAXP_GLYPHS = 4,
	HHEA_SIZE = 36,
	HHEA_METRICS = 34, /* where the number of entries of hmtx is */
	METRIC = 4,	   /* bytes of an entry of hmtx */
	OS2_LEAST = 78,
	OS2_FIRST = 64, /* first and last character, then what lines take */
	POST_SIZE = 32,
	NAME_RECORD = 12,
	WINDOWS = 3,
	ENGLISH = 0x409,
	BMP = 0x10000
};

struct table {
	const char *tag;
	str bytes;
};

struct subset {
	struct arena *mem;
	const struct subset_source *source;
	const struct subset_want *want;
	struct truetype truetype;
	uint16_t *glyph;  /* of the source, in order */
	uint16_t *number; /* of each glyph of the source, in the subset */
	int n;
	struct table table[TABLES];
	int ntable;
};

static void
put(struct out *o, uint32_t v, int bytes)
{
	while (bytes-- > 0)
		out_char(o, (char)(v >> 8 * bytes & 0xFF));
}

static void
set_16(struct out *o, size_t at, unsigned v)
{
	o->p[at] = (char)(v >> 8 & 0xFF);
	o->p[at + 1] = (char)(v & 0xFF);
}

static unsigned
number_at(str s, ptrdiff_t at)
{
	if (at < 0 || at + 2 > s.n)
		return 0;
	return (unsigned)(unsigned char)s.p[at] << 8 | (unsigned char)s.p[at + 1];
}

/* The em of the font in its own units. */
static unsigned
em_of(const struct subset *s)
{
	return number_at(s->source->head, 18);
}

/* -- glyphs ----------------------------------------------------------------------- */

static int
by_glyph(const void *a, const void *b)
{
	return (int)*(const uint16_t *)a - (int)*(const uint16_t *)b;
}

/* V holds N glyphs, and room for the parts of each; how many it holds with these. */
static int
add_parts(const struct subset *s, uint16_t *v, int n)
{
	int all = n;

	for (int i = 0; i < n; i++)
		all += truetype_parts(truetype_glyph(&s->truetype, v[i]), v + all);
	return all;
}

/* All that are wanted, and glyph 0, which stands for what is missing. */
static void
choose_glyphs(struct subset *s)
{
	const struct subset_want *w = s->want;
	size_t most = (size_t)w->n + (size_t)w->nupright * 2 + 1;
	uint16_t *v;
	int n = 1, m = 0;

	if (s->source->glyf.n > 0) /* parts have parts once, as everywhere */
		most *= (1 + TRUETYPE_PARTS) * (1 + TRUETYPE_PARTS);
	v = NEW(s->mem, uint16_t, most);

	for (int i = 0; i < w->n; i++)
		v[n++] = w->character[i].glyph;
	for (int i = 0; i < w->nupright; i++) {
		v[n++] = w->upright[i].glyph;
		v[n++] = w->upright[i].upright;
	}
	if (s->source->glyf.n > 0)
		n = add_parts(s, v, add_parts(s, v, n));
	qsort(v, (size_t)n, sizeof *v, by_glyph);
	s->number = NEW(s->mem, uint16_t, GLYPHS_MAX);
	for (int i = 0; i < n; i++) {
		if (m > 0 && v[m - 1] == v[i])
			continue;
		s->number[v[i]] = (uint16_t)m;
		v[m++] = v[i];
	}
	s->glyph = v;
	s->n = m;
}

/* -- tables ----------------------------------------------------------------------- */

static void
add(struct subset *s, const char *tag, struct out *o)
{
	s->table[s->ntable++] = (struct table){tag, out_text(o)};
}

/* A copy of TABLE, its first SIZE bytes. */
static struct out
copy(struct subset *s, str table, ptrdiff_t size)
{
	struct out o = {.mem = s->mem};

	out_str(&o, str_sub(table, 0, size));
	return o;
}

/* Browsers round ascent and descent to px, each on its own: so one of the two is nothing. */
static void
set_extents(struct out *o, size_t at, unsigned em)
{
	set_16(o, at, em);
	set_16(o, at + 2, 0);
	set_16(o, at + 4, 0);
}

static void
add_os2(struct subset *s)
{
	const struct subset_want *w = s->want;
	struct out o = copy(s, s->source->os2, s->source->os2.n);
	uint32_t first = w->n > 0 ? w->character[0].cp : 0,
		 last = w->n > 0 ? w->character[w->n - 1].cp : 0;

	set_16(&o, OS2_FIRST, first < BMP ? first : BMP - 1);
	set_16(&o, OS2_FIRST + 2, last < BMP ? last : BMP - 1);
	set_extents(&o, OS2_FIRST + 4, em_of(s));
	set_16(&o, OS2_FIRST + 10, em_of(s)); /* the same for Windows */
	set_16(&o, OS2_FIRST + 12, 0);
	add(s, "OS/2", &o);
}

/* Characters N that follow each other, as their glyphs do: how many from character I on. */
static int
run_of(const struct subset *s, int i)
{
	const struct subset_character *c = s->want->character;
	int n = 1;

	while (i + n < s->want->n && c[i + n].cp == c[i].cp + (uint32_t)n &&
	       s->number[c[i + n].glyph] == s->number[c[i].glyph] + n)
		n++;
	return n;
}

/* Runs of characters below END; all of them, and one more that ends the list, into FOUR. */
static int
put_runs(const struct subset *s, uint32_t end, struct out four[4])
{
	const struct subset_character *c = s->want->character;
	int runs = 0, n;

	for (int i = 0; i < s->want->n && c[i].cp < end; i += n, runs++) {
		n = run_of(s, i);
		put(&four[0], c[i].cp + (uint32_t)n - 1, 2);
		put(&four[1], c[i].cp, 2);
		put(&four[2], s->number[c[i].glyph] - c[i].cp, 2);
		put(&four[3], 0, 2);
	}
	put(&four[0], 0xFFFF, 2);
	put(&four[1], 0xFFFF, 2);
	put(&four[2], 1, 2);
	put(&four[3], 0, 2);
	return runs + 1;
}

static void
put_cmap_4(struct subset *s, struct out *o)
{
	struct out four[4];
	unsigned n, power = 1, log = 0;

	for (int i = 0; i < 4; i++)
		four[i] = (struct out){.mem = s->mem};
	n = (unsigned)put_runs(s, BMP - 1, four);
	for (; power * 2 <= n; power *= 2)
		log++;
	put(o, 4, 2);
	put(o, 16 + n * 8, 2);
	put(o, 0, 2);
	put(o, n * 2, 2);
	put(o, power * 2, 2);
	put(o, log, 2);
	put(o, (n - power) * 2, 2);
	out_str(o, out_text(&four[0]));
	put(o, 0, 2);
	for (int i = 1; i < 4; i++)
		out_str(o, out_text(&four[i]));
}

static void
put_cmap_12(const struct subset *s, struct out *o)
{
	const struct subset_character *c = s->want->character;
	uint32_t groups = 0;
	int n;

	for (int i = 0; i < s->want->n; i += run_of(s, i))
		groups++;
	put(o, 12, 2);
	put(o, 0, 2);
	put(o, 16 + groups * 12, 4);
	put(o, 0, 4);
	put(o, groups, 4);
	for (int i = 0; i < s->want->n; i += n) {
		n = run_of(s, i);
		put(o, c[i].cp, 4);
		put(o, c[i].cp + (uint32_t)n - 1, 4);
		put(o, s->number[c[i].glyph], 4);
	}
}

/* Format 4 where it can be: below U+FFFF, its length a number of two bytes. */
static void
add_cmap(struct subset *s)
{
	struct out o = {.mem = s->mem}, four = {.mem = s->mem};
	const struct subset_want *w = s->want;
	bool fits;

	put_cmap_4(s, &four);
	fits = four.n < BMP && (w->n == 0 || w->character[w->n - 1].cp < BMP - 1);
	put(&o, 0, 2);
	put(&o, 1, 2);
	put(&o, WINDOWS << 16 | (fits ? 1 : 10), 4);
	put(&o, 12, 4);
	if (fits)
		out_str(&o, out_text(&four));
	else
		put_cmap_12(s, &o);
	add(s, "cmap", &o);
}

static void
add_head(struct subset *s)
{
	struct out o = copy(s, s->source->head, HEAD_SIZE);

	set_16(&o, HEAD_CHECKSUM, 0);
	set_16(&o, HEAD_CHECKSUM + 2, 0);
	if (s->source->glyf.n > 0)
		set_16(&o, HEAD_LOCA, 1);
	add(s, "head", &o);
}

/* Widths: the last entry serves all glyphs after it, which have a side alone. */
static void
add_metrics(struct subset *s)
{
	struct out hhea = copy(s, s->source->hhea, HHEA_SIZE), hmtx = {.mem = s->mem};
	str from = s->source->hmtx;
	int whole = (int)number_at(s->source->hhea, HHEA_METRICS);

	for (int i = 0; i < s->n; i++) {
		int g = s->glyph[i], last = whole > 0 ? whole - 1 : 0;
		ptrdiff_t at = (ptrdiff_t)(g < last ? g : last) * METRIC;
		ptrdiff_t side = g < whole ? at + 2 : (ptrdiff_t)whole * METRIC + (g - whole) * 2;

		put(&hmtx, number_at(from, at), 2);
		put(&hmtx, number_at(from, side), 2);
	}
	set_extents(&hhea, 4, em_of(s));
	set_16(&hhea, HHEA_METRICS, (unsigned)s->n);
	add(s, "hhea", &hhea);
	add(s, "hmtx", &hmtx);
}

static void
add_maxp(struct subset *s)
{
	struct out o = copy(s, s->source->maxp, s->source->maxp.n);

	if (s->source->glyf.n == 0) {
		o = (struct out){.mem = s->mem};
		put(&o, 0x5000, 4);
		put(&o, 0, 2);
	}
	set_16(&o, MAXP_GLYPHS, (unsigned)s->n);
	add(s, "maxp", &o);
}

/* The outlines of TrueType; their places go to LOCA, which stands between other tables. */
static void
add_glyf(struct subset *s, struct out *loca)
{
	struct out o = {.mem = s->mem};

	for (int i = 0; i < s->n; i++) {
		put(loca, (uint32_t)o.n, 4);
		truetype_put(&o, truetype_glyph(&s->truetype, s->glyph[i]), s->number);
	}
	put(loca, (uint32_t)o.n, 4);
	add(s, "glyf", &o);
}

/* Copyright, family, version, PostScript name; and the licence, which goes with every copy. */
static bool
name_is_kept(str record, bool unnamed)
{
	unsigned id = number_at(record, 6);

	return number_at(record, 0) == WINDOWS && number_at(record, 4) == ENGLISH &&
	       (id <= (unnamed ? 0 : 6) || id == 13 || id == 14);
}

static void
add_name(struct subset *s)
{
	str from = s->source->name;
	struct out o = {.mem = s->mem}, text = {.mem = s->mem}, list = {.mem = s->mem};
	ptrdiff_t strings = number_at(from, 4);
	unsigned kept = 0;

	for (unsigned i = 0; i < number_at(from, 2); i++) {
		str record = str_from_at(from, 6 + (ptrdiff_t)i * NAME_RECORD);
		ptrdiff_t at, n;

		if (record.n < NAME_RECORD || !name_is_kept(record, s->want->unnamed))
			continue;
		n = number_at(record, 8);
		at = strings + number_at(record, 10);
		if (at + n > from.n)
			continue;
		out_str(&list, str_sub(record, 0, 10));
		put(&list, (uint32_t)text.n, 2);
		out_str(&text, str_sub(from, at, at + n));
		kept++;
	}
	put(&o, 0, 2);
	put(&o, kept, 2);
	put(&o, 6 + kept * NAME_RECORD, 2);
	out_str(&o, out_text(&list));
	out_str(&o, out_text(&text));
	add(s, "name", &o);
}

/* Version 3: glyphs have no names. */
static void
add_post(struct subset *s)
{
	struct out o = {.mem = s->mem};

	put(&o, 0x30000, 4);
	while (o.n < POST_SIZE)
		out_char(&o, 0);
	add(s, "post", &o);
}

static int
by_number(const void *a, const void *b)
{
	return (int)((const struct subset_upright *)a)->glyph -
	       (int)((const struct subset_upright *)b)->glyph;
}

/* One script, one feature, one lookup: a glyph for a glyph. */
static void
add_vert(struct subset *s)
{
	static const unsigned char lists[] = {
	    0, 1, 0,	0,    0,   10,	0, 30, 0, 44, /* version; scripts, features, lookups */
	    0, 1, 'D',	'F',  'L', 'T', 0, 8,	      /* one script … */
	    0, 4, 0,	0,			      /* … whose usual language … */
	    0, 0, 0xFF, 0xFF, 0,   1,	0, 0,	      /* … has the feature 0 */
	    0, 1, 'v',	'e',  'r', 't', 0, 8,	      /* one feature … */
	    0, 0, 0,	1,    0,   0,		      /* … of the lookup 0 */
	    0, 1, 0,	4,			      /* one lookup … */
	    0, 1, 0,	0,    0,   1,	0, 8,	      /* … that is a single substitution */
	};
	struct out o = {.mem = s->mem};
	int n = s->want->nupright;
	struct subset_upright *v = NEW(s->mem, struct subset_upright, (size_t)n + 1);

	if (n == 0)
		return;
	for (int i = 0; i < n; i++)
		v[i] = (struct subset_upright){s->number[s->want->upright[i].glyph],
					       s->number[s->want->upright[i].upright]};
	qsort(v, (size_t)n, sizeof *v, by_number);
	out_str(&o, (str){(const char *)lists, sizeof lists});
	put(&o, 2, 2);
	put(&o, 6 + (uint32_t)n * 2, 2);
	put(&o, (uint32_t)n, 2);
	for (int i = 0; i < n; i++)
		put(&o, v[i].upright, 2);
	put(&o, 1, 2);
	put(&o, (uint32_t)n, 2);
	for (int i = 0; i < n; i++)
		put(&o, v[i].glyph, 2);
	add(s, "GSUB", &o);
}

/* -- the file --------------------------------------------------------------------- */

static uint32_t
checksum(str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	uint32_t sum = 0;
	ptrdiff_t i = 0;

	for (; i + 4 <= s.n; i += 4)
		sum += (uint32_t)p[i] << 24 | (uint32_t)p[i + 1] << 16 | (uint32_t)p[i + 2] << 8 |
		       p[i + 3];
	for (int shift = 24; i < s.n; i++, shift -= 8)
		sum += (uint32_t)p[i] << shift;
	return sum;
}

static str
file_of(struct subset *s)
{
	struct out o = {.mem = s->mem};
	uint32_t n = (uint32_t)s->ntable, power = 1, log = 0, at = 12 + n * 16;
	uint32_t head = 0, all;

	for (; power * 2 <= n; power *= 2)
		log++;
	if (s->source->glyf.n > 0)
		put(&o, 0x10000, 4);
	else
		out_str(&o, STR("OTTO"));
	put(&o, n, 2);
	put(&o, power * 16, 2);
	put(&o, log, 2);
	put(&o, (n - power) * 16, 2);
	for (uint32_t i = 0; i < n; i++) {
		const struct table *t = &s->table[i];

		if (strcmp(t->tag, "head") == 0)
			head = at;
		out_z(&o, t->tag);
		put(&o, checksum(t->bytes), 4);
		put(&o, at, 4);
		put(&o, (uint32_t)t->bytes.n, 4);
		at += ((uint32_t)t->bytes.n + 3) & ~3u;
	}
	for (uint32_t i = 0; i < n; i++) {
		out_str(&o, s->table[i].bytes);
		while (o.n % 4)
			out_char(&o, 0);
	}
	all = 0xB1B0AFBA - checksum(out_text(&o));
	set_16(&o, head + HEAD_CHECKSUM, all >> 16);
	set_16(&o, head + HEAD_CHECKSUM + 2, all & 0xFFFF);
	return out_text(&o);
}

/* "CFF ", if the font is none of TrueType. False if it has no outlines. */
static bool
add_outlines(struct subset *s)
{
	str cff;

	if (s->source->glyf.n > 0)
		return s->source->maxp.n > MAXP_GLYPHS + 2;
	cff = outlines_subset(s->mem, s->source->cff, s->glyph, s->n);
	if (cff.n > 0)
		s->table[s->ntable++] = (struct table){"CFF ", cff};
	return cff.n > 0;
}

/* Tables stand in the order of their tags. */
str
subset_make(struct arena *a, const struct subset_source *source, const struct subset_want *want)
{
	struct arena mem = {0};
	struct subset s = {.mem = &mem, .source = source, .want = want};
	struct out loca = {.mem = &mem};
	str file = {0};

	s.truetype = (struct truetype){source->glyf, source->loca,
				       number_at(source->head, HEAD_LOCA) == 1};
	choose_glyphs(&s);
	if (source->head.n >= HEAD_SIZE && source->hhea.n >= HHEA_SIZE &&
	    source->os2.n >= OS2_LEAST && add_outlines(&s)) {
		add_vert(&s);
		add_os2(&s);
		add_cmap(&s);
		if (source->glyf.n > 0)
			add_glyf(&s, &loca);
		add_head(&s);
		add_metrics(&s);
		if (source->glyf.n > 0)
			add(&s, "loca", &loca);
		add_maxp(&s);
		add_name(&s);
		add_post(&s);
		file = str_dup(a, file_of(&s));
	}
	arena_free(&mem);
	return file;
}
