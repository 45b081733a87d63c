#include "fuzz/soup.h"

#include <stdlib.h>

#include "base/utf8.h"

enum { LEAVES_MAX = 64 };

/* Steele, Lea and Flood's SplitMix64: any seed is good. */
uint32_t
random_below(struct random *r, uint32_t n)
{
	uint64_t z = r->state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return n ? (uint32_t)((z ^ z >> 31) >> 32) % n : 0;
}

static void
find_leaves(const struct reference *v, struct soup *s)
{
	if (v->n > 0 && s->leaves < LEAVES_MAX) {
		s->leaf[s->leaves++] = v;
		s->n += v->n;
	}
	for (const struct reference *m = v->child; m; m = m->next)
		find_leaves(m, s);
}

static int
by_value(const void *a, const void *b)
{
	const struct reference_rule *x = *(const struct reference_rule *const *)a;
	const struct reference_rule *y = *(const struct reference_rule *const *)b;
	int c = str_cmp(x->value, y->value);

	return c ? c : str_cmp(x->key, y->key);
}

void
soup_init(struct arena *a, const struct reference *v, struct soup *out)
{
	int n = 0;

	*out = (struct soup){.leaf = NEW(a, const struct reference *, LEAVES_MAX)};
	find_leaves(v, out);
	out->becomes = NEW(a, const struct reference_rule *, (size_t)out->n);
	for (int i = 0; i < out->leaves; i++)
		for (int k = 0; k < out->leaf[i]->n; k++)
			out->becomes[n++] = &out->leaf[i]->rule[k];
	qsort(out->becomes, (size_t)n, sizeof *out->becomes, by_value);
}

/* -- pieces ---------------------------------------------------------------------- */

static str
any_of(struct random *r, const char *const *list, uint32_t n)
{
	return str_from(list[random_below(r, n)]);
}
#define ANY(r, list) any_of((r), (list), sizeof(list) / sizeof *(list))

/* A key of any dictionary, the small ones as often as the large ones. */
static str
any_key(const struct soup *s, struct random *r)
{
	const struct reference *leaf = s->leaf[random_below(r, (uint32_t)s->leaves)];

	return leaf->rule[random_below(r, (uint32_t)leaf->n)].key;
}

/* The byte where character N of S begins; its end if it has fewer. */
static ptrdiff_t
byte_of(str s, uint32_t n)
{
	ptrdiff_t at = 0;

	while (n-- > 0 && at < s.n)
		utf8_next(s, &at);
	return at;
}

