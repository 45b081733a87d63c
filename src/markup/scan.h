/*
 * scan.h - XML as our own writer writes it, read strictly and ten times as fast as a parser can:
 * UTF-8, no DOCTYPE, no CDATA, no prefixes but xml:lang and xhtml:link, start tags on one line.
 * What else XML allows is not looked into; libxml2 then decides (markup/verify.c), and says what is
 * wrong.
 */
#ifndef MARKUP_SCAN_H
#define MARKUP_SCAN_H

#include "markup/found.h"
#include "markup/known.h"
#include "markup/printed.h"

/*
 * True if TEXT is well-formed XML for sure, with all that is found in it in FOUND, and, unless
 * PRINTED is NULL, a printed page (markup/printed.h). False: not sure; FOUND holds part of it.
 */
bool scan_xml(const struct known_text *text, struct printed *printed, struct found *found);

#endif
