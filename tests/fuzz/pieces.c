#include "fuzz/fuzz.h"

#include "base/utf8.h"
#include "convert/convert.h"

enum { PIECES_MAX = 64, TERMS_MAX = 12 };

/* A text as it comes in through the gate: words, bytes that are none, marks and terms. */
static str
inside(struct fuzz *f, struct diag *d, const struct soup *s)
{
	struct random *r = &f->random;
	struct out o = {.mem = f->mem};
	const struct source *source;

	for (uint32_t n = 1 + random_below(r, 16); n > 0; n--) {
		soup_add(&o, s, r, random_below(r, 4));
		soup_bytes(&o, r, random_below(r, 4));
	}
	f->bytes += (ptrdiff_t)o.n;
	source = source_new(f->mem, d, STR("fuzz.md"), out_text(&o));
	return source ? source->text : (str){0};
}

/* Terms, of which some read the same in both scripts. */
static void
any_glossary(struct fuzz *f, struct diag *d, const struct soup *s, struct glossary *out)
{
	struct random *r = &f->random;
	struct out o = {.mem = f->mem};

	for (uint32_t n = random_below(r, TERMS_MAX); n > 0; n--) {
		struct out term = {.mem = f->mem};

		soup_add(&term, s, r, 1);
		out_str(&o, out_text(&term));
		out_char(&o, '\t');
		if (random_below(r, 4))
			soup_add(&o, s, r, 1);
		else
			out_str(&o, out_text(&term));
		soup_bytes(&o, r, random_below(r, 3));
		out_char(&o, '\n');
	}
	glossary_read(f->mem, d, source_new(f->mem, d, STR("content/glossary.tsv"), out_text(&o)),
		      out);
}

str
fuzz_inside(struct fuzz *f, struct glossary *g)
{
	const struct soup *s = &f->config[random_below(&f->random, FUZZ_CONFIGS)].soup;
	struct diag d;

	diag_init(&d, f->mem);
	if (g && random_below(&f->random, 2))
		any_glossary(f, &d, s, g);
	return inside(f, &d, s);
}

/* TEXT in pieces, some of them empty; returns how many. */
static int
cut(struct random *r, str text, struct convert_piece *piece)
{
	ptrdiff_t start = 0, at = 0;
	uint32_t rare = 1 + random_below(r, 20);
	int n = 0;

	while (at < text.n) {
		utf8_next(text, &at);
		while (n < PIECES_MAX - 1 && random_below(r, rare) == 0) {
			piece[n++] = (struct convert_piece){.text = str_sub(text, start, at)};
			start = at;
		}
	}
	piece[n++] = (struct convert_piece){.text = str_from_at(text, start)};
	return n;
}

static str
joined(struct fuzz *f, const struct convert_piece *piece, int n)
{
	struct out o = {.mem = f->mem};

	for (int i = 0; i < n; i++)
		out_str(&o, piece[i].text);
	return out_text(&o);
}

/*
 * A paragraph comes out the same however its markup cuts it. Where neither marks nor house terms
 * nor the words of a region change lengths, each piece keeps its own characters.
 */
static const char *
check_cuts(struct fuzz *f, struct convert *c, struct diag *d, str text, bool lengths)
{
	struct pos at = {.file = STR("fuzz.md"), .line = 1, .col = 1};
	str want = convert_text(c, f->mem, d, at, text);
	struct convert_piece before[PIECES_MAX], after[PIECES_MAX];
	int n = cut(&f->random, text, before);

	for (int i = 0; i < n; i++)
		after[i] = before[i];
	convert_pieces(c, f->mem, d, at, after, n);
	if (utf8_bad(want) >= 0)
		return fuzz_fault(f, "becomes what is not UTF-8", text);
	if (!str_eq(joined(f, after, n), want))
		return fuzz_fault(f, "is converted differently in pieces", text);
	for (int i = 0; lengths && i < n; i++)
		if (utf8_count(before[i].text) != utf8_count(after[i].text))
			return fuzz_fault(f, "has a piece that lost or won characters", text);
	return NULL;
}

static void
nothing(void *ctx, enum convert_by by, ptrdiff_t at, str was, str is,
	const struct engine *const *stage, int n)
{
	(void)ctx, (void)by, (void)at, (void)was, (void)is, (void)stage, (void)n;
}

/* Who is watched goes the slow way, part by part: to the same end. */
static const char *
check_watched(struct fuzz *f, struct convert *c, struct convert_options options, str text)
{
	static const struct convert_watch watch = {.part = nothing};
	struct convert_piece fast[PIECES_MAX], slow[PIECES_MAX];
	struct convert *watched;
	const char *fault = NULL;
	struct diag d;
	int n = cut(&f->random, text, fast);

	memcpy(slow, fast, sizeof slow);
	options.watch = &watch;
	watched = convert_new(&options);
	diag_init(&d, f->mem);
	convert_pieces(c, f->mem, &d, (struct pos){0}, fast, n);
	convert_pieces(watched, f->mem, &d, (struct pos){0}, slow, n);
	for (int i = 0; i < n && !fault; i++)
		if (!str_eq(fast[i].text, slow[i].text))
			fault = fuzz_fault(f, "is converted differently when it is watched", text);
	convert_free(watched);
	return fault;
}

const char *
check_pieces(struct fuzz *f)
{
	struct random *r = &f->random;
	struct glossary glossary = {0};
	struct convert_options options = {.from = random_below(r, SCRIPT__N),
					  .to = random_below(r, SCRIPT__N),
					  .glossary = &glossary,
					  .quotes = random_below(r, 3),
					  .phrases = random_below(r, 2),
					  .pure = random_below(r, 2)};
	struct convert *c;
	struct diag d;
	const char *fault;
	str text = fuzz_inside(f, &glossary);

	diag_init(&d, f->mem);
	c = convert_new(&options);
	fault = check_cuts(f, c, &d, text,
			   glossary.n == 0 && !options.phrases && !fuzz_has_mark(text));
	if (!fault)
		fault = check_watched(f, c, options, text);
	convert_free(c);
	return fault;
}

/* Whatever the file is, the words of a term are words, and they can be used. */
const char *
check_glossary(struct fuzz *f)
{
	struct convert_options options = {.from = random_below(&f->random, SCRIPT__N),
					  .to = random_below(&f->random, SCRIPT__N)};
	struct out o = {.mem = f->mem};
	struct glossary g = {0};
	const struct source *source;
	struct convert *c;
	struct diag d;
	const char *fault;

	diag_init(&d, f->mem);
	soup_bytes(&o, &f->random, random_below(&f->random, 300));
	f->bytes += (ptrdiff_t)o.n;
	source = source_new(f->mem, &d, STR("content/glossary.tsv"), out_text(&o));
	glossary_read(f->mem, &d, source, &g);
	for (int i = 0; i < g.n; i++)
		for (int k = 0; k < SCRIPT__N; k++)
			if (str_find(g.term[i].form[k], STR("\t")) >= 0 ||
			    str_find(g.term[i].form[k], STR("\n")) >= 0 || g.term[i].line < 1)
				return fuzz_fault(f, "has a term that is no word", out_text(&o));
	options.glossary = &g;
	c = convert_new(&options);
	fault = check_cuts(f, c, &d, source ? source->text : (str){0}, false);
	convert_free(c);
	return fault;
}
