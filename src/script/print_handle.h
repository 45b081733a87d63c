/*
 * print_handle.h - what the bindings of print layouts share: the handles of a page and its
 * stories that a script holds, and the parts they are made of. print_fields.c says what can be
 * read of a page, print_story.c sets stories, print_cut.c finds how to cut a page, print_area.c
 * does everything else. For these and script/print.c alone.
 */
#ifndef SCRIPT_PRINT_HANDLE_H
#define SCRIPT_PRINT_HANDLE_H

#include <lauxlib.h>
#include <lua.h>

#include "script/print.h"
#include "script/sandbox.h"

#define PAGE_HANDLE  "page"
#define STORY_HANDLE "story"

enum {
	ASK_WORK = 20 * 1000, /* of the sandbox's budget: a question to the composer */
	STORY_FIGURES = 64    /* of a story; layouts do not see more */
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

/* A function of Lua without arguments: the kinds of handles are known from then on. */
int handles_open(lua_State *L);

/* The page that a method is called with. An error of Lua if it is done already. */
struct print *handle_print(lua_State *L);
struct page *handle_page(lua_State *L);
/* A new handle on the stack; what it shows of itself is the table that was there. */
void handle_push(lua_State *L, struct print *p, const struct article *art, const char *kind);

/* A filler stands on any page while it is on none. */
bool handle_stands_on(const struct article *art, const struct page *p);
/* Whether the rest of a story, begun on P or before, belongs on P. */
bool handle_goes_on(const struct page *p, const struct article *art);

/* The table of what a script can read of the page that is laid out. */
void fields_push_page(lua_State *L, struct print *print);

/* The methods of a page. */
extern const luaL_Reg print_story_methods[], print_area_methods[], print_cut_methods[];

#endif
