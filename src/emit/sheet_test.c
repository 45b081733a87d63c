#include "base/test.h"
#include "emit/sheet.c" /* the .c: its statics are in reach */

#include "base/file.h"
#include "markup/verify.h"
#include "markup/xhtml.h"

static const struct grid grid = {.width = 779528, .height = 1105512, .size = 9000, .pitch = 12750};

struct bench {
	struct arena a;
	struct diag d;
	struct fonts *fonts;
	struct page page;
	struct emit emit;
	struct sheet sheet;
};

static void
bench_open(struct bench *b)
{
	memset(b, 0, sizeof *b);
	diag_init(&b->d, &b->a);
	b->fonts = fonts_open(&b->d, STR(LILONG_FONTS), SCRIPT_HANS);
	assert_non_null(b->fonts);
	b->page.grid = &grid;
	b->emit = (struct emit){.mem = &b->a, .diag = &b->d, .edition = SCRIPT_HANS};
	b->sheet = (struct sheet){
	    .e = &b->emit, .fonts = b->fonts, .page = &b->page, .npage = 1, .mem = &b->a};
}

static void
bench_close(struct bench *b)
{
	fonts_close(b->fonts);
	arena_free(&b->a);
}

static str
markup(struct arena *a, const struct element *e)
{
	struct out o = {.mem = a};

	xhtml_fragment(&o, e);
	return out_text(&o);
}

/* What SECTION becomes in a file of its own, or, WHOLE, in one with all others. */
static str
put(struct arena *a, str section, bool whole)
{
	struct out o = {.mem = a};

	sheet_put(&o, section, whole);
	return out_text(&o);
}

static void
points_are_exact_to_a_thousandth(void **state)
{
	static const struct {
		mpt n;
		const char *want;
	} cases[] = {
	    {0, "0pt"},		 {9000, "9pt"},		{12750, "12.75pt"},
	    {-4500, "-4.5pt"},	 {1, "0.001pt"},	{-10, "-0.01pt"},
	    {100100, "100.1pt"}, {779528, "779.528pt"}, {-2147483647 - 1, "-2147483.648pt"},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct out o = {.mem = &a};

		sheet_points(&o, cases[i].n);
		assert_str(out_text(&o), cases[i].want);
	}
	arena_free(&a);
}

/* {text, face, before, spacing} */
static const struct {
	const char *name;
	struct piece piece[4];
	int n;
	mpt size, pitch;
	bool reversed;
	const char *want;
} lines[] = {
    {"text alone",
     {{STR_INIT("里弄"), FACE_SONG, 0, 0, 18000, TURN_NONE}},
     1,
     9000,
     12750,
     false,
     "<span class=\"l\" style=\"left:40.5pt;top:52.5pt\">里弄</span>"},
    {"justified",
     {{STR_INIT("里弄"), FACE_SONG, 0, 125, 18250, TURN_NONE}},
     1,
     9000,
     12750,
     false,
     "<span class=\"l\" style=\"left:40.5pt;top:52.5pt;letter-spacing:0.125pt\">里弄</span>"},
    {"another face, size and height",
     {{STR_INIT("里弄"), FACE_HEI_BOLD, 0, 0, 72000, TURN_NONE}},
     1,
     36000,
     51000,
     false,
     "<span class=\"l hei-bold\" style=\"left:40.5pt;top:56.25pt;font-size:36pt;line-height:36pt\">"
     "里弄</span>"},
    {"white on black",
     {{STR_INIT("里"), FACE_HEI, 0, 0, 9000, TURN_NONE}},
     1,
     9000,
     12750,
     true,
     "<span class=\"l hei r\" style=\"left:40.5pt;top:52.5pt\">里</span>"},
    {"a squeezed mark and a bold word",
     {{STR_INIT("他说"), FACE_SONG, 0, 0, 18000, TURN_NONE},
      {STR_INIT("："), FACE_SONG, 0, -4500, 4500, TURN_NONE},
      {STR_INIT("“"), FACE_SONG, -4500, 0, 4500, TURN_NONE},
      {STR_INIT("好"), FACE_SONG_BOLD, 0, 0, 9000, TURN_NONE}},
     4,
     9000,
     12750,
     false,
     "<span class=\"l\" style=\"left:40.5pt;top:52.5pt\">他说"
     "<span class=\"q\" style=\"letter-spacing:-4.5pt\">：</span>"
     "<span class=\"q\" style=\"margin-left:-4.5pt\">“</span>"
     "<span class=\"q song-bold\">好</span></span>"},
    {"a squeezed mark at the start",
     {{STR_INIT("“好"), FACE_SONG, -4500, 0, 13500, TURN_NONE}},
     1,
     9000,
     12750,
     false,
     "<span class=\"l\" style=\"left:36pt;top:52.5pt\">“好</span>"},
    {"what the line has most of stands on the line",
     {{STR_INIT("一"), FACE_SONG, 0, 0, 9000, TURN_NONE},
      {STR_INIT("二三四"), FACE_HEI, 0, 90, 27270, TURN_NONE}},
     2,
     9000,
     12750,
     false,
     "<span class=\"l hei\" style=\"left:40.5pt;top:52.5pt;letter-spacing:0.09pt\">"
     "<span class=\"q song\" style=\"letter-spacing:0pt\">一</span>二三四</span>"},
    {"escaped",
     {{STR_INIT("<a&b>"), FACE_SONG, 0, 0, 9000, TURN_NONE}},
     1,
     9000,
     12750,
     false,
     "<span class=\"l\" style=\"left:40.5pt;top:52.5pt\">&lt;a&amp;b&gt;</span>"},
};

