/*
 * web_state.h - what the files of the web binding share: web.c runs layouts, web_call.c holds what
 * they call and the data they are given, web_tree.c writes down what they return.
 */
#ifndef SCRIPT_WEB_STATE_H
#define SCRIPT_WEB_STATE_H

#include "base/icu.h"
#include "base/out.h"
#include "script/safe.h"
#include "script/sandbox.h"
#include "script/web.h"

#include <lauxlib.h>
#include <lua.h>

struct web {
	struct arena *own; /* of web_new() */
	/* by edition: whether a state in which the first scripts were run is kept, or cannot be */
	enum web_ready { WEB_NOT_TRIED, WEB_READY, WEB_FAILED } ready[WEB_EDITIONS];
	struct arena *kept; /* of the state: for what pages share */
	struct arena *mem;  /* of the page being made */
	struct diag *diag;
	struct sandbox *box;
	const struct web_host *host;
	struct icu_words *words;
	int page;	 /* pages made so far: content of another page is stale */
	struct out text; /* what is being written down */
	/* attributes that were written already, each at a place that its name gives */
	struct web_name {
		char name[24];
		int n;
		struct safe_name is;
	} name[64];
};

/* What a layout holds of it has this metatable: text and pictures made by C, and parts. */
#define WEB_CONTENT "content"

/* A child of an element or part: where its bytes begin, or the line break before them. */
struct web_child {
	size_t at;
	bool in_line; /* xhtml_in_line(), or text */
};

/* What stands on several pages is written once, child by child. */
struct web_part {
	str bytes;
	const struct web_child *child;
	int nchild;
};

struct web_content {
	const struct element
	    *element; /* its children can be placed once, on PAGE; NULL: they were */
	int page;
	const struct web_part *part; /* can be placed anywhere and often; NULL: it is no part */
};

/* Elements of one name, and how they are written. */
struct web_kind {
	str name;     /* in Lua's memory */
	bool empty;   /* safe_void() */
	bool in_line; /* xhtml_in_line() */
	bool breaks;  /* a line break inside, beside blocks, cannot be seen */
};

/*
 * Elements are tables: string keys are attributes, the list holds the children, and the metatable
 * says the kind, NULL for any other value: a table that is none is a list of children.
 */
const struct web_kind *web_element_kind(lua_State *L, int at);
void web_push_str(lua_State *L, str s);
/* safe_attribute() */
const char *web_attribute_fault(struct web *w, str name, str value);

/* web_call.c: set the globals h, t, words; push the table `ctx` with its functions. */
void web_open_calls(lua_State *L, struct web *w);
void web_push_context(lua_State *L, struct web *w, const struct data *ctx);

/*
 * web_tree.c: the page that the table at the top of the stack describes, an h.html. Raises an error
 * that names the elements on the way to the fault. The bytes are good until something else is
 * written down.
 */
str web_tree(lua_State *L, struct web *w, str layout);
/* Leave a part on the stack: PART, or what the value at the top of the stack is written as. */
void web_push_part(lua_State *L, const struct web_part *part);
void web_make_part(lua_State *L, struct web *w);

#endif
