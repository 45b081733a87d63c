#include "compose/page.c"

#include "base/out.h"
#include "base/test.h"
#include "base/utf8.h"
#include "compose/drawn.h"
#include "content/picture.h"

struct world {
	struct arena mem;
	struct diag diag;
	struct fonts *fonts[2];
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
	w->fonts[0] = fonts_open(&w->diag, STR(LILONG_FONTS), SCRIPT_HANS);
	w->fonts[1] = fonts_open(&w->diag, STR(LILONG_FONTS), SCRIPT_HANT);
	*state = w;
	return w->fonts[0] && w->fonts[1] ? 0 : -1;
}

static int
close_world(void **state)
{
	struct world *w = *state;

	fonts_close(w->fonts[0]);
	fonts_close(w->fonts[1]);
	arena_free(&w->mem);
	test_free(w);
	return 0;
}

/* A fresh page NUMBER of a paper and an issue of their own. */
static struct page *
page(struct world *w, int number, enum script edition)
{
	diag_init(&w->diag, &w->mem);
	w->paper = (struct paper){.name = STR("汀浦晚报"),
				  .variant = STR("社区版"),
				  .cn = STR("CN99-0101"),
				  .sponsor = STR("汀浦报业中心"),
				  .publisher = STR("汀浦社区传媒有限公司"),
				  .slogan = STR("三十二条里弄，一张报纸")};
	w->spec = (struct issue_page){.number = number, .name = STR("要闻")};
	w->issue = (struct issue){.file = STR("issue.md"),
				  .date = {2024, 7, 17},
				  .number = 128,
				  .npage = 4,
				  .editor = STR("沈若禾")};
	page_init(&w->page, &w->mem, &w->diag, w->fonts[edition != SCRIPT_HANS], &w->paper,
		  &w->issue, &w->spec, edition, &grid_tabloid);
	return &w->page;
}

static void
add_para(struct world *w, struct node *body, enum node_type type, int characters)
{
	static const str text = STR_INIT("一二三四五六七八九十");
	struct out o = {.mem = &w->mem};
	struct node *p = node_new(&w->mem, type, (struct pos){0});
	struct node *t = node_new(&w->mem, NODE_TEXT, (struct pos){0});

	for (int i = 0; i < characters; i++)
		out_str(&o, str_sub(text, i % 10 * 3, i % 10 * 3 + 3));
	t->text = out_text(&o);
	node_append(p, t);
	node_append(body, p);
}

/* N paragraphs of CHARACTERS each. */
static struct article *
article(struct world *w, const char *title, int n, int characters)
{
	struct article *art = NEW(&w->mem, struct article, 1);

	art->file = STR("a.md");
	art->slug = STR("a");
	art->title = art->written_title = str_from(title);
	art->title_at = (struct pos){STR("a.md"), 2, 1, 0};
	art->page = 1;
	art->body = node_new(&w->mem, NODE_DOCUMENT, (struct pos){0});
	for (int i = 0; i < n; i++)
		add_para(w, art->body, NODE_PARA, characters);
	return art;
}

static struct module
module(const struct article *art, int column, int columns, int line, int lines, int text_columns)
{
	return (struct module){.article = art,
			       .column = column,
			       .columns = columns,
			       .line = line,
			       .lines = lines,
			       .text_columns = text_columns,
			       .headline = {24000, FACE_HEI_BOLD, SET_CENTERED, 1}};
}

/* All text of the page in order of its parts, with | between parts. */
static str
page_text(struct world *w, const struct page *p)
{
	struct out o = {.mem = &w->mem};

	for (const struct block *b = p->first; b; b = b->next)
		for (const struct part *part = b->first; part; part = part->next) {
			if (o.n && o.p[o.n - 1] != '|')
				out_char(&o, '|');
			for (const struct placed *l = part->first; l; l = l->next)
				for (int i = 0; l->kind == PLACED_LINE && i < l->line.n; i++)
					out_str(&o, l->line.piece[i].text);
		}
	return out_text(&o);
}

static bool
has(struct world *w, const struct page *p, const char *text)
{
	return str_find(page_text(w, p), str_from(text)) >= 0;
}

/* Whether text of a paragraph stands under the first subhead, in its column. */
static bool
text_under_subhead(const struct page *p)
{
	const struct placed *sub = NULL;

	for (const struct part *part = p->first->first; part; part = part->next)
		for (const struct placed *l = part->first; l; l = l->next) {
			if (part->role == ROLE_SUBHEAD && !sub)
				sub = l;
			if (part->role == ROLE_PARA && sub && l->y > sub->y && l->x < sub->x)
				return true;
		}
	return false;
}

/* Everything lies in the type area, on whole px down the page, lines inside their block. */
static void
assert_on_grid(const struct page *p)
{
	mpt right = place_x(p, 0) + place_width(p, p->grid->columns);
	mpt bottom = place_y(p, p->grid->lines);

	for (const struct block *b = p->first; b; b = b->next)
		for (const struct part *part = b->first; part; part = part->next)
			for (const struct placed *o = part->first; o; o = o->next) {
				assert_true(o->x >= place_x(p, b->column) - p->grid->size);
				assert_true(o->x + o->w <= right);
				assert_true(o->y >= place_y(p, b->line));
				assert_true(o->y + o->h <= bottom);
				if (o->kind == PLACED_LINE)
					assert_int_equal(o->y % 750, 0);
				if (o->kind == PLACED_LINE)
					assert_int_equal(o->h % 750, 0);
			}
}

