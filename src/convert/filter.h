/*
 * filter.h - passes quickly over text in which none of many keys begins: lists the places where a
 * character is told, or where two neighbours, and a third character behind them, are those of a
 * key. Says "perhaps" now and then where nothing is. Seen by convert/terms.c alone.
 */
#ifndef CONVERT_FILTER_H
#define CONVERT_FILTER_H

#include "base/arena.h"
#include "base/str.h"

enum {
	FILTER_SIGN = 3, /* bytes of most characters */
	FILTER_PAIR = 2 * FILTER_SIGN,
	FILTER_REACH = 16, /* bytes from a place on that may be looked at */
	FILTER_CHARACTERS = 1 << 16,
	FILTER_CLASSES = 7,
	FILTER_BLOCK = 2048, /* bytes that are read at once */
	FILTER_MORE = 8	     /* who lists several places at a time may write beyond */
};

/*
 * A key that begins with two characters of three bytes is found by its pair, if the first one may
 * be the first of a key and the second one the second of a key, of one class. Others are found by
 * their first character, which is told. One of four bytes goes by the first three, one of two bytes
 * by the first: as many are stepped over.
 */
struct filter {
	/*
	 * of each character, or byte: bits 2 i and 2 i + 1, it is the first or the second one of
	 * class i
	 */
	uint16_t *kind;
	/* two bits for each pair with a third character, or with none, in a line by the pair */
	uint32_t *pair;
	int shift; /* of a hash, to a line */
};

#define FILTER_TOLD    0x8000u
#define FILTER_SECONDS 0x2AAAu

/* For as many KEYS, in A. */
void filter_init(struct arena *a, struct filter *f, int keys);
void filter_add(struct filter *f, str key);
void filter_tell(struct filter *f, uint32_t cp);

/* Places in a text that are worth a look, in order. */
struct filter_places {
	ptrdiff_t base; /* of them */
	int read;	/* bytes from there on in which all are listed */
	int n;
	uint16_t place[FILTER_BLOCK + FILTER_MORE];
};

/* List those behind what P has read: none only if that is the end of TEXT. */
void filter_read(const struct filter *f, str text, struct filter_places *p);
/* Whether byte AT of TEXT, where a character begins, is worth a look. */
bool filter_has(const struct filter *f, str text, ptrdiff_t at);

/*
 * The first step, in ways that give the same: of the N bytes at TEXT, and at most FILTER_BLOCK,
 * list what is told, with FILTER_SURE, and the first ones of pairs that meet. The last character is
 * not done. FILTER_REACH bytes more may be looked at; there are at least two characters.
 */
#define FILTER_SURE (1u << 15)
void filter_list_portable(const struct filter *f, const char *text, ptrdiff_t n,
			  struct filter_places *p);
#if defined __x86_64__
enum { FILTER_REACH_AVX2 = 128 }; /* for fewer bytes it lists nothing */
void filter_list_avx2(const struct filter *f, const char *text, ptrdiff_t n,
		      struct filter_places *p);
#endif

#endif
