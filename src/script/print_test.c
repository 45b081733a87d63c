#include "base/test.h"
#include "script/print.c" /* the .c: its statics are in reach */

#include <sys/stat.h>
#include <unistd.h>

/* -- a composer that writes down what it is asked ------------------------------ */

static const struct grid grid = {.columns = 6, .column_em = 11, .gutter_em = 1, .lines = 77};
static struct out asked;
static struct block open_block; /* what was placed last */

static void
tell_module(const char *call, const struct module *m)
{
	out_fmt(&asked, "%s " STR_FMT " %d+%d %d+%d/%d", call, STR_ARG(m->article->slug), m->column,
		m->columns, m->line, m->lines, m->text_columns);
	out_fmt(&asked, " h%d,%d,%d,%d", m->headline.size, (int)m->headline.face,
		(int)m->headline.align, m->headline.max_lines);
	if (m->headline.vertical)
		out_fmt(&asked, " v%d", m->headline.vertical);
	out_fmt(&asked, " k%d d%d b%d%s", m->kicker.size, m->deck.size, m->byline.size,
		m->boxed ? " boxed" : "");
	for (int i = 0; i < m->npicture; i++)
		out_fmt(&asked, " p%d,%d,%d%s", m->picture[i].index, m->picture[i].columns,
			m->picture[i].lines, m->picture[i].right ? ",right" : "");
	if (m->text_size || m->text_pitch || m->head_space)
		out_fmt(&asked, " t%d/%d~%d +%d", m->text_size, m->text_pitch, m->text_loose,
			m->head_space);
	if (m->dots)
		out_fmt(&asked, " dots");
	if (m->pull.columns)
		out_fmt(&asked, " u%d,%d", m->pull.columns, m->pull.lines);
	out_char(&asked, ';');
}

void
page_fit(struct page *p, const struct module *m, struct module_fit *out)
{
	(void)p;
	tell_module("fit", m);
	*out = (struct module_fit){.head_lines = 4, .lines = 20, .hole = 2, .room = 34};
}

void
page_story(struct page *p, const struct module *m, struct module_fit *out)
{
	(void)p;
	tell_module("story", m);
	*out = (struct module_fit){
	    .head_lines = 4, .lines = m->lines, .overset = 3, .characters = 40};
	open_block = (struct block){.article = m->article, .to_page = m->to_page, .characters = 40};
}

/* Of a story that was placed with to_page, on page 1. */
const struct block *
page_open(const struct page *p, const struct article *art, int *on)
{
	(void)p;
	if (on)
		*on = 1;
	return open_block.to_page && open_block.article == art ? &open_block : NULL;
}

int
page_figures(const struct article *art, const struct node **out, int max)
{
	static const struct picture pic = {.width = 600, .height = 400};
	static const struct node figure[2] = {{.picture = &pic}, {.picture = NULL}};

	(void)max;
	if (!str_eq(art->slug, STR("lead")))
		return 0;
	out[0] = &figure[0];
	out[1] = &figure[1];
	return 2;
}

str
page_pull(const struct article *art)
{
	return art->pull;
}

void
page_ear(struct page *p, int column, int columns, int lines)
{
	(void)p;
	out_fmt(&asked, "ear %d+%d %d;", column, columns, lines);
}

void
page_house(struct page *p, int column, int columns, int line, int lines)
{
	(void)p;
	out_fmt(&asked, "house %d+%d %d+%d;", column, columns, line, lines);
}

void
page_masthead(struct page *p, int column, int columns, int lines)
{
	(void)p;
	out_fmt(&asked, "masthead %d+%d %d;", column, columns, lines);
}

void
page_folio(struct page *p, int lines)
{
	(void)p;
	out_fmt(&asked, "folio %d;", lines);
}

int
page_note_lines(struct page *p, int columns)
{
	(void)p;
	return 10 * columns;
}

void
page_note(struct page *p, int column, int columns, int line, int lines)
{
	(void)p;
	out_fmt(&asked, "note %d+%d %d+%d;", column, columns, line, lines);
}

void
page_rule_across(struct page *p, int column, int columns, int line)
{
	(void)p;
	out_fmt(&asked, "across %d+%d %d;", column, columns, line);
}

void
page_rule_down(struct page *p, int column, int line, int lines)
{
	(void)p;
	out_fmt(&asked, "down %d %d+%d;", column, line, lines);
}