/* R25: X and Y are where the baseline begins. */
static void
parts_of_vertical_lines_are_turned(void **state)
{
	static const struct {
		const char *text;
		enum turn turn;
		int squash;
		const char *want;
	} cases[] = {
	    {"，", TURN_UPRIGHT, 1000,
	     "<span class=\"l hei v\" "
	     "style=\"left:40.5pt;top:15pt;font-size:36pt;line-height:36pt\">"
	     "，</span>"},
	    {"365", TURN_CELL, 564,
	     "<span class=\"l hei c\" style=\"left:40.5pt;top:15pt;font-size:36pt;line-height:36pt;"
	     "transform:scaleX(.564)\">365</span>"},
	    {"5", TURN_CELL, 1000,
	     "<span class=\"l hei c\" "
	     "style=\"left:40.5pt;top:15pt;font-size:36pt;line-height:36pt\">"
	     "5</span>"},
	    {"APP", TURN_WORD, 1000,
	     "<span class=\"l hei t\" style=\"left:40.5pt;top:15pt;font-size:36pt;line-height:36pt;"
	     "transform-origin:0 36pt\">APP</span>"},
	};
	struct bench b;

	(void)state;
	bench_open(&b);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct element *p = element_new(&b.a, NULL, STR("p"));
		struct piece piece = {.text = str_from(cases[i].text), .face = FACE_HEI};
		struct placed placed = {.kind = PLACED_LINE,
					.x = 40500,
					.y = 51000,
					.line = {.piece = &piece, .n = 1, .size = 36000},
					.turn = cases[i].turn,
					.squash = cases[i].squash};

		append_line(&b.sheet, p, &placed);
		assert_str(markup(&b.a, p->first), cases[i].want);
	}
	bench_close(&b);
}

static void
lines_carry_only_what_differs(void **state)
{
	struct bench b;

	(void)state;
	bench_open(&b);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct element *p = element_new(&b.a, NULL, STR("p"));
		struct piece piece[4];
		struct placed placed = {.kind = PLACED_LINE,
					.x = 40500,
					.y = 51000,
					.pitch = lines[i].pitch,
					.reversed = lines[i].reversed};

		memcpy(piece, lines[i].piece, sizeof piece);
		placed.line = (struct line){.piece = piece, .n = lines[i].n, .size = lines[i].size};
		append_line(&b.sheet, p, &placed);
		assert_str(markup(&b.a, p->first), lines[i].want);
	}
	bench_close(&b);
}

static void
boxes_are_of_black_alone(void **state)
{
	struct bench b;
	struct element *p;
	struct placed rule = {
	    .kind = PLACED_RULE, .x = 1000, .y = 750, .w = 9000, .h = 500, .tint = 100};
	struct placed box = {.kind = PLACED_BOX, .w = 9000, .h = 9000, .tint = 20, .stroke = 500};

	(void)state;
	bench_open(&b);
	p = element_new(&b.a, NULL, STR("div"));
	append_box(&b.sheet, p, &rule);
	assert_str(
	    markup(&b.a, p->last),
	    "<span class=\"rule\" aria-hidden=\"true\" "
	    "style=\"left:1pt;top:0.75pt;width:9pt;height:0.5pt;background:#000000\"></span>");
	append_box(&b.sheet, p, &box);
	assert_str(markup(&b.a, p->last),
		   "<span class=\"box\" aria-hidden=\"true\" style=\"left:0pt;top:0pt;width:9pt;"
		   "height:9pt;border-width:0.5pt;background:#cccccc\"></span>");
	bench_close(&b);
}

