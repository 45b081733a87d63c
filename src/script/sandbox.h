/*
 * sandbox.h - Lua for layouts: base, table, string, math and utf8 without what
 * reads, loads or waits; text chunks only; a memory and an instruction limit;
 * pairs in order; no clock, no random numbers, no addresses. A second line of
 * defence: scripts run only in forked workers under limits of the system
 * (build/worker.c). lua.h is seen in src/script/ alone.
 *
 * What a script changes in its globals stays in its state: open one state for
 * each issue and edition, or begin anew, so that no result depends on what a worker did before.
 */
#ifndef SCRIPT_SANDBOX_H
#define SCRIPT_SANDBOX_H

#include "base/diag.h"
#include "base/file.h"

struct lua_State;
struct sandbox;

enum {
	SANDBOX_MEMORY = 64 << 20,	      /* bytes */
	SANDBOX_STRING = 1 << 20,	      /* bytes of one string */
	SANDBOX_INSTRUCTIONS = 200 * 1000000, /* for one call; work done in C counts too */
	SANDBOX_SCRIPT_MAX = 64 << 10,	      /* bytes of one script */
	SANDBOX_PRINTS = 20,		      /* lines that print() may show in one state */
	SANDBOX_KEPT = 8		      /* states that are kept */
};

/*
 * A fresh state. Scripts are read through the gate from FOLDER ("layouts/web") below ROOT; a script
 * reaches another one of the folder by use("name"), which runs name.lua once and returns its value.
 */
struct sandbox *sandbox_new(struct arena *a, struct diag *d, const struct root *r, str folder);
void sandbox_free(struct sandbox *s);
/* Compile all scripts of the folder, which runs none of them. */
void sandbox_compile(struct sandbox *s);
/*
 * Keep the state as it is now as number N, in the arena of sandbox_new(). sandbox_begin() puts it
 * back to that, whatever scripts did since; it is as good as a fresh one, and costs a hundredth.
 * From then on what it says goes to D, A is its memory, and R is the same folder, which may take
 * note of what is asked of it.
 */
void sandbox_keep(struct sandbox *s, int n);
void sandbox_begin(struct sandbox *s, int n, struct arena *a, struct diag *d, const struct root *r);
/*
 * After sandbox_begin(): run the scripts NAME, up to an empty one, and keep the state as number N.
 * False, and nothing is kept, if one of them has a fault or something to say: each issue must hear
 * it.
 */
bool sandbox_run_all(struct sandbox *s, const str *name, int n);
struct lua_State *sandbox_lua(struct sandbox *s);

/*
 * Run script NAME ("tabloid") and leave its value on the stack. False: it failed; the message names
 * script:line and WHAT was being made ("第1版"), the stack is as it was.
 */
bool sandbox_load(struct sandbox *s, str name, str what);
/*
 * Call the function and NARG arguments on the stack, leaving NRESULT values. False as above.
 */
bool sandbox_call(struct sandbox *s, int narg, int nresult, str what);
/*
 * Call F with CTX as its only argument, a light userdata, and no result. What a binding does with
 * the Lua API belongs in such a function: outside of one, an error of Lua ends the process.
 */
bool sandbox_run(struct sandbox *s, int (*f)(struct lua_State *), void *ctx, str what);

/*
 * For functions of a binding, which are called by scripts:
 * count WORK done in C (one unit is about one instruction); raises when the limit is passed.
 */
void sandbox_charge(struct lua_State *L, size_t work);
/* The line that called it; the name of the file is in A. */
struct pos sandbox_place(struct lua_State *L, struct arena *a);
/* Push the value of script NAME, as use() does. */
void sandbox_use(struct lua_State *L, str name);

#endif
