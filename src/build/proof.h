/*
 * proof.h - the pages of an issue as pictures, for the editor's eye: drawn from the PDFs that the
 * print shop would get, by whatever program for that is installed.
 */
#ifndef BUILD_PROOF_H
#define BUILD_PROOF_H

#include "build/plan.h"

/*
 * Draw each PDF that the jobs of P wrote below P->staging: print/DATE-EDITION.pdf as
 * print/DATE-EDITION/proof-1.png and so on. False, with a message, if it cannot be done.
 */
bool proof_draw(struct plan *p);

#endif
