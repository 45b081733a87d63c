#include "script/sandbox.h"

#include "base/asked.h"
#include "base/utf8.h"
#include "script/heap.h"
#include "script/library.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

enum { GC_PAUSE = 1000 }; /* percent of what was in use */
/* Blocks of sizes that are not asked for any more cannot be used for others. */
#define HEAP_ROOM ((size_t)SANDBOX_MEMORY * 4)
enum {
	HOOK_EVERY = 1000, /* instructions between two looks at the budget */
	REFUSAL_WORK = 1000 *
		       1000,  /* an allocation refused: Lua has collected all garbage before */
	USE_WORK = 10 * 1000, /* of a call of use(), which asks the file system */
	PCALL_DEPTH = 150,    /* calls inside each other */
	BYTES_A_UNIT = 16,    /* of memory asked for: about what one instruction costs */
	MESSAGE_MAX = 300     /* bytes of a script's message that are shown */
};

static const str suffix = STR_INIT(".lua");

struct script {
	struct script *next;
	str name;
	const struct source *source;
	struct asked asked; /* of the file system for it */
	unsigned run;	    /* before which states were kept, by their bits */
};

struct kept {
	struct heap_image heap;
	size_t used;
};

struct sandbox {
	struct arena *own; /* of sandbox_new() */
	struct arena *mem;
	struct diag *diag;
	const struct root *root;
	str folder;
	struct heap heap;
	struct script *script; /* compiled beforehand */
	lua_State *L;
	size_t used; /* bytes */
	struct kept kept[SANDBOX_KEPT];
	unsigned keeping; /* the bit of the state that scripts are run for; 0: they are used */
	int64_t limit;	  /* of one call */
	int64_t budget;	  /* instructions and work that are left of this call */
	bool spent;	  /* the budget is gone: nothing may go on */
	int prints;
	char file[256]; /* where the last error was raised; empty: not known */
	int line;
};

static struct sandbox *
sandbox_of(lua_State *L)
{
	return *(struct sandbox **)lua_getextraspace(L);
}

/* The innermost line of a script that is running; false: there is none. */
static bool
find_place(lua_State *L, lua_Debug *ar)
{
	for (int level = 0; lua_getstack(L, level, ar); level++) {
		lua_getinfo(L, "Sl", ar);
		if (ar->currentline > 0)
			return true;
	}
	return false;
}

/* Where the error is being raised; not known: what is known stays. */
static void
note_place(struct sandbox *s)
{
	lua_Debug ar;

	if (!s->L || !find_place(s->L, &ar))
		return;
	snprintf(s->file, sizeof s->file, "%s", ar.source + 1);
	s->line = ar.currentline;
}

struct pos
sandbox_place(lua_State *L, struct arena *a)
{
	struct pos at = {0};
	lua_Debug ar;

	if (find_place(L, &ar)) {
		at.file = str_dup(a, str_from(ar.source + 1));
		at.line = ar.currentline;
	}
	return at;
}

static void
hook(lua_State *L, lua_Debug *ar)
{
	struct sandbox *s = sandbox_of(L);

	(void)ar;
	s->budget -= HOOK_EVERY;
	if (s->budget >= 0)
		return;
	s->spent = true;
	/* From now on every instruction raises: a script cannot catch its end and go on. */
	lua_sethook(L, hook, LUA_MASKCOUNT, 1);
	luaL_error(L, "script ran too long");
}

void
sandbox_charge(lua_State *L, size_t work)
{
	struct sandbox *s = sandbox_of(L);

	s->budget -= work < SANDBOX_INSTRUCTIONS ? (int64_t)work : SANDBOX_INSTRUCTIONS;
	if (s->budget < 0) {
		s->spent = true;
		lua_sethook(L, hook, LUA_MASKCOUNT, 1);
		luaL_error(L, "script ran too long");
	}
}

/*
 * Memory is counted, and asking for it is work: a script that copies large strings again and
 * again is stopped as one that loops is. Lua frees what it can and asks once more before it
 * gives up; shrinking never fails.
 */
