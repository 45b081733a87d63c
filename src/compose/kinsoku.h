/*
 * kinsoku.h - how a character behaves in a line: may it begin or end one (R1 to R3),
 * which part of it is blank and may go (R8, R9), in which order (R13). Knows nothing of
 * faces: a mark is treated as full-width only where its advance is (compose/item.c).
 */
#ifndef COMPOSE_KINSOKU_H
#define COMPOSE_KINSOKU_H

#include "content/paper.h"

enum kinsoku_flag {
	KIN_NO_START = 1 << 0, /* R1: never the first of a line */
	KIN_NO_END = 1 << 1,   /* R2, GB: never the last of a line */
	KIN_MARK = 1 << 2,     /* a full-width mark: two beside each other are squeezed (R10) */
	KIN_WORD = 1 << 3,     /* R7: part of a Western word or number */
	KIN_PAIR = 1 << 4,     /* R5: two of them are one sign */
	KIN_CALL = 1 << 5,     /* R6: two of them take one em */
	KIN_SPACE = 1 << 6,    /* vanishes where a line is broken */
	KIN_JOIN = 1 << 7,     /* combining: belongs to the character before */
	KIN_TIGHT = 1 << 8,    /* R14: no space is added beside it */
	KIN_HAN = 1 << 9,      /* R15: keeps a distance from … */
	KIN_ALNUM = 1 << 10,   /* … letters and digits */
	KIN_LETTER = 1 << 11,
	KIN_DIGIT = 1 << 12,
	KIN_START = 1 << 13,   /* R12: loses its left blank at the start of a line */
	KIN_CENTRED = 1 << 14, /* R11: blank on both sides, which both go at the end of a line */
};

/* ORDER SQUEEZE. What is squeezed first (R13). */
enum squeeze {
	SQUEEZE_SPACE,	 /* between Western words */
	SQUEEZE_DOT,	 /* · where it is one em wide */
	SQUEEZE_BRACKET, /* and quotes */
	SQUEEZE_PAUSE,	 /* ，、；： */
	SQUEEZE_GAP,	 /* between Han and Western */
	SQUEEZE_STOP,	 /* 。？！ */
	SQUEEZE__N
};

struct kinsoku {
	unsigned flags;
	int left, right; /* blank sides, 1/1000 em */
	int fixed;	 /* the width it always has, 1/1000 em; 0: its advance */
	enum squeeze squeeze;
};

struct kinsoku_table; /* the habits of one edition */

const struct kinsoku_table *kinsoku_table_new(struct arena *a, enum script edition,
					      enum kinsoku_level level, bool tight);
const struct kinsoku *kinsoku(const struct kinsoku_table *t, uint32_t cp);
/* R3 strict: —— and …… do not begin a line. */
bool kinsoku_strict(const struct kinsoku_table *t);
/* R10: two marks beside each other take one em, not one and a half. */
bool kinsoku_tight(const struct kinsoku_table *t);

#endif
