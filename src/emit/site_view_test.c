#include "base/test.h"
#include "emit/site_view.c" /* the .c: its statics are in reach */
#include "markup/xhtml.h"

static str
words_as_they_are(void *ctx, struct arena *a, struct diag *d, struct pos at, str words)
{
	(void)ctx;
	(void)a;
	(void)d;
	(void)at;
	return words;
}

/* A page of two stories, one of them in two modules that make an L, made by hand. */
struct fixture {
	struct arena mem;
	struct article one, two;
	struct article *article[2];
	struct issue issue;
	struct emit e;
	struct site s;
	struct block block[4];
	struct page page;
};

static void
fill(struct fixture *f)
{
	*f = (struct fixture){.one = {.slug = STR("qiao"), .title = STR("桥<通>了")},
			      .two = {.slug = STR("deng"), .title = STR("灯亮了")}};
	f->article[0] = &f->one;
	f->article[1] = &f->two;
	f->issue = (struct issue){.date = {2026, 11, 13},
				  .folder = STR("content/2026-11-13"),
				  .article = f->article,
				  .narticle = 2};
	f->e = (struct emit){.mem = &f->mem, .issue = &f->issue};
	f->s = (struct site){.e = &f->e,
			     .mem = &f->mem,
			     .host = {.text = words_as_they_are},
			     .here = STR("2026-11-13/1/")};
	f->block[0] = (struct block){.article = &f->one, .columns = 3, .lines = 10};
	f->block[1] = (struct block){
	    .article = &f->two, .column = 1, .columns = 2, .line = 10, .lines = 10};
	f->block[2] = (struct block){.article = &f->one, .columns = 1, .line = 10, .lines = 10};
	for (int i = 0; i < 3; i++)
		f->block[i].next = &f->block[i + 1];
	f->block[3] = (struct block){.kind = BLOCK_MASTHEAD, .line = 20, .columns = 6, .lines = 1};
	f->page = (struct page){
	    .grid = &grid_tabloid, .issue = &f->issue, .first = &f->block[0], .last = &f->block[3]};
}

static str
shown(struct fixture *f)
{
	struct out o = {.mem = &f->mem};

	xhtml_fragment(&o, site_view(&f->s, &f->page));
	return out_text(&o);
}

static int
times(str text, str what)
{
	int n = 0;

	for (ptrdiff_t at; at = str_find(text, what), at >= 0; n++)
		text = str_from_at(text, at + what.n);
	return n;
}

static void
a_story_is_one_link_with_its_outline(void **state)
{
	struct fixture f;
	str view;

	(void)state;
	fill(&f);
	view = shown(&f);
	assert_int_equal(times(view, STR("<a ")), 2);
	assert_int_equal(
	    times(view, STR("<a href=\"../qiao/index.html\" aria-label=\"桥&lt;通&gt;了\" "
			    "id=\"at-qiao\"><path class=\"area\" d=\"M660 ")),
	    1);
	/* of six corners three lie across from the one before, of the other's four two */
	assert_int_equal(times(view, STR("H")), 3 + 2);
	assert_int_equal(times(view, STR("<g aria-hidden=\"true\" class=\"head\">")), 1);
	arena_free(&f.mem);
}

static void
one_slug_of_two_articles_is_named_once(void **state)
{
	struct fixture f;

	(void)state;
	fill(&f);
	f.two.slug = f.one.slug;
	assert_int_equal(times(shown(&f), STR("id=\"at-qiao\"")), 1);
	arena_free(&f.mem);
}

/* A squeezed mark in the middle: the piece before keeps its width, the one after its place. */
static void
pieces_keep_their_places(void **state)
{
	struct fixture f;
	struct piece piece[] = {
	    {STR("路灯"), FACE_SONG, 0, 500, 19000, TURN_NONE},
	    {STR("，"), FACE_SONG, 0, -4500, 4500, TURN_NONE},
	    {STR("亮"), FACE_HEI, 250, 0, 9250, TURN_NONE},
	};
	struct placed line = {
	    .kind = PLACED_LINE, .x = 100000, .y = 50000, .pitch = 12750, .line = {piece, 3}};
	struct part part = {.first = &line, .last = &line};
	str view;

	(void)state;
	fill(&f);
	line.line.size = 9000;
	f.block[1].first = &part;
	view = shown(&f);
	assert_int_equal(times(view, STR("<tspan x=\"1000\" textLength=\"185\">路灯</tspan>"
					 "<tspan x=\"1190\">，</tspan>"
					 "<tspan x=\"1238\" class=\"hei\">亮</tspan></text>")),
			 1);
	line.line.n = 1;
	assert_int_equal(times(shown(&f), STR("<text x=\"1000\" textLength=\"185\" y=")), 1);
	line.reversed = true;
	assert_int_equal(times(shown(&f), STR("class=\"song r\"")), 1);
	line.turn = TURN_UPRIGHT;
	line.squash = 900;
	assert_int_equal(times(shown(&f), STR("class=\"song r v\" "
					      "transform=\"matrix(.900 0 0 1 100 0)\"")),
			 1);
	line.turn = TURN_WORD;
	assert_int_equal(times(shown(&f), STR("transform=\"rotate(90 1000 ")), 1);
	arena_free(&f.mem);
}

static void
tenths_are_rounded(void **state)
{
	static const struct {
		mpt n;
		const char *want;
	} cases[] = {{0, "0"},	    {49, "0"},	 {50, "1"},	  {9000, "90"},
		     {9950, "100"}, {-50, "-1"}, {-12340, "-123"}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena mem = {0};
		struct out o = {.mem = &mem};

		out_tenths(&o, cases[i].n);
		assert_str(out_text(&o), cases[i].want);
		arena_free(&mem);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_story_is_one_link_with_its_outline),
	    cmocka_unit_test(one_slug_of_two_articles_is_named_once),
	    cmocka_unit_test(pieces_keep_their_places),
	    cmocka_unit_test(tenths_are_rounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
