/***
 * Print layouts.
 *
 * A print layout is a file of `layouts/print/` that returns a table of functions. A page of an
 * issue (`1 要闻: front`) names one; it is called with the page and places everything on it.
 * Columns and lines are counted from 1; sizes of type are in points.
 * @section print
 */
#include "script/print.h"

#include "content/article.h"
#include "script/arguments.h"
#include "script/sandbox.h"

#include <lauxlib.h>
#include <limits.h>
#include <lua.h>

#define PAGE_HANDLE  "page"
#define STORY_HANDLE "story"

enum {
	ASK_WORK = 20 * 1000, /* of the sandbox's budget: a question to the composer */
	STORY_FIGURES = 64,   /* of a story; layouts do not see more */
	PICTURES_MAX = (int)sizeof((struct module *)0)->picture /
		       sizeof((struct module *)0)->picture[0]
};

struct print {
	struct arena *mem;
	struct diag *diag;
	struct sandbox *box;
	struct page *page; /* that is being laid out; NULL: none */
	bool noted;	   /* the editor's note is placed */
	int serial;	   /* of that page: what a script keeps of an earlier one is stale */
	struct print_fit *first_fit, **last_fit; /* of that page */
};

/* What a script holds of a page, a story or the rest of one. */
struct handle {
	struct print *print;
	int serial;
	const struct article *article; /* of a story */
};

/* -- handles ------------------------------------------------------------- */

static struct print *
check_print(lua_State *L)
{
	struct handle *h = luaL_checkudata(L, 1, PAGE_HANDLE);

	if (!h->print->page || h->serial != h->print->serial)
		luaL_error(L, "the page is done already");
	return h->print;
}

static struct page *
check_page(lua_State *L)
{
	return check_print(L)->page;
}

/* A new handle on the stack; what it shows of itself is the table that was there. */
static void
push_handle(lua_State *L, struct print *p, const struct article *art, const char *kind)
{
	struct handle *h = lua_newuserdatauv(L, sizeof *h, 1);

	*h = (struct handle){p, p->serial, art};
	lua_insert(L, -2);
	lua_setiuservalue(L, -2, 1);
	luaL_setmetatable(L, kind);
}

static void
push_str(lua_State *L, str s)
{
	lua_pushlstring(L, s.n > 0 ? s.p : "", (size_t)s.n);
}

static void
set_int(lua_State *L, const char *name, lua_Integer value)
{
	lua_pushinteger(L, value);
	lua_setfield(L, -2, name);
}

static void
set_str(lua_State *L, const char *name, str value)
{
	push_str(L, value);
	lua_setfield(L, -2, name);
}

static bool
stands_on(const struct article *art, const struct page *p)
{
	return (art->page ? art->page : 1) == p->spec->number;
}

/* The page of ISSUE that its honour roll is for: the first laid out by "honours", else the last. */
static const struct issue_page *
roll_page(const struct issue *issue)
{
	for (int i = 0; i < issue->npage; i++)
		if (str_eq(issue->page[i].function, STR("honours")))
			return &issue->page[i];
	return issue->npage ? &issue->page[issue->npage - 1] : NULL;
}

/* Whether the rest of a story, begun on P or before, belongs on P. */
static bool
goes_on_at(const struct page *p, const struct article *art)
{
	const struct block *open = page_open(p, art, NULL);

	return open && open->to_page == p->spec->number;
}

/* The figures of ART as a list of {width=, height=} in pixels; 0: the file could not be read. */
static void
push_pictures(lua_State *L, const struct article *art)
{
	const struct node *figure[STORY_FIGURES];
	int n = page_figures(art, figure, STORY_FIGURES);

	lua_createtable(L, n, 0);
	for (int i = 0; i < n; i++) {
		const struct picture *pic = figure[i]->picture;

		lua_createtable(L, 0, 2);
		set_int(L, "width", pic ? pic->width : 0);
		set_int(L, "height", pic ? pic->height : 0);
		lua_rawseti(L, -2, i + 1);
	}
}

