#include "compose/jump.c"

#include "base/utf8.h"
#include "compose/page_world.h"

/* The characters of the text of ART on the page: paragraphs alone. */
static int
text_on(const struct page *p)
{
	int n = 0;

	for (const struct block *b = p->first; b; b = b->next)
		for (const struct part *part = b->first; part; part = part->next)
			for (const struct placed *l = part->first; l; l = l->next)
				for (int i = 0; part->role == ROLE_PARA && i < l->line.n; i++)
					n += (int)utf8_count(l->line.piece[i].text);
	return n;
}

static void
a_story_goes_on_at_another_page(void **state)
{
	static const struct {
		enum script edition;
		const char *to, *from;
	} editions[] = {{SCRIPT_HANS, "|（下转第2版）", "（上接第1版）|长文|"},
			{SCRIPT_HANT, "|（下轉第2版）", "（上接第1版）|长文|"}};

	for (size_t i = 0; i < sizeof editions / sizeof *editions; i++) {
		struct world *w = *state;
		struct issue_page spec[2];
		struct page p[2];
		struct article *art;
		struct module m;
		struct module_fit f;

		two_pages(w, p, editions[i].edition, spec);
		art = article(w, "长文", 12, 71);
		m = module(art, 0, 4, 0, 20, 2);
		m.to_page = 2;
		page_story(&p[0], &m, &f);
		assert_int_equal(f.overset, 0);
		assert_true(f.jump > 0);
		assert_int_equal(f.characters, 12 * 71 - text_on(&p[0]));
		assert_true(has(w, &p[0], editions[i].to));
		assert_false(has(w, &p[0], "上接"));
		/* at another measure, and all of it */
		m = module(art, 2, 3, 5, 0, 1);
		page_fit(&p[1], &m, &f);
		m.lines = f.lines;
		page_story(&p[1], &m, &f);
		assert_int_equal(text_on(&p[0]) + text_on(&p[1]), 12 * 71);
		assert_int_equal(f.from_page, 1);
		assert_true(has(w, &p[1], editions[i].from));
		assert_false(has(w, &p[1], "下"));
		assert_str(p[1].first->id, "a-2");
		assert_on_grid(&p[0]);
		assert_on_grid(&p[1]);
		pages_finish(p, 2);
		assert_int_equal(w->diag.worst, DIAG_OK);
	}
}

/* A page that a story goes on at is too full itself: the rest goes on again, or is over. */
static void
a_rest_goes_on_again(void **state)
{
	for (int last = 3; last <= 4; last++) {
		struct world *w = *state;
		struct issue_page spec[2], third = {.number = 3, .name = STR("生活")};
		struct page p[3];
		struct article *art;
		struct module m;
		struct module_fit f;
		int left;

		two_pages(w, p, SCRIPT_HANS, spec);
		page_init(&p[2], &w->mem, &w->diag, w->fonts[0], &w->paper, &w->issue, &third,
			  SCRIPT_HANS, &grid_tabloid);
		p[2].before = &p[1];
		art = article(w, "长文", 12, 71);
		m = module(art, 0, 4, 0, 14, 2);
		m.to_page = 2;
		page_story(&p[0], &m, &f);
		m = module(art, 2, 3, 5, 14, 2);
		m.to_page = last == 3 ? 3 : 0;
		page_story(&p[1], &m, &f);
		left = 12 * 71 - text_on(&p[0]) - text_on(&p[1]);
		assert_true(left > 0);
		assert_true(has(w, &p[1], "（上接第1版）"));
		assert_int_equal(has(w, &p[1], "（下转第3版）"), last == 3);
		if (last == 4) {
			assert_int_equal(f.jump, 0);
			assert_str(
			    test_messages(&w->mem, &w->diag),
			    str_fmt(&w->mem, "overset 2:1 长文|2|%d|%d", f.overset, f.characters)
				.p);
			continue;
		}
		assert_int_equal(f.overset, 0);
		assert_int_equal(f.characters, left);
		m = module(art, 0, 2, 30, 0, 1);
		page_story(&p[2], &m, &f);
		assert_int_equal(text_on(&p[2]), left);
		assert_int_equal(f.from_page, 2);
		assert_true(has(w, &p[2], "（上接第2版）|长文|"));
		assert_str(p[1].first->id, "a-2");
		assert_str(p[2].first->id, "a-3");
		pages_finish(p, 3);
		assert_int_equal(w->diag.worst, DIAG_OK);
	}
}

