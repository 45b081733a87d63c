/*
 * library.h - the functions that a layout sees of Lua's own library: each is
 * bounded by its arguments and counted (sandbox_charge), ordered, and blind to
 * clock, chance and addresses. For sandbox.c alone.
 */
#ifndef SCRIPT_LIBRARY_H
#define SCRIPT_LIBRARY_H

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include "script/sandbox.h"

/* Open base, table, string, math and utf8 into L, cut down to what is safe. */
void library_open(lua_State *L);

/* string.find, match, gmatch and gsub over Lua's patterns (script/pattern.c). */
int pattern_find(lua_State *L);
int pattern_match(lua_State *L);
int pattern_gmatch(lua_State *L);
int pattern_gsub(lua_State *L);

/* Ordered pairs and next (script/order.c), and a stable table.sort. */
int order_pairs(lua_State *L);
int order_next(lua_State *L);
int order_sort(lua_State *L);

/* Functions of sandbox.c that need the state's own data. */
int sandbox_pcall(lua_State *L);
int sandbox_print(lua_State *L);
int sandbox_use_script(lua_State *L);

/* What stands at 1 for a table becomes one with the same values: a binding says how (__plain). */
void library_plain(lua_State *L);

/* Push what tostring() gives for the value at IDX: never an address. */
void library_tostring(lua_State *L, int idx);

#endif
