#include "convert/filter.c" /* the .c: its statics are in reach */

#include "base/out.h"
#include "base/test.h"

enum { KEYS = 300, CHARACTERS = 20000 };

static unsigned
next_number(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16;
}

/* Characters of all lengths, mostly of three bytes, few of which are in a key. */
static void
add_characters(struct out *o, unsigned n, unsigned *seed)
{
	while (n-- > 0) {
		unsigned kind = next_number(seed) % 40;

		out_utf8(o, kind == 0	? 0x20000 + next_number(seed) % 300
			    : kind == 1 ? 0xE0 + next_number(seed) % 30
			    : kind < 8	? 'a' + next_number(seed) % 26
					: 0x4E00 + next_number(seed) % 300);
	}
}

static bool
begins_key(const str *key, str text)
{
	for (int i = 0; i < KEYS; i++)
		if (str_starts(text, key[i]))
			return true;
	return false;
}

typedef void lister(const struct filter *f, const char *text, ptrdiff_t n, struct filter_places *p);

/* The places of TEXT before byte TO, block by block. */
static str
list_all(struct arena *a, lister *list, const struct filter *f, str text, ptrdiff_t to)
{
	struct out o = {.mem = a};
	struct filter_places p;

	for (ptrdiff_t at = 0; at < to; at += p.read) {
		list(f, text.p + at, text.n - FILTER_REACH - at, &p);
		assert_true(p.read > 0 && p.read < FILTER_BLOCK);
		for (int i = 0; i < p.n; i++) {
			ptrdiff_t place = at + (p.place[i] & (FILTER_SURE - 1));

			if (place < to)
				out_fmt(&o, "%s%td ", p.place[i] & FILTER_SURE ? "told " : "",
					place);
		}
	}
	return out_text(&o);
}

static void
all_ways_list_the_same(const struct filter *f, str text)
{
	struct arena a = {0};
	ptrdiff_t to = text.n - 2 * 128;
	str want = list_all(&a, filter_list_portable, f, text, to);

	assert_true(want.n > 0);
#if defined __x86_64__
	if (lanes_can())
		assert_str(list_all(&a, filter_list_avx2, f, text, to), str_z(&a, want));
#endif
	arena_free(&a);
}

/* Nothing is passed over, wherever one begins. */
static void
no_key_is_passed_over(void **state)
{
	struct arena a = {0};
	struct out o = {.mem = &a};
	struct filter f;
	str key[KEYS], text;
	unsigned seed = 5;
	int passed = 0, found = 0;

	(void)state;
	filter_init(&a, &f, KEYS);
	for (int i = 0; i < KEYS; i++) {
		struct out one = {.mem = &a};

		add_characters(&one, 2 + next_number(&seed) % 3, &seed);
		key[i] = out_text(&one);
		filter_add(&f, key[i]);
	}
	add_characters(&o, CHARACTERS, &seed);
	text = out_text(&o);
	all_ways_list_the_same(&f, text);
	for (int round = 0; round < 20; round++) {
		struct filter_places p;
		ptrdiff_t from = (ptrdiff_t)(next_number(&seed) % (unsigned)text.n), n;
		int next = 0;
		uint32_t cp;

		while (((unsigned char)text.p[from] & 0xC0) == 0x80)
			from++;
		p.base = from;
		p.n = p.read = 0;
		for (ptrdiff_t at = from; at < text.n; at += n) {
			n = utf8_decode(str_from_at(text, at), &cp);
			while (next == p.n && p.base + p.read < text.n) {
				filter_read(&f, text, &p);
				next = 0;
			}
			if (next < p.n && p.base + p.place[next] == at) {
				assert_true(filter_has(&f, text, at));
				next++;
				found++;
			} else {
				assert_false(begins_key(key, str_from_at(text, at)));
				passed++;
			}
		}
	}
	assert_true(passed > found && found > 0);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_key_is_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
