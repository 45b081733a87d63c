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

/* Nothing is passed over, whatever the way, wherever one begins and ends. */
static void
all_ways_find_the_same(void **state)
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
	for (ptrdiff_t at = 0, n; at < text.n; at += n) {
		ptrdiff_t to = at + (ptrdiff_t)(next_number(&seed) % 300), next;
		uint32_t cp;

		to = to < text.n ? to : text.n;
		n = utf8_decode(str_from_at(text, at), &cp);
		next = filter_next_portable(&f, text, at, to);
		if (next < to || filter_next(&f, text, at, to) < to)
			assert_int_equal(filter_next(&f, text, at, to), next);
		if (next > at && at < to) {
			passed++;
			assert_false(begins_key(key, str_from_at(text, at)));
		}
		found += next == at;
	}
	assert_true(passed > found && found > 0);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(all_ways_find_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
