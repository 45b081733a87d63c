#include "fuzz/reference.h"

#include <stdio.h>
#include <stdlib.h>

static void
fail(const char *what, const char *which)
{
	fprintf(stderr, "reference: %s: %s\n", what, which);
	exit(2);
}

static char *
read_whole(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	char *p;
	long n;

	if (!f || fseek(f, 0, SEEK_END) != 0 || (n = ftell(f)) < 0)
		fail("cannot open", path);
	rewind(f);
	p = NEW(a, char, (size_t)n + 1);
	if (fread(p, 1, (size_t)n, f) != (size_t)n)
		fail("cannot read", path);
	fclose(f);
	return p;
}

/* -- configurations: JSON without escapes and numbers ------------------------- */

static const char *
skip(const char *p)
{
	return p + strspn(p, " \t\r\n,:");
}

/* A string or a plain word, the quotes left out; *P moves on. */
static str
read_word(const char **p)
{
	bool quoted = **p == '"';
	const char *start = *p + quoted;
	size_t n = strcspn(start, quoted ? "\"" : ",]} \r\n");

	*p = skip(start + n + quoted);
	return (str){start, (ptrdiff_t)n};
}

static void
set(struct reference *v, str name, str word)
{
	if (str_eq(name, STR("type")))
		v->type = word;
	else if (str_eq(name, STR("file")))
		v->file = word;
	else if (str_eq(name, STR("match_policy")))
		v->match_policy = word;
	else if (str_eq(name, STR("may_output_tofu")))
		v->may_output_tofu = word;
}

static struct reference *
read_value(struct arena *a, const char **p)
{
	struct reference *v = NEW(a, struct reference, 1), **end = &v->child;
	bool object = **p == '{';

	for (*p = skip(*p + 1); **p != '}' && **p != ']';) {
		str name = {0};

		if (object)
			name = read_word(p);
		if (**p == 0)
			fail("configuration ends early", "");
		if (**p != '{' && **p != '[') {
			set(v, name, read_word(p));
			continue;
		}
		*end = read_value(a, p);
		(*end)->name = name;
		end = &(*end)->next;
	}
	*p = skip(*p + 1);
	return v;
}

const struct reference *
reference_member(const struct reference *v, const char *name)
{
	const struct reference *m = v->child;

	while (m && !str_eq(m->name, str_from(name)))
		m = m->next;
	return m;
}

/* -- characters ---------------------------------------------------------------- */

/* Bytes of the character TEXT begins with, its number in *CP; 0: it begins with none. */
static ptrdiff_t
character(str text, uint32_t *cp)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned lead = (unsigned char)text.p[0];
	ptrdiff_t n = lead < 0x80 ? 1 : lead < 0xC0 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

	if (n == 0 || n > text.n || lead >= 0xF8)
		return 0;
	*cp = n == 1 ? lead : lead & (0x7Fu >> n);
	for (ptrdiff_t i = 1; i < n; i++) {
		if (((unsigned char)text.p[i] & 0xC0) != 0x80)
			return 0;
		*cp = *cp << 6 | ((unsigned char)text.p[i] & 0x3F);
	}
	return *cp < least[n] || *cp > 0x10FFFF || (*cp & ~0x7FFu) == 0xD800 ? 0 : n;
}

/*
 * Bytes of the ideographic description, or the one character, that TEXT begins with; 0: it is not
 * whole, nested too deeply, or of too many characters. OpenCC's limits are 16 and 64.
 */
static ptrdiff_t
description(str text, int depth, int *characters)
{
	uint32_t cp = 0;
	ptrdiff_t at = text.n > 0 ? character(text, &cp) : 0;
	int operands = cp < 0x2FF0 || cp > 0x2FFF     ? 0
		       : cp == 0x2FF2 || cp == 0x2FF3 ? 3
		       : cp == 0x2FFE || cp == 0x2FFF ? 1
						      : 2;

	if (at == 0 || depth == 16 || ++*characters > 64)
		return 0;
	for (; operands > 0; operands--) {
		ptrdiff_t n = description(str_from_at(text, at), depth + 1, characters);

		if (n == 0)
			return 0;
		at += n;
	}
	return at;
}