/***
 * A story of the page, as `page.stories` lists it. A handle for `page:fit` and `page:story`; fields
 * can be read only.
 * @table story
 * @tfield string title
 * @tfield string kicker empty: none
 * @tfield string deck empty: none
 * @tfield string section
 * @tfield integer length characters of the text
 * @tfield integer order 1 is the lead; nil: not given
 * @tfield integer bylines how many
 * @tfield table pictures a list of {width=, height=} in pixels
 */
static void
push_story_fields(lua_State *L, const struct article *art)
{
	lua_newtable(L);
	set_str(L, "title", art->title);
	set_str(L, "kicker", art->kicker);
	set_str(L, "deck", art->deck);
	set_str(L, "section", art->section);
	set_int(L, "length", article_length(art));
	set_int(L, "bylines", art->nbyline);
	if (art->has_order)
		set_int(L, "order", art->order);
	push_pictures(L, art);
	lua_setfield(L, -2, "pictures");
}

static int
story_index(lua_State *L)
{
	luaL_checkudata(L, 1, STORY_HANDLE);
	lua_getiuservalue(L, 1, 1);
	lua_pushvalue(L, 2);
	lua_rawget(L, -2);
	return 1;
}

/***
 * The rest of a story of a page before, as `page.jumps` lists it. A handle for `page:fit` and
 * `page:story`, which set 上接第N版 and the headline above it; fields can be read only.
 * @table jump
 * @tfield string title
 * @tfield string kicker empty
 * @tfield string deck empty
 * @tfield table pictures empty
 * @tfield integer length characters that are left
 * @tfield integer from_page number of the page that it goes on from
 */
static void
push_jumps(lua_State *L, struct print *print)
{
	struct page *p = print->page;
	int n = 0;

	lua_newtable(L);
	for (int i = 0; i < p->issue->narticle; i++) {
		const struct article *art = p->issue->article[i];
		const struct block *open;
		int from;

		if (!goes_on_at(p, art))
			continue;
		open = page_open(p, art, &from);
		lua_newtable(L);
		set_str(L, "title", art->title);
		set_str(L, "kicker", (str){0});
		set_str(L, "deck", (str){0});
		set_int(L, "length", open->characters);
		lua_newtable(L);
		lua_setfield(L, -2, "pictures");
		set_int(L, "from_page", from);
		push_handle(L, print, art, STORY_HANDLE);
		lua_rawseti(L, -2, ++n);
	}
}

/* The pages after P, each {number=, name=, stories=, length=, roll=}. */
static void
push_later(lua_State *L, const struct page *p)
{
	const struct issue *issue = p->issue;
	const struct issue_page *end = issue->page + issue->npage;
	int n = 0;

	lua_newtable(L);
	for (const struct issue_page *s = p->spec + 1; issue->npage && s < end; s++) {
		int stories = 0, length = 0;

		for (int i = 0; i < issue->narticle; i++) {
			const struct article *art = issue->article[i];
			const struct block *open = page_open(p, art, NULL);

			if ((art->page ? art->page : 1) == s->number) {
				stories++;
				length += article_length(art);
			} else if (open && open->to_page == s->number) {
				stories++;
				length += open->characters;
			}
		}
		lua_createtable(L, 0, 6);
		set_int(L, "number", s->number);
		set_str(L, "name", s->name);
		set_str(L, "layout", s->function);
		set_int(L, "stories", stories);
		set_int(L, "length", length);
		if (issue->roll && s == roll_page(issue))
			set_int(L, "roll", issue->roll->n);
		lua_rawseti(L, -2, ++n);
	}
}

