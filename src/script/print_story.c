#include "script/arguments.h"
#include "script/print_handle.h"

enum {
	PICTURE_LINES = 200, /* more than any page has */
	LOOSE_MOST = 12,     /* px */
	PICTURES_MAX = (int)sizeof((struct module *)0)->picture /
		       sizeof((struct module *)0)->picture[0]
};

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
	m->picture[i].lines = arguments_int(&p, "lines", 0, PICTURE_LINES, 0);
	m->picture[i].right = arguments_bool(&p, "right", false);
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

/* {columns=, lines=} */
static void
read_pull(const struct arguments *a, struct module *m)
{
	static const char *const names[] = {"columns", "lines", NULL};
	lua_State *L = a->L;

	lua_pushliteral(L, "pull");
	if (lua_rawget(L, a->table) != LUA_TNIL) {
		struct arguments p = arguments_open(L, -1, a->call, "pull.", names);

		m->pull.columns = arguments_int(&p, "columns", 1, m->text_columns, 0);
		m->pull.lines = arguments_int(&p, "lines", 0, PICTURE_LINES, 0);
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
	    !(handle_stands_on(h->article, p) || handle_goes_on(p, h->article)))
		luaL_error(L, "page:%s: story: it belongs to another page", a->call);
	lua_pop(L, 1);
	return h->article;
}

/* Looks of a head that the layout says nothing of: all its text is set. */
static const struct module plain = {
    .kicker = {14000, FACE_SONG, SET_LEFT, 1, 0, GROUND_NONE},
    .headline = {24000, FACE_HEI_BOLD, SET_LEFT, 2, 0, GROUND_NONE},
    .deck = {12000, FACE_HEI, SET_LEFT, 2, 0, GROUND_NONE},
    .byline = {9000, FACE_KAI, SET_LEFT, 2, 0, GROUND_NONE},
};

/* The rest of a story has a smaller head. */
static const struct head_line plain_rest = {16000, FACE_HEI_BOLD, SET_LEFT, 1, 0, GROUND_NONE};

static void
read_module(lua_State *L, const char *call, const struct page *p, struct module *m)
{
	static const char *const names[] = {"story",	"columns",   "text_columns", "kicker",
					    "headline", "deck",	     "byline",	     "boxed",
					    "picture",	"column",    "line",	     "lines",
					    "to_page",	"text_size", "text_pitch",   "head_space",
					    "pull",	"initial",   "dots",	     "text_loose",
					    NULL};
	struct arguments a = arguments_open(L, 2, call, "", names);
	int columns = p->grid->columns;

	*m = plain;
	m->article = read_story(&a, p);
	if (page_open(p, m->article, NULL))
		m->headline = plain_rest;
	m->to_page = arguments_to_page(&a, p);
	m->columns = arguments_int(&a, "columns", 1, columns, 0);
	m->column = arguments_int(&a, "column", 1, columns + 1 - m->columns, 1) - 1;
	m->text_columns = arguments_int(&a, "text_columns", 1, m->columns + 2, 0);
	m->text_size = arguments_points(&a, "text_size", 0);
	m->text_pitch = arguments_points(&a, "text_pitch", 0);
	m->text_loose = arguments_int(&a, "text_loose", 0, LOOSE_MOST, 0);
	m->head_space = arguments_int(&a, "head_space", 0, 20, 0);
	m->boxed = arguments_bool(&a, "boxed", false);
	arguments_face(&a, "initial", &m->initial);
	m->dots = arguments_bool(&a, "dots", p->paper->dots);
	arguments_head(&a, "kicker", &m->kicker);
	arguments_head(&a, "headline", &m->headline);
	arguments_head(&a, "deck", &m->deck);
	arguments_head(&a, "byline", &m->byline);
	read_pictures(&a, m);
	read_pull(&a, m);
	m->line = arguments_int(&a, "line", 1, p->grid->lines, 1) - 1;
	m->lines = arguments_int(&a, "lines", 0, p->grid->lines - m->line, 0);
}

static int
push_fit(lua_State *L, const struct module_fit *fit)
{
	const struct {
		const char *name;
		int value;
	} fields[] = {
	    {"lines", fit->lines}, {"head_lines", fit->head_lines}, {"overset", fit->overset},
	    {"jump", fit->jump},   {"characters", fit->characters}, {"hole", fit->hole},
	    {"room", fit->room},
	};
	size_t n = sizeof fields / sizeof *fields;

	lua_createtable(L, 0, (int)n + 1);
	for (size_t i = 0; i < n; i++) {
		lua_pushinteger(L, fields[i].value);
		lua_setfield(L, -2, fields[i].name);
	}
	lua_pushnumber(L, fit->headline / 1000.0);
	lua_setfield(L, -2, "headline");
	return 1;
}

/***
 * How many lines a story needs. Nothing is placed.
 *
 * A head line (kicker, headline, deck, byline) is a table {size=, face=, align=, max_lines=,
 * vertical=, ground=}: the size steps down until the text takes no more lines; false leaves it out.
 * With vertical, the lines of the grid that it may be long, it runs down and stands at the left of
 * the text, in the first text columns; several stand from right to left. Faces are "song",
 * "song-bold", "hei", "hei-bold" and "kai"; align is "left", "center", "right" or "justified";
 * ground is "none", "grey" or "black" (white letters), as wide as the module.
 * @function page:fit
 * @tparam table module
 *  story (one of page.stories or page.jumps); columns (of the grid, that it covers); text_columns
 * (that its width is divided into); kicker, headline, deck, byline; boxed; picture (a list of
 * {index=, columns=, lines=, right=}: columns counts text columns; without lines the height is that
 * of the picture's proportions); lines (the height to try; without it, the least that holds the
 * story); text_size and text_pitch (points, if not those of the grid: the lines of all such text
 * on a page stand at multiples of its pitch); text_loose (px, ¾ pt, more between the lines, to
 * fill a hole: such text keeps no grid); head_space (lines of white around the heads); initial
 * (face of the first paragraph); dots (emphasis is dots under its characters, 着重号, not another
 * face; else as paper.md says); pull ({columns=, lines=}: words of the story, `story.pull`, stand
 * large within so many of its text columns; lines: more than they need); to_page (number of this
 * page or a later one, where text goes on that does not fit: the story is then placed again, or
 * stands in page.jumps there)
 * @treturn table lines (of the module), head_lines, overset (lines that do not fit), jump (lines
 *  that go on at to_page), characters (that go on, or to be cut), hole (lines that stay empty, over
 * all text columns), room (characters that these hold), headline (points that it is set in; 0:
 * none)
 * @usage page:fit{story = page.stories[1], columns = 4, text_columns = 3, headline = {size = 36}}
 */
static int
page_fit_module(lua_State *L)
{
	struct page *p = handle_page(L);
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
	struct page *p = handle_page(L);
	struct module m;
	struct module_fit fit;

	read_module(L, "story", p, &m);
	if (m.lines == 0)
		return luaL_error(L, "page:story: lines: a whole number from 1 on expected");
	sandbox_charge(L, ASK_WORK);
	page_story(p, &m, &fit);
	note_fit(handle_print(L), &m, &fit);
	return push_fit(L, &fit);
}

const luaL_Reg print_story_methods[] = {
    {"fit", page_fit_module},
    {"story", page_place_module},
    {NULL, NULL},
};