static void *
allocate(void *ud, void *p, size_t osize, size_t nsize)
{
	struct sandbox *s = ud;
	size_t old = p ? osize : 0;
	bool is_string = !p && osize == LUA_TSTRING;
	void *q;

	if (nsize > old) {
		s->budget -= (int64_t)(nsize / BYTES_A_UNIT);
		if (s->spent || s->used - old + nsize > SANDBOX_MEMORY ||
		    (is_string && nsize > SANDBOX_STRING + 64)) {
			s->budget -= REFUSAL_WORK;
			note_place(s);
			return NULL;
		}
	}
	q = heap_resize(&s->heap, p, old, nsize);
	if (q || nsize == 0)
		s->used += nsize - old;
	return q;
}

int
sandbox_pcall(lua_State *L)
{
	lua_Debug ar;
	int status;

	luaL_checkany(L, 1);
	/* Lua walks the whole stack at each error that is caught: no catching far down. */
	if (lua_getstack(L, PCALL_DEPTH, &ar))
		return luaL_error(L, "pcall: too many calls inside each other");
	status = lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0);
	if (status != LUA_OK && sandbox_of(L)->spent)
		return lua_error(L);
	lua_pushboolean(L, status == LUA_OK);
	lua_insert(L, 1);
	return lua_gettop(L);
}

int
sandbox_print(lua_State *L)
{
	struct sandbox *s = sandbox_of(L);
	int n = lua_gettop(L);
	luaL_Buffer b;
	size_t len;
	const char *text;

	luaL_buffinit(L, &b);
	for (int i = 1; i <= n; i++) {
		if (i > 1)
			luaL_addchar(&b, ' ');
		library_tostring(L, i);
		luaL_addvalue(&b);
	}
	luaL_pushresult(&b);
	text = lua_tolstring(L, -1, &len);
	if (s->prints++ < SANDBOX_PRINTS) {
		struct pos at = {0};

		note_place(s);
		at.file = str_from(s->file);
		at.line = s->line;
		if (len > MESSAGE_MAX)
			len = MESSAGE_MAX;
		diag(s->diag, D_SCRIPT_PRINT, at, ((str){text, (ptrdiff_t)len}));
	}
	return 0;
}

static bool
name_ok(str name)
{
	for (ptrdiff_t i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
			return false;
	}
	return name.n > 0 && name.n <= 64;
}

static str
script_path(const struct sandbox *s, str name)
{
	return str_fmt(s->mem, STR_FMT "/" STR_FMT ".lua", STR_ARG(s->folder), STR_ARG(name));
}

/* Read and compile script NAME; its function is left on the stack. */
static const struct source *
compile_script(lua_State *L, struct sandbox *s, str name)
{
	str path = script_path(s, name);
	enum file_kind kind;
	const struct source *src;

	if (!file_kind(s->root, path, &kind) || kind != FILE_REGULAR)
		luaL_error(L, "no script %s", path.p);
	src = source_read(s->mem, s->diag, s->root, path);
	if (!src)
		luaL_error(L, "script %s cannot be read", path.p);
	if (src->text.n > SANDBOX_SCRIPT_MAX)
		luaL_error(L, "script %s is larger than %d KiB", path.p, SANDBOX_SCRIPT_MAX >> 10);
	sandbox_charge(L, (size_t)src->text.n);
	lua_pushfstring(L, "=%s", path.p);
	if (luaL_loadbufferx(L, src->text.p, (size_t)src->text.n, lua_tostring(L, -1), "t"))
		lua_error(L);
	lua_remove(L, -2);
	return src;
}

/* The same, if that was not done beforehand: registry.compiled: name -> function. */
static void
push_script(lua_State *L, struct sandbox *s, str name)
{
	luaL_getsubtable(L, LUA_REGISTRYINDEX, "compiled");
	lua_pushlstring(L, name.p, (size_t)name.n);
	if (lua_rawget(L, -2) != LUA_TFUNCTION) {
		lua_pop(L, 1);
		compile_script(L, s, name);
	}
	lua_remove(L, -2);
	for (struct script *at = s->script; at; at = at->next) {
		if (!str_eq(at->name, name))
			continue;
		at->run |= s->keeping;
		asked_again(s->root->asked, &at->asked);
	}
}

