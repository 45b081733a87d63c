/*
 * pinyin_table.h - words whose characters are read otherwise than alone: constants that
 * convert/compile/pinyin.c makes from data/pinyin.tsv. Seen by pinyin.c, and by their compiler,
 * alone.
 */
#ifndef CONTENT_PINYIN_TABLE_H
#define CONTENT_PINYIN_TABLE_H

#include "base/str.h"

enum pinyin_kind {
	PINYIN_WORD,
	PINYIN_SURNAME, /* read so before a form of address */
	PINYIN_ADDRESS, /* 女士, 师傅: no sound */
};

struct pinyin_row {
	enum pinyin_kind kind;
	str word, sound; /* syllables with a blank between them, one for each character */
};

extern const struct pinyin_row pinyin_rows[];
extern const int pinyin_count;

#endif
