/*
 * verify.h - every file that is published is read back by libxml2: well-formed,
 * no DOCTYPE but the HTML one, no network, no entities; ids unique; links noted so that the build
 * can resolve them; the print edition held against its RELAX NG schema.
 */
#ifndef MARKUP_VERIFY_H
#define MARKUP_VERIFY_H

#include "base/diag.h"
#include "base/file.h"

/* Call once in a process before anything of libxml2: no entity is ever loaded. */
void verify_init(void);

struct verify_link {
	str target;   /* as written: href, src, one of srcset, url() of a style sheet */
	uint64_t sum; /* of TARGET (base/sum.h); of ids there is none */
	int line;
};

struct verify_result {
	struct strs ids;	  /* in order of their bytes */
	struct verify_link *link; /* those that are not absolute URLs, data: or mailto: */
	int nlink;
};

struct verify_schema; /* a compiled RELAX NG schema */
/* NULL, with a message, if TEXT (from FILE) is no schema. Lives as long as D. */
struct verify_schema *verify_schema_new(struct diag *d, str file, str text);
void verify_schema_free(struct verify_schema *s);

/*
 * Check the bytes of FILE (a path of the output, as messages name it); SCHEMA may be NULL.
 * False, with messages, if it must not be published. The result lives in A.
 */
bool verify_xml(struct arena *a, struct diag *d, str file, str bytes,
		const struct verify_schema *schema, struct verify_result *out);
/* The same of a file in which pieces stand that were read before (markup/known.h). */
struct known_text;
bool verify_known(struct arena *a, struct diag *d, str file, const struct known_text *text,
		  struct verify_result *out);
/*
 * The same for a printed page: libxml2 holds it against SCHEMA, which takes it 10 ms, only if
 * markup/printed.h does not know it for one.
 */
bool verify_printed(struct arena *a, struct diag *d, str file, str bytes,
		    const struct source *schema, struct verify_result *out);
/* A style sheet: only its links are noted. */
void verify_css(struct arena *a, str bytes, struct verify_result *out);

#endif