int
page_honours_left(const struct page *p, const struct honour_roll *roll)
{
	(void)p;
	return roll->n;
}

int
page_honours_lines(struct page *p, const struct honour_roll *roll, int columns,
		   const struct honours_look *look, int *equal)
{
	(void)p;
	*equal = 2 * roll->n * columns / look->across;
	return roll->n * columns / look->across;
}

void
page_honours(struct page *p, const struct honour_roll *roll, const struct honours_area *area,
	     const struct honours_look *look, int to_page)
{
	(void)p;
	(void)to_page;
	out_fmt(&asked, "honours %d: %d+%d %d+%d/%d", roll->n, area->column, area->columns,
		area->line, area->lines, look->across);
	if (look->percent != 100)
		out_fmt(&asked, " %d%%", look->percent);
	out_str(&asked, look->grouped ? STR(" grouped;") : STR(";"));
}

/* -- a project with one layout ------------------------------------------------------ */

struct bench {
	struct arena a;
	struct diag d;
	struct root root;
	char folder[TEST_FOLDER], script[TEST_FOLDER + 16];
	struct article lead, other, inner, filler;
	struct article *articles[4];
	struct issue_page spec[2];
	struct honour_roll roll;
	struct paper paper;
	struct issue issue;
	struct page page[2];
	struct print *print;
	bool begun; /* its script was run */
};

static void
bench_open(struct bench *b, const char *text)
{
	char path[TEST_FOLDER + 16];
	FILE *f;

	memset(b, 0, sizeof *b);
	test_folder(b->folder);
	snprintf(path, sizeof path, "%s/print", b->folder);
	assert_int_equal(mkdir(path, 0700), 0);
	snprintf(b->script, sizeof b->script, "%s/print/t.lua", b->folder);
	f = fopen(b->script, "wb");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	fclose(f);
	diag_init(&b->d, &b->a);
	assert_true(root_open(&b->root, &b->d, b->folder));
	b->lead = (struct article){.slug = STR("lead"),
				   .title = STR("通桥"),
				   .pull = STR("快来看"),
				   .page = 1,
				   .order = 1,
				   .has_order = true,
				   .nbyline = 2};
	b->other = (struct article){.slug = STR("other"), .kicker = STR("立冬"), .page = 0};
	b->inner = (struct article){.slug = STR("inner"), .page = 2};
	b->articles[0] = &b->lead;
	b->articles[1] = &b->other;
	b->articles[2] = &b->inner;
	b->filler = (struct article){
	    .slug = STR("filler"), .title = STR("补白"), .page = 1, .filler = true};
	b->articles[3] = &b->filler;
	b->lead.body = b->other.body = b->inner.body = b->filler.body = node_new(
	    &b->a, NODE_DOCUMENT, (struct pos){0});
	b->spec[0] = (struct issue_page){
	    1, STR("要闻"), STR("front"), {STR("issue.md"), 3, 5, 0}, false};
	b->spec[1] = (struct issue_page){
	    2, STR("社区"), STR("honours"), {STR("issue.md"), 4, 5, 0}, false};
	b->roll.n = 12;
	b->issue = (struct issue){.page = b->spec,
				  .npage = 2,
				  .article = b->articles,
				  .narticle = 4,
				  .roll = &b->roll,
				  .layout = STR("t")};
	for (int i = 0; i < 2; i++)
		b->page[i] = (struct page){.grid = &grid,
					   .issue = &b->issue,
					   .paper = &b->paper,
					   .spec = &b->spec[i],
					   .edition = SCRIPT_HANT};
	b->page[1].before = &b->page[0];
	asked = (struct out){.mem = &b->a};
	open_block = (struct block){0};
	b->print = print_new(&b->a, &b->root);
	b->begun = print_begin(b->print, &b->a, &b->d, &b->root, STR("t"));
}

static void
bench_close(struct bench *b)
{
	char path[TEST_FOLDER + 16];

	print_free(b->print);
	root_close(&b->root);
	unlink(b->script);
	snprintf(path, sizeof path, "%s/print", b->folder);
	rmdir(path);
	rmdir(b->folder);
	arena_free(&b->a);
}

/* What TEXT as function front does: "return {front = function(page) … end}". */
static void
run_front(struct bench *b, const char *text)
{
	bench_open(b, text);
	if (b->begun)
		print_page(b->print, &b->page[0]);
}

