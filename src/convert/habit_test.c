#include "convert/habit.c" /* the .c: its statics are in reach */

#include "base/out.h"
#include "base/test.h"

enum { ROUNDS = 300 };

static unsigned
next_number(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16;
}

/* A form that habits replace, often; or what looks like one, or is of another length. */
static uint32_t
any_character(unsigned *seed)
{
	uint32_t form = habit[next_number(seed) % HABITS].from;

	switch (next_number(seed) % 8) {
	case 0:
		return 'a' + next_number(seed) % 26;
	case 1:
		return 0xE0 + next_number(seed) % 30;
	case 2:
		return 0x20000 + next_number(seed) % 300;
	case 3:
		return form ^ 0x1000;
	case 4:
		return form ^ 0x40;
	case 5:
		return form ^ 1;
	default:
		return form;
	}
}

/* What stays has no habits, what was changed has; one way gives what the other does. */
static void
what_was_changed_has_habits(void **state)
{
	unsigned seed = 3;
	int replaced = 0, kept = 0;
	struct habits h;

	(void)state;
	habit_init(&h);
	for (int round = 0; round < ROUNDS; round++) {
		struct arena a = {0};
		struct out before = {.mem = &a}, after = {.mem = &a};
		str was, is, want;

		for (int n = round % 100; n > 0; n--) {
			uint32_t cp = any_character(&seed);
			bool other = cp >= 0x4E00 && cp < 0x10000 && next_number(&seed) % 2;

			out_utf8(&before, other ? 0x4E00 : cp);
			out_utf8(&after, cp);
		}
		was = out_text(&before);
		is = str_dup(&a, out_text(&after));
		want = habit_copy(&a, was, is);
		habit_in_place(&h, was.p, (char *)is.p, is.n);
		assert_str(is, str_z(&a, want));
		replaced += !str_eq(want, out_text(&after));
		kept += !str_eq(want, was);
		arena_free(&a);
	}
	assert_true(replaced > ROUNDS / 2 && kept > ROUNDS / 2);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_was_changed_has_habits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
