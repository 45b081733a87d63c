/*
 * web_state.h - what the files of the web binding share: web.c runs layouts, web_call.c holds what
 * they call and the data they are given, web_tree.c makes elements of what they return.
 */
#ifndef SCRIPT_WEB_STATE_H
#define SCRIPT_WEB_STATE_H

#include "base/icu.h"
#include "script/sandbox.h"
#include "script/web.h"

#include <lauxlib.h>
#include <lua.h>

struct web {
	struct arena *kept; /* of the state: for what pages share */
	struct arena *mem;  /* of the page being made */
	struct diag *diag;
	struct sandbox *box;
	const struct web_host *host;
	struct icu_words *words;
	int page; /* pages made so far: content of another page is stale */
};

/* Text and pictures made by C, as a layout holds them: a userdata with this metatable. */
#define WEB_CONTENT "content"

struct web_content {
	struct element *content; /* NULL once it was placed */
	int page;
};

/* What stands on several pages, written once: a userdata with this metatable. */
#define WEB_PART "part"

struct web_part {
	struct element *first; /* with the bytes of all that is in it */
};

/*
 * Elements are tables: string keys are attributes, the list holds the children, and the metatable
 * says the name, empty for any other value: a table that is none is a list of children.
 */
str web_element_name(lua_State *L, int at);
void web_push_str(lua_State *L, str s);

/* web_call.c: set the globals h, t, words; push the table `ctx` with its functions. */
void web_open_calls(lua_State *L, struct web *w);
void web_push_context(lua_State *L, struct web *w, const struct data *ctx);

/*
 * web_tree.c: the <html> element that the table at the top of the stack describes. Raises an error
 * that names the elements on the way to the fault.
 */
struct element *web_tree(lua_State *L, struct web *w, str layout);
/* Leave a part on the stack that holds the children of E, or the value at the top of the stack. */
void web_push_part(lua_State *L, const struct element *e);
void web_make_part(lua_State *L, struct web *w);

#endif