/* --- Stories --------------------------------------------------------------- */

static void
grids_are_whole_px(void **state)
{
	static const struct {
		enum print_size size;
		mpt width; /* of the type area */
	} sizes[] = {{PRINT_TABLOID, 639000}, {PRINT_BROADSHEET, 999000}, {PRINT_A4, 531000}};

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		const struct grid *g = grid_of(sizes[i].size);
		mpt width = (g->columns * (g->column_em + g->gutter_em) - g->gutter_em) * g->size;

		assert_int_equal(width, sizes[i].width);
		assert_int_equal(g->left % 750 + g->top % 750 + g->pitch % 750 + g->size % 750, 0);
		assert_true(abs(g->width - width - 2 * g->left) < 2 * 750);
		assert_true(abs(g->height - g->lines * g->pitch - 2 * g->top) < 2 * 750);
	}
}

static void
the_least_height_holds_the_story(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	/* 23 characters a line: 21 + 23 + 23 + 3; ten paragraphs of 4 lines */
	struct article *art = article(w, "题", 10, 70);
	struct module m = module(art, 0, 2, 0, 0, 1);
	struct module_fit f, g;
	const struct page_galley *galley;

	page_fit(p, &m, &f);
	assert_int_equal(f.overset, 0);
	assert_int_equal(f.lines, f.head_lines + 40);
	assert_int_equal(f.hole, 0);
	galley = p->galleys;
	page_fit(p, &m, &g);
	assert_memory_equal(&f, &g, sizeof f);
	assert_ptr_equal(p->galleys, galley); /* it is kept */
	page_story(p, &m, &g);
	assert_memory_equal(&f, &g, sizeof f);
	assert_int_equal(w->diag.worst, DIAG_OK);
	assert_int_equal(p->first->lines, f.lines);
	assert_on_grid(p);
	m.columns = 3; /* 35 characters: 33 + 35 + 2 */
	page_fit(p, &m, &f);
	assert_int_equal(f.lines, f.head_lines + 30);
}

static void
columns_end_equal(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "题", 1, 17 * 10 - 2); /* ten lines of 17 */
	struct module m = module(art, 0, 3, 0, 20, 2);
	struct module_fit f;
	mpt left = 0, right = 0;

	page_story(p, &m, &f);
	for (const struct placed *l = p->first->last->first; l; l = l->next)
		if (l->x < place_x(p, 0) + 18 * 9000)
			left = l->y;
		else
			right = l->y;
	assert_int_equal(left, right);
	assert_int_equal(f.hole, 2 * (20 - f.head_lines) - 10);
	assert_str(test_messages(&w->mem, &w->diag),
		   str_fmt(&w->mem, "hole 2:1 题|1|%d|%d", f.hole, f.room).p);
}

static void
overset_is_counted_in_lines_and_characters(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "长文", 1, 21 + 23 * 9 + 5);
	struct module m = module(art, 0, 2, 0, 0, 1);
	struct module_fit f;

	page_fit(p, &m, &f);
	assert_int_equal(f.lines, f.head_lines + 11);
	m.lines = f.lines - 3;
	page_story(p, &m, &f);
	assert_int_equal(f.overset, 3);
	assert_int_equal(f.characters, 2 * 23 + 5);
	assert_str(test_messages(&w->mem, &w->diag), "overset 2:1 长文|1|3|51");
	assert_int_equal(diag_level(D_OVERSET), DIAG_ERROR);
}

/* 35 characters of 9 pt are 30 of 10.5 pt; 20 lines of the grid 16 of 15.75 pt. */
static void
text_may_be_larger_than_on_the_grid(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "题", 1, 30 * 16 - 2);
	struct module m = module(art, 0, 3, 0, 0, 1);
	struct module_fit f;

	m.text_size = 10500;
	m.text_pitch = 15750;
	page_fit(p, &m, &f);
	assert_int_equal(f.lines, f.head_lines + (16 * 15750 + 12749) / 12750);
	assert_int_equal(f.overset + f.hole, 0);
	m.lines = f.lines - 4;
	page_fit(p, &m, &f);
	assert_int_equal(f.overset, 4);
	m.lines = 0;
	m.head_space = 3;
	page_story(p, &m, &f);
	assert_int_equal(f.lines, f.head_lines + 20);
	assert_on_grid(p);
	assert_int_equal(p->first->last->first->line.size, 10500);
	assert_int_equal(p->first->last->first->next->y - p->first->last->first->y, 15750);
}

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

static void
an_editor_chooses_the_words(void **state)
{
	struct world *w = *state;
	struct article *art = article(w, "题", 2, 71);

	art->pull = STR("桥通了");
	assert_str(page_pull(art), "桥通了");
}

static void
the_papers_own_space_closes_a_hole_of_any_size(void **state)
{
	struct world *w = *state;

	for (int lines = 1; lines < 70; lines += 7) {
		for (int columns = 1; columns <= 6; columns++) {
			struct page *p = page(w, 2, SCRIPT_HANS);

			page_house(p, 0, columns, 3, lines);
			assert_int_equal(w->diag.worst, DIAG_OK);
			if (lines > 5 && columns > 1)
				assert_true(has(w, p, "汀浦晚报"));
			if (lines > 5)
				assert_on_grid(p);
		}
	}
}