/***
 * The page that is laid out. Fields can be read only.
 * @table page
 * @tfield integer number 版次
 * @tfield string name 版名
 * @tfield string edition "hans", "hant", "hant-tw" or "hant-hk"
 * @tfield boolean first whether it is page 1
 * @tfield integer columns of the grid (基本栏)
 * @tfield integer lines of the grid
 * @tfield integer characters of the text in one column; the gutter is one more
 * @tfield table stories the stories of this page, in order
 * @tfield table jumps stories of earlier pages that go on at this one
 * @tfield table later the pages after this one: a list of {number=, name=, layout= (front, news …),
 *  stories=, length=, roll=}: stories that stand or go on there, characters of these, entries of
 * the honour roll
 * @tfield boolean has_note whether the issue has an editor's note that stands on no page yet
 * @tfield boolean last whether it is the last page of the issue
 * @tfield integer roll entries of the honour roll that stands on this page; nil: none
 */
static void
push_page_fields(lua_State *L, struct print *print)
{
	struct page *p = print->page;
	const struct honour_roll *roll = p->issue->roll;
	int n = 0;

	lua_newtable(L);
	set_int(L, "number", p->spec->number);
	set_str(L, "name", p->spec->name);
	set_str(L, "edition", script_name(p->edition));
	lua_pushboolean(L, p->spec == &p->issue->page[0]);
	lua_setfield(L, -2, "first");
	lua_pushboolean(L, p->spec == &p->issue->page[p->issue->npage - 1]);
	lua_setfield(L, -2, "last");
	lua_pushboolean(L, !print->noted && page_note_lines(p, p->grid->columns) > 0);
	lua_setfield(L, -2, "has_note");
	set_int(L, "columns", p->grid->columns);
	set_int(L, "lines", p->grid->lines);
	set_int(L, "characters", p->grid->column_em);
	if (roll && roll->n > 0 && (p->spec == roll_page(p->issue) || goes_on_at(p, NULL)))
		set_int(L, "roll", page_honours_left(p, roll));
	lua_newtable(L);
	for (int i = 0; i < p->issue->narticle; i++) {
		if (stands_on(p->issue->article[i], p)) {
			push_story_fields(L, p->issue->article[i]);
			push_handle(L, print, p->issue->article[i], STORY_HANDLE);
			lua_rawseti(L, -2, ++n);
		}
	}
	lua_setfield(L, -2, "stories");
	push_jumps(L, print);
	lua_setfield(L, -2, "jumps");
	push_later(L, p);
	lua_setfield(L, -2, "later");
}

/* Upvalue 1: the methods. The fields of the page are its user value. */
static int
page_index(lua_State *L)
{
	check_page(L);
	lua_getiuservalue(L, 1, 1);
	lua_pushvalue(L, 2);
	if (lua_rawget(L, -2) == LUA_TNIL) {
		lua_pushvalue(L, 2);
		lua_rawget(L, lua_upvalueindex(1));
	}
	return 1;
}

/* -- modules -------------------------------------------------------------------- */

static void
read_picture(const struct arguments *a, int i, struct module *m)
{
	static const char *const names[] = {"index", "columns", "lines", "right", NULL};
	lua_State *L = a->L;
	const struct node *figure[STORY_FIGURES];
	const char *outer = lua_pushfstring(L, "picture[%d].", i + 1);
	struct arguments p = arguments_open(L, -2, a->call, outer, names);
	int n = page_figures(m->article, figure, STORY_FIGURES);

	m->picture[i].index = arguments_int(&p, "index", 1, n, i + 1) - 1;
	m->picture[i].columns = arguments_int(&p, "columns", 1, m->text_columns, 1);
	m->picture[i].lines = arguments_int(&p, "lines", 0, 200, 0);
	m->picture[i].right = arguments_bool(&p, "right");
	lua_pop(L, 1);
}