static const struct {
	const char *body, *asks, *messages;
} cases[] = {
    /* fields */
    {"print(page.number, page.name, page.edition, page.first, page.columns, page.characters,"
     " #page.stories, page.roll)",
     "", "script-print 1:0 1 要闻 hant true 6 11 2 nil"},
    {"print(page.has_note, page.last)", "", "script-print 1:0 true false"},
    {"local s = page.stories[1] print(s.title, s.kicker, s.order, s.length, s.bylines, #s.pictures,"
     " s.pictures[1].width, s.pictures[2].height)",
     "", "script-print 1:0 通桥  1 0 2 2 600 0"},
    {"print(page.stories[2].kicker, page.stories[2].order, page.stories[2].nothing, page.nothing)",
     "", "script-print 1:0 立冬 nil nil nil"},
    /* modules: counted from 1 here, from 0 there */
    {"local f = page:fit{story = page.stories[1], columns = 4, text_columns = 3}"
     " print(f.lines, f.head_lines, f.overset, f.characters, f.hole, f.room, f.jump)",
     "fit lead 0+4 0+0/3 h24000,3,1,2 k14000 d12000 b9000;", "script-print 1:0 20 4 0 0 2 34 0"},
    {"local f = page:story{story = page.stories[2], column = 3, columns = 4, line = 11, lines = 30,"
     " text_columns = 2, headline = {size = 36.5, face = 'song-bold', align = 'center',"
     " max_lines = 1}, kicker = false, boxed = true} print(f.overset, f.characters)",
     "story other 2+4 10+30/2 h36500,1,2,1 k0 d12000 b9000 boxed;", "script-print 1:0 3 40"},
    {"page:fit{story = page.stories[1], columns = 6, text_columns = 4,"
     " picture = {{columns = 2, right = true, lines = 12}, {index = 1}}}",
     "fit lead 0+6 0+0/4 h24000,3,1,2 k14000 d12000 b9000 p0,2,12,right p0,1,0;", ""},
    /* sizes by their names, a headline that runs down */
    {"page:fit{story = page.stories[1], columns = 6, text_columns = 4,"
     " headline = {size = '小初', vertical = 20}, deck = {size = '四号'}, byline = {size = "
     "'小五'}}",
     "fit lead 0+6 0+0/4 h36000,3,1,2 v20 k14000 d14000 b9000;", ""},
    {"page:fit{story = page.stories[1], columns = 4, text_columns = 2,"
     " headline = {vertical = 201}}",
     "",
     "script 1:0 第1版|page:fit: headline.vertical: a whole number from 0 to 200 expected, got "
     "201"},
    /* to fill a hole */
    {"page:fit{story = page.stories[1], columns = 4, text_columns = 3, text_size = 10.5,"
     " text_pitch = 15.75, text_loose = 2, head_space = 2, pull = {columns = 2, lines = 7}}",
     "fit lead 0+4 0+0/3 h24000,3,1,2 k14000 d12000 b9000 t10500/15750~2 +2 u2,7;", ""},
    {"page:fit{story = page.stories[1], columns = 4, text_columns = 3, pull = {columns = 4}}", "",
     "script 1:0 第1版|page:fit: pull.columns: a whole number from 1 to 3 expected, got 4"},
    {"local f = page.fillers print(#f, f[1].title, page.stories[1].pull, page.stories[1].table, "
     "page.ear_lines)"
     " page:house{column = 3, columns = 2, line = 60, lines = 12}"
     " page:ear{column = 5, columns = 2, lines = 8}",
     "house 2+2 59+12;ear 4+2 8;", "script-print 1:0 1 补白 快来看 0 0"},
    /* what goes on at another page */
    {"print(#page.later, page.later[1].number, page.later[1].name, page.later[1].stories,"
     " page.later[1].length, #page.jumps)",
     "", "script-print 1:0 1 2 社区 1 0 0"},
    {"page:fit{story = page.stories[1], columns = 4, text_columns = 3, to_page = 3}", "",
     "script 1:0 第1版|page:fit: to_page: 3 is neither this page nor a later one"},
    /* how to cut a page: the looks come back as they were given */
    {"local a, b = {lines = 30, most = 40, cost = 1.5, name = 'a'}, {lines = 30, most = 40, cost = "
     "0}"
     " local t, cost = page:cut{stories = {{[3] = {a}}, {[3] = {b}}}, ways = {[6] = {3}}, lines = "
     "30}"
     " print(t.left == a, t.right.name, t.width, t.lines, t.most, t.cost, cost)",
     "", "script-print 1:0 true nil 6 30 40 11.5 11.5"},
    {"local a, b = {lines = 30, most = 40, cost = 0}, {lines = 20, most = 25, cost = 0}"
     " local t = page:cut{stories = {{[6] = {a}}, {[6] = {b}}}, ways = {}, lowest = true}"
     " print(t.top == a, t.bottom == b, t.lines, t.most)",
     "", "script-print 1:0 true true 51 66"},
    {"print((page:cut{stories = {{[6] = {{lines = 30, most = 40, cost = 0}}}}, ways = {},"
     " lines = 29}))",
     "", "script-print 1:0 nil"},
    {"print((page:cut{stories = {{[6] = {{lines = 1e9, most = 1e9, cost = 1e9}}}}, ways = {},"
     " lines = 29}))",
     "", "script-print 1:0 nil"},
    {"page:cut{stories = {}, ways = {}, lines = 29}", "",
     "script 1:0 第1版|page:cut: stories: a list of 1 to 64 expected"},
    {"page:cut{stories = {1}, ways = {}, lines = 29}", "",
     "script 1:0 第1版|page:cut: stories[1]: a table expected"},
    {"page:cut{stories = {{[2] = {{lines = 0}}}}, ways = {}, lines = 29}", "",
     "script 1:0 第1版|page:cut: stories[1][2]: lines: a number expected"},
    {"page:cut{stories = {{[2] = {{lines = 5, most = 5, cost = 0/0}}}}, ways = {}, lines = 29}", "",
     "script 1:0 第1版|page:cut: stories[1][2]: cost: a number expected"},
    {"page:cut{stories = {{}}, ways = {[6] = {6}}, lines = 29}", "",
     "script 1:0 第1版|page:cut: ways[6][1]: columns expected"},
    {"page:cut{stories = {{}}, ways = {}}", "",
     "script 1:0 第1版|page:cut: lines: a whole number from 1 to 77 expected, got nil"},
    /* furniture */
    {"page:masthead{lines = 9} page:masthead{lines = 9, column = 1, columns = 4} page:folio{lines "
     "= 2}",
     "masthead 0+6 9;masthead 0+4 9;folio 2;", ""},
    {"page:note{column = 5, columns = 2, line = 3, lines = page:note_lines{columns = 2}}",
     "note 4+2 2+20;", ""},
    {"page:honours{line = 50, lines = page:honours_lines{across = 4}, across = 4}",
     "honours 12: 0+6 49+18/4;", ""},
    {"local _, n = page:honours_lines{across = 4} page:honours{line = 3, lines = n}",
     "honours 12: 0+6 2+36/4;", ""},
    {"page:honours{line = 3, lines = 40, percent = 150, grouped = true}",
     "honours 12: 0+6 2+40/4 150% grouped;", ""},
    {"page:rule_across{line = 20} page:rule_across{line = 20, column = 2, columns = 3}"
     " page:rule_down{column = 4, line = 1, lines = 9}",
     "across 0+6 19;across 1+3 19;down 3 0+9;", ""},
    /* faults name the argument */
    {"page:fit()", "", "script 1:0 第1版|page:fit: table expected, got no value"},
    {"page:fit{}", "", "script 1:0 第1版|page:fit: story: one of page.stories expected, got nil"},
    {"page:fit{story = page}", "",
     "script 1:0 第1版|page:fit: story: one of page.stories expected, got userdata"},
    {"page:fit{story = page.stories[1], colums = 4}", "",
     "script 1:0 第1版|page:fit: there is no colums"},
    {"page:fit{story = page.stories[1], zoom = 1, [1] = 2, heigth = 3, colums = 4}", "",
     "script 1:0 第1版|page:fit: there is no […]"},
    {"page:fit{story = page.stories[1]}", "",
     "script 1:0 第1版|page:fit: columns: a whole number from 1 to 6 expected, got nil"},
    {"page:fit{story = page.stories[1], columns = 2.5}", "",
     "script 1:0 第1版|page:fit: columns: a whole number from 1 to 6 expected, got 2.5"},
    {"page:fit{story = page.stories[1], columns = {}}", "",
     "script 1:0 第1版|page:fit: columns: a whole number from 1 to 6 expected, got table"},
    {"page:fit{story = page.stories[1], columns = 4, column = 4, text_columns = 1}", "",
     "script 1:0 第1版|page:fit: column: a whole number from 1 to 3 expected, got 4"},
    {"page:fit{story = page.stories[1], columns = 4, text_columns = 3, headline = {size = 'x'}}",
     "",
     "script 1:0 第1版|page:fit: headline.size: points from 5 to 120 or a name such as 小五 "
     "expected, got x"},
    {"page:fit{story = page.stories[1], columns = 4, text_columns = 3, headline = {size = 1/0}}",
     "",
     "script 1:0 第1版|page:fit: headline.size: points from 5 to 120 or a name such as 小五 "
     "expected, got inf"},
    {"page:fit{story = page.stories[1], columns = 4, text_columns = 3, deck = {face = 'fangsong'}}",
     "", "script 1:0 第1版|page:fit: deck.face: there is no face fangsong"},
    {"page:fit{story = page.stories[1], columns = 4, text_columns = 3, deck = {align = 'top'}}", "",
     "script 1:0 第1版|page:fit: deck.align: left, center, right or justified expected, got top"},
    {"page:fit{story = page.stories[1], columns = 4, text_columns = 3, picture = {{index = 3}}}",
     "", "script 1:0 第1版|page:fit: picture[1].index: a whole number from 1 to 2 expected, got 3"},
    {"page:fit{story = page.stories[1], columns = 4, text_columns = 3, picture = {1}}", "",
     "script 1:0 第1版|page:fit: picture[1].table expected, got number"},
    {"page:fit{story = page.stories[1], columns = 4, text_columns = 3, picture = {{},{},{},{},{}}}",
     "", "script 1:0 第1版|page:fit: picture: at most 4"},
    {"page:story{story = page.stories[1], columns = 4, text_columns = 3}", "",
     "script 1:0 第1版|page:story: lines: a whole number from 1 on expected"},
    {"page:story{story = page.stories[1], columns = 4, text_columns = 3, line = 9, lines = 1000}",
     "", NULL},
    {"page:fit{story = page.stories[1], columns = 4, text_columns = 3, headline = {ground = "
     "'red'}}",
     "", "script 1:0 第1版|page:fit: headline.ground: none, grey or black expected, got red"},
    {"page.fit({})", "", "script 1:0 第1版|bad argument #1 to 'fit' (page expected, got table)"},
    {"page.number = 3", "", "script 1:0 第1版|attempt to index a page value (local 'page')"},
    {"page.stories[1].title = 'x'", "",
     "script 1:0 第1版|attempt to index a story value (field 'integer index')"},
    {"getmetatable(page).__index = nil", "", "script 1:0 第1版|attempt to index a boolean value"},
    {"setmetatable(page, {})", "",
     "script 1:0 第1版|bad argument #1 to 'setmetatable' (table expected, got page)"},
};