static void
an_ear_stands_beside_the_masthead(void **state)
{
	static str lines[] = {STR_INIT("今日天气"), STR_INIT("晴到多云 12℃到19℃"),
			      STR_INIT("偏北风3到4级")};
	static struct pos at[3];
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);

	page_masthead(p, 0, 4, 9);
	page_ear(p, 4, 2, 8); /* the issue has none */
	w->issue.ear = (struct strs){lines, 3};
	w->issue.ear_at = at;
	page_ear(p, 4, 2, 8);
	assert_true(has(w, p, "今日天气|晴到多云 12℃到19℃|偏北风3到4级"));
	assert_int_equal(w->diag.worst, DIAG_OK);
	assert_on_grid(p);
	page_ear(p, 4, 2, 8); /* it is covered */
	assert_int_equal(w->diag.worst, DIAG_ERROR);
	p = page(w, 1, SCRIPT_HANS);
	w->issue.ear = (struct strs){lines, 3};
	w->issue.ear_at = at;
	page_ear(p, 4, 2, 3);
	assert_str(test_messages(&w->mem, &w->diag), "ear-long 0:0");
}

/* Pages 1 and 2 of an issue, P[1] laid out after P[0]. */
static void
two_pages(struct world *w, struct page *p, enum script edition, struct issue_page *spec)
{
	p[0] = *page(w, 1, edition);
	spec[0] = (struct issue_page){.number = 1, .name = STR("要闻")};
	spec[1] = (struct issue_page){.number = 2, .name = STR("社区")};
	p[0].spec = &spec[0];
	w->issue.page = spec;
	w->issue.npage = 2;
	page_init(&p[1], &w->mem, &w->diag, w->fonts[edition != SCRIPT_HANS], &w->paper, &w->issue,
		  &spec[1], edition, &grid_tabloid);
	p[1].before = &p[0];
}

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

static void
no_subhead_ends_a_column_and_no_widow_opens_one(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "题", 1, 21 + 23 * 8); /* nine lines */
	struct module m = module(art, 0, 4, 0, 0, 2);
	struct module_fit f;
	mpt y = 0;
	int down = 0;

	add_para(w, art->body, NODE_HEADING, 5);
	add_para(w, art->body, NODE_PARA, 21 + 23 * 7);
	page_story(p, &m, &f);
	for (const struct part *part = p->first->first; part; part = part->next)
		if (part->role == ROLE_SUBHEAD)
			y = part->first->y;
	assert_int_equal(y, place_y(p, f.head_lines)); /* at the top of the second column */

	p = page(w, 1, SCRIPT_HANS);
	art = article(w, "题", 1, 21 + 23 * 2); /* 3 lines, a subhead of 2, 5 lines: 5 and 5 */
	add_para(w, art->body, NODE_HEADING, 5);
	add_para(w, art->body, NODE_PARA, 21 + 23 * 4);
	m = module(art, 0, 4, 0, 0, 2);
	page_story(p, &m, &f);
	assert_true(text_under_subhead(p));

	p = page(w, 1, SCRIPT_HANS);
	art = article(w, "题", 1, 21 + 23 * 3 + 2); /* five lines, the last of two characters */
	add_para(w, art->body, NODE_PARA, 5);
	add_para(w, art->body, NODE_PARA, 5);
	m = module(art, 0, 4, 0, 0, 2);
	m.headline.size = 0;
	page_story(p, &m, &f);
	assert_int_equal(f.lines, 4);
	for (const struct placed *l = p->first->first->first; l; l = l->next)
		down += l->x < place_x(p, 1);
	assert_int_equal(down, 3); /* not 4 and the widow */
}

static const struct {
	int columns, text_columns;
	bool boxed;
	int measure;
} measures[] = {
    {1, 1, false, 11}, {2, 1, false, 23}, {3, 1, false, 35}, {3, 2, false, 17},
    {4, 3, false, 15}, {5, 4, false, 14}, {6, 5, false, 13}, {6, 4, false, 17},
    {6, 3, false, 23}, {6, 2, false, 35}, {2, 1, true, 21},  {6, 4, true, 16},
};

static void
columns_are_divided_evenly(void **state)
{
	struct world *w = *state;

	for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
		struct page *p = page(w, 1, SCRIPT_HANS);
		struct article *art = article(w, "题", 40, 150);
		struct module m = module(art, 0, measures[i].columns, 0, 0,
					 measures[i].text_columns);
		struct module_fit f;
		mpt widest = 0, right = place_x(p, 0) + place_width(p, m.columns);

		m.boxed = measures[i].boxed;
		m.lines = 78;
		page_story(p, &m, &f);
		for (const struct part *part = p->first->first; part; part = part->next)
			for (const struct placed *l = part->first; l; l = l->next) {
				if (part->role != ROLE_PARA)
					continue;
				widest = l->w > widest ? l->w : widest;
				assert_true(l->x + l->w <= right - (m.boxed ? 9000 : 0));
			}
		assert_int_equal(widest, measures[i].measure * 9000);
		assert_on_grid(p);
	}
}

