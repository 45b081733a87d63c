/*
 * web_state.h - what the files of the web binding share: web.c runs layouts, web_call.c holds what
 * they call, web_data.c what they are given, web_value.c what stands for values in parts. What
 * layouts return is written down by the files of web_build.h.
 */
#ifndef SCRIPT_WEB_STATE_H
#define SCRIPT_WEB_STATE_H

#include "base/icu.h"
#include "base/out.h"
#include "markup/known.h"
#include "script/safe.h"
#include "script/sandbox.h"
#include "script/web.h"

#include <lauxlib.h>
#include <lua.h>

enum { WEB_WORDED = 64 };

struct web {
	struct arena *own; /* of web_new() */
	/* by edition: whether a state in which the first scripts were run is kept, or cannot be */
	enum web_ready { WEB_NOT_TRIED, WEB_READY, WEB_FAILED } ready[WEB_EDITIONS];
	struct arena *kept; /* of the state: for what pages share */
	struct arena *mem;  /* of the page being made */
	struct diag *diag;
	struct sandbox *box;
	const struct web_host *host;
	struct icu_words words;
	/* texts whose words are known, by what they begin and end with */
	struct web_worded *worded[WEB_WORDED];
	int page;	 /* pages made so far: content of another page is stale */
	struct out text; /* what is being written down */
	/* data of this page that scripts know by numbers, from the first on */
	struct data **shown;
	int nshown, shown_room;
	uintptr_t first_shown;
	int hint[DATA_SLOTS]; /* data_find() of names that scripts ask for, by data_slot() */
	/* attributes that were written already, each at a place that its name gives */
	struct web_name {
		char name[24];
		int n;
		struct safe_name is;
	} name[64];
};

/* What a layout holds of it has this metatable: text and pictures made by C, and parts. */
#define WEB_CONTENT "content"
/* Where the registry has it, too: parts are many, and names are searched for. */
extern const char web_content_key;

/* A child of an element or part: where its bytes begin, or the line break before them. */
struct web_child {
	size_t at;
	bool in_line; /* xhtml_in_line(), or text */
};

/* Where a value of its own is to stand in a part, each time that it is placed. */
struct web_gap {
	struct known_gap is; /* in the bytes of the part */
	struct web_value *value;
	bool unless;	       /* WHEN: it is left out where the value is there */
	bool alone;	       /* nothing else stands in its element */
	bool breaks;	       /* children that are blocks stand on lines of their own */
	int depth;	       /* elements and lists around it in the part */
	struct safe_name rule; /* ATTRIBUTE: what its value must be */
	int element; /* whose inside it stands in, while that is written; 0: it is known */
};

/* What stands on several pages is written once, child by child. */
struct web_part {
	str bytes;
	const struct web_child *child;
	int nchild;
	const struct web_gap *gap;
	int ngap;
	int nvalue; /* what its gaps ask for, and the steps to that */
	bool made;
	struct known
	    *known; /* its children, as who reads the page back is told of them; NULL: no */
};

struct web_content {
	enum web_content_kind {
		WEB_BODY, /* BODY can be placed once, on PAGE */
		WEB_PART, /* PART can be placed anywhere and often; its values are the user value */
		WEB_LIST, /* PART for each member of the data that is the user value */
		WEB_VALUE, /* a gap of PART, which is being made */
		WEB_WHEN,  /* the same for what may be left out, which is the user value */
		WEB_UNLESS,
	} kind;
	int page;
	struct data_entry *body;
	struct web_part *part;
	struct web_value *value; /* VALUE, WHEN, UNLESS: what is to be given */
};

/*
 * What a part asks of the value that it is filled with is found step by step: fields of fields, and
 * at last what is made of one of them.
 */
enum { WEB_STEPS_MAX = 8 };
struct web_step {
	enum web_how { WEB_FIELD, WEB_LINK, WEB_WORDS, WEB_EACH } how;
	bool named; /* FIELD: that of the NAME; else member AT of a list */
	str name;
	lua_Integer at;
	int key;	       /* FIELD: the same in Lua, a reference of the registry */
	struct web_part *part; /* EACH: it is filled with each member of a list */
};
struct web_value {
	struct web_value *from;		/* NULL: it is what the part is filled with */
	struct web_step step;		/* that leads from there to here */
	int steps;			/* so far */
	int place;			/* among the values of the part */
	int hint;			/* data_find() */
	struct web_value *first, *next; /* what is made of it; of FROM */
	int made;			/* how many of these there are */
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
/* safe_name() */
struct safe_name web_attribute_rule(struct web *w, str name);

/* What stands at AT for a value of a part; NULL: it is something else. */
const struct web_content *web_value_at(lua_State *L, int at);
/* Push "of", which stands for what PART is filled with. */
void web_push_of(lua_State *L, struct web *w, struct web_part *part);
/* Push what STEP makes of the value H, which is not known yet. */
void web_push_further(lua_State *L, struct web *w, const struct web_content *h,
		      struct web_step step);
/* The words of TEXT and the places between them, as a part without gaps; cut once. */
struct web_part *web_words(lua_State *L, struct web *w, str text);
/* Set the globals link, words, each, and the metatable of content. */
void web_open_values(lua_State *L, struct web *w);

/* web_data.c: push T, or what E holds, as scripts see it on this page. */
void web_push_data(lua_State *L, struct web *w, struct data *t);
void web_push_entry(lua_State *L, struct web *w, struct data_entry *e);
/* The data at AT, which is of this page; NULL: it is something else. */
struct data *web_data_at(lua_State *L, struct web *w, int at);
/* What was shown to scripts is not any more. */
void web_forget_data(struct web *w);
void web_open_data(lua_State *L, struct web *w);

/* web_call.c: set the globals h, t, part, when, unless, written, ready. */
void web_open_calls(lua_State *L, struct web *w);
/* The part that the function at AT, of part(), fills; NULL: it is none of these. */
struct web_part *web_part_of(lua_State *L, int at);
/* The text at ARG, which is UTF-8; raises otherwise. */
str web_check_text(lua_State *L, int arg);

/*
 * web_tree.c: the page that the table at the top of the stack describes, an h.html. Raises an error
 * that names the elements on the way to the fault. The bytes are good until something else is
 * written down.
 */
struct known_text web_tree(lua_State *L, struct web *w, str layout);
/*
 * web_part.c: leave PART on the stack, with room for NVALUE user values: the table of what fills
 * its gaps.
 */
void web_push_part(lua_State *L, struct web_part *part, int nvalue);
/* PART becomes what the value at the top of the stack is written as. */
void web_make_part(lua_State *L, struct web *w, struct web_part *part);

#endif