static void
layouts_ask_and_place_through_the_page(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bench b;
		char text[1024];

		snprintf(text, sizeof text, "return {front = function(page) %s end}",
			 cases[i].body);
		run_front(&b, text);
		assert_non_null(b.print);
		assert_str(out_text(&asked), cases[i].asks);
		if (cases[i].messages)
			assert_str(test_messages(&b.a, &b.d), cases[i].messages);
		else
			assert_int_equal(b.d.worst, DIAG_ERROR);
		bench_close(&b);
	}
}

/* paper.md says whether emphasis is dots, where the layout does not. */
static void
a_layout_does_as_the_paper_says(void **state)
{
	static const struct {
		bool paper;
		const char *says, *want;
	} says[] = {
	    {true, "", " dots;"},
	    {true, ", dots = false", " b9000;"},
	    {false, "", " b9000;"},
	    {false, ", dots = true", " dots;"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof says / sizeof *says; i++) {
		struct bench b;
		char text[256];

		snprintf(text, sizeof text,
			 "return {front = function(page) page:fit{story = page.stories[1],"
			 " columns = 2, text_columns = 1%s} end}",
			 says[i].says);
		bench_open(&b, text);
		b.paper.dots = says[i].paper;
		assert_true(print_page(b.print, &b.page[0]));
		assert_true(str_ends(out_text(&asked), str_from(says[i].want)));
		bench_close(&b);
	}
}

static void
handles_of_an_earlier_page_are_stale(void **state)
{
	static const struct {
		const char *use, *want;
	} uses[] = {
	    {"old.page:folio{lines = 1}", "script 2:0 第2版|the page is done already"},
	    {"print(old.page.number)", "script 2:0 第2版|the page is done already"},
	    {"page:fit{story = old.story, columns = 2, text_columns = 1}",
	     "script 2:0 第2版|page:fit: story: it belongs to another page"},
	    {"print(old.story.title, #page.stories, page.roll)", "script-print 2:0 通桥 1 12"},
	    {"print(page.has_note, page.first, page.last)", "script-print 2:0 true false true"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
		struct bench b;
		char text[512];

		snprintf(text, sizeof text,
			 "local old = {} local function front(page) old.page = page"
			 " old.story = page.stories[1] end\n"
			 "return {front = front, honours = function(page) %s end}",
			 uses[i].use);
		bench_open(&b, text);
		assert_true(print_page(b.print, &b.page[0]));
		print_page(b.print, &b.page[1]);
		assert_str(test_messages(&b.a, &b.d), uses[i].want);
		bench_close(&b);
	}
}

/* Lists them, and has a smaller head for what they go on with; later they are done. */
static void
jumps_stand_on_the_page_they_lead_to(void **state)
{
	struct bench b;

	(void)state;
	bench_open(
	    &b, "return {front = function(page) page:story{story = page.stories[1], columns = 2,"
		" text_columns = 1, line = 1, lines = 9, to_page = 2} end,"
		" honours = function(page) local j = page.jumps[1]"
		" print(#page.jumps, j.title, j.length, j.from_page, #page.later)"
		" page:story{story = j, columns = 2, text_columns = 1, line = 3, lines = 7} end}");
	assert_true(print_page(b.print, &b.page[0]));
	assert_true(print_page(b.print, &b.page[1]));
	assert_str(test_messages(&b.a, &b.d), "script-print 1:0 1 通桥 40 1 0");
	assert_str(out_text(&asked), "story lead 0+2 0+9/1 h24000,3,1,2 k14000 d12000 b9000;"
				     "story lead 0+2 2+7/1 h16000,3,1,1 k14000 d12000 b9000;");
	bench_close(&b);
}

static void
a_note_is_asked_for_until_it_is_placed(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b, "return {front = function(page) page:note{columns = 2, line = 1, lines = 9} "
		       "end, honours = function(page) print(page.has_note) end}");
	assert_true(print_page(b.print, &b.page[0]));
	assert_true(print_page(b.print, &b.page[1]));
	assert_str(test_messages(&b.a, &b.d), "script-print 1:0 false");
	print_page(b.print, &b.page[0]); /* of the next edition */
	diag_init(&b.d, &b.a);
	b.page[0].spec = &b.spec[1];
	assert_true(print_page(b.print, &b.page[0]));
	assert_str(test_messages(&b.a, &b.d), "script-print 1:0 true");
	bench_close(&b);
}

static void
layouts_that_are_none_are_reported(void **state)
{
	static const struct {
		const char *text, *want;
	} layouts[] = {
	    {"return {news = print}", "layout-function 3:5 front|t"},
	    {"return 1", "script 0:0 第1版|the layout must return a table of functions"},
	    {"return {front = 1}", "layout-function 3:5 front|t"},
	    {"x = ", "script 1:0 t|unexpected symbol near <eof>"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
		struct bench b;

		run_front(&b, layouts[i].text);
		assert_str(test_messages(&b.a, &b.d), layouts[i].want);
		bench_close(&b);
	}
}

static void
fits_of_the_page_are_kept(void **state)
{
	struct bench b;
	const struct print_fit *f;

	(void)state;
	run_front(
	    &b, "return {front = function(page) for i = 1, 2 do page:story{story = page.stories[i],"
		" columns = 3, text_columns = 2, column = 3 * i - 2, lines = 5 * i} end end}");
	f = print_fits(b.print);
	assert_str(f->article->slug, "lead");
	assert_int_equal(f->fit.lines, 5);
	assert_str(f->next->article->slug, "other");
	assert_int_equal(f->next->fit.overset, 3);
	assert_null(f->next->next);
	bench_close(&b);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(layouts_ask_and_place_through_the_page),
	    cmocka_unit_test(a_layout_does_as_the_paper_says),
	    cmocka_unit_test(handles_of_an_earlier_page_are_stale),
	    cmocka_unit_test(jumps_stand_on_the_page_they_lead_to),
	    cmocka_unit_test(a_note_is_asked_for_until_it_is_placed),
	    cmocka_unit_test(layouts_that_are_none_are_reported),
	    cmocka_unit_test(fits_of_the_page_are_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
