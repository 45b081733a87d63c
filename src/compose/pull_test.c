#include "compose/pull.c"

#include "compose/page_world.h"

/* Whether O lies over any line of the page that is not of PART. */
static bool
lies_over_text(const struct page *p, const struct part *own, const struct placed *o)
{
	for (const struct block *b = p->first; b; b = b->next)
		for (const struct part *part = b->first; part; part = part->next)
			for (const struct placed *l = part->first; part != own && l; l = l->next)
				if (l->kind == PLACED_LINE && l->x < o->x + o->w &&
				    o->x < l->x + l->w && l->y < o->y + o->h && o->y < l->y + l->h)
					return true;
	return false;
}

static void
words_of_the_story_stand_large_within_it(void **state)
{
	static const struct {
		const char *text, *pull;
	} texts[] = {
	    {"他说：“我等了十一年，终于等到了今天。”大家都笑了。",
	     "“我等了十一年，终于等到了今天。”"},
	    {"他说：「我等了十一年，終於等到了今天。」大家都笑了。",
	     "「我等了十一年，終於等到了今天。」"},
	    {"一共有“桨声桥社区老年大学第一教学点”这样的十处。", ""}, /* a name */
	    {"她说：“好。”", ""},
	    {"她说：“等了十一年，终于等到了今天。", ""},
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct world *w = *state;
		struct page *p = page(w, 1, SCRIPT_HANS);
		struct article *art = article(w, "题", 12, 71);
		struct module m = module(art, 0, 6, 0, 0, 4);
		struct module_fit f, g;
		const struct part *part;

		art->body->first->first->text = str_from(texts[i].text);
		assert_str(page_pull(art), texts[i].pull);
		page_fit(p, &m, &f);
		m.pull.columns = 2;
		page_fit(p, &m, &g);
		assert_int_equal(g.lines > f.lines, *texts[i].pull != 0);
		page_story(p, &m, &g);
		assert_int_equal(g.overset, 0);
		assert_on_grid(p);
		for (part = p->first->first; part && part->role != ROLE_PULL; part = part->next)
			;
		assert_int_equal(part != NULL, *texts[i].pull != 0);
		for (const struct placed *l = part ? part->first : NULL; l; l = l->next)
			assert_false(lies_over_text(p, part, l));
	}
}

/* Columns with pictures, subheads that take white, and a rest on another page. */
static void
nothing_moves_text_under_it(void **state)
{
	struct world *w = *state;

	for (int lines = 20; lines < 50; lines++) {
		struct page *p = page(w, 1, SCRIPT_HANS);
		struct article *art = article(w, "题", 0, 0);
		struct module m = module(art, 0, 4, 0, lines, 3);
		struct module_fit f;

		for (int i = 0; i < 16; i++)
			add_para(w, art->body, i % 3 ? NODE_PARA : NODE_HEADING,
				 i % 3 ? 40 + i : 6);
		add_picture(w, art, "图", "摄");
		m.picture[0].columns = 2;
		m.npicture = 1;
		m.to_page = 2;
		m.pull.columns = 1;
		art->pull = STR("桥通了，路也通了");
		page_story(p, &m, &f);
		for (struct part *part = p->first->first; part; part = part->next)
			for (const struct placed *l = part->first; l; l = l->next)
				assert_false(part->role == ROLE_PULL && lies_over_text(p, part, l));
	}
}

static void
an_editor_chooses_the_words(void **state)
{
	struct world *w = *state;
	struct article *art = article(w, "题", 2, 71);

	art->pull = STR("桥通了");
	assert_str(page_pull(art), "桥通了");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_of_the_story_stand_large_within_it),
	    cmocka_unit_test(nothing_moves_text_under_it),
	    cmocka_unit_test(an_editor_chooses_the_words),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