static void
read_pictures(const struct arguments *a, struct module *m)
{
	lua_State *L = a->L;
	lua_Unsigned n;

	lua_pushliteral(L, "picture");
	if (lua_rawget(L, a->table) != LUA_TNIL) {
		if (!lua_istable(L, -1))
			luaL_error(L, "page:%s: picture: a list expected, got %s", a->call,
				   luaL_typename(L, -1));
		n = lua_rawlen(L, -1);
		if (n > PICTURES_MAX)
			luaL_error(L, "page:%s: picture: at most %d", a->call, (int)PICTURES_MAX);
		for (m->npicture = 0; m->npicture < (int)n; m->npicture++) {
			lua_rawgeti(L, -1, m->npicture + 1);
			read_picture(a, m->npicture, m);
			lua_pop(L, 1);
		}
	}
	lua_pop(L, 1);
}

static const struct article *
read_story(const struct arguments *a, const struct page *p)
{
	lua_State *L = a->L;
	struct handle *h;

	lua_pushliteral(L, "story");
	lua_rawget(L, a->table);
	h = luaL_testudata(L, -1, STORY_HANDLE);
	if (!h)
		luaL_error(L, "page:%s: story: one of page.stories expected, got %s", a->call,
			   luaL_typename(L, -1));
	if (h->serial != h->print->serial ||
	    !(stands_on(h->article, p) || goes_on_at(p, h->article)))
		luaL_error(L, "page:%s: story: it belongs to another page", a->call);
	lua_pop(L, 1);
	return h->article;
}

/* Looks of a head that the layout says nothing of: all its text is set. */
static const struct module plain = {
    .kicker = {14000, FACE_SONG, SET_LEFT, 1},
    .headline = {24000, FACE_HEI_BOLD, SET_LEFT, 2},
    .deck = {12000, FACE_HEI, SET_LEFT, 2},
    .byline = {9000, FACE_HEI, SET_LEFT, 2},
};

/* The rest of a story has a smaller head. */
static const struct head_line plain_rest = {16000, FACE_HEI_BOLD, SET_LEFT, 1};

/* Text goes on at this page or a later one of the issue. */
static int
read_to_page(const struct arguments *a, const struct page *p)
{
	int number = arguments_int(a, "to_page", 0, INT_MAX, 0);
	const struct issue_page *s = p->spec, *end = p->issue->page + p->issue->npage;

	while (number && s != end && s->number != number)
		s++;
	if (number && s == end)
		luaL_error(a->L, "page:%s: to_page: %d is neither this page nor a later one",
			   a->call, number);
	return number;
}

static void
read_module(lua_State *L, const char *call, const struct page *p, struct module *m)
{
	static const char *const names[] = {
	    "story", "columns", "text_columns", "kicker", "headline", "deck",	 "byline",
	    "boxed", "picture", "column",	"line",	  "lines",    "to_page", NULL};
	struct arguments a = arguments_open(L, 2, call, "", names);
	int columns = p->grid->columns;

	*m = plain;
	m->article = read_story(&a, p);
	if (page_open(p, m->article, NULL))
		m->headline = plain_rest;
	m->to_page = read_to_page(&a, p);
	m->columns = arguments_int(&a, "columns", 1, columns, 0);
	m->column = arguments_int(&a, "column", 1, columns + 1 - m->columns, 1) - 1;
	m->text_columns = arguments_int(&a, "text_columns", 1, m->columns + 2, 0);
	m->boxed = arguments_bool(&a, "boxed");
	arguments_head(&a, "kicker", &m->kicker);
	arguments_head(&a, "headline", &m->headline);
	arguments_head(&a, "deck", &m->deck);
	arguments_head(&a, "byline", &m->byline);
	read_pictures(&a, m);
	m->line = arguments_int(&a, "line", 1, p->grid->lines, 1) - 1;
	m->lines = arguments_int(&a, "lines", 0, p->grid->lines - m->line, 0);
}

static int
push_fit(lua_State *L, const struct module_fit *fit)
{
	lua_createtable(L, 0, 7);
	set_int(L, "lines", fit->lines);
	set_int(L, "head_lines", fit->head_lines);
	set_int(L, "overset", fit->overset);
	set_int(L, "jump", fit->jump);
	set_int(L, "characters", fit->characters);
	set_int(L, "hole", fit->hole);
	set_int(L, "room", fit->room);
	return 1;
}

