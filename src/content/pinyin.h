/*
 * pinyin.h - Chinese in the Latin alphabet, without tones, for addresses. One character is read as
 * ICU reads it; words in which it is read otherwise are in data/pinyin.tsv.
 */
#ifndef CONTENT_PINYIN_H
#define CONTENT_PINYIN_H

#include "base/arena.h"
#include "base/str.h"

/*
 * TEXT in [a-z0-9-]: a run of Han is one word, ü is v ("重庆·绿地 2024" -> "chongqing-lvdi-2024").
 * Traditional is read like Simplified. Empty if nothing is left.
 */
str pinyin_slug(struct arena *a, str text);

#endif
