#include "compose/font.h"

#include <assert.h>
#include <hb-ot.h>
#include <hb.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>

#include "base/icu.h"
#include "base/identity.h"
#include "base/mapped.h"
#include "base/utf8.h"
#include "compose/kinsoku.h"
#include "compose/subset.h"

enum {
	EM = 1000,  /* font units are scaled to 1/1000 em */
	PAGE = 256, /* code points of one page of the cache */
	NPAGE = 0x110000 / PAGE,
	KNOWN = 1 << 15,    /* the advance was asked for before */
	MISSING = 1 << 14,  /* the face has no glyph */
	REPORTED = 1 << 13, /* and that was said */
	USED = 1 << 12,	    /* the subset has it */
	ADVANCE = USED - 1,
	LATIN = 0x180,	    /* code points that are kerned: Latin, Latin-1, Extended-A */
	KERN_ZERO = 1 << 13 /* in the cache, where 0 is not asked for yet */
};

struct known {
	uint16_t advance; /* and flags */
	uint16_t glyph;
};

struct face_open {
	str file; /* base/mapped.h */
	hb_face_t *face;
	hb_font_t *font;
	struct known *page[NPAGE];	/* NULL: nothing of the page was asked for */
	int16_t *kern[LATIN];		/* by the first letter, then the second; NULL: not yet */
	bool used;			/* a character is */
	struct subset_upright *upright; /* of those in vertical lines, each once */
	int nupright, room;
};

struct fonts {
	struct arena mem, scratch;
	enum script edition;
	hb_buffer_t *pair; /* two letters that are measured */
	const struct kinsoku_table *kinsoku;
	struct icu_words words;
	struct face_open open[FACE__N];
};

/* ORDER FACE */
static const struct {
	str name;
	const char *file;
} faces[FACE__N] = {
    {STR_INIT("song"), "NotoSerifCJK-Regular.ttc"},
    {STR_INIT("song-bold"), "NotoSerifCJK-Bold.ttc"},
    {STR_INIT("hei"), "NotoSansCJK-Regular.ttc"},
    {STR_INIT("hei-bold"), "NotoSansCJK-Bold.ttc"},
    {STR_INIT("kai"), "LXGWWenKai-Regular.ttf"},
};

/* ORDER SCRIPT: faces of the collections JP KR SC TC HK. */
static const unsigned collection_index[SCRIPT__N] = {2, 3, 3, 4};

str
face_name(enum face face)
{
	return faces[face].name;
}

bool
face_parse(str name, enum face *out)
{
	for (int i = 0; i < FACE__N; i++)
		if (str_eq(name, faces[i].name)) {
			*out = (enum face)i;
			return true;
		}
	return false;
}

/* The file of FACE in the first of FOLDERS that has it. */
static bool
open_file(struct arena *a, str folders, enum face face, str *out)
{
	bool ok = false;

	while (!ok && folders.n > 0) {
		str folder = str_cut(&folders, STR(":"));

		ok = mapped_open(str_fmt(a, STR_FMT "/%s", STR_ARG(folder), faces[face].file).p,
				 out);
	}
	return ok;
}

static bool
face_open(struct face_open *o, unsigned index)
{
	hb_blob_t *blob = hb_blob_create(o->file.p, (unsigned)o->file.n, HB_MEMORY_MODE_READONLY,
					 NULL, NULL);

	o->face = hb_face_create(blob, index);
	hb_blob_destroy(blob);
	o->font = hb_font_create(o->face);
	hb_font_set_scale(o->font, EM, EM);
	return hb_face_get_glyph_count(o->face) > 0;
}

static void
report_missing(struct diag *d, struct arena *a, str folders, enum face face)
{
	str path = str_fmt(a, STR_FMT "/%s", STR_ARG(str_cut(&folders, STR(":"))),
			   faces[face].file);

	diag(d, D_FONT_MISSING, ((struct pos){.file = path}));
}

struct fonts *
fonts_open(struct diag *d, str folders, enum script edition)
{
	struct arena mem = {0};
	struct fonts *f = NEW(&mem, struct fonts, 1);
	bool ok = true;

	f->edition = edition;
	for (int i = 0; ok && i < FACE__N; i++) {
		struct face_open *o = &f->open[i];
		bool kai = i == FACE_KAI;

		ok = (open_file(&mem, folders, (enum face)i, &o->file) &&
		      face_open(o, kai ? 0 : collection_index[edition])) ||
		     kai;
		if (!ok)
			report_missing(d, &mem, folders, (enum face)i);
	}
	f->pair = hb_buffer_create();
	NEW(&f->scratch, char, 1); /* its first block stays when it is rewound */
	f->mem = mem;
	fonts_set_kinsoku(f, KINSOKU_USUAL, false);
	if (ok)
		return f;
	fonts_close(f);
	return NULL;
}

