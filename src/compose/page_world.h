/*
 * page_world.h - what the tests of pages share: a paper with an issue of its own, stories of any
 * length, and what stands on a page as text. For the tests of src/compose alone.
 */
#ifndef COMPOSE_PAGE_WORLD_H
#define COMPOSE_PAGE_WORLD_H

#include "base/out.h"
#include "base/test.h"
#include "compose/module.h"

/* The fonts are opened once for all tests of a program: page() makes the rest anew. */
struct world {
	struct arena mem;
	struct diag diag;
	struct fonts *fonts[2];
	struct paper paper;
	struct issue issue;
	struct issue_page spec;
	struct page page;
};

static inline int
open_world(void **state)
{
	struct world *w = test_calloc(1, sizeof *w);

	diag_init(&w->diag, &w->mem);
	w->fonts[0] = fonts_open(&w->diag, STR(LILONG_FONTS), SCRIPT_HANS);
	w->fonts[1] = fonts_open(&w->diag, STR(LILONG_FONTS), SCRIPT_HANT);
	*state = w;
	return w->fonts[0] && w->fonts[1] ? 0 : -1;
}

static inline int
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
static inline struct page *
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

static inline void
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
static inline struct article *
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

static inline struct module
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
static inline str
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

static inline bool
has(struct world *w, const struct page *p, const char *text)
{
	return str_find(page_text(w, p), str_from(text)) >= 0;
}

/* Everything lies in the type area, on whole px down the page, lines inside their block. */
static inline void
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

/* Pages 1 and 2 of an issue, P[1] laid out after P[0]. */
static inline void
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

static inline struct node *
add_picture(struct world *w, struct article *art, const char *caption, const char *credit)
{
	static const struct picture pic = {.path = STR_INIT("a.jpg"), .width = 300, .height = 200};
	struct node *n = node_new(&w->mem, NODE_FIGURE, (struct pos){STR("a.md"), 9, 1, 0});

	n->alt = str_from(caption);
	n->title = str_from(credit);
	n->picture = &pic;
	node_append(art->body, n);
	return n;
}

static inline struct honour_roll *
roll(struct world *w, int n)
{
	struct honour_roll *r = NEW(&w->mem, struct honour_roll, 1);
	str *honours = NEW(&w->mem, str, 2);

	honours[0] = STR("邻里推荐星级服务单位");
	honours[1] = STR("放心消费承诺单位");
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

#endif
