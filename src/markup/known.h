/*
 * known.h - what stands alike in many files is read back once. A file says where such a piece
 * stands; whoever reads it back (markup/scan) compares the bytes and looks only at what fills the
 * gaps of the piece.
 */
#ifndef MARKUP_KNOWN_H
#define MARKUP_KNOWN_H

#include "markup/verify.h"

struct known_gap {
	enum known_gap_kind {
		GAP_CHILDREN,
		GAP_ATTRIBUTE, /* NAME="VALUE" with a blank before it, or nothing */
		GAP_WHEN       /* bytes that may be missing, and the next INSIDE gaps with them */
	} kind;
	size_t at, end; /* in the bytes of the piece; END: of what may be missing */
	int inside;
	str attribute;
};

/* A link or an id, on which line of the piece, from 0 on; AT: behind which bytes. */
struct known_found {
	struct verify_link is;
	size_t at;
	bool is_id;
};

/* A place in a piece: lines that end before it, links and ids that stand before it. */
struct known_at {
	size_t at;
	int lines, found;
};

/* A piece: an element. */
struct known {
	struct arena *mem; /* for what is found in it; it lasts as long as any file */
	str bytes;	   /* with nothing in the gaps, and all that may be missing */
	const struct known_gap *gap;
	int ngap;
	/* what the reader knows of it */
	enum known_state { KNOWN_UNREAD, KNOWN_SOUND, KNOWN_UNSOUND } state;
	struct known_found *found;
	int nfound;
	/* where each gap begins, and behind them the piece ends; where what may be missing ends */
	const struct known_at *at, *end;
};

/* Where a gap begins and ends in the bytes of the file; END 0: what may be missing is missing. */
struct known_filled {
	size_t at, end;
};

/* A place of a piece in a file, those in its gaps behind it. */
struct known_place {
	size_t at;
	struct known *piece;
	const struct known_filled *gap; /* NGAP of the piece */
};

struct known_text {
	str bytes;
	const struct known_place *place; /* by AT */
	int nplace;
};

#endif