void
fonts_close(struct fonts *f)
{
	struct arena mem;

	if (!f)
		return;
	for (int i = 0; i < FACE__N; i++) {
		hb_font_destroy(f->open[i].font);
		hb_face_destroy(f->open[i].face);
		mapped_close(f->open[i].file);
	}
	hb_buffer_destroy(f->pair);
	icu_words_close(&f->words);
	arena_free(&f->scratch);
	mem = f->mem; /* F lies in its own arena */
	arena_free(&mem);
}

void
fonts_identity(struct out *o, str folders)
{
	while (folders.n > 0) {
		str folder = str_cut(&folders, STR(":"));

		for (int i = 0; i < FACE__N; i++) {
			char path[PATH_MAX];

			snprintf(path, sizeof path, STR_FMT "/%s", STR_ARG(folder), faces[i].file);
			identity_file(o, path);
		}
	}
}

bool
fonts_have_kai(str folders)
{
	struct arena a = {0};
	str file;
	bool have = open_file(&a, folders, FACE_KAI, &file);

	if (have)
		mapped_close(file);
	arena_free(&a);
	return have;
}

enum script
fonts_edition(const struct fonts *f)
{
	return f->edition;
}

void
fonts_set_kinsoku(struct fonts *f, enum kinsoku_level level, bool tight)
{
	f->kinsoku = kinsoku_table_new(&f->mem, f->edition, level, tight);
}

const struct kinsoku_table *
fonts_kinsoku(const struct fonts *f)
{
	return f->kinsoku;
}

struct arena *
fonts_scratch(struct fonts *f)
{
	return &f->scratch;
}

void
fonts_words(struct fonts *f, str text, bool *end)
{
	struct arena_mark mark = arena_mark(&f->scratch);

	icu_words_ends(&f->words, &f->scratch, text, end);
	arena_rewind(&f->scratch, mark);
}

/* The cache's entry for CP: KNOWN, with flags. */
static struct known *
entry(struct fonts *f, enum face face, uint32_t cp)
{
	struct face_open *o = &f->open[face];
	struct known **page = &o->page[cp / PAGE];
	hb_codepoint_t glyph = 0;
	hb_position_t advance;
	struct known *e;

	assert(cp < 0x110000);
	if (!*page)
		*page = NEW(&f->mem, struct known, PAGE);
	e = &(*page)[cp % PAGE];
	if (e->advance & KNOWN)
		return e;
	e->advance = KNOWN;
	if (!hb_font_get_nominal_glyph(o->font, cp, &glyph))
		e->advance |= MISSING;
	e->glyph = (uint16_t)glyph; /* a face of OpenType has 65,535 at most */
	advance = hb_font_get_glyph_h_advance(o->font, glyph);
	e->advance |= (uint16_t)(advance < 0 ? 0 : advance > ADVANCE ? ADVANCE : advance);
	return e;
}

int
font_advance(struct fonts *f, enum face face, uint32_t cp)
{
	return entry(f, face, cp)->advance & ADVANCE;
}

/* Han characters, and the space of their width. */
static bool
is_han(uint32_t cp)
{
	return cp == 0x3000 || (0x3400 <= cp && cp <= 0x9FFF) || (0xF900 <= cp && cp <= 0xFAFF) ||
	       (0x20000 <= cp && cp <= 0x3FFFF) || cp == 0x3005 || cp == 0x3007;
}

enum face
fonts_kai(struct fonts *f, uint32_t cp)
{
	if (!f->open[FACE_KAI].face || !is_han(cp))
		return FACE_SONG;
	return entry(f, FACE_KAI, cp)->advance & MISSING ? FACE_SONG : FACE_KAI;
}

unsigned
font_glyph(struct fonts *f, enum face face, uint32_t cp)
{
	return entry(f, face, cp)->glyph;
}