static void
no_subhead_over_one_line_ends_a_frame(void **state)
{
	struct world *w = *state;
	struct issue_page spec[2];
	struct page p[2];
	struct article *art;
	struct module m;
	struct module_fit f;

	two_pages(w, p, SCRIPT_HANS, spec);
	art = article(w, "长文", 1, 21 + 23 * 4); /* five lines, a subhead of two, four lines */
	add_para(w, art->body, NODE_HEADING, 5);
	add_para(w, art->body, NODE_PARA, 21 + 23 * 3);
	for (int lines = 5; lines <= 9; lines++) {
		m = module(art, 0, 2, 0, 0, 1);
		m.headline.size = 0;
		m.to_page = 2;
		m.lines = lines + 1; /* for 下转 */
		page_fit(&p[0], &m, &f);
		assert_int_equal(f.jump, 11 - (lines < 9 ? 5 : 9) - (lines < 9));
	}
}

static void
a_story_goes_on_in_the_next_frame(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "长文", 3, 71);
	struct module m = module(art, 0, 2, 0, 10, 1);
	struct module_fit f;

	m.to_page = 1;
	page_story(p, &m, &f);
	m = module(art, 2, 1, 0, 0, 1);
	page_fit(p, &m, &f);
	assert_int_equal(f.head_lines, 0);
	m.lines = f.lines;
	page_story(p, &m, &f);
	assert_int_equal(text_on(p), 3 * 71);
	assert_false(has(w, p, "第1版"));
	pages_finish(p, 1);
	assert_int_equal(w->diag.worst, DIAG_OK);
	page_finish(p);
	assert_int_equal(w->diag.worst, DIAG_WARNING); /* the page is not full */
}

static void
a_jump_that_leads_nowhere_is_an_error(void **state)
{
	struct world *w = *state;
	struct issue_page spec[2];
	struct page p[2];
	struct article *art;
	struct module m;
	struct module_fit f;

	two_pages(w, p, SCRIPT_HANS, spec);
	art = article(w, "长文", 3, 71);
	m = module(art, 0, 2, 0, 10, 1);
	m.to_page = 2;
	page_story(&p[0], &m, &f);
	pages_finish(p, 2);
	assert_str(test_messages(&w->mem, &w->diag), "jump-lost 2:1 长文|1|2");
	/* the rest stands where nobody looks for it */
	m = module(art, 2, 2, 0, 20, 1);
	page_story(&p[0], &m, &f);
	assert_str(
	    test_messages(&w->mem, &w->diag),
	    str_fmt(&w->mem,
		    "jump-lost 2:1 长文|1|2; jump-elsewhere 2:1 长文|1|2|1; hole 2:1 长文|1|%d|%d",
		    f.hole, f.room)
		.p);
}

/* What fits needs no jump; where only heads would stand, nothing may go on. */
static void
only_what_does_not_fit_goes_on(void **state)
{
	struct world *w = *state;
	struct issue_page spec[2];
	struct page p[2];
	struct article *art;
	struct module m;
	struct module_fit f;

	two_pages(w, p, SCRIPT_HANS, spec);
	art = article(w, "长文", 3, 71);
	m = module(art, 0, 2, 0, 0, 1);
	m.to_page = 2;
	page_fit(&p[0], &m, &f);
	assert_int_equal(f.jump + f.to_page, 0);
	m.lines = f.lines - 1;
	page_fit(&p[0], &m, &f);
	assert_int_equal(f.jump, 2); /* one for the label */
	m.lines = f.head_lines + 1;
	page_fit(&p[0], &m, &f);
	assert_int_equal(f.to_page, 0);
	assert_true(f.overset > 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_story_goes_on_at_another_page),
	    cmocka_unit_test(a_rest_goes_on_again),
	    cmocka_unit_test(no_subhead_over_one_line_ends_a_frame),
	    cmocka_unit_test(a_story_goes_on_in_the_next_frame),
	    cmocka_unit_test(a_jump_that_leads_nowhere_is_an_error),
	    cmocka_unit_test(only_what_does_not_fit_goes_on),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