static void
a_module_must_stand_on_free_grid(void **state)
{
	static const struct {
		int column, columns, line, lines;
	} bad[] = {{0, 7, 0, 20},  {-1, 2, 0, 20},	 {5, 2, 0, 20},	      {0, 2, 70, 20},
		   {0, 2, -1, 20}, {0, 0, 0, 20},	 {1, 2, 19, 20},      {0, 6, 0, 78},
		   {0, -5, 0, 20}, {INT32_MAX, 2, 0, 9}, {0, 2, INT32_MAX, 9}};
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "题", 2, 100);
	struct module m = module(art, 0, 3, 0, 20, 2);
	struct module_fit f;

	page_story(p, &m, &f);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		m = module(art, bad[i].column, bad[i].columns, bad[i].line, bad[i].lines, 2);
		diag_init(&w->diag, &w->mem);
		page_story(p, &m, &f);
		assert_int_equal(w->diag.first->id, D_MODULE_PLACE);
		assert_ptr_equal(p->first, p->last);
	}
}

static void
heads_step_down_until_they_fit(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "桨声桥又听得见脚步声了", 2, 100);
	struct module m = module(art, 0, 2, 0, 0, 1); /* 207 pt */
	struct module_fit f;
	const struct placed *l;

	m.kicker = (struct head_line){12000, FACE_HEI, SET_LEFT, 1, 0};
	art->kicker = STR("停了427天");
	page_story(p, &m, &f);
	assert_int_equal(p->first->first->role, ROLE_KICKER);
	l = p->first->first->next->first;
	assert_null(l->next);
	assert_int_equal(l->line.size, 18000); /* the largest of 24, 22, 20 … for 11 characters */
	assert_int_equal(l->x, place_x(p, 0) + (207000 - 11 * 18000) / 2);
}

/* R25: from right to left in the first text column, the text below and beside them. */
static void
vertical_heads_stand_beside_the_text(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "桨声桥通了", 4, 200);
	struct module m = module(art, 0, 3, 0, 30, 2); /* two columns of 17 */
	struct module_fit f;
	const struct part *part;
	const struct placed *kicker, *head;
	mpt axis = 0;

	m.headline = (struct head_line){24000, FACE_HEI_BOLD, SET_LEFT, 1, 20};
	m.kicker = (struct head_line){12000, FACE_HEI, SET_LEFT, 1, 20};
	art->kicker = STR("停了427天");
	page_story(p, &m, &f);
	assert_int_equal(f.head_lines, 0);
	assert_int_equal(p->first->first->role, ROLE_KICKER);
	kicker = p->first->first->first;
	head = p->first->first->next->first;
	/* 30 pt of the headline and 16.5 of the kicker, in the middle of 153 */
	axis = place_x(p, 0) + (153000 - 46500) / 2;
	assert_int_equal(head->x + 12000, axis + 15000);
	assert_int_equal(kicker->x + 6000, axis + 30000 + 8250);
	assert_int_equal(head->y, drawn_px(place_y(p, 0) + 24000 * 88 / 100));
	assert_int_equal(head->next->y - head->y, 24000);
	/* 120 pt are 10 lines, and one stays white */
	part = p->first->first->next->next;
	assert_int_equal(part->role, ROLE_PARA);
	assert_int_equal(part->first->y, place_y(p, 11));
	assert_true(has(w, p, "停了427天|桨声桥通了|一二三"));
}

/* A headline wider than a column of text stands over two. */
static void
vertical_heads_take_as_many_columns_as_they_need(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "桨声桥通了 又听得见", 4, 200);
	struct module m = module(art, 0, 3, 0, 60, 3); /* three columns of 11: 99 pt */
	struct module_fit f;

	m.headline = (struct head_line){48000, FACE_HEI_BOLD, SET_LEFT, 2, 25};
	page_story(p, &m, &f);
	assert_int_equal(p->first->first->first->line.size, 48000);
	/* 240 pt are 19 lines */
	assert_int_equal(p->first->first->next->first->y, place_y(p, 20));
	assert_int_equal(f.overset, 0);
}

static void
heads_part_no_word_if_a_smaller_size_helps(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	/* at 24 pt 8 characters a line: 十六家单位，是邻|居一票一票推荐的 */
	struct article *art = article(w, "十六家单位，是邻居一票一票推荐的", 2, 100);
	struct module m = module(art, 0, 2, 0, 0, 1);
	struct module_fit f;

	m.headline.max_lines = 2;
	page_story(p, &m, &f);
	assert_int_equal(p->first->first->first->line.size, 20000);
	assert_true(has(w, p, "十六家单位，是邻居一票一票推荐的"));
	assert_str(p->first->first->first->next->line.piece[0].text, "是邻居一票一票推荐的");
}

static void
heads_are_broken_between_words(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	/* at 24 pt 8 characters a line, and no mark to break at */
	struct article *art = article(w, "青年夜校第二季下周二开课", 2, 100);
	struct module m = module(art, 0, 2, 0, 0, 1);
	struct module_fit f;

	m.headline.max_lines = 2;
	page_story(p, &m, &f);
	assert_int_equal(p->first->first->first->line.size, 24000);
	assert_str(p->first->first->first->next->line.piece[0].text, "下周二开课");
}

