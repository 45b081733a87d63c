#include "compose/module.c"

#include "base/out.h"
#include "base/test.h"

/* What an editor is told of a story's length is true to the line. */

struct world {
	struct arena mem;
	struct diag diag;
	struct fonts *fonts;
	struct paper paper;
	struct issue issue;
	struct issue_page spec;
	struct page page;
};

static int
open_world(void **state)
{
	struct world *w = test_calloc(1, sizeof *w);

	diag_init(&w->diag, &w->mem);
	w->fonts = fonts_open(&w->diag, STR(LILONG_FONTS), SCRIPT_HANS);
	w->spec = (struct issue_page){.number = 1, .name = STR("要闻")};
	w->issue = (struct issue){.file = STR("issue.md"), .npage = 1, .page = &w->spec};
	*state = w;
	return w->fonts ? 0 : -1;
}

static int
close_world(void **state)
{
	struct world *w = *state;

	fonts_close(w->fonts);
	arena_free(&w->mem);
	test_free(w);
	return 0;
}

static void
add_para(struct world *w, struct node *body, int characters)
{
	static const str text = STR_INIT("一二三四五六七八九十");
	struct out o = {.mem = &w->mem};
	struct node *p = node_new(&w->mem, NODE_PARA, (struct pos){0});
	struct node *t = node_new(&w->mem, NODE_TEXT, (struct pos){0});

	for (int i = 0; i < characters; i++)
		out_str(&o, str_sub(text, i % 10 * 3, i % 10 * 3 + 3));
	t->text = out_text(&o);
	node_append(p, t);
	node_append(body, p);
}

/* A story of LINES lines of MEASURE characters, the last full: paragraphs of PARA lines, and one of
 * what is left. */
static struct article *
article(struct world *w, int lines, int para, int measure)
{
	struct article *art = NEW(&w->mem, struct article, 1);

	art->file = STR("a.md");
	art->slug = STR("a");
	art->title = art->written_title = STR("题");
	art->pull = STR("桥通了，路也通了");
	art->body = node_new(&w->mem, NODE_DOCUMENT, (struct pos){0});
	while (lines > 0) {
		int n = lines > 2 * para ? para : lines;

		add_para(w, art->body, n * measure - 2);
		lines -= n;
	}
	return art;
}

/* A module LINES high with a story of TEXT lines. */
static struct module_fit
try(struct world *w, const struct module *how, int text, int para, int measure)
{
	struct module m = *how;
	struct module_fit f;

	page_init(&w->page, &w->mem, &w->diag, w->fonts, &w->paper, &w->issue, &w->spec,
		  SCRIPT_HANS, &grid_tabloid);
	m.article = article(w, text, para, measure);
	page_fit(&w->page, &m, &f);
	return f;
}

static const struct shape {
	int columns, text_columns, lines, para, measure;
	bool boxed;
	mpt size, pitch;
	int space, pull;
} shapes[] = {
    {2, 1, 30, 4, 23, false, 0, 0, 0, 0},	  {2, 2, 30, 4, 11, false, 0, 0, 0, 0},
    {3, 2, 25, 5, 17, false, 0, 0, 0, 0},	  {4, 3, 40, 3, 15, false, 0, 0, 0, 0},
    {6, 4, 20, 7, 17, false, 0, 0, 2, 0},	  {6, 5, 33, 4, 13, false, 0, 0, 0, 2},
    {4, 3, 24, 4, 14, true, 0, 0, 0, 0},	  {3, 1, 30, 4, 30, false, 10500, 15750, 0, 0},
    {6, 4, 31, 5, 14, false, 10500, 16500, 3, 2}, {5, 3, 27, 4, 19, false, 0, 13500, 0, 1},
};

/* Cut, or add, as many lines as is said: it fits, no line more would, and none less would do. */
static void
check_fit(struct world *w, const struct module *m, const struct shape *s, int text)
{
	struct module_fit f = try(w, m, text, s->para, s->measure);
	int indents = f.overset * s->measure - f.characters;

	if (f.overset > 0) {
		assert_int_equal(f.hole, 0);
		assert_in_range(indents, 0, 2 * (f.overset / s->para + 1));
	} else {
		assert_int_equal(f.room, f.hole * s->measure);
	}
	text += f.hole - f.overset;
	f = try(w, m, text, s->para, s->measure);
	assert_int_equal(f.overset + f.hole, 0);
	f = try(w, m, text + 1, s->para, s->measure);
	assert_int_equal(f.overset, 1);
	f = try(w, m, text - 1, s->para, s->measure);
	assert_int_equal(f.hole, 1);
}

static void
too_long_and_too_short_are_true_to_the_line(void **state)
{
	struct world *w = *state;

	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		const struct shape *s = &shapes[i];
		struct module m = {.columns = s->columns,
				   .text_columns = s->text_columns,
				   .lines = s->lines,
				   .boxed = s->boxed,
				   .text_size = s->size,
				   .text_pitch = s->pitch,
				   .head_space = s->space,
				   .pull = {s->pull, 0},
				   .headline = {24000, FACE_HEI_BOLD, SET_CENTERED, 1}};

		for (int text = 6; text < 200; text += 11)
			check_fit(w, &m, s, text);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(too_long_and_too_short_are_true_to_the_line),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
