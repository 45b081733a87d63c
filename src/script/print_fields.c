#include "content/article.h"
#include "script/print_handle.h"

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

/* The last page of ISSUE's own; NULL: it has none. */
static const struct issue_page *
last_page(const struct issue *issue)
{
	int n = issue->npage;

	while (n > 1 && issue->page[n - 1].more)
		n--;
	return n ? &issue->page[n - 1] : NULL;
}

/* The page of ISSUE that its honour roll is for: the first laid out by "honours", else the last. */
static const struct issue_page *
roll_page(const struct issue *issue)
{
	for (int i = 0; i < issue->npage; i++)
		if (str_eq(issue->page[i].function, STR("honours")))
			return &issue->page[i];
	return last_page(issue);
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

static void
push_table(lua_State *L, const struct print *print, const struct article *art)
{
	struct page *p = print->page;

	set_int(L, "table", galley_table_em(p->fonts, art->body, p->grid->size));
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
 * @tfield string pull words of it that may stand large within its text (引语); empty: none
 * @tfield integer table characters that a text column must have for the widest table of it; 0: it
 * has none
 */
static void
push_story_fields(lua_State *L, const struct print *print, const struct article *art)
{
	lua_newtable(L);
	set_str(L, "title", art->title);
	set_str(L, "kicker", art->kicker);
	set_str(L, "deck", art->deck);
	set_str(L, "section", art->section);
	set_int(L, "length", article_length(art));
	set_int(L, "bylines", art->nbyline);
	set_str(L, "pull", page_pull(art));
	push_table(L, print, art);
	if (art->has_order)
		set_int(L, "order", art->order);
	push_pictures(L, art);
	lua_setfield(L, -2, "pictures");
}

/* The stories of the page that is laid out, or the fillers that are free. */
static void
push_stories(lua_State *L, struct print *print, bool fillers)
{
	const struct issue *issue = print->page->issue;
	int n = 0;

	lua_newtable(L);
	for (int i = 0; i < issue->narticle; i++) {
		const struct article *art = issue->article[i];

		if (art->filler != fillers || !handle_stands_on(art, print->page))
			continue;
		push_story_fields(L, print, art);
		handle_push(L, print, art, STORY_HANDLE);
		lua_rawseti(L, -2, ++n);
	}
}

/***
 * The rest of a story of a page before, as `page.jumps` lists it. A handle for `page:fit` and
 * `page:story`, which set 上接第N版 and the headline above it; fields can be read only.
 * @table jump
 * @tfield string title
 * @tfield string kicker empty
 * @tfield string deck empty
 * @tfield table pictures empty
 * @tfield string pull empty
 * @tfield integer length characters that are left
 * @tfield integer table as of a story
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

		if (!handle_goes_on(p, art))
			continue;
		open = page_open(p, art, &from);
		lua_newtable(L);
		set_str(L, "title", art->title);
		set_str(L, "kicker", (str){0});
		set_str(L, "deck", (str){0});
		set_str(L, "pull", (str){0});
		set_int(L, "length", open->characters);
		push_table(L, print, art);
		lua_newtable(L);
		lua_setfield(L, -2, "pictures");
		set_int(L, "from_page", from);
		handle_push(L, print, art, STORY_HANDLE);
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

			if (!art->filler && (art->page ? art->page : 1) == s->number) {
				stories++;
				length += article_length(art);
			} else if (open && open->to_page == s->number) {
				stories++;
				length += open->characters;
			}
		}
		lua_createtable(L, 0, 7);
		lua_pushboolean(L, s->more);
		lua_setfield(L, -2, "more");
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
 * @tfield table fillers short pieces (补白) that stand on no page yet, as stories
 * @tfield table jumps stories of earlier pages that go on at this one
 * @tfield table later the pages after this one: a list of {number=, name=, layout= (front, news …),
 *  stories=, length=, roll=, more=}: stories that stand or go on there, characters of these,
 * entries of the honour roll
 * @tfield boolean has_note whether the issue has an editor's note that stands on no page yet
 * @tfield integer ear_lines lines that the issue has for the ear (报眼); 0: none
 * @tfield boolean last whether it is the last page of the issue
 * @tfield boolean more whether the issue has no such page: one that a proof on A4 may need for what
 * goes on, and that is left out where nothing does
 * @tfield integer roll entries of the honour roll that stands on this page; nil: none
 */
void
fields_push_page(lua_State *L, struct print *print)
{
	struct page *p = print->page;
	const struct honour_roll *roll = p->issue->roll;

	lua_newtable(L);
	set_int(L, "number", p->spec->number);
	set_str(L, "name", p->spec->name);
	set_str(L, "edition", script_name(p->edition));
	lua_pushboolean(L, p->spec == &p->issue->page[0]);
	lua_setfield(L, -2, "first");
	lua_pushboolean(L, p->spec >= last_page(p->issue));
	lua_setfield(L, -2, "last");
	lua_pushboolean(L, p->spec->more);
	lua_setfield(L, -2, "more");
	lua_pushboolean(L, !print->noted && page_note_lines(p, p->grid->columns) > 0);
	lua_setfield(L, -2, "has_note");
	set_int(L, "ear_lines", p->issue->ear.n);
	set_int(L, "columns", p->grid->columns);
	set_int(L, "lines", p->grid->lines);
	set_int(L, "characters", p->grid->column_em);
	if (roll && roll->n > 0 && (p->spec == roll_page(p->issue) || handle_goes_on(p, NULL)))
		set_int(L, "roll", page_honours_left(p, roll));
	push_stories(L, print, false);
	lua_setfield(L, -2, "stories");
	push_stories(L, print, true);
	lua_setfield(L, -2, "fillers");
	push_jumps(L, print);
	lua_setfield(L, -2, "jumps");
	push_later(L, p);
	lua_setfield(L, -2, "later");
}