/* registry.scripts: name -> value; false while the script runs. */
void
sandbox_use(lua_State *L, str name)
{
	sandbox_charge(L, USE_WORK);
	luaL_checkstack(L, 8, NULL);
	if (!name_ok(name))
		luaL_error(L, "no name of a script: a-z, 0-9, - and _ only");
	luaL_getsubtable(L, LUA_REGISTRYINDEX, "scripts");
	lua_pushlstring(L, name.p, (size_t)name.n);
	if (lua_rawget(L, -2) == LUA_TBOOLEAN && !lua_toboolean(L, -1))
		luaL_error(L, "script %s uses itself", str_z(sandbox_of(L)->mem, name));
	if (lua_isnil(L, -1)) {
		lua_pushlstring(L, name.p, (size_t)name.n);
		lua_pushboolean(L, 0);
		lua_rawset(L, -4);
		push_script(L, sandbox_of(L), name);
		lua_call(L, 0, 1);
		if (lua_isnil(L, -1) || (lua_isboolean(L, -1) && !lua_toboolean(L, -1)))
			luaL_error(L, "script %s returns nothing", str_z(sandbox_of(L)->mem, name));
		lua_pushlstring(L, name.p, (size_t)name.n);
		lua_pushvalue(L, -2);
		lua_rawset(L, -5);
		lua_remove(L, -2);
	}
	lua_remove(L, -2);
}

int
sandbox_use_script(lua_State *L)
{
	size_t n;
	const char *name = luaL_checklstring(L, 1, &n);

	sandbox_use(L, (str){name, (ptrdiff_t)n});
	return 1;
}

/* Runs where the error is raised, with the stack of the script still there. */
static int
on_error(lua_State *L)
{
	note_place(sandbox_of(L));
	return 1;
}

/*
 * Lua puts "file:line: " before its messages. A script that raises on behalf of its
 * caller (error(text, 2)) means that line, so it wins over the innermost one.
 */
static str
cut_place(const struct sandbox *s, str text, struct pos *at)
{
	ptrdiff_t end = str_find(text, STR(".lua:"));
	str rest, number;
	int line;

	if (!str_starts(text, s->folder) || end < 0)
		return text;
	rest = str_from_at(text, end + 5);
	number = str_cut(&rest, STR(": "));
	if (!str_number(number, &line))
		return text;
	at->file = str_sub(text, 0, end + 4);
	at->line = line;
	return rest;
}

static str
shorten(str text)
{
	ptrdiff_t n = text.n < MESSAGE_MAX ? text.n : MESSAGE_MAX;

	while (n > 0 && n < text.n && ((unsigned char)text.p[n] & 0xC0) == 0x80)
		n--;
	return str_sub(text, 0, n);
}

/* The error object on the stack as a message; nothing of the script is called for it. */
static void
report(struct sandbox *s, int status, str what)
{
	struct pos at = {.file = str_from(s->file), .line = s->line};
	str text = {0};
	size_t n = 0;

	if (lua_type(s->L, -1) == LUA_TSTRING) {
		text.p = lua_tolstring(s->L, -1, &n);
		text.n = (ptrdiff_t)n;
	} else {
		text = str_fmt(s->mem, "an error object (%s)", luaL_typename(s->L, -1));
	}
	if (s->spent) {
		diag(s->diag, D_SCRIPT_TIME, at, what);
	} else if (status == LUA_ERRMEM) {
		diag(s->diag, D_SCRIPT_MEMORY, at, what, diag_int(s->diag, SANDBOX_MEMORY >> 20));
	} else {
		text = cut_place(s, text, &at);
		diag(s->diag, D_SCRIPT, at, what, shorten(text));
	}
}

bool
sandbox_call(struct sandbox *s, int narg, int nresult, str what)
{
	lua_State *L = s->L;
	int base = lua_gettop(L) - narg;
	int status;

	s->budget = s->limit;
	s->spent = false;
	s->file[0] = '\0';
	s->line = 0;
	lua_sethook(L, hook, LUA_MASKCOUNT, HOOK_EVERY);
	lua_pushcfunction(L, on_error);
	lua_insert(L, base);
	status = lua_pcall(L, narg, nresult, base);
	lua_sethook(L, NULL, 0, 0);
	lua_remove(L, base);
	if (status == LUA_OK)
		return true;
	report(s, status, what);
	lua_settop(L, base - 1);
	return false;
}

bool
sandbox_run(struct sandbox *s, int (*f)(lua_State *), void *ctx, str what)
{
	lua_pushcfunction(s->L, f);
	lua_pushlightuserdata(s->L, ctx);
	return sandbox_call(s, 1, 0, what);
}

static int
load_named(lua_State *L)
{
	sandbox_use(L, *(const str *)lua_touserdata(L, 1));
	return 1;
}