/* -- the methods of a page ----------------------------------------------------- */

/***
 * How many lines a story needs. Nothing is placed.
 *
 * A head line (kicker, headline, deck, byline) is a table {size=, face=, align=, max_lines=}: the
 * size steps down until the text takes no more lines; false leaves it out. Faces are "song",
 * "song-bold", "hei" and "hei-bold"; align is "left", "center", "right" or "justified".
 * @function page:fit
 * @tparam table module
 *  story (one of page.stories or page.jumps); columns (of the grid, that it covers); text_columns
 * (that its width is divided into); kicker, headline, deck, byline; boxed; picture (a list of
 * {index=, columns=, lines=, right=}: columns counts text columns; without lines the height is that
 * of the picture's proportions); lines (the height to try; without it, the least that holds the
 * story); to_page (number of this page or a later one, where text goes on that does not fit: the
 * story is then placed again, or stands in page.jumps there)
 * @treturn table lines (of the module), head_lines, overset (lines that do not fit), jump (lines
 *  that go on at to_page), characters (in either), hole (lines that stay empty, over all text
 *  columns), room (characters that these hold)
 * @usage page:fit{story = page.stories[1], columns = 4, text_columns = 3, headline = {size = 36}}
 */
static int
page_fit_module(lua_State *L)
{
	struct page *p = check_page(L);
	struct module m;
	struct module_fit fit;

	read_module(L, "fit", p, &m);
	sandbox_charge(L, ASK_WORK);
	page_fit(p, &m, &fit);
	return push_fit(L, &fit);
}

static void
note_fit(struct print *p, const struct module *m, const struct module_fit *fit)
{
	struct print_fit *f = NEW(p->mem, struct print_fit, 1);

	*f = (struct print_fit){NULL, m->article, *fit};
	*p->last_fit = f;
	p->last_fit = &f->next;
}

/***
 * Place a story on the grid. Text that does not fit is an error of the issue, which names the
 * story and counts lines and characters.
 * @function page:story
 * @tparam table module as for `page:fit`, and column, line (its upper left corner) and lines (its
 *  height)
 * @treturn table as of `page:fit`
 * @usage page:story{story = s, column = 1, columns = 6, line = 11, lines = 30, text_columns = 4}
 */
static int
page_place_module(lua_State *L)
{
	struct page *p = check_page(L);
	struct module m;
	struct module_fit fit;

	read_module(L, "story", p, &m);
	if (m.lines == 0)
		return luaL_error(L, "page:story: lines: a whole number from 1 on expected");
	sandbox_charge(L, ASK_WORK);
	page_story(p, &m, &fit);
	note_fit(check_print(L), &m, &fit);
	return push_fit(L, &fit);
}

/* A rectangle of the grid, from 0. */
struct area {
	int column, columns, line, lines;
};

static struct area
read_area(const struct arguments *a, const struct page *p)
{
	struct area r;

	r.columns = arguments_int(a, "columns", 1, p->grid->columns, p->grid->columns);
	r.column = arguments_int(a, "column", 1, p->grid->columns + 1 - r.columns, 1) - 1;
	r.line = arguments_int(a, "line", 1, p->grid->lines, 1) - 1;
	r.lines = arguments_int(a, "lines", 1, p->grid->lines - r.line, 0);
	return r;
}

/***
 * The masthead, at the top of the page.
 * @function page:masthead
 * @tparam table area lines; column and columns (all, if not given)
 */
static int
page_place_masthead(lua_State *L)
{
	static const char *const names[] = {"column", "columns", "lines", NULL};
	struct page *p = check_page(L);
	struct arguments a = arguments_open(L, 2, "masthead", "", names);
	struct area r = read_area(&a, p);

	page_masthead(p, r.column, r.columns, r.lines);
	return 0;
}