static struct node *
add_figure(struct world *w, struct article *art, const char *caption, const char *credit)
{
	static const struct picture pic = {.path = STR_INIT("a.jpg"), .width = 300, .height = 200};
	struct node *n = node_new(&w->mem, NODE_FIGURE, (struct pos){STR("a.md"), 9, 1, 0});

	n->alt = str_from(caption);
	n->title = str_from(credit);
	n->picture = &pic;
	node_append(art->body, n);
	return n;
}

static void
text_stands_under_pictures(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "题", 8, 100);
	struct module m = module(art, 0, 4, 0, 0, 3);
	const struct placed *image = NULL, *caption = NULL, *credit = NULL;
	struct module_fit f;

	add_figure(w, art, "桥开了", "许望舒 摄");
	m.npicture = 1;
	m.picture[0].columns = 2;
	m.picture[0].right = true;
	page_story(p, &m, &f);
	for (const struct part *part = p->first->first; part; part = part->next)
		if (part->role == ROLE_CAPTION) {
			image = part->first;
			caption = image->next;
			credit = part->next->first;
		}
	assert_non_null(credit);
	assert_int_equal(image->kind, PLACED_IMAGE);
	assert_int_equal(image->w, (2 * 15 + 1) * 9000);
	assert_int_equal(image->x + image->w, place_x(p, 0) + 47 * 9000);
	assert_int_equal((image->h + 3000) % p->grid->pitch, 0);
	assert_int_equal(caption->y, credit->y);
	assert_int_equal(credit->x + credit->w, image->x + image->w);
	for (const struct part *part = p->first->first; part; part = part->next)
		for (const struct placed *l = part->first; l; l = l->next)
			if (part->role == ROLE_PARA && l->x >= image->x - 9000)
				assert_true(l->y >= caption->y + caption->h);
	assert_on_grid(p);
	assert_int_equal(w->diag.worst, DIAG_OK);
}

static void
a_picture_left_out_is_an_error(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "题", 8, 100);
	struct module m = module(art, 0, 4, 0, 0, 3);
	struct module_fit f;

	add_figure(w, art, "一", "");
	add_figure(w, art, "二", "");
	m.npicture = 3;
	m.picture[0].index = 0;
	m.picture[1].index = INT32_MIN;
	m.picture[2].index = 7;
	m.picture[0].columns = INT32_MAX;
	page_story(p, &m, &f);
	assert_str(test_messages(&w->mem, &w->diag), "picture-left 9:1 题|1|2");
}

static void
every_story_stands_once_on_its_page(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *all[] = {article(w, "甲", 2, 100), article(w, "乙", 2, 100),
				 article(w, "丙", 2, 100), article(w, "丁", 2, 100)};
	struct module m = module(all[0], 0, 2, 0, 0, 1);
	struct module_fit f;

	all[3]->page = 2;
	w->issue.article = all;
	w->issue.narticle = 4;
	page_story(p, &m, &f);
	m = module(all[1], 2, 2, 0, 0, 1);
	m.headline.face = FACE_SONG_BOLD;
	page_story(p, &m, &f);
	m.column = 4;
	page_story(p, &m, &f);
	page_finish(p);
	assert_str(test_messages(&w->mem, &w->diag),
		   str_fmt(&w->mem,
			   "page-hole 0:0 1|%d|%d; placed-twice 2:1 乙|1|2; not-placed 2:1 丙|1",
			   78 - f.lines, 6 * 11 * (78 - f.lines))
		       .p);
	assert_str(p->last->id, "a-3"); /* ids are unique on the page */
}

/* --- Furniture ------------------------------------------------------------- */

static void
empty_lines_at_the_foot_are_counted(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);

	assert_int_equal(page_empty(p), 6 * 78);
	page_note(p, 0, 2, 0, 10); /* the issue has none */
	assert_int_equal(page_empty(p), 6 * 78);
	assert_non_null(place_block(p, BLOCK_NOTE, STR("x"), STR("x"), 0, 6, 0, 75));
	assert_int_equal(page_empty(p), 6 * 3);
	page_finish(p);
	assert_int_equal(w->diag.worst, DIAG_OK);
	assert_non_null(place_block(p, BLOCK_NOTE, STR("y"), STR("y"), 2, 1, 77, 1));
	assert_int_equal(page_empty(p), 5 * 3); /* what is empty above it is its layout's */
}

static void
white_between_modules_is_told(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);

	place_block(p, BLOCK_NOTE, STR("x"), STR("x"), 0, 2, 0, 40);
	place_block(p, BLOCK_NOTE, STR("y"), STR("y"), 2, 4, 0, 35);
	place_block(p, BLOCK_NOTE, STR("z"), STR("z"), 0, 6, 41, 37);
	page_finish(p);
	assert_str(test_messages(&w->mem, &w->diag), "page-gap 0:0 1|3|36|6");
}

