#include "compose/galley.c"

#include "base/out.h"
#include "base/test.h"
#include "compose/item.h"

struct world {
	struct arena mem;
	struct diag diag;
	struct fonts *fonts;
};

static int
open_world(void **state)
{
	struct world *w = test_calloc(1, sizeof *w);

	diag_init(&w->diag, &w->mem);
	w->fonts = fonts_open(&w->diag, STR(LILONG_FONTS), SCRIPT_HANS);
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

static struct node *
add(struct world *w, struct node *parent, enum node_type type, const char *text)
{
	struct node *n = node_new(&w->mem, type, (struct pos){0});

	if (text)
		n->text = str_from(text);
	if (parent)
		node_append(parent, n);
	return n;
}

/* A block with one text below it. */
static struct node *
add_text(struct world *w, struct node *parent, enum node_type type, const char *text)
{
	struct node *n = add(w, parent, type, NULL);

	add(w, n, NODE_TEXT, text);
	return n;
}

static const char roles[] = "psqict-khdbCcljx"; /* ORDER ROLE */

/*
 * One line a slot: its role, + where it keeps with the next, its indent in em, its text; cells
 * with / between them.
 */
static str
show(struct world *w, const struct galley *g)
{
	struct out o = {.mem = &w->mem};

	for (int i = 0; i < g->n; i++) {
		const struct slot *s = &g->slot[i];

		out_fmt(&o, "%c%s", roles[s->role], s->keep_next ? "+" : "");
		for (int k = 0; k < s->nline; k++) {
			const struct line *l = &s->line[k];

			out_fmt(&o, k ? "/" : " %d ", l->x / 9000);
			for (int j = 0; j < l->n; j++)
				out_str(&o, l->piece[j].text);
		}
		out_char(&o, '\n');
	}
	return out_text(&o);
}

static str
made(struct world *w, const struct node *doc, int measure, struct galley *g)
{
	galley_make(&w->mem, w->fonts, doc, measure, 9000, g);
	return show(w, g);
}

static void
paragraphs_are_indented_and_subheads_keep(void **state)
{
	struct world *w = *state;
	struct node *doc = add(w, NULL, NODE_DOCUMENT, NULL);
	struct galley g;

	add_text(w, doc, NODE_HEADING, "先说一句");
	add_text(w, doc, NODE_PARA, "桨声桥又听得见脚步声了。");
	add_text(w, doc, NODE_HEADING, "旧桥 新路");
	add_text(w, doc, NODE_PARA, "老人先走。");
	assert_str(made(w, doc, 11, &g), "s+ 3 先说一句\n"
					 "p 2 桨声桥又听得见脚步\n"
					 "p 0 声了。\n"
					 "s+\n"
					 "s+ 3 旧桥 新路\n"
					 "p 2 老人先走。\n");
	assert_int_equal(g.slot[1].group, g.slot[2].group);
	assert_int_not_equal(g.slot[2].group, g.slot[5].group);
	assert_int_equal(g.slot[0].line->piece[0].face, FACE_HEI_BOLD);
	assert_int_equal(galley_characters(&g, 5), 5);
	assert_int_equal(galley_characters(&g, 0), 25);
}

/* R17; R22 and R26 are told by the tags. */
static void
a_narrow_column_indents_by_one(void **state)
{
	struct world *w = *state;
	struct node *doc = add(w, NULL, NODE_DOCUMENT, NULL), *p = add(w, doc, NODE_PARA, NULL);
	struct galley g;

	add(w, p, NODE_TEXT, "记者");
	add_text(w, p, NODE_TAG, "钟丽")->tag = TAG_U;
	add(w, p, NODE_TEXT, "悼");
	add_text(w, p, NODE_TAG, "王五")->tag = TAG_MARK;
	assert_str(made(w, doc, 8, &g), "p 1 记者钟丽悼\np 0 王五\n");
	assert_str(made(w, doc, 9, &g), "p 2 记者钟丽悼\np 0 王五\n");
	assert_int_equal(g.slot[0].line->mark[0].style, SPAN_NAME);
	assert_int_equal(g.slot[1].line->mark[0].style, SPAN_FRAME);
}

static void
lists_hang_on_their_markers(void **state)
{
	struct world *w = *state;
	struct node *doc = add(w, NULL, NODE_DOCUMENT, NULL);
	struct node *list = add(w, doc, NODE_LIST, NULL), *item = add(w, list, NODE_ITEM, NULL);
	struct galley g;

	add_text(w, item, NODE_PARA, "修好弄口的路灯，再修水管");
	add_text(w, item, NODE_PARA, "下周动工");
	add(w, list, NODE_ITEM, NULL);
	list = add(w, doc, NODE_LIST, NULL);
	list->start = 9;
	add_text(w, add(w, list, NODE_ITEM, NULL), NODE_PARA, "第一");
	add_text(w, add(w, list, NODE_ITEM, NULL), NODE_PARA, "第二");
	assert_str(made(w, doc, 11, &g), "i 0 •修好弄口的路灯，再修\n"
					 "i 1 水管\n"
					 "i 1 下周动工\n"
					 "i 0 •\n"
					 "i 0 9. 第一\n"
					 "i 0 10. 第二\n");
}

static void
quotes_code_and_breaks(void **state)
{
	struct world *w = *state;
	struct node *doc = add(w, NULL, NODE_DOCUMENT, NULL);
	struct galley g;

	add_text(w, add(w, doc, NODE_QUOTE, NULL), NODE_PARA, "路灯亮了人就敢出门走走");
	add(w, doc, NODE_BREAK, NULL);
	add(w, doc, NODE_CODE_BLOCK, "a = 1\n\n    b\n");
	add(w, doc, NODE_FIGURE, NULL);
	assert_str(made(w, doc, 11, &g), "q 3 路灯亮了人就敢\n"
					 "q 1 出门走走\n"
					 "-\n"
					 "c 0 a = 1\n"
					 "c\n"
					 "c 2 b\n");
	if (fonts_have_kai(STR(LILONG_FONTS)))
		assert_int_equal(g.slot[0].line->piece[0].face, FACE_KAI);
}

static void
a_look_changes_faces(void **state)
{
	const struct galley_look look = {.initial = FACE_HEI, .dots = true};
	const struct galley_look other = {.face = FACE_SONG_BOLD};
	struct world *w = *state;
	struct node *doc = add(w, NULL, NODE_DOCUMENT, NULL), *para;
	struct galley g;

	add_text(w, doc, NODE_PARA, "路灯亮了");
	para = add_text(w, doc, NODE_PARA, "人就");
	add(w, add(w, para, NODE_EMPH, NULL), NODE_TEXT, "敢出门");
	galley_make_from(&w->mem, w->fonts, NULL, doc, (struct galley_place){0}, 11, 9000, &look,
			 &g);
	assert_int_equal(g.slot[0].line->piece[0].face, FACE_HEI);
	assert_int_equal(g.slot[1].line->piece[0].face, FACE_SONG);
	assert_int_equal(g.slot[1].line->piece[1].face, FACE_SONG);
	assert_int_equal(g.slot[1].line->nmark, 3);
	galley_make_from(&w->mem, w->fonts, NULL, doc, (struct galley_place){0}, 11, 9000, &other,
			 &g);
	assert_int_equal(g.slot[0].line->piece[0].face, FACE_SONG_BOLD);
	assert_int_equal(g.slot[1].line->piece[1].face, FACE_HEI_BOLD);
}

static void
inlines_become_faces_and_ruby_stands_in_brackets(void **state)
{
	struct world *w = *state;
	struct node *doc = add(w, NULL, NODE_DOCUMENT, NULL), *p = add(w, doc, NODE_PARA, NULL);
	struct node *ruby, *rt;
	struct galley g;

	add_text(w, p, NODE_EMPH, "重");
	add_text(w, add(w, p, NODE_EMPH, NULL), NODE_STRONG, "要");
	ruby = add_text(w, p, NODE_TAG, "菘");
	ruby->tag = TAG_RUBY;
	add_text(w, ruby, NODE_TAG, "(")->tag = TAG_RP;
	rt = add_text(w, ruby, NODE_TAG, "sōng");
	rt->tag = TAG_RT;
	add_text(w, p, NODE_LINK, "网");
	add(w, p, NODE_IMAGE, NULL)->alt = STR("图");
	add(w, p, NODE_LINE_BREAK, NULL);
	add(w, p, NODE_TEXT, "完");
	assert_str(made(w, doc, 20, &g), "p 2 重要菘（sōng）网\np 0 完\n");
	assert_int_equal(g.slot[0].line->piece[0].face, FACE_HEI);
	assert_int_equal(g.slot[0].line->piece[1].face, FACE_HEI_BOLD);
	assert_int_equal(g.slot[0].line->piece[2].face, FACE_SONG);
}

/* No face has 0 raised. */
static void
squares_are_raised(void **state)
{
	struct world *w = *state;
	struct node *doc = add(w, NULL, NODE_DOCUMENT, NULL), *p = add(w, doc, NODE_PARA, NULL);
	struct galley g;

	add(w, p, NODE_TEXT, "五m");
	add_text(w, p, NODE_TAG, "2")->tag = TAG_SUP;
	add(w, p, NODE_TEXT, "和");
	add_text(w, p, NODE_TAG, "314")->tag = TAG_SUP;
	add_text(w, p, NODE_TAG, "10")->tag = TAG_SUP;
	add_text(w, p, NODE_TAG, "2")->tag = TAG_SUB;
	assert_str(made(w, doc, 20, &g), "p 2 五m²和³¹⁴102\n");
}

static struct node *
table(struct world *w, struct node *doc, int rows, int columns, const char *const *text)
{
	struct node *t = add(w, doc, NODE_TABLE, NULL);

	for (int r = 0; r < rows; r++) {
		struct node *row = add(w, t, NODE_ROW, NULL);

		row->head = r == 0;
		for (int c = 0; c < columns; c++)
			add_text(w, row, NODE_CELL, text[r * columns + c]);
	}
	return t;
}

static void
a_table_row_is_as_high_as_its_highest_cell(void **state)
{
	static const char *const text[] = {"时间", "事情", "周一", "量血压，还有人代写书信和家信"};
	struct world *w = *state;
	struct node *doc = add(w, NULL, NODE_DOCUMENT, NULL);
	struct galley g;

	table(w, doc, 2, 2, text);
	assert_str(made(w, doc, 11, &g), "t+ 0 时间/事情\n"
					 "t+ 0 周一/量血压，还有人代写书信\n"
					 "t 0 /和家信\n");
	assert_true(g.slot[0].head);
	assert_int_equal(g.slot[1].row, 1);
	assert_int_equal(g.slot[1].group, g.slot[2].group);
	assert_int_equal(g.slot[1].line[1].x, 18750);
}

static void
a_table_is_smaller_where_that_keeps_cells_whole(void **state)
{
	static const char *const text[] = {"时间", "地点和事情", "周一", "三月七日在桥头量血压"};
	static const struct {
		int measure, slots;
		mpt size;
	} cases[] = {{13, 2, 9000}, {12, 2, 8500}, {11, 2, 7500}, {10, 3, 7500}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct world *w = *state;
		struct node *doc = add(w, NULL, NODE_DOCUMENT, NULL);
		struct galley g;

		table(w, doc, 2, 2, text);
		made(w, doc, cases[i].measure, &g);
		assert_int_equal(g.n, cases[i].slots);
		assert_int_equal(g.slot[1].line[1].size, cases[i].size);
		assert_int_equal(galley_table_em(w->fonts, doc, 9000), 11);
	}
}

static void
a_table_too_narrow_is_reported(void **state)
{
	static const char *const text[] = {"时间", "事情", "周一", "三月七日在桥头量血压"};

	for (int measure = 5; measure < 9; measure++) {
		struct world *w = *state;
		struct node *doc = add(w, NULL, NODE_DOCUMENT, NULL);
		struct galley g;

		table(w, doc, 2, 2, text);
		made(w, doc, measure, &g);
		diag_init(&w->diag, &w->mem);
		galley_report(&g, &w->diag, (struct pos){.file = STR("a.md"), .line = 1, .col = 1},
			      STR("城市"), 3);
		assert_str(test_messages(&w->mem, &w->diag),
			   g.n > 4 ? "table-narrow 1:1 城市|3" : "");
		assert_true(measure > 5 || g.n > 4);
	}
}

static void
a_table_stands_between_empty_slots(void **state)
{
	static const char *const text[] = {"时间", "周一"};
	struct world *w = *state;
	struct node *doc = add(w, NULL, NODE_DOCUMENT, NULL);
	struct galley g;

	add_text(w, doc, NODE_PARA, "先说一句");
	table(w, doc, 2, 1, text);
	table(w, doc, 1, 1, text);
	add_text(w, doc, NODE_PARA, "完");
	assert_str(made(w, doc, 11, &g), "p 2 先说一句\n"
					 "p\n"
					 "t+ 0 时间\n"
					 "t 0 周一\n"
					 "p\n"
					 "t+ 0 时间\n"
					 "p\n"
					 "p 2 完\n");
	assert_int_not_equal(g.slot[1].group, g.slot[0].group);
}

static void
a_table_too_wide_is_set_as_lines(void **state)
{
	static const char *const text[] = {"一",   "二",   "三",   "四",   "五",   "六",
					   "甲甲", "乙乙", "丙丙", "丁丁", "戊戊", "己己"};
	struct world *w = *state;
	struct node *doc = add(w, NULL, NODE_DOCUMENT, NULL);
	struct galley g;

	table(w, doc, 2, 6, text);
	assert_str(made(w, doc, 11, &g), "t+ 0 一　二　三　四　五　六\n"
					 "t+ 0 甲甲　乙乙　丙丙　丁丁\n"
					 "t 1 戊戊　己己\n");
}

static void
a_very_loose_line_is_reported(void **state)
{
	struct world *w = *state;
	struct node *doc = add(w, NULL, NODE_DOCUMENT, NULL);
	struct galley g;

	add_text(w, doc, NODE_PARA, "街道里的人都说好。");
	add_text(w, doc, NODE_PARA, "我Beijing Shanxi都好");
	made(w, doc, 9, &g);
	galley_report(&g, &w->diag, ((struct pos){.file = STR("a.md"), .line = 1, .col = 1}),
		      STR("城市"), 3);
	assert_str(test_messages(&w->mem, &w->diag), "loose-line 1:1 城市|3|3|我Beijing");
}

static void
a_quote_is_set_without_its_face(void **state)
{
	struct world *w = *state;
	struct node *doc = add(w, NULL, NODE_DOCUMENT, NULL);
	str folders = STR(LILONG_FONTS);
	struct fonts *noto = fonts_open(&w->diag, str_cut(&folders, STR(":")), SCRIPT_HANS);
	struct galley g;

	add_text(w, add(w, doc, NODE_QUOTE, NULL), NODE_PARA, "路灯亮了人就敢出门走走");
	galley_make(&w->mem, noto, doc, 11, 9000, &g);
	assert_int_equal(g.slot[0].line->piece[0].face, FACE_SONG);
	fonts_close(noto);
}

static int
characters(const struct line *l)
{
	int n = 0;

	for (int i = 0; i < l->n; i++)
		for (ptrdiff_t at = 0; at < l->piece[i].text.n;)
			n += utf8_next(l->piece[i].text, &at) != ' ';
	return n;
}

/* Measured only, a story has the same lines, but for what is in them. */
static void
assert_bare(struct world *w, struct items_shelf *shelf, const struct node *doc,
	    const struct galley *g)
{
	struct galley bare;

	galley_make_from(&w->mem, w->fonts, shelf, doc, (struct galley_place){0}, g->measure, 9000,
			 &(struct galley_look){.bare = true}, &bare);
	assert_int_equal(bare.n, g->n);
	for (int i = 0; i < g->n; i++) {
		const struct slot *x = &g->slot[i], *y = &bare.slot[i];

		assert_true(x->nline == y->nline && x->role == y->role && x->group == y->group &&
			    x->unit == y->unit && x->keep_next == y->keep_next);
		for (int k = 0; k < x->nline; k++) {
			assert_int_equal(x->line[k].characters, characters(&x->line[k]));
			assert_int_equal(y->line[k].characters, x->line[k].characters);
			if (x->role == ROLE_PARA)
				assert_int_equal(y->line[k].n, 0);
		}
	}
}

/* From a shelf or not, at measures that part words, codes and chains, and at such that do not. */
static void
a_shelf_changes_no_line(void **state)
{
	static const char *const text[] = {
	    "桨声桥又听得见脚步声了，大家都来走一走。",
	    "我Beijing Shanxi都好，internationalisation也好；",
	    "网址是https://wutong.example/a-b_c?d=e，编号SN20240717ABCDEF0123，",
	    "（“《aaaaaaaa》”）（“《bbbbbbbb》”）（“《cccccccc》”）",
	    "　一　二  three four —— ……？！3·15，it’s\tA 甲",
	};
	struct world *w = *state;
	struct items_shelf shelf = {.mem = &w->mem};
	struct node *doc = add(w, NULL, NODE_DOCUMENT, NULL);

	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		add_text(w, doc, NODE_PARA, text[i]);
	add_text(w, doc, NODE_HEADING, "一、路灯亮了人就敢出门走走");
	for (int round = 0; round < 3; round++) {
		for (int m = 5; m < 40; m++) {
			int measure = round == 1 ? 44 - m : m;
			struct galley g;
			str alone = made(w, doc, measure, &g);

			galley_make_from(&w->mem, w->fonts, &shelf, doc, (struct galley_place){0},
					 measure, 9000, &(struct galley_look){0}, &g);
			assert_str(show(w, &g), str_z(&w->mem, alone));
			assert_bare(w, round == 0 ? NULL : &shelf, doc, &g);
		}
	}
	assert_non_null(shelf.first);
}

static void
every_kind_of_block_is_measured_as_it_is_made(void **state)
{
	static const char *const text[] = {"时间", "事情", "周一", "量血压，还有人代写书信"};
	struct world *w = *state;
	struct node *doc = add(w, NULL, NODE_DOCUMENT, NULL);
	struct node *list = add(w, doc, NODE_LIST, NULL);
	struct galley g;

	add_text(w, doc, NODE_HEADING, "先说一句");
	add_text(w, doc, NODE_PARA, "桨声桥又听得见脚步声了，大家都来走一走。");
	table(w, doc, 2, 2, text);
	table(w, doc, 2, 2, text);
	add_text(w, doc, NODE_HEADING, "旧桥 新路");
	add_text(w, add(w, list, NODE_ITEM, NULL), NODE_PARA, "修好弄口的路灯，再修水管");
	add_text(w, add(w, doc, NODE_QUOTE, NULL), NODE_PARA, "路灯亮了人就敢出门走走");
	add(w, doc, NODE_CODE_BLOCK, "a = 1\n\n    b\n");
	add(w, doc, NODE_BREAK, NULL);
	for (int measure = 4; measure < 30; measure++) {
		made(w, doc, measure, &g);
		assert_bare(w, NULL, doc, &g);
	}
}

static void
an_empty_body_makes_no_slot(void **state)
{
	struct world *w = *state;
	struct node *doc = add(w, NULL, NODE_DOCUMENT, NULL);
	struct galley g;

	add(w, doc, NODE_PARA, NULL);
	add(w, doc, NODE_HEADING, NULL);
	add(w, doc, NODE_TABLE, NULL);
	add(w, doc, NODE_CODE_BLOCK, "");
	assert_str(made(w, doc, 11, &g), "");
	assert_str(made(w, NULL, 11, &g), "");
}

/* The text of the slots of G up to END, without spaces and what is said again. */
static void
add_slots(struct out *o, const struct galley *g, int end)
{
	for (int i = 0; i < end; i++)
		for (int k = 0; k < g->slot[i].nline && g->slot[i].unit != REPEATED; k++)
			for (int j = 0; j < g->slot[i].line[k].n; j++) {
				str text = g->slot[i].line[k].piece[j].text;

				for (ptrdiff_t at = 0; at < text.n; at++)
					if (text.p[at] != ' ')
						out_char(o, text.p[at]);
			}
}

/* A body with a unit of each kind. */
static struct node *
all_units(struct world *w)
{
	struct node *doc = add(w, NULL, NODE_DOCUMENT, NULL), *list, *item, *table, *row;

	add_text(w, doc, NODE_PARA,
		 "渡口的钟 Tingpu Ferry 2026 年又响了，老船工们说，一听就知道潮水到了哪里。");
	add_text(w, doc, NODE_HEADING, "修钟的人");
	list = add(w, doc, NODE_LIST, NULL);
	list->start = 9;
	for (int i = 0; i < 2; i++) {
		item = add(w, list, NODE_ITEM, NULL);
		add_text(w, item, NODE_PARA, "先把发条拆下来，用煤油洗三遍，再晾上一夜。");
	}
	add(w, doc, NODE_CODE_BLOCK, "零点 一下\n\n  六点 六下，不多也不少，听得清\n");
	table = add(w, doc, NODE_TABLE, NULL);
	for (int i = 0; i < 3; i++) {
		row = add(w, table, NODE_ROW, NULL);
		row->head = i == 0;
		add_text(w, row, NODE_CELL, "班次");
		add_text(w, row, NODE_CELL, "早晨六点到晚上九点");
	}
	add(w, doc, NODE_BREAK, NULL);
	add_text(w, doc, NODE_PARA, "下周起，钟声改到傍晚六点。");
	return doc;
}

/* Cut anywhere and taken up at another measure, the text is the same and complete. */
static void
a_story_is_taken_up_where_it_stopped(void **state)
{
	struct world *w = *state;
	const struct node *doc = all_units(w);
	struct galley whole, rest;
	struct out all = {.mem = &w->mem};

	galley_make(&w->mem, w->fonts, doc, 13, 9000, &whole);
	add_slots(&all, &whole, whole.n);
	for (int at = 0; at < whole.n; at++) {
		struct out o = {.mem = &w->mem};
		int cut = galley_row_start(&whole, at);

		galley_make_from(&w->mem, w->fonts, NULL, doc, galley_place(&whole, cut), 17, 9000,
				 &(struct galley_look){0}, &rest);
		add_slots(&o, &whole, cut);
		add_slots(&o, &rest, rest.n);
		assert_str(out_text(&o), out_text(&all).p);
		/* and once more, from a place of what was taken up */
		if (rest.n > 1) {
			struct out p = {.mem = &w->mem};
			struct galley last;

			cut = galley_row_start(&rest, 1);
			add_slots(&p, &whole, galley_row_start(&whole, at));
			add_slots(&p, &rest, cut);
			galley_make_from(&w->mem, w->fonts, NULL, doc, galley_place(&rest, cut), 11,
					 9000, &(struct galley_look){0}, &last);
			add_slots(&p, &last, last.n);
			assert_str(out_text(&p), out_text(&all).p);
		}
	}
	galley_make_from(&w->mem, w->fonts, NULL, doc, galley_place(&whole, whole.n), 13, 9000,
			 &(struct galley_look){0}, &rest);
	assert_int_equal(rest.n, 0);
}

static void
a_table_goes_on_under_its_header(void **state)
{
	static const char *const text[] = {"时间", "事情", "周一", "量血压", "周二", "代写书信"};
	struct world *w = *state;
	struct node *doc = add(w, NULL, NODE_DOCUMENT, NULL);
	struct galley g, rest;
	struct galley_place place;

	table(w, doc, 3, 2, text);
	galley_make(&w->mem, w->fonts, doc, 11, 9000, &g);
	place = galley_place(&g, 2);
	galley_make_from(&w->mem, w->fonts, NULL, doc, place, 11, 9000, &(struct galley_look){0},
			 &rest);
	assert_int_equal(rest.n, 2);
	assert_true(rest.slot[0].head && rest.slot[0].keep_next);
	assert_str(rest.slot[0].line[1].piece[0].text, "事情");
	assert_str(rest.slot[1].line[1].piece[0].text, "代写书信");
	assert_int_equal(galley_characters(&rest, 0), 6);
	/* the header is no place: what stands under it is */
	assert_int_equal(galley_place(&rest, 0).unit, place.unit);
	galley_make_from(&w->mem, w->fonts, NULL, doc, galley_place(&g, 1), 11, 9000,
			 &(struct galley_look){0}, &rest);
	assert_int_equal(rest.n, 3); /* before its first row too */
}

static void
a_paragraph_goes_on_without_an_indent(void **state)
{
	struct world *w = *state;
	struct node *doc = add(w, NULL, NODE_DOCUMENT, NULL);
	struct galley g, rest;

	add_text(w, doc, NODE_PARA, "渡口的钟又响了，老船工们说，一听就知道潮水到了哪里。");
	galley_make(&w->mem, w->fonts, doc, 11, 9000, &g);
	assert_int_equal(g.slot[0].line->x, 18000);
	galley_make_from(&w->mem, w->fonts, NULL, doc, galley_place(&g, 1), 11, 9000,
			 &(struct galley_look){0}, &rest);
	assert_int_equal(rest.n, g.n - 1);
	assert_int_equal(rest.slot[0].line->x, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(paragraphs_are_indented_and_subheads_keep),
	    cmocka_unit_test(a_narrow_column_indents_by_one),
	    cmocka_unit_test(lists_hang_on_their_markers),
	    cmocka_unit_test(quotes_code_and_breaks),
	    cmocka_unit_test(a_look_changes_faces),
	    cmocka_unit_test(inlines_become_faces_and_ruby_stands_in_brackets),
	    cmocka_unit_test(squares_are_raised),
	    cmocka_unit_test(a_table_row_is_as_high_as_its_highest_cell),
	    cmocka_unit_test(a_table_is_smaller_where_that_keeps_cells_whole),
	    cmocka_unit_test(a_table_too_narrow_is_reported),
	    cmocka_unit_test(a_table_stands_between_empty_slots),
	    cmocka_unit_test(a_table_too_wide_is_set_as_lines),
	    cmocka_unit_test(a_very_loose_line_is_reported),
	    cmocka_unit_test(every_kind_of_block_is_measured_as_it_is_made),
	    cmocka_unit_test(a_quote_is_set_without_its_face),
	    cmocka_unit_test(a_shelf_changes_no_line),
	    cmocka_unit_test(an_empty_body_makes_no_slot),
	    cmocka_unit_test(a_story_is_taken_up_where_it_stopped),
	    cmocka_unit_test(a_table_goes_on_under_its_header),
	    cmocka_unit_test(a_paragraph_goes_on_without_an_indent),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
