/*
 * kinsoku.h - how a character behaves in a line: may it begin or end one (R1, R2),
 * which part of it is blank and may go (R8, R9), in which order (R13). Knows nothing of
 * faces: a mark is treated as full-width only where its advance is (compose/line.c).
 */
#ifndef COMPOSE_KINSOKU_H
#define COMPOSE_KINSOKU_H

#include "convert/convert.h"

enum kinsoku_flag {
	KIN_NO_START = 1, /* R1: never the first of a line */
	KIN_NO_END = 2,	  /* R2, GB: never the last of a line */
	KIN_MARK = 4,	  /* a full-width mark: two beside each other are squeezed (R10) */
	KIN_WORD = 8,	  /* R7: part of a Western word or number */
	KIN_PAIR = 16,	  /* R5: two of them are one sign */
	KIN_SPACE = 32,	  /* vanishes where a line is broken */
	KIN_JOIN = 64,	  /* combining: belongs to the character before */
	KIN_TIGHT = 128	  /* R14: no space is added beside it */
};

/* What is squeezed first (R13). */
enum kinsoku_level { KIN_BRACKET, KIN_PAUSE /* ，、；： */, KIN_STOP /* 。？！ */, KIN_LEVELS };

struct kinsoku {
	unsigned flags;
	int left, right; /* blank sides, 1/1000 em */
	int fixed;	 /* the width it always has, 1/1000 em; 0: its advance */
	enum kinsoku_level level;
};

struct kinsoku kinsoku(uint32_t cp, enum script edition);

#endif