/***
 * The folio (报眉) of an inner page, with a rule under it.
 * @function page:folio
 * @tparam table area lines: 1 or 2
 */
static int
page_place_folio(lua_State *L)
{
	static const char *const names[] = {"lines", NULL};
	struct page *p = check_page(L);
	struct arguments a = arguments_open(L, 2, "folio", "", names);

	page_folio(p, arguments_int(&a, "lines", 1, 2, 2));
	return 0;
}

/***
 * Lines that the editor's note of the issue takes.
 * @function page:note_lines
 * @tparam table area columns
 * @treturn integer 0: the issue has no note
 */
static int
page_ask_note(lua_State *L)
{
	static const char *const names[] = {"columns", NULL};
	struct page *p = check_page(L);
	struct arguments a = arguments_open(L, 2, "note_lines", "", names);
	int columns = arguments_int(&a, "columns", 1, p->grid->columns, 0);

	sandbox_charge(L, ASK_WORK);
	lua_pushinteger(L, page_note_lines(p, columns));
	return 1;
}

/***
 * Place the editor's note of the issue, in a box.
 * @function page:note
 * @tparam table area column, columns, line, lines
 */
static int
page_place_note(lua_State *L)
{
	static const char *const names[] = {"column", "columns", "line", "lines", NULL};
	struct page *p = check_page(L);
	struct arguments a = arguments_open(L, 2, "note", "", names);
	struct area r = read_area(&a, p);

	sandbox_charge(L, ASK_WORK);
	page_note(p, r.column, r.columns, r.line, r.lines);
	check_print(L)->noted = true;
	return 0;
}

static const struct honour_roll *
check_roll(lua_State *L, const struct page *p, const char *call)
{
	if (!p->issue->roll || p->issue->roll->n == 0)
		luaL_error(L, "page:%s: the issue has no honour roll", call);
	return p->issue->roll;
}

/***
 * Lines that the honour roll takes.
 * @function page:honours_lines
 * @tparam table area columns; across (cells in a row)
 * @treturn integer
 */
static int
page_ask_honours(lua_State *L)
{
	static const char *const names[] = {"columns", "across", NULL};
	struct page *p = check_page(L);
	const struct honour_roll *roll = check_roll(L, p, "honours_lines");
	struct arguments a = arguments_open(L, 2, "honours_lines", "", names);
	int columns = arguments_int(&a, "columns", 1, p->grid->columns, p->grid->columns);
	int across = arguments_int(&a, "across", 1, 12, 4);

	sandbox_charge(L, ASK_WORK);
	lua_pushinteger(L, page_honours_lines(p, roll, columns, across));
	return 1;
}

/***
 * Place the honour roll: a title and a grid of cells in a box.
 * @function page:honours
 * @tparam table area column, columns, line, lines; across (cells in a row); to_page (where entries
 *  that do not fit go on, in whole rows, as for `page:story`)
 */
static int
page_place_honours(lua_State *L)
{
	static const char *const names[] = {"column", "columns", "line", "lines",
					    "across", "to_page", NULL};
	struct page *p = check_page(L);
	const struct honour_roll *roll = check_roll(L, p, "honours");
	struct arguments a = arguments_open(L, 2, "honours", "", names);
	struct area r = read_area(&a, p);
	int across = arguments_int(&a, "across", 1, 12, 4);

	sandbox_charge(L, ASK_WORK);
	page_honours(p, roll, r.column, r.columns, r.line, r.lines, across, read_to_page(&a, p));
	return 0;
}

/***
 * A horizontal rule, in the middle of a line.
 * @function page:rule_across
 * @tparam table area line; column and columns (all, if not given)
 */