struct font_upright
font_upright(struct fonts *f, enum face face, uint32_t cp)
{
	hb_font_t *font = f->open[face].font;
	unsigned n = 0;
	const hb_glyph_info_t *info;
	hb_codepoint_t glyph;
	hb_position_t x, y;

	hb_buffer_clear_contents(f->pair);
	hb_buffer_add_utf32(f->pair, &cp, 1, 0, 1);
	hb_buffer_set_direction(f->pair, HB_DIRECTION_TTB);
	hb_buffer_set_script(f->pair, HB_SCRIPT_HAN);
	hb_shape(font, f->pair, NULL, 0);
	info = hb_buffer_get_glyph_infos(f->pair, &n);
	glyph = n == 1 ? info[0].codepoint : font_glyph(f, face, cp);
	hb_font_get_glyph_v_origin(font, glyph, &x, &y);
	return (struct font_upright){.glyph = glyph,
				     .advance = -hb_font_get_glyph_v_advance(font, glyph),
				     .rise = y,
				     .width = hb_font_get_glyph_h_advance(font, glyph)};
}

/* Called twice: STROKE is NULL while they are counted. */
struct outline {
	struct font_stroke *stroke;
	int n;
};

/* No glyph reaches so far, in thousandths of an em, but those of a hostile font. */
enum { FAR = 1000 * 1000 };

static int
near(float x)
{
	return x >= FAR ? FAR : x > -FAR ? (int)lroundf(x) : -FAR; /* what is no number, too */
}

static void
add_stroke(void *data, enum font_stroke_kind kind, const float xy[6])
{
	struct outline *o = data;

	if (o->stroke) {
		struct font_stroke *s = &o->stroke[o->n];

		s->kind = kind;
		for (int i = 0; i < 3; i++) {
			s->at[i].x = near(xy[2 * i]);
			s->at[i].y = near(xy[2 * i + 1]);
		}
	}
	o->n++;
}

static void
move_to(hb_draw_funcs_t *d, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
	(void)d, (void)state, (void)user;
	add_stroke(data, FONT_MOVE, (float[6]){[4] = x, [5] = y});
}

static void
line_to(hb_draw_funcs_t *d, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
	(void)d, (void)state, (void)user;
	add_stroke(data, FONT_LINE, (float[6]){[4] = x, [5] = y});
}

static void
curve_to(hb_draw_funcs_t *d, void *data, hb_draw_state_t *state, float x1, float y1, float x2,
	 float y2, float x, float y, void *user)
{
	(void)d, (void)state, (void)user;
	add_stroke(data, FONT_CURVE, (float[6]){x1, y1, x2, y2, x, y});
}

