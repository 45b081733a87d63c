#include "base/test.h"
#include "base/utf8.h"
#include "markup/marks.c"

/* What stands in a file, and what must not. */
static const char *const pieces[] = {"<",
				     "&",
				     "\"",
				     "\n",
				     "\t",
				     "]",
				     ">",
				     "]>",
				     "]]>",
				     "x",
				     " ",
				     "里",
				     "，",
				     "é",
				     "\U00020BB7",
				     "\x01",

				     "\x80",
				     "\xE9",
				     "\xE9\x87",
				     "\xED\xA0\x80",
				     "\xE0\x80\x80",
				     "\xEF\xBF\xBE",
				     "\xEF\xBF\xA5",
				     "\xF8",
				     "\xC0"};

static uint32_t
draw(uint64_t *random, uint32_t below)
{
	*random = *random * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*random >> 33) % below;
}

/* Much that is sound, and a few of the pieces. */
static str
some_text(struct arena *a, uint64_t *random)
{
	struct out o = {.mem = a};
	uint32_t bytes = draw(random, 4 * MARKS);

	while (o.n < bytes)
		out_z(&o, draw(random, 40) ? (draw(random, 2) ? "报" : "a")
					   : pieces[draw(random, sizeof pieces / sizeof *pieces)]);
	return out_text(&o);
}

static bool
same(const struct marks *x, const struct marks *y)
{
	return x->text == y->text && x->value == y->value && x->line == y->line &&
	       x->lines == y->lines;
}

static void
both_ways_agree(void **state)
{
	enum { ROUNDS = 20000, BLOCKS = 3 };
	uint64_t random = 1;
	int sound = 0;

	(void)state;
	for (int i = 0; i < ROUNDS && can(); i++) {
		unsigned char p[BLOCK_BEFORE + BLOCKS * MARKS];
		struct arena a = {0};
		str text = str_sub(some_text(&a, &random), 0, BLOCKS * MARKS);
		struct marks x[BLOCKS], y[BLOCKS];
		bool slow, quick;

		memset(p, ' ', sizeof p);
		if (text.n > 0)
			memcpy(p + BLOCK_BEFORE, text.p, (size_t)text.n);
		slow = bytewise(p + BLOCK_BEFORE, 7, x, BLOCKS);
		quick = vectors(p + BLOCK_BEFORE, 7, y, BLOCKS);
		for (int k = 0; k < BLOCKS; k++)
			assert_true(same(&x[k], &y[k]));
		/* some that are rare are looked at bytewise */
		assert_true(slow || !quick);
		sound += quick;
		arena_free(&a);
	}
	assert_true(!can() || sound > ROUNDS / 20);
}

/* What is sound block by block has no fault as a whole, and the marks are where they belong. */
static void
no_fault_is_missed(void **state)
{
	enum { ROUNDS = 20000, BLOCKS = 5 };
	uint64_t random = 7;
	int sure = 0;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		struct arena a = {0};
		str text = some_text(&a, &random);
		struct marks m[BLOCKS];
		int lines = 0;

		if (marks_of(text, 0, 0, m, BLOCKS)) {
			assert_int_equal(utf8_bad(text), -1);
			assert_true(utf8_plain(text));
			sure++;
		}
		for (ptrdiff_t at = 0; at < text.n; at++) {
			const struct marks *b = &m[at / MARKS];
			uint64_t bit = (uint64_t)1 << at % MARKS;

			assert_int_equal(!!strchr("<&>", text.p[at]), !!(b->text & bit));
			assert_int_equal(!!(b->line & bit), text.p[at] == '\n');
			if (at % MARKS == 0)
				assert_int_equal(b->lines, lines);
			lines += text.p[at] == '\n';
		}
		arena_free(&a);
	}
	assert_in_range(sure, ROUNDS / 20, ROUNDS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(both_ways_agree),
	    cmocka_unit_test(no_fault_is_missed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
