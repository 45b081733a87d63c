#include "script/arguments.h"
#include "script/print_handle.h"

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
	struct page *p = handle_page(L);
	struct arguments a = arguments_open(L, 2, "masthead", "", names);
	struct area r = read_area(&a, p);

	page_masthead(p, r.column, r.columns, r.lines);
	return 0;
}

/***
 * The ear (报眼) of the issue, beside the masthead, at the top of the page: what issue.md has
 * under `ear`. Nothing is placed if it has none (`page.ear_lines` is 0).
 * @function page:ear
 * @tparam table area lines; column, columns
 */
static int
page_place_ear(lua_State *L)
{
	static const char *const names[] = {"column", "columns", "lines", NULL};
	struct page *p = handle_page(L);
	struct arguments a = arguments_open(L, 2, "ear", "", names);
	struct area r = read_area(&a, p);

	page_ear(p, r.column, r.columns, r.lines);
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
	struct page *p = handle_page(L);
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
	struct page *p = handle_page(L);
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
	struct page *p = handle_page(L);
	struct arguments a = arguments_open(L, 2, "note", "", names);
	struct area r = read_area(&a, p);

	sandbox_charge(L, ASK_WORK);
	page_note(p, r.column, r.columns, r.line, r.lines);
	handle_print(L)->noted = true;
	return 0;
}

/***
 * Place the paper's own advertisement (its name, slogan and address, as paper.md has them), which
 * closes a hole of any size.
 * @function page:house
 * @tparam table area column, columns, line, lines
 */
static int
page_place_house(lua_State *L)
{
	static const char *const names[] = {"column", "columns", "line", "lines", NULL};
	struct page *p = handle_page(L);
	struct arguments a = arguments_open(L, 2, "house", "", names);
	struct area r = read_area(&a, p);

	page_house(p, r.column, r.columns, r.line, r.lines);
	return 0;
}

static const struct honour_roll *
check_roll(lua_State *L, const struct page *p, const char *call)
{
	if (!p->issue->roll || p->issue->roll->n == 0)
		luaL_error(L, "page:%s: the issue has no honour roll", call);
	return p->issue->roll;
}

static struct honours_look
read_look(const struct arguments *a)
{
	return (struct honours_look){.across = arguments_int(a, "across", 1, 12, 4),
				     .percent = arguments_int(a, "percent", 100, 200, 100),
				     .grouped = arguments_bool(a, "grouped", false)};
}

/***
 * Lines that the honour roll takes.
 * @function page:honours_lines
 * @tparam table area columns; across (cells in a row); percent (of the usual size of type: 100 to
 * 200); grouped (true: entries with the same first honour stand together, under its name)
 * @treturn integer the least; then those that let all its rows be equally high
 */
static int
page_ask_honours(lua_State *L)
{
	static const char *const names[] = {"columns", "across", "percent", "grouped", NULL};
	struct page *p = handle_page(L);
	const struct honour_roll *roll = check_roll(L, p, "honours_lines");
	struct arguments a = arguments_open(L, 2, "honours_lines", "", names);
	int columns = arguments_int(&a, "columns", 1, p->grid->columns, p->grid->columns);
	struct honours_look look = read_look(&a);
	int equal;

	sandbox_charge(L, ASK_WORK);
	lua_pushinteger(L, page_honours_lines(p, roll, columns, &look, &equal));
	lua_pushinteger(L, equal);
	return 2;
}

/***
 * Place the honour roll: a title and a grid of cells in a box.
 * @function page:honours
 * @tparam table area column, columns, line, lines; across, percent, grouped (as for
 * `page:honours_lines`, the same on all pages of a roll); to_page (where entries that do not fit go
 * on, in whole rows, as for `page:story`)
 */
static int
page_place_honours(lua_State *L)
{
	static const char *const names[] = {"column",  "columns", "line",    "lines", "across",
					    "percent", "grouped", "to_page", NULL};
	struct page *p = handle_page(L);
	const struct honour_roll *roll = check_roll(L, p, "honours");
	struct arguments a = arguments_open(L, 2, "honours", "", names);
	struct area r = read_area(&a, p);
	struct honours_area area = {r.column, r.columns, r.line, r.lines};
	struct honours_look look = read_look(&a);

	sandbox_charge(L, ASK_WORK);
	page_honours(p, roll, &area, &look, arguments_to_page(&a, p));
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
	struct page *p = handle_page(L);
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
	struct page *p = handle_page(L);
	struct arguments a = arguments_open(L, 2, "rule_down", "", names);
	int column = arguments_int(&a, "column", 2, p->grid->columns, 0) - 1;
	int line = arguments_int(&a, "line", 1, p->grid->lines, 0) - 1;

	page_rule_down(p, column, line, arguments_int(&a, "lines", 1, p->grid->lines - line, 0));
	return 0;
}

const luaL_Reg print_area_methods[] = {
    {"masthead", page_place_masthead},
    {"ear", page_place_ear},
    {"folio", page_place_folio},
    {"note_lines", page_ask_note},
    {"note", page_place_note},
    {"house", page_place_house},
    {"honours_lines", page_ask_honours},
    {"honours", page_place_honours},
    {"rule_across", page_place_rule_across},
    {"rule_down", page_place_rule_down},
    {NULL, NULL},
};