static int
page_place_rule_across(lua_State *L)
{
	static const char *const names[] = {"column", "columns", "line", NULL};
	struct page *p = check_page(L);
	struct arguments a = arguments_open(L, 2, "rule_across", "", names);
	int columns = arguments_int(&a, "columns", 1, p->grid->columns, p->grid->columns);
	int column = arguments_int(&a, "column", 1, p->grid->columns + 1 - columns, 1) - 1;

	page_rule_across(p, column, columns, arguments_int(&a, "line", 1, p->grid->lines, 0) - 1);
	return 0;
}

/***
 * A vertical rule, in the gutter before a column.
 * @function page:rule_down
 * @tparam table area column (from 2 on), line, lines
 */
static int
page_place_rule_down(lua_State *L)
{
	static const char *const names[] = {"column", "line", "lines", NULL};
	struct page *p = check_page(L);
	struct arguments a = arguments_open(L, 2, "rule_down", "", names);
	int column = arguments_int(&a, "column", 2, p->grid->columns, 0) - 1;
	int line = arguments_int(&a, "line", 1, p->grid->lines, 0) - 1;

	page_rule_down(p, column, line, arguments_int(&a, "lines", 1, p->grid->lines - line, 0));
	return 0;
}

static const luaL_Reg page_methods[] = {
    {"fit", page_fit_module},
    {"story", page_place_module},
    {"masthead", page_place_masthead},
    {"folio", page_place_folio},
    {"note_lines", page_ask_note},
    {"note", page_place_note},
    {"honours_lines", page_ask_honours},
    {"honours", page_place_honours},
    {"rule_across", page_place_rule_across},
    {"rule_down", page_place_rule_down},
    {NULL, NULL},
};

/* -- calling a layout ---------------------------------------------------------- */

static int
open_handles(lua_State *L)
{
	luaL_newmetatable(L, PAGE_HANDLE);
	luaL_newlib(L, page_methods);
	lua_pushcclosure(L, page_index, 1);
	lua_setfield(L, -2, "__index");
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
	luaL_newmetatable(L, STORY_HANDLE);
	lua_pushcfunction(L, story_index);
	lua_setfield(L, -2, "__index");
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
	return 0;
}

struct print *
print_new(struct arena *a, struct diag *d, const struct root *layouts, str layout)
{
	struct print *p = NEW(a, struct print, 1);

	*p = (struct print){.mem = a, .diag = d, .box = sandbox_new(a, d, layouts, STR("print"))};
	if (!sandbox_run(p->box, open_handles, NULL, layout) ||
	    !sandbox_load(p->box, layout, layout)) {
		sandbox_free(p->box);
		return NULL;
	}
	return p;
}

void
print_free(struct print *p)
{
	if (p)
		sandbox_free(p->box);
}

/* Arguments: the print, and the layout's table, which print_new left on the stack. */
static int
call_layout(lua_State *L)
{
	struct print *p = lua_touserdata(L, 1);
	str function = p->page->spec->function;

	if (!lua_istable(L, 2))
		return luaL_error(L, "the layout must return a table of functions");
	push_str(L, function);
	if (lua_rawget(L, 2) != LUA_TFUNCTION) {
		diag(p->diag, D_LAYOUT_FUNCTION, p->page->spec->at, function,
		     p->page->issue->layout);
		return 0;
	}
	push_page_fields(L, p);
	push_handle(L, p, NULL, PAGE_HANDLE);
	lua_call(L, 1, 0);
	return 0;
}

bool
print_page(struct print *p, struct page *page)
{
	lua_State *L = sandbox_lua(p->box);
	str what = str_fmt(p->mem, "第%d版", page->spec->number);
	bool ok;

	p->page = page;
	p->serial++;
	p->first_fit = NULL;
	p->last_fit = &p->first_fit;
	lua_pushcfunction(L, call_layout);
	lua_pushlightuserdata(L, p);
	lua_pushvalue(L, 1);
	ok = sandbox_call(p->box, 2, 0, what);
	p->page = NULL;
	return ok;
}

const struct print_fit *
print_fits(const struct print *p)
{
	return p->first_fit;
}
