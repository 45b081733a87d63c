/*
 * sandbox.h - Lua for layouts: base, table, string, math and utf8 without what
 * reads, loads or waits; text chunks only; a memory and an instruction limit;
 * pairs in order; no clock, no random numbers. A second line of defence: scripts
 * run only in forked workers under limits of the system (build/worker.c). lua.h is
 * seen in src/script/ alone.
 */
#ifndef SCRIPT_SANDBOX_H
#define SCRIPT_SANDBOX_H

#include "base/diag.h"
#include "base/file.h"

struct lua_State;
struct sandbox;

enum {
	SANDBOX_MEMORY = 64 << 20,	      /* bytes */
	SANDBOX_INSTRUCTIONS = 200 * 1000000, /* for one call */
	SANDBOX_SCRIPT_MAX = 64 << 10	      /* bytes of one script */
};

/*
 * A fresh state. Scripts are read through the gate from FOLDER ("layouts/web") below ROOT; a script
 * reaches another one of the folder by use("name"), which runs name.lua once and returns its value.
 */
struct sandbox *sandbox_new(struct arena *a, struct diag *d, const struct root *r, str folder);
void sandbox_free(struct sandbox *s);
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

#endif
