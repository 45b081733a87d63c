/*
 * proof.h - what a proof-reader is told of texts, one file of content after the other: characters
 * of the other script (convert/mixed.h), and what conversion may read wrongly
 * (convert/ambiguity.h). Says of what is sure where it stands, and of what is a matter of taste as
 * little as serves. Used in check/ alone.
 */
#ifndef CHECK_PROOF_H
#define CHECK_PROOF_H

#include "check/texts.h"

/* What a text is: of names only what is sure is said. */
enum proof_kind { PROOF_TEXT, PROOF_NAME };

/*
 * The texts that come next are those of one file, in SCRIPT, of no characters but of CLASSES.
 * False: there is nothing that could be found in them.
 */
bool proof_begin(struct proof *p, struct diag *d, enum script script, unsigned classes);
/* A paragraph; its places are those of the pieces. */
void proof_pieces(struct proof *p, enum proof_kind kind, const struct convert_piece *piece, int n);
/* One string. */
void proof_text(struct proof *p, enum proof_kind kind, struct pos at, str text);
/* Report what could be told only when all of the file was seen. */
void proof_end(struct proof *p);

#endif
