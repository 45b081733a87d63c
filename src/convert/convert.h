/*
 * convert.h - Traditional and Simplified. A paragraph is handed over as pieces
 * that are seen as one string, so that **头**发 is converted as 头发; the result is
 * mapped back to the pieces per code point. Locks (-{…}-) and house terms win
 * over every dictionary. The dictionaries are OpenCC's (engine.h).
 */
#ifndef CONVERT_CONVERT_H
#define CONVERT_CONVERT_H

#include "base/diag.h"
#include "base/file.h"

/* ORDER SCRIPT: also the editions of an issue, in this order. */
enum script { SCRIPT_HANS, SCRIPT_HANT, SCRIPT_HANT_TW, SCRIPT_HANT_HK, SCRIPT__N };

/* "hans", "hant", "hant-tw", "hant-hk". */
str script_name(enum script s);
/* "zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK": BCP 47. */
str script_tag(enum script s);
/* Also "简体", "繁體"…; false if unknown. */
bool script_parse(str name, enum script *out);
/*
 * Simplified or Traditional by the characters that only one of them has (conversion.md 6.1);
 * FALLBACK where neither is ahead. Traditional is FALLBACK's kind of it, or else HANT.
 */
enum script script_detect(str text, enum script fallback);

enum { SCRIPT_ANY = 0xFF }; /* classes of a text that may hold anything */
/* False: no text whose characters are of CLASSES alone is taken for another script than S. */
bool script_other_possible(enum script s, unsigned classes);

/* The classes of the characters of TEXT (script.h). */
unsigned script_classes(str text);
/* The script of N texts, as script_detect() tells it of one; CLASSES are all of their characters.
 */
enum script script_of_texts(const str *text, int n, unsigned classes, enum script fallback);

enum glossary_way { GLOSSARY_BOTH, GLOSSARY_TO_HANT, GLOSSARY_TO_HANS };

/*
 * House terms: glossary.tsv, "hans<TAB>hant[<TAB>note]" a line, # comments; or with a first line
 * that names its columns (简体 繁体 台湾 香港 说明, or hans hant hant-tw hant-hk note). An arrow
 * before a Traditional form: → used only from Simplified, ← only to it.
 */
struct glossary {
	struct glossary_term {
		/* hant-tw and hant-hk, empty: as hant; that empty too: no term in this script */
		str form[SCRIPT__N];
		enum glossary_way way;
		int line; /* of the file */
	} * term;
	int n;
};
/* Faults are reported at their place and left out. SRC may be NULL: no terms. */
void glossary_read(struct arena *a, struct diag *d, const struct source *src, struct glossary *out);

struct convert; /* one way from a source script to an edition */

/* The quotation marks of an edition. */
enum quotes {
	QUOTES_KEPT,   /* as they were typed */
	QUOTES_CURLY,  /* “‘’” */
	QUOTES_CORNER, /* 「『』」 */
};

/* What decides about a part of a paragraph. */
enum convert_by { CONVERT_LOCK, CONVERT_TERM, CONVERT_LEXICON, CONVERT_DICTIONARIES };

struct engine;
/* Whoever wants to know it, part by part in the order of the text. */
struct convert_watch {
	/*
	 * WAS, with quotation marks and strays as they are after, became IS, through STAGE[N]. It
	 * is as long as what stands from byte AT of the text on.
	 */
	void (*part)(void *ctx, enum convert_by by, ptrdiff_t at, str was, str is,
		     const struct engine *const *stage, int n);
	void *ctx;
};

struct convert_options {
	enum script from, to;
	const struct glossary *glossary; /* house terms; may be NULL; must outlive the converter */
	enum quotes quotes;
	/*
	 * Also the words of a region, where the dictionaries have them for this way (软件 to 軟體);
	 * each use is told by a NOTE.
	 */
	bool phrases;
	/* All of a text is in FROM, whatever it looks like: no sentence is told from the others. */
	bool pure;
	const struct convert_watch *watch; /* NULL: nobody; must outlive the converter */
};

/* Whether the dictionaries have words of the region of TO, for some way that leads there. */
bool convert_has_phrases(enum script to);
/* Never NULL. */
struct convert *convert_new(const struct convert_options *options);
void convert_free(struct convert *c);

struct convert_piece {
	str text;      /* in and out; the result lives in the arena, or is the text that came in */
	struct pos at; /* where it stands; line 0: not known */
};

/*
 * Convert N pieces as one paragraph. -{…}- is resolved (MediaWiki: a plain lock;
 * zh-hans:…;zh-hant:…;zh-tw:…;zh-hk:… with fallbacks), also when FROM is TO. A mark that
 * is not closed is printed as text and reported at its place: counted in characters from
 * its piece, or from AT where the pieces have no places. A piece comes back empty if all of it
 * was in a mark that has other words for TO; else no text is lost.
 */
void convert_pieces(struct convert *c, struct arena *a, struct diag *d, struct pos at,
		    struct convert_piece *piece, int n);
struct convert_paragraph {
	struct convert_piece *piece;
	int n;
	struct pos at; /* of pieces without a place */
	/*
	 * The next one begins with an opening quotation mark, so that one which is open at the end
	 * of this is no fault: the quotation goes on there.
	 */
	bool goes_on;
};

/* The same for N paragraphs of a text, much faster than one by one; faults come in no order. */
void convert_paragraphs(struct convert *c, struct arena *a, struct diag *d,
			const struct convert_paragraph *p, int n);
/* Whether TEXT begins with an opening quotation mark. */
bool convert_begins_quoted(str text);
/* One string. */
str convert_text(struct convert *c, struct arena *a, struct diag *d, struct pos at, str text);

/* S without the marks of a lock: -{王寶和}- is 王寶和. */
str convert_unlocked(struct arena *a, str s);

#endif
