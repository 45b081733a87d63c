/*
 * web_build.h - how what layouts return becomes bytes: web_tree.c walks it, web_attributes.c writes
 * the attributes of elements, web_lines.c breaks lines, web_part.c makes parts, web_fill.c places
 * them; web_build.c holds what all of them need.
 */
#ifndef SCRIPT_WEB_BUILD_H
#define SCRIPT_WEB_BUILD_H

#include "script/web_state.h"

enum {
	WEB_ATTRIBUTES_MAX = 32,
	WEB_NUMBER_MAX = 24 /* bytes of a number */
};

/* What a value of a part is found to be. */
struct web_got {
	enum web_got_kind {
		GOT_NOTHING_YET,
		GOT_NIL,
		GOT_FALSE,
		GOT_TRUE,
		GOT_TEXT, /* in Lua's memory, where the values hold it, or in that of the page */
		GOT_NUMBER,
		GOT_DATA,
		GOT_BODY,
		GOT_PART,    /* that has no gaps */
		GOT_LIST,    /* PART for each member of DATA */
		GOT_TABLE,   /* of Lua, AT of the stack */
		GOT_LUA,     /* anything else that stands there */
		GOT_LUA_LIST /* PART for each member of the table AT */
	} kind;
	bool sound; /* TEXT: xhtml_sound_text() */
	int at;
	union {
		str text;
		lua_Integer number;
		struct data_entry *body;
		struct {
			const struct data *data;
			const struct web_part *part;
		};
	};
};

/* One page, or part, on its way from Lua's tables to bytes. */
struct web_build {
	struct web *web;
	struct out *out;
	const void *content;	     /* its metatable */
	str path[ELEMENT_DEPTH_MAX]; /* names of the open elements, for messages */
	int depth;		     /* elements and lists that are open */
	int nodes;
	size_t bytes;
	struct web_child *child; /* of the open elements that break lines; all of a part */
	int nchild, room;
	const struct web_part *part; /* that is being made; NULL: a page is */
	struct web_gap *gap;	     /* of the part */
	int ngap, gap_room;
	struct known_place *place; /* of known children of parts in a page */
	int nplace, place_room;
	struct known_filled *filled; /* room for gaps of places to come */
	int nfilled;
	int elements;	     /* begun so far */
	struct web_got *got; /* values of the parts that are being placed */
	int ngot, got_room;
};

/*
 * The inside of an element that is being written. Its children stand on lines of their own until
 * one of them shows that lines cannot be broken there.
 */
struct web_inside {
	int n, gaps; /* children so far; those of them that are gaps */
	bool blocks; /* there are blocks among them */
	bool breaks;
	enum web_inside_of { IN_ELEMENT, IN_PART, IN_GAP } of;
	int first, first_gap; /* in the lists of children and gaps */
	int element;	      /* its number */
};

/* web_build.c: raises FAULT, with the open elements, since the script is not known any more. */
int web_refuse(lua_State *L, const struct web_build *b, const char *fault);
extern const char web_not_utf8[];
void web_enter(lua_State *L, struct web_build *b, str name);
/* N more elements could be open. */
void web_check_depth(lua_State *L, const struct web_build *b, int n);
/* N elements that were written with a part are open, too. */
void web_enter_part(lua_State *L, struct web_build *b, int n);
/* NODES more are written, in so many BYTES, with GAPS filled among them. */
void web_count_all(lua_State *L, struct web_build *b, int nodes, size_t bytes, int gaps);
void web_count(lua_State *L, struct web_build *b, size_t bytes);
/* The metatable of content. */
const void *web_content_kind(lua_State *L);
/* The content at the top of the stack; NULL: it is something else. */
struct web_content *web_content_at_top(lua_State *L, const struct web_build *b);
/* What stands at the top of the stack for a value of a part; NULL: it is something else. */
const struct web_content *web_value_at_top(lua_State *L, const struct web_build *b);
/* The string at the top of the stack. Whether it is UTF-8 is seen when it is written. */
str web_take_text(lua_State *L, struct web_build *b);
/* I, written to DIGITS. */
str web_number(lua_Integer i, char digits[WEB_NUMBER_MAX]);
/* The whole number at the top of the stack, written to DIGITS. */
str web_take_number(lua_State *L, const struct web_build *b, char digits[WEB_NUMBER_MAX]);

struct web_attribute {
	str name, value; /* in Lua's memory, where the table holds them */
	int type;	 /* of the value, as Lua has it; LUA_TNIL: none, or false: it is left out */
	const struct web_content *value_of; /* the value is given where the part is placed */
	char digits[WEB_NUMBER_MAX];
};

/* What a table has: attributes, sorted, and the last place of its list. */
struct web_contents {
	struct web_attribute all[WEB_ATTRIBUTES_MAX], *list[WEB_ATTRIBUTES_MAX];
	int n;
	lua_Integer last;
};

/* web_attributes.c: of the table at the top of the stack. */
void web_contents_of(lua_State *L, struct web_build *b, struct web_contents *c);
void web_put_attributes(lua_State *L, struct web_build *b, const struct web_contents *c);
/* What fills GAP, an attribute: the value at the top of the stack; VALUE. */
void web_fill_attribute(lua_State *L, struct web_build *b, const struct web_gap *gap);
void web_write_attribute(lua_State *L, struct web_build *b, const struct web_gap *gap, str value,
			 bool sound);

/* web_lines.c: the next child of IN is written from here on; the last one was. */
void web_begin_child(struct web_build *b, struct web_inside *in, bool in_line);
void web_end_children(struct web_build *b, struct web_inside *in);
/* A known child of a part begins here; where its gaps are is to be set. NULL: none is noted. */
struct known_filled *web_note_place(struct web_build *b, struct known *child);

/* web_part.c: what H stands for is to fill the GAP that begins here. */
void web_note_gap(lua_State *L, struct web_build *b, const struct web_content *h,
		  struct web_gap gap);

/* web_fill.c: H, a part or a list of it, which is at the top of the stack, among the children of
 * IN. */
void web_put_part(lua_State *L, struct web_build *b, struct web_inside *in,
		  const struct web_content *h);
/* The list T, as children. */
void web_put_data(lua_State *L, struct web_build *b, struct web_inside *in, const struct data *t);

/* web_tree.c: the value at the top of the stack, a child of IN. */
void web_put_child(lua_State *L, struct web_build *b, struct web_inside *in);
void web_put_text(lua_State *L, struct web_build *b, struct web_inside *in, str text, bool sound);
void web_put_body(lua_State *L, struct web_build *b, struct web_inside *in, struct data_entry *e);
void web_write_text(lua_State *L, struct web_build *b, str text, bool sound);

#endif
