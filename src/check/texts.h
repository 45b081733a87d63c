/*
 * texts.h - proof-reading: every text that a reader sees, in the script that it is declared to be
 * in. Never code, URLs, certificate numbers and codes.
 */
#ifndef CHECK_TEXTS_H
#define CHECK_TEXTS_H

#include "content/issue.h"

/* Of all files of ISSUE. GLOSSARY may be NULL. */
void check_texts(struct diag *d, const struct paper *paper, const struct glossary *glossary,
		 const struct issue *issue);
/* Of paper.md: slogan, contact and the About page; its names are as they are. */
void check_paper_texts(struct diag *d, const struct paper *paper, const struct glossary *glossary);

#endif
