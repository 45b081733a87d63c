/*
 * diag.h - messages to the editor. A message never stops the build: it is
 * stored with its place and its arguments, and the worst level becomes the
 * exit status. It can be about a scope: some of several variants of what is made
 * (of a newspaper: its editions). Its words, in Chinese and in English, and the remedy are data
 * in base/messages.def. Workers send their messages to the parent
 * (build/worker.c), which sorts and prints them.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/arena.h"
#include "base/out.h"
#include "base/str.h"

enum diag_level { DIAG_OK, DIAG_NOTE, DIAG_WARNING, DIAG_ERROR, DIAG_FATAL };
enum lang { LANG_ZH, LANG_EN };

enum diag_id {
#define X(level, id, zh, en, zh_remedy, en_remedy) D_##id,
#include "base/messages.def"
#undef X
	D__MAX
};

enum { DIAG_ARGS = 5 };
enum { DIAG_SCOPES = 4 };
enum { DIAG_FILE_MAX = 500 }; /* messages about one source; what comes after only counts */

/* A place in a file of content. */
struct pos {
	str file;  /* path from the project's root */
	int line;  /* from 1; 0: the file as a whole */
	int col;   /* characters (code points) from 1; 0: the line as a whole */
	int width; /* characters that are marked; 0 counts as 1 */
};

struct diag_msg {
	struct diag_msg *next;
	struct pos at;
	enum diag_id id;
	str arg[DIAG_ARGS]; /* what {0} to {4} stand for */
	int narg;
	unsigned scopes; /* a bit for each that it is about; 0: it is about none or all */
	str line;	 /* the line of the file, without its end; empty: not known */
};

struct diag {
	struct arena *mem;
	struct diag_msg *first, **last;
	enum diag_level worst;
	unsigned scopes;	    /* of the messages that come next */
	const str (*scope_name)[2]; /* by number and enum lang; NULL: none is named */
	struct diag_source *source; /* files whose lines can be quoted */
};

void diag_init(struct diag *d, struct arena *mem);

/* From now on messages about FILE quote their line from TEXT; both must live as long as D. */
void diag_source(struct diag *d, str file, str text);

/*
 * Where TEXT stands on the line of AT, from the column of AT on; without a column where the line is
 * not known or very long, or does not have TEXT as it is.
 */
struct pos diag_find(const struct diag *d, struct pos at, str text);

/*
 * Store message ID about the place AT. The arguments are str; they are copied,
 * and what they hold of control characters is printed escaped:
 *	diag(d, D_FRONT_UNKNOWN, pos, key, nearest);
 *	diag(d, D_TITLE_EMPTY, pos);
 */
#define diag(d, id, ...) diag_with_((d), (id), DIAG_ARGS_(__VA_ARGS__, (str){NULL, -1}))
#define DIAG_ARGS_(at, ...) \
	(at), (const str[]) \
	{ \
		__VA_ARGS__ \
	}
void diag_with_(struct diag *d, enum diag_id id, struct pos at, const str *arg);

/* A number as an argument: diag(d, D_X, pos, diag_int(d, n)). */
str diag_int(struct diag *d, long n);

/* Take over a message that another diag stored; its texts are copied. */
void diag_copy(struct diag *d, const struct diag_msg *m);

enum diag_level diag_level(enum diag_id id);
/* "title-empty": the id as it is printed and documented; static. */
str diag_name(struct arena *a, enum diag_id id);

/*
 * Copies of all messages of D in order of file, line, column and id; exact repeats are one
 * message about all their scopes.
 */
struct diag_msg **diag_sorted(struct arena *a, const struct diag *d, size_t *n);

/*
 * All of diag_sorted(), each as
 *	content/a.md:3:5: 错误: 标题是空的（繁体版） [title-empty]
 *	    3 | 标题:
 *	      |     ^
 *	      = 写上标题
 * The caret stands under the character by East Asian Width.
 */
void diag_print(struct out *o, const struct diag *d, enum lang lang);

/* How many messages of each level diag_print() shows. */
void diag_count(struct arena *scratch, const struct diag *d, int count[DIAG_FATAL + 1]);

/* The documentation of every message, as Markdown. */
void diag_manual(struct out *o, enum lang lang);
/* Of the one that is printed as NAME; false if there is none. */
bool diag_explain(struct out *o, str name, enum lang lang);

/* The words of M with {0}… filled in. */
str diag_text(struct arena *a, const struct diag_msg *m, enum lang lang);

#endif
