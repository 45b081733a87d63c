/*
 * volume.h - the index of some articles: for every two neighbouring letters, and every single one,
 * the articles that have them and in which fields. It comes in shards, of which a query reads the
 * few that it needs. The bytes are described in docs/search.md.
 */
#ifndef SEARCH_VOLUME_H
#define SEARCH_VOLUME_H

#include "base/out.h"

enum {
	VOLUME_ARTICLES = 1 << 13, /* at most */
	VOLUME_SHARD = 3 * 1024,   /* bytes; what one entry takes is never divided */
	VOLUME_SECTION = 1,	   /* the first letter of the key of a section */
};

/* ORDER of ranks, in the index and in search.js. */
enum volume_field { VOLUME_BODY, VOLUME_BYLINE, VOLUME_DECK, VOLUME_HEADLINE, VOLUME__N };

struct volume_article {
	/* search/text.h; a field may come several times: as different editions have it */
	struct volume_text {
		enum volume_field field;
		const uint16_t *unit;
		int n;
	} * text;
	int ntext;
	uint16_t section; /* volume_section() */
};

struct volume_shard {
	uint16_t first, second; /* the key of its first entry */
	str bytes;
};

struct volume {
	struct volume_shard *shard;
	int nshard;
	uint32_t version; /* of all bytes */
};

/* The second letter of the key of section NAME, as it is in search_text_add. */
uint16_t volume_section(const uint16_t *unit, int n);

/* N articles, at most VOLUME_ARTICLES; all lives in A. */
void volume_make(struct arena *a, const struct volume_article *article, int n, struct volume *out);

#endif