/* A part of one line of TEXT. */
static struct part *
add_part(struct arena *a, struct block *b, enum role role, int row, bool head, const char *text)
{
	struct part *part = NEW(a, struct part, 1);
	struct placed *p = NEW(a, struct placed, 1);
	struct piece *piece = NEW(a, struct piece, 1);

	*piece = (struct piece){.text = str_from(text)};
	*p = (struct placed){.kind = PLACED_LINE, .pitch = 12750};
	p->line = (struct line){.piece = piece, .n = 1, .size = 9000};
	*part = (struct part){.role = role, .row = row, .head = head, .first = p, .last = p};
	if (b->last)
		b->last->next = part;
	else
		b->first = part;
	b->last = part;
	return part;
}

/* The markup without its places: what is read, and as what. */
static str
meaning(struct arena *a, str xhtml)
{
	struct out o = {.mem = a};

	while (xhtml.n > 0) {
		if (str_starts(xhtml, STR("<span"))) {
			str_cut(&xhtml, STR(">"));
		} else if (!str_eat(&xhtml, STR("</span>")) && !str_eat(&xhtml, STR("\n"))) {
			out_char(&o, *xhtml.p);
			xhtml = str_from_at(xhtml, 1);
		}
	}
	return out_text(&o);
}

/* To the frame before and to the next, in a file of one page or of all. */
static void
jumps_are_links(void **state)
{
	struct bench b;
	struct article lead = {.slug = STR("lead")};
	struct issue_page spec[] = {{.number = 1}, {.number = 3}};
	struct block begins = {
	    .kind = BLOCK_STORY, .id = STR("lead"), .article = &lead, .to_page = 3};
	struct block ends = {
	    .kind = BLOCK_STORY, .id = STR("lead-2"), .article = &lead, .frame = 1, .from_page = 1};
	struct page pages[] = {{.spec = &spec[0], .first = &begins},
			       {.spec = &spec[1], .first = &ends}};
	struct element *body;

	(void)state;
	bench_open(&b);
	pages[0].grid = pages[1].grid = b.page.grid;
	b.sheet.page = pages;
	b.sheet.npage = 2;
	add_part(&b.a, &begins, ROLE_PARA, 0, false, "头");
	add_part(&b.a, &begins, ROLE_JUMP, 0, false, "（下转第3版）");
	add_part(&b.a, &ends, ROLE_JUMP, 0, false, "（上接第1版）");
	add_part(&b.a, &ends, ROLE_PARA, 0, false, "尾");
	body = element_new(&b.a, NULL, STR("body"));
	append_block(&b.sheet, body, &begins);
	append_block(&b.sheet, body, &ends);
	assert_str(meaning(&b.a, put(&b.a, markup(&b.a, body->first), false)),
		   "<article id=\"story-lead\" class=\"story\"><p>头</p><p class=\"jump\">"
		   "<a href=\"page-3.xhtml#story-lead-2\">（下转第3版）</a></p></article>");
	assert_str(meaning(&b.a, put(&b.a, markup(&b.a, body->last), true)),
		   "<article id=\"story-lead-2\" class=\"story\"><p class=\"jump\">"
		   "<a href=\"#story-lead\">（上接第1版）</a></p><p>尾</p></article>");
	bench_close(&b);
}

static void
a_page_is_read_in_the_order_of_its_meaning(void **state)
{
	struct bench b;
	struct article lead = {.slug = STR("lead")}, other = {.slug = STR("other")};
	struct article *articles[] = {&lead, &other};
	struct issue issue = {.article = articles, .narticle = 2, .date = {2026, 11, 13}};
	struct issue_page spec = {1, STR("要闻"), STR("front"), {STR("issue.md"), 0, 0, 0}, false};
	struct paper paper = {.name = STR("汀浦晚报")};
	struct block second = {.kind = BLOCK_STORY, .id = STR("other"), .article = &other};
	struct block first = {
	    .next = &second, .kind = BLOCK_STORY, .id = STR("lead"), .article = &lead};
	struct block rule = {.next = &first, .kind = BLOCK_RULE};
	struct block honours = {.next = &rule, .kind = BLOCK_HONOURS};
	struct block head = {.kind = BLOCK_MASTHEAD};

	(void)state;
	bench_open(&b);
	second.next = &head;
	add_part(&b.a, &head, ROLE_LABEL, 0, false, "报名");
	add_part(&b.a, &first, ROLE_HEADLINE, 0, false, "头条");
	add_part(&b.a, &first, ROLE_CELL, 0, true, "时间");
	add_part(&b.a, &first, ROLE_CELL, 0, true, "地点");
	add_part(&b.a, &first, ROLE_CELL, 1, false, "周一");
	add_part(&b.a, &first, ROLE_CELL, 0, true, "又一张表");
	add_part(&b.a, &second, ROLE_PARA, 0, false, "第二篇");
	add_part(&b.a, &honours, ROLE_LABEL, 0, false, "荣誉榜");
	rule.first = NEW(&b.a, struct part, 1);
	rule.first->first = NEW(&b.a, struct placed, 1);
	rule.first->first->kind = PLACED_RULE;
	rule.first->role = ROLE_RULE;
	b.emit.issue = &issue;
	b.emit.paper = &paper;
	b.page.issue = &issue;
	b.page.spec = &spec;
	b.page.first = &honours;
	assert_str(
	    meaning(&b.a, sheet_page(&b.sheet, &b.page)),
	    "<section class=\"page\" id=\"page-1\" aria-label=\"汀浦晚报 2026-11-13 第1版 要闻\">"
	    "<header class=\"masthead\"><p class=\"label\">报名</p></header>"
	    "<article id=\"story-lead\" class=\"story\"><h2 class=\"headline\">头条</h2>"
	    "<div role=\"table\"><div role=\"row\">"
	    "<div class=\"cell\" role=\"columnheader\">时间</div>"
	    "<div class=\"cell\" role=\"columnheader\">地点</div></div>"
	    "<div role=\"row\"><div class=\"cell\" role=\"cell\">周一</div></div></div>"
	    "<div role=\"table\"><div role=\"row\">"
	    "<div class=\"cell\" role=\"columnheader\">又一张表</div></div></div></article>"
	    "<article id=\"story-other\" class=\"story\"><p>第二篇</p></article>"
	    "<section class=\"honours\"><p class=\"label\">荣誉榜</p></section>"
	    "<div class=\"art\"></div></section>");
	bench_close(&b);
}