static void
heads_side_by_side_differ(void **state)
{
	static const struct {
		mpt size;
		enum face face;
		int column, line; /* of the second story */
		bool clash;
	} seconds[] = {
	    {24000, FACE_HEI_BOLD, 3, 0, true},	  {22000, FACE_HEI_BOLD, 3, 0, true},
	    {18000, FACE_HEI_BOLD, 3, 0, false},  {24000, FACE_SONG_BOLD, 3, 0, false},
	    {24000, FACE_HEI_BOLD, 3, 10, false}, {24000, FACE_HEI_BOLD, 4, 0, false},
	};

	for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++) {
		struct world *w = *state;
		struct page *p = page(w, 1, SCRIPT_HANS);
		struct article *one = article(w, "甲", 3, 40), *two = article(w, "乙", 3, 40);
		struct module m = module(one, 0, 3, 0, 0, 1);
		struct module_fit f;

		two->slug = STR("b");
		page_fit(p, &m, &f);
		m.lines = f.lines;
		page_story(p, &m, &f);
		m = module(two, seconds[i].column, 6 - seconds[i].column, seconds[i].line, 0, 1);
		m.headline.size = seconds[i].size;
		m.headline.face = seconds[i].face;
		page_fit(p, &m, &f);
		m.lines = f.lines;
		page_story(p, &m, &f);
		assert_int_equal(f.headline, seconds[i].size);
		place_block(p, BLOCK_NOTE, STR("n"), STR("n"), 0, 6, 30, 48);
		diag_init(&w->diag, &w->mem);
		page_finish(p);
		assert_int_equal(
		    str_find(test_messages(&w->mem, &w->diag), STR("heads-clash 0:0 1|甲|乙")) >= 0,
		    seconds[i].clash);
	}
}

static void
the_masthead_names_the_paper_and_the_day(void **state)
{
	static const char *const hans[] = {"汀浦晚报",
					   "社区版",
					   "总第128期",
					   "今日4版",
					   "2024年7月17日",
					   "星期三",
					   "农历甲辰年六月十二",
					   "国内统一连续出版物号 CN99-0101",
					   "主管主办",
					   "出版",
					   "三十二条里弄，一张报纸"};
	static const char *const hant[] = {"總第128期", "農曆甲辰年六月十二",
					   "國內統一連續出版物號", "主管主辦"};
	struct world *w = *state;

	for (int columns = 3; columns <= 6; columns++) {
		struct page *p = page(w, 1, SCRIPT_HANS);

		page_masthead(p, 0, columns, 10);
		for (size_t i = 0; i < sizeof hans / sizeof *hans; i++)
			assert_true(has(w, p, hans[i]));
		assert_on_grid(p);
		p = page(w, 1, SCRIPT_HANT);
		page_masthead(p, 0, columns, 10);
		for (size_t i = 0; i < sizeof hant / sizeof *hant; i++)
			assert_true(has(w, p, hant[i]));
	}
}

static const struct placed *
find_label(const struct page *p, const char *text)
{
	for (const struct part *part = p->first->first; part; part = part->next)
		if (part->first->kind == PLACED_LINE &&
		    str_eq(part->first->line.piece[0].text, str_from(text)))
			return part->first;
	return NULL;
}

static void
the_folio_has_its_number_at_the_outer_edge(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 3, SCRIPT_HANS);

	page_folio(p, 2);
	assert_true(find_label(p, "第3版")->x > place_x(p, 5));
	assert_true(has(w, p, "2024年7月17日 星期三　责任编辑 沈若禾"));
	assert_on_grid(p);
	p = page(w, 2, SCRIPT_HANT);
	page_folio(p, 1);
	assert_int_equal(find_label(p, "第2版")->x, place_x(p, 0));
	assert_true(has(w, p, "責任編輯 沈若禾"));
}

static void
the_note_stands_in_a_box(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct node *note = node_new(&w->mem, NODE_DOCUMENT, (struct pos){0});
	int lines;

	w->issue.note = note;
	assert_int_equal(page_note_lines(p, 2), 0);
	page_note(p, 0, 2, 0, 10);
	assert_null(p->first);
	p = page(w, 1, SCRIPT_HANS);
	w->issue.note = note;
	add_para(w, note, NODE_PARA, 17 + 19 * 3);
	lines = page_note_lines(p, 2);
	assert_int_equal(lines, 4 + 2);
	page_note(p, 0, 2, 0, lines);
	assert_true(has(w, p, "编者按"));
	assert_int_equal(w->diag.worst, DIAG_OK);
	assert_on_grid(p);
	page_note(p, 2, 2, 0, lines - 1);
	assert_str(test_messages(&w->mem, &w->diag), "overset 0:0 编者按|1|1|19");
}

/* --- Honours --------------------------------------------------------------- */

static struct honour_roll *
roll(struct world *w, int n)
{
	static str honours[] = {STR_INIT("邻里推荐星级服务单位"), STR_INIT("放心消费承诺单位")};
	struct honour_roll *r = NEW(&w->mem, struct honour_roll, 1);

	r->file = STR("honours.md");
	r->title = r->written_title = STR("荣誉榜");
	r->n = n;
	r->entry = NEW(&w->mem, struct honour, (size_t)n);
	for (int i = 0; i < n; i++)
		r->entry[i] = (struct honour){
		    .organisation = str_fmt(&w->mem, "第%d家餐饮服务有限公司", i + 1),
		    .honours = {honours, 1 + i % 2},
		    .certificate = i % 3 ? (str){0} : STR("CFCP-1794276751"),
		    .label = BUSINESS_SERVICE,
		    .business = i % 2 ? STR("社区食堂、送餐上门") : (str){0}};
	w->issue.roll = r;
	return r;
}