/* Bytes that no rule has anything to say about. */
static ptrdiff_t
unmatched(str text)
{
	int characters = 0;
	ptrdiff_t n = description(text, 0, &characters);
	uint32_t cp;

	return n > 0 ? n : character(text, &cp);
}

/* -- dictionaries -------------------------------------------------------------- */

static int
by_key(const void *a, const void *b)
{
	const struct reference_rule *x = a, *y = b;

	return str_cmp(x->key, y->key);
}

/* "key<TAB>value value…" a line; the first value counts. */
static void
read_rules(struct arena *a, const char *folder, struct reference *v)
{
	str rest = str_from(read_whole(a, str_fmt(a, "%s/" STR_FMT, folder, STR_ARG(v->file)).p));

	v->rule = NEW(a, struct reference_rule, (size_t)str_lines(rest));
	while (rest.n > 0) {
		str line = str_cut(&rest, STR("\n"));
		str key = str_cut(&line, STR("\t")), value = str_cut(&line, STR(" "));

		if (key.n > 0 && key.p[0] != '#')
			v->rule[v->n++] = (struct reference_rule){key, value};
	}
	qsort(v->rule, (size_t)v->n, sizeof *v->rule, by_key);
}

static void
read_dictionaries(struct arena *a, const char *folder, bool rare, struct reference *v)
{
	if (v->file.n > 0 && (rare || !str_eq(v->may_output_tofu, STR("true"))))
		read_rules(a, folder, v);
	for (struct reference *m = v->child; m; m = m->next)
		read_dictionaries(a, folder, rare, m);
}

struct reference *
reference_read(struct arena *a, const char *folder, const char *name, bool rare)
{
	const char *p = read_whole(a, str_fmt(a, "%s/%s.json", folder, name).p);
	struct reference *v = read_value(a, &p);

	read_dictionaries(a, folder, rare, v);
	return v;
}