/* Of one dictionary a key that begins as TEXT does, at random; empty: there is none. */
static str
key_after(const struct soup *s, struct random *r, str text)
{
	const struct reference *leaf = s->leaf[random_below(r, (uint32_t)s->leaves)];
	int low = 0, high = leaf->n, end;

	while (low < high) {
		int mid = (low + high) / 2;

		if (str_cmp(leaf->rule[mid].key, text) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (end = low; end < leaf->n && str_starts(leaf->rule[end].key, text);)
		end++;
	return end > low ? leaf->rule[low + (int)random_below(r, (uint32_t)(end - low))].key
			 : (str){0};
}

/* Keys, each of which begins with the last character of the one before. */
static void
add_overlaps(struct out *o, const struct soup *s, struct random *r)
{
	uint32_t n = random_below(r, 8) ? 1 : random_below(r, 40);
	str key = any_key(s, r);

	out_str(o, key);
	for (; n > 0 && key.n > 0; n--) {
		ptrdiff_t last = key.n;
		str end, next = {0};

		utf8_prev(key, &last);
		end = str_from_at(key, last);
		for (int tries = 0; next.n == 0 && tries < 4; tries++)
			next = key_after(s, r, end);
		if (next.n > 0)
			out_str(o, str_from_at(next, end.n));
		key = next;
	}
}

/* What becomes TEXT in one stage or other. */
static void
add_source(struct out *o, const struct soup *s, struct random *r, str text)
{
	while (text.n > 0) {
		str one = str_sub(text, 0, byte_of(text, 1));
		int low = 0, high = s->n, end;
		const struct reference_rule *rule;

		while (low < high) {
			int mid = (low + high) / 2;

			if (str_cmp(s->becomes[mid]->value, one) < 0)
				low = mid + 1;
			else
				high = mid;
		}
		for (end = low; end < s->n && end < low + 64; end++)
			if (!str_starts(s->becomes[end]->value, one))
				break;
		rule = end > low ? s->becomes[low + (int)random_below(r, (uint32_t)(end - low))]
				 : NULL;
		if (!rule || !str_starts(text, rule->value) || random_below(r, 4) == 0) {
			out_str(o, one);
			text = str_from_at(text, one.n);
			continue;
		}
		out_str(o, rule->key);
		text = str_from_at(text, rule->value.n);
	}
}

static void
add_character(struct out *o, struct random *r)
{
	static const struct {
		uint32_t first, n;
	} range[] = {{0x4E00, 0x5200}, {0, 0x100},	 {0x3000, 0x40},     {0xF900, 0x200},
		     {0x100, 0xD700},  {0xE000, 0x2000}, {0x20000, 0x12000}, {0x10000, 0x100000},
		     {0x2F800, 0x220}, {0x2FF0, 0x10},	 {0x10FFF0, 0x10}};
	uint32_t k = random_below(r, 2 * sizeof range / sizeof *range);

	k = k < sizeof range / sizeof *range ? k : 0;
	out_utf8(o, range[k].first + random_below(r, range[k].n));
}

static uint32_t
operands(uint32_t op)
{
	return op == 0x2FF2 || op == 0x2FF3 ? 3 : op >= 0x2FFE ? 1 : 2;
}

/* One of N characters, whole; words lie in it. */
static void
add_whole_description(struct out *o, const struct soup *s, struct random *r, uint32_t n)
{
	uint32_t open = 1;
	str word = {0};

	for (; n > 0; n--) {
		uint32_t op = 0x2FF0 + random_below(r, 16);
		bool fits = open + operands(op) <= n, leaf = open == n;

		if (!leaf && fits && (open == 1 || random_below(r, 2))) {
			out_utf8(o, op);
			open += operands(op) - 1;
			continue;
		}
		if (!leaf && open == 1) {
			out_utf8(o, 0x2FFE);
			continue;
		}
		word = word.n > 0 ? word : any_key(s, r);
		open--;
		if (random_below(r, 16) == 0) {
			out_char(o, '\n');
			continue;
		}
		out_str(o, str_sub(word, 0, byte_of(word, 1)));
		word = str_from_at(word, byte_of(word, 1));
	}
	out_str(o, word);
}

/* Nested, mostly too deeply, or cut off; what it is made of are words. */
static void
add_nested_description(struct out *o, const struct soup *s, struct random *r)
{
	uint32_t depth = random_below(r, 2) ? random_below(r, 4) : 12 + random_below(r, 8);

	for (uint32_t i = 0; i <= depth; i++)
		out_utf8(o, 0x2FF0 + random_below(r, 16));
	for (uint32_t words = random_below(r, 8); words > 0; words--) {
		str key = any_key(s, r);

		if (random_below(r, 8) == 0)
			out_utf8(o, 0x2FF0 + random_below(r, 16));
		out_str(o, str_sub(key, 0, byte_of(key, 1 + random_below(r, 3))));
	}
}

/* OpenCC knows them up to 64 characters. */
static void
add_description(struct out *o, const struct soup *s, struct random *r)
{
	if (random_below(r, 2))
		add_nested_description(o, s, r);
	else
		add_whole_description(o, s, r,
				      random_below(r, 4) ? 1 + random_below(r, 12)
							 : 61 + random_below(r, 6));
}

static void
add_broken(struct out *o, const struct soup *s, struct random *r)
{
	static const char *const broken[] = {"\xFF",	 "\xC0\x80",	     "\xED\xA0\x80",
					     "\xE5\xA4", "\xF4\x90\x80\x80", "\xF0\x80\x80\x80",
					     "\xF0\xA0", "\xF8\xA2\x88",     "\x80",
					     "\xE0\x9F"};
	str key = any_key(s, r);

	switch (random_below(r, 4)) {
	case 0:
		out_str(o, str_sub(key, 0, key.n - 1));
		break;
	case 1:
		out_str(o, str_from_at(key, 1));
		break;
	case 2:
		out_char(o, (char)random_below(r, 256));
		break;
	default:
		out_str(o, ANY(r, broken));
	}
}

static void
add_other(struct out *o, struct random *r)
{
	static const char *const other[] = {"，", "。", "\r\n", "\n", "a B", "SQL",
					    "D",  " ",	"\t",	"“",  "’",   "·",
					    "　", "U",	"0",	"/",  "＆",  "\xEF\xBB\xBF"};

	if (random_below(r, 16) == 0)
		out_char(o, 0);
	else
		out_str(o, ANY(r, other));
}

static void
add_piece(struct out *o, const struct soup *s, struct random *r)
{
	str key = any_key(s, r);

	switch (random_below(r, 16)) {
	case 0:
		out_str(o, str_sub(key, 0, byte_of(key, 1 + random_below(r, 4))));
		break;
	case 1:
		out_str(o, str_from_at(key, byte_of(key, 1 + random_below(r, 3))));
		break;
	case 2:
	case 3:
		add_overlaps(o, s, r);
		break;
	case 4:
	case 5:
	case 6:
		add_source(o, s, r, key);
		break;
	case 7:
		add_character(o, r);
		break;
	case 8:
		add_other(o, r);
		break;
	case 9:
		if (random_below(r, 4) == 0)
			add_description(o, s, r);
		break;
	case 10:
		if (random_below(r, 4) == 0)
			add_broken(o, s, r);
		break;
	default:
		out_str(o, key);
	}
}

void
soup_add(struct out *o, const struct soup *s, struct random *r, uint32_t n)
{
	while (n-- > 0)
		add_piece(o, s, r);
}

void
soup_bytes(struct out *o, struct random *r, uint32_t n)
{
	static const char *const part[] = {"-{",
					   "}-",
					   "-{",
					   "}-",
					   "zh-hans:",
					   "zh-hant:",
					   "zh-tw：",
					   "zh-hk:",
					   ";",
					   "；",
					   "|",
					   "A|",
					   "zh:",
					   "-",
					   "{",
					   "}",
					   "\t",
					   "\n",
					   "\r\n",
					   "头发",
					   "社区",
					   "軟體",
					   "里",
					   "王寶和",
					   "“",
					   "”",
					   "‘",
					   "’",
					   "「",
					   "」",
					   "『",
					   "』",
					   "a",
					   " ",
					   "#",
					   "",
					   "　",
					   "zh-sg:",
					   "发",
					   "zh-hant-hk:",
					   "don’t",
					   "。",
					   "→",
					   "←",
					   "简体\t繁体\t台湾\t说明\n",
					   "hans\thant\thant-hk\n",
					   "\r"};

	while (n-- > 0)
		out_str(o, ANY(r, part));
}