/* Cells of each row, by the frame lines between them. */
static str
cells(struct world *w, const struct page *p)
{
	struct out o = {.mem = &w->mem};

	for (const struct part *part = p->first->first; part; part = part->next) {
		int down = 0;

		for (const struct placed *l = part->first; l; l = l->next)
			down += l->kind == PLACED_RULE && l->h > l->w;
		if (down)
			out_fmt(&o, "%d ", down + 1);
	}
	return out_text(&o);
}

static const struct honours_look four = {.across = 4, .percent = 100};

static void
honours_stand_in_a_grid(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 4, SCRIPT_HANS);
	struct honour_roll *r = roll(w, 13);
	int lines = page_honours_lines(p, r, 6, &four);

	r->sponsored = true;
	page_honours(p, r, &(struct honours_area){0, 6, 2, lines}, &four, 0);
	assert_int_equal(w->diag.worst, DIAG_OK);
	for (int i = 0; i < 13; i++)
		assert_true(
		    has(w, p, str_fmt(&w->mem, "|第%d家餐饮服务有限公司|荣获|邻里推荐", i + 1).p));
	assert_true(has(w, p, "广告"));
	assert_true(has(w, p, "证书编号：CFCP-1794276751"));
	assert_true(has(w, p, "主导服务：社区食堂、送餐上门"));
	assert_on_grid(p);
	assert_str(cells(w, p), "4 4 3 2 ");
	p = page(w, 4, SCRIPT_HANS);
	r = roll(w, 10);
	page_honours(p, r, &(struct honours_area){0, 6, 2, page_honours_lines(p, r, 6, &four)},
		     &four, 0);
	assert_str(cells(w, p), "4 4 2 ");
}

static void
a_roll_goes_on_in_whole_rows(void **state)
{
	struct world *w = *state;
	struct issue_page spec[2];
	struct page p[2];
	struct honour_roll *r;
	int lines;

	two_pages(w, p, SCRIPT_HANT, spec);
	r = roll(w, 30);
	lines = page_honours_lines(&p[0], r, 6, &four);
	page_honours(&p[0], r, &(struct honours_area){0, 6, 0, lines / 2}, &four, 2);
	assert_int_equal(p[0].first->entries % 4, 0);
	assert_true(has(w, &p[0], "（下轉第2版）"));
	assert_int_equal(page_honours_left(&p[1], r), 30 - p[0].first->entries);
	lines = page_honours_lines(&p[1], r, 6, &four);
	page_honours(&p[1], r, &(struct honours_area){0, 6, 3, lines}, &four, 0);
	assert_int_equal(p[1].first->entries, 30);
	assert_true(has(w, &p[1], "（上接第1版）"));
	for (int i = 0; i < 30; i++) {
		const char *name = str_fmt(&w->mem, "第%d家", i + 1).p;

		assert_true(has(w, &p[0], name) != has(w, &p[1], name));
	}
	assert_on_grid(&p[0]);
	assert_on_grid(&p[1]);
	pages_finish(p, 2);
	assert_int_equal(w->diag.worst, DIAG_OK);
	p[1].first = NULL;
	pages_finish(p, 2);
	assert_str(test_messages(&w->mem, &w->diag), "jump-lost 0:0 荣誉榜|1|2");
}

/* Entries of an honour stand together under its name, which is said again on the next page. */
static void
a_roll_is_grouped_by_honour(void **state)
{
	static str honours[] = {STR_INIT("诚信单位"), STR_INIT("星级单位")};
	static const struct honours_look grouped = {.across = 4, .percent = 120, .grouped = true};
	struct world *w = *state;
	struct issue_page spec[2];
	struct page p[2];
	struct honour_roll *r;
	int lines, entries = 0;

	two_pages(w, p, SCRIPT_HANS, spec);
	r = roll(w, 24);
	for (int i = 0; i < 24; i++)
		r->entry[i].honours = (struct strs){&honours[i % 2], 1};
	lines = page_honours_lines(&p[0], r, 6, &grouped);
	page_honours(&p[0], r, &(struct honours_area){0, 6, 0, lines * 3 / 4}, &grouped, 2);
	entries = p[0].first->entries;
	assert_true(12 < entries && entries < 24);
	assert_true(has(w, &p[0], "诚信单位|第1家"));
	assert_true(has(w, &p[0], "星级单位|第2家"));
	lines = page_honours_lines(&p[1], r, 6, &grouped);
	page_honours(&p[1], r, &(struct honours_area){0, 6, 3, lines}, &grouped, 0);
	assert_true(has(
	    w, &p[1],
	    str_fmt(&w->mem, "荣誉榜|（上接第1版）|星级单位|第%d家", 2 * (entries - 12) + 2).p));
	assert_false(has(w, &p[1], "诚信单位"));
	assert_int_equal(p[1].first->entries, 24);
	assert_on_grid(&p[0]);
	assert_on_grid(&p[1]);
	pages_finish(p, 2);
	assert_int_equal(w->diag.worst, DIAG_OK);
}