/* The longest rule of one dictionary whose key TEXT begins with. */
static const struct reference_rule *
match_rules(const struct reference *v, str text)
{
	const struct reference_rule *found = NULL;
	int low = 0, high = v->n;
	uint32_t cp;
	str first = str_sub(text, 0, character(text, &cp));

	/* the first rule that begins with the first character of TEXT */
	while (low < high) {
		int mid = (low + high) / 2;

		if (str_cmp(v->rule[mid].key, first) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	/* what TEXT begins with is not after it, and the longer is after the shorter */
	for (; low < v->n && str_cmp(v->rule[low].key, text) <= 0; low++)
		if (str_starts(text, v->rule[low].key))
			found = &v->rule[low];
	return found;
}

/*
 * What OpenCC takes at the start of TEXT: of a group that is a "union" the longest of all its
 * dictionaries, and of equals the first; else what the first has that has any.
 */
static const struct reference_rule *
match(const struct reference *v, str text)
{
	bool all = str_eq(v->match_policy, STR("union"));
	const struct reference_rule *best = NULL;

	if (!str_eq(v->type, STR("group")))
		return match_rules(v, text);
	for (const struct reference *m = reference_member(v, "dicts")->child; m; m = m->next) {
		const struct reference_rule *r = match(m, text);

		if (r && (!best || r->key.n > best->key.n))
			best = r;
		if (best && !all)
			break;
	}
	return best;
}

/* -- converting ---------------------------------------------------------------- */

static void
append(struct arena *a, struct reference_text *o, str s, ptrdiff_t origin)
{
	if (o->n + s.n + 1 > o->cap) {
		struct reference_text old = *o;

		o->cap = 2 * (old.n + s.n + 1);
		o->p = NEW(a, char, (size_t)o->cap);
		o->origin = NEW(a, ptrdiff_t, (size_t)o->cap);
		for (ptrdiff_t i = 0; i < old.n; i++) {
			o->p[i] = old.p[i];
			o->origin[i] = old.origin[i];
		}
	}
	for (ptrdiff_t i = 0; i < s.n; i++) {
		o->p[o->n] = s.p[i];
		o->origin[o->n++] = i == 0 ? origin : REFERENCE_NONE;
	}
}

/* One stage: bytes FROM to TO of IN, as if they were all. */
static void
run_stage(struct arena *a, const struct reference *dict, const struct reference_text *in,
	  ptrdiff_t from, ptrdiff_t to, struct reference_text *o)
{
	for (ptrdiff_t n; from < to; from += n) {
		str text = {in->p + from, to - from};
		const struct reference_rule *r = match(dict, text);

		n = r ? r->key.n : unmatched(text);
		if (r) {
			append(a, o, r->value, in->origin[from]);
			continue;
		}
		for (ptrdiff_t i = 0; i < n; i++)
			append(a, o, str_sub(text, i, i + 1), in->origin[from + i]);
	}
}

/* All stages of the list V. */
static void
run_stages(struct arena *a, const struct reference *v, const struct reference_text *in,
	   ptrdiff_t from, ptrdiff_t to, struct reference_text *o)
{
	struct reference_text now = {0};

	for (ptrdiff_t i = from; i < to; i++)
		append(a, &now, (str){in->p + i, 1}, in->origin[i]);
	for (const struct reference *m = v ? v->child : NULL; m; m = m->next) {
		struct reference_text next = {0};

		run_stage(a, reference_member(m, "dict"), &now, 0, now.n, &next);
		now = next;
	}
	for (ptrdiff_t i = 0; i < now.n; i++)
		append(a, o, (str){now.p + i, 1}, now.origin[i]);
}

/* Bytes FROM to TO, which are UTF-8: normalized, cut into segments, each through all stages. */
static void
run_part(struct arena *a, const struct reference *v, const struct reference_text *in,
	 ptrdiff_t from, ptrdiff_t to, struct reference_text *o)
{
	const struct reference *chain = reference_member(v, "conversion_chain");
	const struct reference *segmentation = reference_member(v, "segmentation");
	struct reference_text t = {0};
	ptrdiff_t start = 0;

	run_stages(a, reference_member(v, "normalization"), in, from, to, &t);
	for (ptrdiff_t i = 0; segmentation && i < t.n;) {
		str text = {t.p + i, t.n - i};
		const struct reference_rule *r = match(reference_member(segmentation, "dict"),
						       text);

		if (!r) {
			i += unmatched(text);
			continue;
		}
		run_stages(a, chain, &t, start, i, o);
		run_stages(a, chain, &t, i, i + r->key.n, o);
		start = i += r->key.n;
	}
	run_stages(a, chain, &t, start, t.n, o);
}

/* An operator of a description, alone: it is not whole. */
static bool
alone(str text)
{
	uint32_t cp = 0;

	return character(text, &cp) == unmatched(text) && cp >= 0x2FF0 && cp <= 0x2FFF;
}

struct reference_text
reference_run(struct arena *a, const struct reference *v, str text)
{
	struct reference_text in = {0}, o = {0};
	ptrdiff_t start = 0;

	o.bad = NEW(a, ptrdiff_t, (size_t)text.n);
	for (ptrdiff_t i = 0; i < text.n; i++)
		append(a, &in, str_sub(text, i, i + 1), i);
	for (ptrdiff_t i = 0, n; i < text.n; i += n) {
		bool kept = alone(str_from_at(text, i));

		n = unmatched(str_from_at(text, i));
		if (n > 0 && !kept)
			continue;
		if (n == 0)
			o.bad[o.nbad++] = i;
		n = n > 0 ? n : 1;
		run_part(a, v, &in, start, i, &o);
		append(a, &o, str_sub(text, i, i + n), i);
		start = i + n;
	}
	run_part(a, v, &in, start, text.n, &o);
	append(a, &o, STR("\n"), text.n);
	o.n--;
	return o;
}
