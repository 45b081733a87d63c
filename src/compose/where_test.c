#include "compose/where.c"

#include "compose/page_world.h"

static struct pos
line(int n)
{
	return (struct pos){STR("a.md"), n, 1, 0};
}

static void
words_are_found_in_the_content(void **state)
{
	static const struct {
		const char *part;
		int line; /* 0: not known */
	} cases[] = {{"题", 2}, {"肩", 3}, {"副", 4}, {"源", 5},
		     {"乙", 8}, {"图", 9}, {"摄", 9}, {"无", 6}};
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "题", 2, 1);
	struct byline byline = {.at = line(6)};
	struct block b = {.kind = BLOCK_STORY, .article = art};

	art->kicker = STR("肩");
	art->kicker_at = line(3);
	art->deck = STR("副");
	art->deck_at = line(4);
	art->source = STR("源");
	art->source_at = line(5);
	art->body->first->next->first->text = STR("甲乙");
	art->body->first->next->first->at = line(8);
	add_picture(w, art, "图", "摄");
	art->byline = &byline;
	art->nbyline = 1;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct pos at = place_where(p, &b, str_from(cases[i].part));

		assert_str(at.file, "a.md");
		assert_int_equal(at.line, cases[i].line);
	}
	art->nbyline = 0;
	assert_int_equal(place_where(p, &b, STR("无")).line, 0);
	assert_str(place_where(p, &b, STR("无")).file, "a.md");
}

static void
words_are_found_in_the_roll_and_the_note(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct honour_roll *r = roll(w, 3);
	struct block honours = {.kind = BLOCK_HONOURS}, note = {.kind = BLOCK_NOTE};
	struct pos at[] = {line(21), line(22)};

	r->entry[1].at = line(11);
	r->entry[1].business_at = line(12);
	r->entry[1].honours_at = at;
	assert_int_equal(place_where(p, &honours, STR("2")).line, 11);
	assert_int_equal(place_where(p, &honours, STR("送餐")).line, 12);
	r->entry[0].honours = (struct strs){0};
	assert_int_equal(place_where(p, &honours, STR("放心")).line, 22);
	assert_str(place_where(p, &honours, STR("无")).file, "honours.md");
	w->issue.note = article(w, "题", 1, 3)->body;
	w->issue.note->first->first->at = line(7);
	assert_int_equal(place_where(p, &note, STR("二")).line, 7);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_are_found_in_the_content),
	    cmocka_unit_test(words_are_found_in_the_roll_and_the_note),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