bool
sandbox_load(struct sandbox *s, str name, str what)
{
	lua_pushcfunction(s->L, load_named);
	lua_pushlightuserdata(s->L, &name);
	return sandbox_call(s, 1, 1, what);
}

static int
open_library(lua_State *L)
{
	library_open(L);
	return 0;
}

struct sandbox *
sandbox_new(struct arena *a, struct diag *d, const struct root *r, str folder)
{
	struct sandbox *s = NEW(a, struct sandbox, 1);
	bool opened;

	*s = (struct sandbox){.own = a, .mem = a, .diag = d, .root = r, .folder = folder};
	s->limit = s->budget = SANDBOX_INSTRUCTIONS;
	if (heap_open(&s->heap, HEAP_ROOM))
		s->L = lua_newstate(allocate, s);
	if (!s->L) {
		fputs("lilong: out of memory\n", stderr);
		exit(2);
	}
	*(struct sandbox **)lua_getextraspace(s->L) = s;
	/* Scripts are short and leave little: most end before anything is worth collecting. */
	lua_gc(s->L, LUA_GCINC, GC_PAUSE, 0, 0);
	opened = sandbox_run(s, open_library, NULL, STR("Lua"));
	assert(opened);
	(void)opened;
	return s;
}

void
sandbox_free(struct sandbox *s)
{
	heap_close(&s->heap);
}

/* Compile the script that is named, and remember it. */
static int
prepare_script(lua_State *L)
{
	struct sandbox *s = sandbox_of(L);
	struct script *script = lua_touserdata(L, 1);

	luaL_getsubtable(L, LUA_REGISTRYINDEX, "compiled");
	lua_pushlstring(L, script->name.p, (size_t)script->name.n);
	script->source = compile_script(L, s, script->name);
	if (s->diag->first)
		return luaL_error(L, "there is something to tell");
	lua_rawset(L, -3);
	return 0;
}

/* One that has a fault, or that there is something to say about, is left for use() to find. */
static void
prepare(struct sandbox *s, str file)
{
	struct diag *d = s->diag, quiet;
	const struct root *root = s->root;
	struct script *script = NEW(s->mem, struct script, 1);
	struct root noting = {root->fd, &script->asked};

	diag_init(&quiet, s->mem);
	s->diag = &quiet;
	s->root = &noting;
	script->asked.mem = s->mem;
	script->name = str_sub(file, 0, file.n - suffix.n);
	if (sandbox_run(s, prepare_script, script, file)) {
		script->next = s->script;
		s->script = script;
	}
	s->diag = d;
	s->root = root;
}

void
sandbox_compile(struct sandbox *s)
{
	struct file_entry *file;
	struct diag quiet;
	int n;

	diag_init(&quiet, s->mem);
	if (file_list(s->mem, &quiet, s->root, s->folder, &file, &n))
		for (int i = 0; i < n; i++)
			if (str_ends(file[i].name, suffix) && file[i].kind == FILE_REGULAR)
				prepare(s, file[i].name);
}

void
sandbox_keep(struct sandbox *s, int n)
{
	assert(0 <= n && n < SANDBOX_KEPT);
	lua_gc(s->L, LUA_GCCOLLECT);
	s->kept[n].used = s->used;
	heap_keep(&s->heap, s->own, &s->kept[n].heap);
}

void
sandbox_begin(struct sandbox *s, int n, struct arena *a, struct diag *d, const struct root *r)
{
	heap_back(&s->heap, &s->kept[n].heap);
	s->root = r;
	s->mem = a;
	s->diag = d;
	s->used = s->kept[n].used;
	s->prints = 0;
	for (const struct script *at = s->script; at; at = at->next) {
		diag_source(d, at->source->path, at->source->text);
		if (at->run & 1u << n)
			asked_again(r->asked, &at->asked);
	}
}

bool
sandbox_run_all(struct sandbox *s, const str *name, int n)
{
	bool ok = true;

	s->keeping = 1u << n;
	for (; ok && name->n > 0; name++) {
		ok = sandbox_load(s, *name, *name);
		if (ok)
			lua_pop(s->L, 1);
	}
	s->keeping = 0;
	ok = ok && !s->diag->first;
	if (ok)
		sandbox_keep(s, n);
	return ok;
}

lua_State *
sandbox_lua(struct sandbox *s)
{
	return s->L;
}
