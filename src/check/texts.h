/*
 * texts.h - proof-reading: every text that a reader sees, in the script that it is declared to be
 * in. Never code, URLs, certificate numbers and codes.
 */
#ifndef CHECK_TEXTS_H
#define CHECK_TEXTS_H

#include "content/issue.h"

/*
 * For one issue after the other: what is made of dictionaries and of the glossary is kept. PAPER's
 * editions say what will be converted; GLOSSARY may be NULL. Both must outlive the result.
 */
struct proof;
struct proof *proof_new(const struct paper *paper, const struct glossary *glossary);
void proof_free(struct proof *p);

/* Of all files of ISSUE. */
void check_texts(struct proof *p, struct diag *d, const struct issue *issue);
/* Of paper.md: slogan, contact and the About page; its names are as they are. */
void check_paper_texts(struct proof *p, struct diag *d, const struct paper *paper);

#endif
