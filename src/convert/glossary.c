#include "convert/glossary.h"

#include "base/utf8.h"

#include <stdlib.h>

/* A line of the file that may become a term. */
struct row {
	struct glossary_term term;
	int line;
};

static int
by_hans(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int c = str_cmp(x->term.hans, y->term.hans);

	return c ? c : x->line - y->line;
}

static int
by_line(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	return x->line - y->line;
}

/* hans<TAB>hant[<TAB>note] */
static bool
read_row(struct diag *d, struct pos at, str line, struct glossary_term *out)
{
	str rest = line, hans, hant;

	if (str_find(line, STR("\t")) < 0) {
		diag(d, D_GLOSSARY_TAB, at);
		return false;
	}
	hans = str_cut(&rest, STR("\t"));
	hant = str_cut(&rest, STR("\t"));
	at.col = str_trim(hans).n == 0 ? 1 : (int)utf8_count(hans) + 2;
	*out = (struct glossary_term){str_trim(hans), str_trim(hant)};
	if (out->hans.n == 0 || out->hant.n == 0) {
		diag(d, D_GLOSSARY_EMPTY, at);
		return false;
	}
	return true;
}

/* Rows in order of hans; returns how many remain. */
static int
drop_repeats(struct diag *d, str file, struct row *row, int n)
{
	int kept = 0;

	for (int i = 0; i < n; i++) {
		struct pos at = {file, row[i].line, 1, (int)utf8_count(row[i].term.hans)};
		const struct row *first = kept > 0 ? &row[kept - 1] : NULL;

		if (!first || !str_eq(first->term.hans, row[i].term.hans))
			row[kept++] = row[i];
		else if (!str_eq(first->term.hant, row[i].term.hant))
			diag(d, D_GLOSSARY_TWICE, at, row[i].term.hans, diag_int(d, first->line),
			     first->term.hant);
	}
	return kept;
}

void
glossary_read(struct arena *a, struct diag *d, const struct source *src, struct glossary *out)
{
	str rest = src ? src->text : (str){0};
	struct row *row = NEW(a, struct row, (size_t)str_lines(rest));
	int n = 0;

	for (int line = 1; rest.n > 0; line++) {
		struct pos at = {src->path, line, 1, 0};
		str s = str_cut(&rest, STR("\n"));

		row[n].line = line;
		if (str_trim(s).n > 0 && s.p[0] != '#' && read_row(d, at, s, &row[n].term))
			n++;
	}
	if (n > 0)
		qsort(row, (size_t)n, sizeof *row, by_hans);
	n = drop_repeats(d, src ? src->path : (str){0}, row, n);
	if (n > 0)
		qsort(row, (size_t)n, sizeof *row, by_line);
	*out = (struct glossary){NEW(a, struct glossary_term, (size_t)n), n};
	for (int i = 0; i < n; i++)
		out->term[i] = row[i].term;
}

/* Equal keys in the order of the file, which PREFIX holds while sorting. */
static int
by_key(const void *a, const void *b)
{
	const struct glossary_key *x = a, *y = b;
	int c = str_cmp(x->from, y->from);

	return c ? c : x->prefix - y->prefix;
}

/*
 * In sorted order the keys that a key begins with stand before it, and its predecessor
 * begins with them too: so they are the predecessor or in the chain behind it.
 */
static void
link_prefixes(struct glossary_key *key, int n)
{
	for (int i = 0; i < n; i++) {
		int p = i - 1;

		while (p >= 0 && !str_starts(key[i].from, key[p].from))
			p = key[p].prefix;
		key[i].prefix = p;
	}
}

static uint32_t
first_slot(str text)
{
	uint32_t cp = 0;

	utf8_decode(text, &cp);
	return cp & 0xFFFF;
}

static str
side(const struct glossary_term *t, enum script s)
{
	return s == SCRIPT_HANS ? t->hans : t->hant;
}

void
glossary_index(struct arena *a, const struct glossary_term *term, int n, enum script from,
	       enum script to, struct glossary_index *out)
{
	int kept = 0;

	*out = (struct glossary_index){NEW(a, struct glossary_key, (size_t)n), 0, {0}};
	for (int i = 0; i < n; i++) {
		struct glossary_key k = {side(&term[i], from), side(&term[i], to), i};
		uint32_t slot = first_slot(k.from);

		out->key[i] = k;
		out->first[slot / 64] |= UINT64_C(1) << slot % 64;
	}
	if (n > 0)
		qsort(out->key, (size_t)n, sizeof *out->key, by_key);
	for (int i = 0; i < n; i++)
		if (kept == 0 || !str_eq(out->key[kept - 1].from, out->key[i].from))
			out->key[kept++] = out->key[i];
	out->n = kept;
	link_prefixes(out->key, kept);
}

const struct glossary_key *
glossary_find(const struct glossary_index *x, str text)
{
	uint32_t slot = first_slot(text);
	int low = 0, high = x->n;

	if (!(x->first[slot / 64] >> slot % 64 & 1))
		return NULL;
	while (low < high) {
		int mid = low + (high - low) / 2;

		if (str_cmp(x->key[mid].from, text) <= 0)
			low = mid + 1;
		else
			high = mid;
	}
	/* the last key that is not after TEXT; see link_prefixes */
	for (int i = low - 1; i >= 0; i = x->key[i].prefix)
		if (str_starts(text, x->key[i].from))
			return &x->key[i];
	return NULL;
}
