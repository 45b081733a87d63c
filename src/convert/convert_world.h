/*
 * convert_world.h - what the tests of whole texts share: a place, an arena and messages that are
 * fresh for each test, and what is true of any text. For the tests of src/convert alone.
 */
#ifndef CONVERT_CONVERT_WORLD_H
#define CONVERT_CONVERT_WORLD_H

#include "base/test.h"
#include "convert/convert.h"
#include "convert/lock.h"

#define S  SCRIPT_HANS
#define T  SCRIPT_HANT
#define TW SCRIPT_HANT_TW
#define HK SCRIPT_HANT_HK

static struct arena mem;
static struct diag found;
static const struct pos line3 = {STR_INIT("a.md"), 3, 5, 0};

static inline int
begin(void **state)
{
	(void)state;
	diag_init(&found, &mem);
	return 0;
}

static inline int
end(void **state)
{
	(void)state;
	arena_free(&mem);
	return 0;
}

/* TEXT, converted THERE: once more, or as text of the edition, it stays what it is. */
static inline void
twice_is_once(struct convert *there, struct convert *same, str text)
{
	str once = convert_text(there, &mem, &found, line3, text);

	assert_str(convert_text(same, &mem, &found, line3, once), str_z(&mem, once));
	assert_str(convert_text(there, &mem, &found, line3, once), str_z(&mem, once));
}

/* Each line of TEXT without marks, in every edition. */
static inline void
all_lines_twice(str text, enum script from)
{
	for (enum script to = SCRIPT_HANS; to < SCRIPT__N; to++) {
		struct convert *there = convert_new(
		    &(struct convert_options){.from = from, .to = to, .quotes = QUOTES_CORNER});
		struct convert *same = convert_new(
		    &(struct convert_options){.from = to, .to = to, .quotes = QUOTES_CORNER});

		for (str rest = text; rest.n > 0;) {
			str line = str_cut(&rest, STR("\n"));

			if (lock_next(line, 0) == line.n)
				twice_is_once(there, same, line);
		}
		convert_free(there);
		convert_free(same);
	}
}

#endif