struct font_stroke *
font_outline(struct arena *a, struct fonts *f, enum face face, uint32_t cp, int *n)
{
	hb_draw_funcs_t *draw = hb_draw_funcs_create();
	unsigned glyph = font_glyph(f, face, cp);
	struct outline o = {0};

	hb_draw_funcs_set_move_to_func(draw, move_to, NULL, NULL);
	hb_draw_funcs_set_line_to_func(draw, line_to, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(draw, curve_to, NULL, NULL);
	for (int pass = 0; glyph > 0 && pass < 2; pass++) {
		o = (struct outline){.stroke = pass ? NEW(a, struct font_stroke, (size_t)o.n + 1)
						    : NULL};
		hb_font_get_glyph_shape(f->open[face].font, glyph, draw, &o);
	}
	hb_draw_funcs_destroy(draw);
	*n = o.n;
	return o.stroke;
}

/* The advance of A before B, kerned but not joined. */
static int
shape_pair(struct fonts *f, enum face face, uint32_t a, uint32_t b)
{
	static const hb_feature_t features[] = {
	    {HB_TAG('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
	    {HB_TAG('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
	    {HB_TAG('c', 'a', 'l', 't'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
	    {HB_TAG('k', 'e', 'r', 'n'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
	};
	const uint32_t text[] = {a, b};
	unsigned n = 0;
	const hb_glyph_position_t *at;

	hb_buffer_clear_contents(f->pair);
	hb_buffer_add_utf32(f->pair, text, 2, 0, 2);
	hb_buffer_set_direction(f->pair, HB_DIRECTION_LTR);
	hb_buffer_set_script(f->pair, HB_SCRIPT_LATIN);
	hb_shape(f->open[face].font, f->pair, features, sizeof features / sizeof *features);
	at = hb_buffer_get_glyph_positions(f->pair, &n);
	return n == 2 ? at[0].x_advance : font_advance(f, face, a);
}

static bool
is_digit(uint32_t cp)
{
	return '0' <= cp && cp <= '9';
}

int
font_kern(struct fonts *f, enum face face, uint32_t a, uint32_t b)
{
	int16_t **row, *kern;
	int n;

	if (a >= LATIN || b >= LATIN || is_digit(a) || is_digit(b))
		return 0;
	row = &f->open[face].kern[a];
	if (!*row)
		*row = NEW(&f->mem, int16_t, LATIN);
	kern = &(*row)[b];
	if (!*kern) {
		n = shape_pair(f, face, a, b) - font_advance(f, face, a);
		if (-FONT_KERN_LEAST < n && n < FONT_KERN_LEAST)
			n = 0;
		*kern = (int16_t)(n + KERN_ZERO);
	}
	return *kern - KERN_ZERO;
}

void
font_use(struct fonts *f, enum face face, str text)
{
	for (ptrdiff_t at = 0; at < text.n;)
		entry(f, face, utf8_step(text.p, &at))->advance |= USED;
	f->open[face].used |= text.n > 0;
}

/* The glyph U stands for GLYPH in vertical lines. */
static void
note_upright(struct fonts *f, struct face_open *o, unsigned glyph, unsigned u)
{
	for (int i = 0; i < o->nupright; i++)
		if (o->upright[i].glyph == glyph)
			return;
	if (o->nupright == o->room) {
		int room = o->room ? 2 * o->room : 16;
		struct subset_upright *v = NEW(&f->mem, struct subset_upright, (size_t)room);

		if (o->nupright > 0)
			memcpy(v, o->upright, (size_t)o->nupright * sizeof *v);
		o->upright = v;
		o->room = room;
	}
	o->upright[o->nupright++] = (struct subset_upright){(uint16_t)glyph, (uint16_t)u};
}

void
font_use_upright(struct fonts *f, enum face face, str text)
{
	font_use(f, face, text);
	for (ptrdiff_t at = 0; at < text.n;) {
		uint32_t cp = utf8_next(text, &at);
		unsigned glyph = font_glyph(f, face, cp), u = font_upright(f, face, cp).glyph;

		if (glyph != u)
			note_upright(f, &f->open[face], glyph, u);
	}
}

/* Whether a missing glyph of CP was not given yet. */
static bool
report_once(struct fonts *f, enum face face, uint32_t cp)
{
	struct known *e = entry(f, face, cp);

	if ((e->advance & (MISSING | REPORTED)) != MISSING)
		return false;
	e->advance |= REPORTED;
	return true;
}

str
font_lacks(struct fonts *f, enum face face, str *text)
{
	for (ptrdiff_t from = 0, to = 0; to < text->n; from = to) {
		if (report_once(f, face, utf8_next(*text, &to))) {
			str ch = str_sub(*text, from, to);

			*text = str_from_at(*text, to);
			return ch;
		}
	}
	return (str){0};
}

/* The first character from CP on that is used; NPAGE * PAGE: there is none. */
static uint32_t
next_used(const struct face_open *o, uint32_t cp)
{
	for (; cp < NPAGE * PAGE; cp++) {
		const struct known *page = o->page[cp / PAGE];

		if (!page)
			cp |= PAGE - 1;
		else if (page[cp % PAGE].advance & USED)
			break;
	}
	return cp;
}

static void
add_characters(struct arena *a, const struct face_open *o, struct subset_want *w)
{
	struct subset_character *v;
	int n = 0;

	for (uint32_t cp = next_used(o, 0); cp < NPAGE * PAGE; cp = next_used(o, cp + 1))
		n++;
	v = NEW(a, struct subset_character, (size_t)n + 1);
	n = 0;
	for (uint32_t cp = next_used(o, 0); cp < NPAGE * PAGE; cp = next_used(o, cp + 1)) {
		const struct known *known = &o->page[cp / PAGE][cp % PAGE];

		if (!(known->advance & MISSING))
			v[n++] = (struct subset_character){cp, known->glyph};
	}
	w->character = v;
	w->n = n;
}

str
font_subset(struct arena *a, struct diag *d, struct fonts *f, enum face face)
{
	struct face_open *o = &f->open[face];
	struct arena mem = {0};
	struct subset_source from;
	str *const table[] = {&from.cff,  &from.head, &from.hhea, &from.hmtx, &from.os2,
			      &from.name, &from.glyf, &from.loca, &from.maxp};
	static const hb_tag_t tag[] = {
	    HB_TAG('C', 'F', 'F', ' '), HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'),
	    HB_TAG('h', 'm', 't', 'x'), HB_TAG('O', 'S', '/', '2'), HB_TAG('n', 'a', 'm', 'e'),
	    HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'), HB_TAG('m', 'a', 'x', 'p')};
	enum { N = sizeof tag / sizeof *tag };
	/* LXGW is a reserved name, which no subset may have (OFL 1.1, 3). */
	struct subset_want want = {
	    .upright = o->upright, .nupright = o->nupright, .unnamed = face == FACE_KAI};
	hb_blob_t *blob[N];
	str bytes = {0};

	if (!o->used)
		return bytes;
	for (int i = 0; i < N; i++) {
		unsigned n;

		blob[i] = hb_face_reference_table(o->face, tag[i]);
		table[i]->p = hb_blob_get_data(blob[i], &n);
		table[i]->n = (ptrdiff_t)n;
	}
	add_characters(&mem, o, &want);
	bytes = subset_make(a, &from, &want);
	if (bytes.n == 0)
		diag(d, D_FONT_SUBSET, ((struct pos){.file = str_from(faces[face].file)}));
	for (int i = 0; i < N; i++)
		hb_blob_destroy(blob[i]);
	mapped_forget(o->file);
	arena_free(&mem);
	return bytes;
}

void
font_subset_glyphs(str subset, const uint32_t *cp, int n, unsigned *glyph)
{
	hb_blob_t *blob = hb_blob_create(subset.p, (unsigned)subset.n, HB_MEMORY_MODE_READONLY,
					 NULL, NULL);
	hb_face_t *face = hb_face_create(blob, 0);
	hb_font_t *font = hb_font_create(face);

	for (int i = 0; i < n; i++) {
		hb_codepoint_t g = 0;

		hb_font_get_nominal_glyph(font, cp[i], &g);
		glyph[i] = g;
	}
	hb_font_destroy(font);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
}

/* The table "head" has the version of the font and a checksum of all of it. */
str
font_subset_key(struct arena *a, const struct fonts *f, enum face face)
{
	const struct face_open *o = &f->open[face];
	hb_blob_t *head = hb_face_reference_table(o->face, HB_TAG('h', 'e', 'a', 'd'));
	struct out k = {.mem = a};
	unsigned n;
	const char *p = hb_blob_get_data(head, &n);

	out_fmt(&k, "subset 3 " STR_FMT " ", STR_ARG(font_postscript_name(a, f, face)));
	for (unsigned i = 0; i < n; i++)
		out_fmt(&k, "%02x", (unsigned char)p[i]);
	hb_blob_destroy(head);
	for (uint32_t cp = next_used(o, 0); cp < NPAGE * PAGE; cp = next_used(o, cp + 1))
		out_fmt(&k, " %x", cp);
	for (int i = 0; i < o->nupright; i++)
		out_fmt(&k, " %d to %d", o->upright[i].glyph, o->upright[i].upright);
	return out_text(&k);
}

str
font_postscript_name(struct arena *a, const struct fonts *f, enum face face)
{
	char name[64]; /* PostScript allows 63 characters */
	unsigned n = sizeof name;

	hb_ot_name_get_utf8(f->open[face].face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID,
			    &n, name);
	return str_dup(a, (str){name, (ptrdiff_t)n});
}

static size_t
big_endian(const char *p, int bytes)
{
	size_t n = 0;

	for (int i = 0; i < bytes; i++)
		n = n << 8 | (unsigned char)p[i];
	return n;
}

/* A directory of 16 bytes a table, after 12 of its own: tag, checksum, offset, length. */
str
font_table(str font, const char tag[4])
{
	size_t size = (size_t)font.n, n = size >= 12 ? big_endian(font.p + 4, 2) : 0;

	for (size_t i = 0; i < n && 28 + 16 * i <= size; i++) {
		const char *p = font.p + 12 + 16 * i;
		size_t at = big_endian(p + 8, 4), len = big_endian(p + 12, 4);

		if (memcmp(p, tag, 4) == 0 && at <= size && len <= size - at)
			return (str){font.p + at, (ptrdiff_t)len};
	}
	return (str){0};
}