static void
honours_that_do_not_fit_are_counted(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 4, SCRIPT_HANT);
	struct honour_roll *r = roll(w, 12);
	int lines = page_honours_lines(p, r, 6, &four);

	page_honours(p, r, &(struct honours_area){0, 6, 0, lines - 4}, &four, 0);
	assert_str(test_messages(&w->mem, &w->diag), "honours-overset 0:0 荣誉榜|4|4");
	assert_true(has(w, p, "證書編號：CFCP-1794276751"));
	page_honours(p, r, &(struct honours_area){0, 6, 40, lines}, &four, 0);
	pages_finish(p, 1);
	assert_str(test_messages(&w->mem, &w->diag),
		   "honours-overset 0:0 荣誉榜|4|4; placed-twice 0:0 荣誉榜|4|2");
}

static void
a_note_or_roll_on_no_page_is_an_error(void **state)
{
	struct world *w = *state;
	struct node *note = node_new(&w->mem, NODE_DOCUMENT, (struct pos){0});
	struct page pages[] = {*page(w, 2, SCRIPT_HANS), *page(w, 2, SCRIPT_HANS)};

	pages_finish(pages, 2);
	assert_int_equal(w->diag.worst, DIAG_OK);
	add_para(w, note, NODE_PARA, 19);
	w->issue.note = note;
	roll(w, 3);
	page_honours(&pages[1], w->issue.roll, &(struct honours_area){0, 6, 0, 40}, &four, 0);
	pages_finish(pages, 2);
	assert_str(test_messages(&w->mem, &w->diag), "not-printed 0:0 编者按");
	page_note(&pages[1], 0, 2, 40, 9);
	pages_finish(pages, 2);
	pages_finish(&pages[0], 1);
	assert_str(test_messages(&w->mem, &w->diag),
		   "not-printed 0:0 编者按; not-printed 0:0 荣誉榜; not-printed 0:0 编者按");
	page(w, 2, SCRIPT_HANS);
	w->issue.note = note;
	page_note(&pages[0], 0, 2, 40, 9);
	pages_finish(pages, 2);
	assert_str(test_messages(&w->mem, &w->diag), "placed-twice 0:0 编者按|2|2");
}

static void
a_missing_glyph_names_the_story(void **state)
{
	struct world *w = *state;
	struct page *p = page(w, 1, SCRIPT_HANS);
	struct article *art = article(w, "题ก", 1, 10);
	struct module m = module(art, 0, 2, 0, 0, 1);
	struct module_fit f;

	page_story(p, &m, &f);
	assert_str(test_messages(&w->mem, &w->diag), "font-no-glyph 0:0 ก|U+0E01|hei-bold");
	assert_str(w->diag.first->at.file, "a.md");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(grids_are_whole_px),
	    cmocka_unit_test(the_least_height_holds_the_story),
	    cmocka_unit_test(columns_end_equal),
	    cmocka_unit_test(overset_is_counted_in_lines_and_characters),
	    cmocka_unit_test(text_may_be_larger_than_on_the_grid),
	    cmocka_unit_test(words_of_the_story_stand_large_within_it),
	    cmocka_unit_test(an_editor_chooses_the_words),
	    cmocka_unit_test(the_papers_own_space_closes_a_hole_of_any_size),
	    cmocka_unit_test(an_ear_stands_beside_the_masthead),
	    cmocka_unit_test(a_story_goes_on_at_another_page),
	    cmocka_unit_test(no_subhead_over_one_line_ends_a_frame),
	    cmocka_unit_test(a_story_goes_on_in_the_next_frame),
	    cmocka_unit_test(a_jump_that_leads_nowhere_is_an_error),
	    cmocka_unit_test(only_what_does_not_fit_goes_on),
	    cmocka_unit_test(no_subhead_ends_a_column_and_no_widow_opens_one),
	    cmocka_unit_test(columns_are_divided_evenly),
	    cmocka_unit_test(a_module_must_stand_on_free_grid),
	    cmocka_unit_test(heads_step_down_until_they_fit),
	    cmocka_unit_test(vertical_heads_stand_beside_the_text),
	    cmocka_unit_test(vertical_heads_take_as_many_columns_as_they_need),
	    cmocka_unit_test(heads_part_no_word_if_a_smaller_size_helps),
	    cmocka_unit_test(heads_are_broken_between_words),
	    cmocka_unit_test(text_stands_under_pictures),
	    cmocka_unit_test(a_picture_left_out_is_an_error),
	    cmocka_unit_test(every_story_stands_once_on_its_page),
	    cmocka_unit_test(empty_lines_at_the_foot_are_counted),
	    cmocka_unit_test(white_between_modules_is_told),
	    cmocka_unit_test(heads_side_by_side_differ),
	    cmocka_unit_test(the_masthead_names_the_paper_and_the_day),
	    cmocka_unit_test(the_folio_has_its_number_at_the_outer_edge),
	    cmocka_unit_test(the_note_stands_in_a_box),
	    cmocka_unit_test(honours_stand_in_a_grid),
	    cmocka_unit_test(a_roll_goes_on_in_whole_rows),
	    cmocka_unit_test(a_roll_is_grouped_by_honour),
	    cmocka_unit_test(honours_that_do_not_fit_are_counted),
	    cmocka_unit_test(a_note_or_roll_on_no_page_is_an_error),
	    cmocka_unit_test(a_missing_glyph_names_the_story),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
