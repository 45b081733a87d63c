/*
 * search.h - the archive's index, for readers' browsers (docs/search.md). A worker folds the text
 * of its issue and leaves it in the spool; when all issues are done, one worker for each volume
 * makes an index of it (search/volume.h). Whole years lie in one volume; the year that is being
 * published is one of its own, so the next issue changes no other.
 */
#ifndef EMIT_SEARCH_H
#define EMIT_SEARCH_H

#include "emit/emit.h"

struct search_volume {
	str name;     /* "2001-2007", "2026" */
	int from, to; /* its issues, TO not included */
};

/* The issues in volumes, oldest first; each has an article. */
struct search_volume *search_plan(struct arena *a, const struct summary *sum, int n, int *nvolume);

/* With each edition of an issue: its text for search, and its list of stories for the results. */
void search_edition(struct emit *e, const struct summary *sum, const struct summary_edition *ed);
/* After the last of them; SUM is told where the text lies. */
void search_keep(struct emit *e, struct summary *sum);

/* That text, in A, and the same text of an issue that was made before: SUM is told where it lies.
 */
str search_kept(struct arena *a, const struct spool *s, const struct summary *sum);
void search_keep_text(struct spool *s, str text, struct summary *sum);

void search_volume_write(struct emit *e, const struct summary *sum, const struct search_volume *v);
/* What the page needs besides: shapes of characters. */
void search_shapes_write(struct emit *e);

#endif