/* What a page holds passes the schema; what no page may hold does not. */
static void
the_schema_knows_a_page(void **state)
{
	static const struct {
		const char *inside;
		bool passes;
		bool looks; /* but for patterns of values, which the build leaves to tests */
	} cases[] = {
	    {"<article id=\"story-a\" class=\"story\"><p><span class=\"l\" "
	     "style=\"left:1pt;top:2.5pt\">"
	     "里<span class=\"q\" style=\"margin-left:-4.5pt\">“</span></span></p></article>",
	     true, true},
	    {"<header class=\"folio\"></header>", true, true},
	    {"<p>里弄</p>", false, false},
	    {"<article id=\"a\" class=\"story\"></article>", false, true},
	    {"<article id=\"story-a\" class=\"story\"><p>里弄</p></article>", false, false},
	    {"<article id=\"story-a\" class=\"story\"><p><span class=\"l\" "
	     "style=\"left:1em;top:0pt\">"
	     "</span></p></article>",
	     false, true},
	    {"<article id=\"story-a\" class=\"story\"><p><span class=\"l\" "
	     "style=\"left:1pt;top:0pt;background:url(x)\"></span></p></article>",
	     false, true},
	    {"<script></script>", false, false},
	    {"<article id=\"story-a\" class=\"story\"><div class=\"art\"><img "
	     "src=\"http://x/1.jpg\" "
	     "alt=\"\" width=\"1\" height=\"1\" style=\"left:0pt;top:0pt;width:1pt;height:1pt\" "
	     "/></div>"
	     "</article>",
	     false, true},
	};
	struct arena a = {0};
	struct diag d;
	struct root root;
	const struct source *src;
	struct verify_schema *schema;

	(void)state;
	verify_init();
	diag_init(&d, &a);
	assert_true(root_open(&root, &d, "layouts"));
	src = source_read(&a, &d, &root, STR("print/edition.rng"));
	assert_non_null(src);
	schema = verify_schema_new(&d, src->path, src->text);
	assert_non_null(schema);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct verify_result seen;
		str page = str_fmt(
		    &a,
		    "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" "
		    "lang=\"zh-Hans\"><head><meta charset=\"UTF-8\" /><title>x</title>"
		    "<link rel=\"stylesheet\" href=\"edition.css\" /></head><body>"
		    "<section class=\"page\" id=\"page-1\" aria-label=\"x\">%s</section>"
		    "</body></html>",
		    cases[i].inside);

		if (verify_xml(&a, &d, STR("page.xhtml"), page, schema, &seen) != cases[i].passes)
			fail_msg("%s", cases[i].inside);
		if (verify_printed(&a, &d, STR("page.xhtml"), page, src, &seen) != cases[i].looks)
			fail_msg("the build: %s", cases[i].inside);
	}
	verify_schema_free(schema);
	root_close(&root);
	arena_free(&a);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(points_are_exact_to_a_thousandth),
	    cmocka_unit_test(lines_carry_only_what_differs),
	    cmocka_unit_test(parts_of_vertical_lines_are_turned),
	    cmocka_unit_test(boxes_are_of_black_alone),
	    cmocka_unit_test(jumps_are_links),
	    cmocka_unit_test(a_page_is_read_in_the_order_of_its_meaning),
	    cmocka_unit_test(the_schema_knows_a_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
