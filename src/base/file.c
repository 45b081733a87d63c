#include "base/file.h"

#include "base/asked.h"
#include "base/blocks.h"
#include "base/encoding.h"
#include "base/icu.h"
#include "base/utf8.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { NAME_BYTES = 256 };

static struct pos
whole(str file)
{
	return (struct pos){.file = file};
}

static str
reason(int err)
{
	return str_from(strerror(err));
}

bool
root_open(struct root *r, struct diag *d, const char *path)
{
	*r = (struct root){.fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
	if (r->fd < 0)
		diag(d, D_FOLDER_UNREADABLE, whole(str_from(path)), reason(errno));
	return r->fd >= 0;
}

void
root_close(struct root *r)
{
	close(r->fd);
	r->fd = -1;
}

static bool
name_ok(str name)
{
	return name.n > 0 && name.n < NAME_BYTES && !str_eq(name, STR(".")) &&
	       !str_eq(name, STR("..")) && memchr(name.p, '\0', (size_t)name.n) == NULL;
}

static bool
names_ok(str path)
{
	while (path.n > 0)
		if (!name_ok(str_cut(&path, STR("/"))))
			return false;
	return true;
}

/* Open PATH below R in one go, as Linux can since 5.6. -1 if it cannot, whatever the reason. */
static int
open_at_once(const struct root *r, str path, int flags)
{
	struct open_how how = {
	    .flags = (unsigned)(O_NOFOLLOW | O_CLOEXEC | flags | (flags & O_PATH ? 0 : O_NONBLOCK)),
	    .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS};
	char z[PATH_MAX];

	if (path.n == 0 || path.n >= PATH_MAX || str_ends(path, STR("/")) || !names_ok(path))
		return -1;
	memcpy(z, path.p, (size_t)path.n);
	z[path.n] = '\0';
	return (int)syscall(SYS_openat2, r->fd, z, &how, sizeof how);
}

/*
 * Open PATH below R so that no symbolic link is followed on the way: one name at a time where that
 * tells why it cannot be opened. -1 and errno if that fails; ELOOP stands for a link.
 */
static int
open_below(const struct root *r, str path, int flags)
{
	int fd = open_at_once(r, path, flags);

	if (fd >= 0)
		return fd;
	fd = dup(r->fd);

	while (fd >= 0 && path.n > 0) {
		char name[NAME_BYTES];
		str head = str_cut(&path, STR("/"));
		int next, how = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;

		if (!name_ok(head)) {
			close(fd);
			errno = EINVAL;
			return -1;
		}
		memcpy(name, head.p, (size_t)head.n);
		name[head.n] = '\0';
		next = openat(fd, name, how | (path.n > 0 ? O_DIRECTORY : flags));
		if (next < 0 && errno == ENOTDIR) {
			struct stat st;

			if (fstatat(fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(st.st_mode))
				errno = ELOOP;
		}
		close(fd);
		fd = next;
	}
	return fd;
}

static void
report_open(struct diag *d, str path, int err)
{
	if (err == ENOENT || err == ENOTDIR)
		diag(d, D_FILE_MISSING, whole(path));
	else if (err == ELOOP)
		diag(d, D_FILE_LINK, whole(path));
	else if (err == EINVAL)
		diag(d, D_FILE_OUTSIDE, whole(path));
	else if (err == ENXIO)
		diag(d, D_FILE_SPECIAL, whole(path));
	else
		diag(d, D_FILE_UNREADABLE, whole(path), reason(err));
}

/*
 * All SIZE bytes of FD, NUL after them; false and errno if the file gives fewer or more. One more
 * is asked for, so that a single call tells the end.
 */
static bool
read_whole(int fd, char *p, size_t size)
{
	size_t got = 0;
	ssize_t n;

	do {
		n = read(fd, p + got, size + 1 - got);
		if (n < 0 && errno != EINTR)
			return false;
		got += n > 0 ? (size_t)n : 0;
	} while (n != 0 && got < size);
	p[size] = '\0';
	errno = EIO;
	return got == size;
}

static bool
read_open(struct arena *a, struct diag *d, int fd, str path, size_t limit, str *out)
{
	struct stat st;
	char *p;

	if (fstat(fd, &st) != 0) {
		report_open(d, path, errno);
		return false;
	}
	if (!S_ISREG(st.st_mode)) {
		diag(d, D_FILE_SPECIAL, whole(path));
		return false;
	}
	if ((uint64_t)st.st_size > limit) {
		diag(d, D_FILE_LARGE, whole(path), diag_int(d, (long)(st.st_size >> 10)),
		     diag_int(d, (long)(limit >> 10)));
		return false;
	}
	p = arena_bytes(a, (size_t)st.st_size + 1);
	if (!read_whole(fd, p, (size_t)st.st_size)) {
		report_open(d, path, errno);
		return false;
	}
	*out = (str){p, (ptrdiff_t)st.st_size};
	return true;
}

bool
file_read(struct arena *a, struct diag *d, const struct root *r, str path, size_t limit, str *out)
{
	int fd = open_below(r, path, 0);
	bool ok;

	if (fd < 0) {
		report_open(d, path, errno);
		asked_unsure(r->asked);
		return false;
	}
	ok = read_open(a, d, fd, path, limit, out);
	close(fd);
	if (ok)
		asked_note(r->asked, ASKED_BYTES, path, *out);
	else
		asked_unsure(r->asked);
	return ok;
}

static enum file_kind
kind_of(mode_t mode)
{
	return S_ISREG(mode) ? FILE_REGULAR : S_ISDIR(mode) ? FILE_FOLDER : FILE_OTHER;
}

/* As an answer that is noted. */
static str
kind_letter(enum file_kind kind)
{
	return kind == FILE_REGULAR ? STR("f") : kind == FILE_FOLDER ? STR("d") : STR("o");
}

bool
file_kind(const struct root *r, str path, enum file_kind *out)
{
	int fd = open_below(r, path, O_PATH);
	struct stat st;
	bool ok = fd >= 0 && fstat(fd, &st) == 0;

	if (ok)
		*out = kind_of(st.st_mode);
	if (fd >= 0)
		close(fd);
	asked_note(r->asked, ASKED_KIND, path, ok ? kind_letter(*out) : (str){0});
	return ok;
}

/* Whether NAME is shown to anybody: what editors and systems leave about is passed over. */
static bool
hidden(str name)
{
	return name.p[0] == '.' || name.p[0] == '_' || str_ends(name, STR("~"));
}

static bool
printable(str name)
{
	if (utf8_bad(name) >= 0)
		return false;
	for (ptrdiff_t i = 0; i < name.n;) {
		uint32_t cp = utf8_next(name, &i);

		if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x202A && cp <= 0x202E) ||
		    (cp >= 0x2066 && cp <= 0x2069) || icu_unusual(cp))
			return false;
	}
	return true;
}

static int
by_name(const void *a, const void *b)
{
	return str_cmp(((const struct file_entry *)a)->name, ((const struct file_entry *)b)->name);
}

/* What E of DIR is, which most file systems say with its name. False and errno if none can. */
static bool
kind_of_entry(DIR *dir, const struct dirent *e, enum file_kind *out)
{
	struct stat st;

	*out = e->d_type == DT_REG ? FILE_REGULAR : e->d_type == DT_DIR ? FILE_FOLDER : FILE_OTHER;
	if (e->d_type != DT_UNKNOWN)
		return true;
	if (fstatat(dirfd(dir), e->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	*out = kind_of(st.st_mode);
	return true;
}

/* Reads all of DIR, PATH below R. False and errno if that fails half-way. */
static bool
read_entries(struct arena *a, struct diag *d, const struct root *r, DIR *dir, str path,
	     struct file_entry **out, int *n)
{
	struct file_entry *v = NULL;
	int cap = 0;
	const struct dirent *e;

	*n = 0;
	while (errno = 0, (e = readdir(dir)) != NULL) {
		str name = str_from(e->d_name);
		enum file_kind kind;

		if (hidden(name))
			continue;
		if (!printable(name)) {
			diag(d, D_FILE_NAME, whole(path), name);
			asked_unsure(r->asked);
			continue;
		}
		if (!kind_of_entry(dir, e, &kind))
			return false;
		if (*n == cap) {
			struct file_entry *more = NEW(a, struct file_entry, (size_t)cap * 2 + 16);

			if (cap > 0)
				memcpy(more, v, (size_t)cap * sizeof *v);
			cap = cap * 2 + 16;
			v = more;
		}
		v[(*n)++] = (struct file_entry){str_dup(a, name), kind};
	}
	*out = v;
	return errno == 0;
}

static void
note_list(const struct root *r, str path, const struct file_entry *e, int n)
{
	struct arena scratch = {0};
	struct out o = {.mem = &scratch};

	for (int i = 0; r->asked && i < n; i++) {
		out_str(&o, kind_letter(e[i].kind));
		out_str(&o, e[i].name);
		out_char(&o, '\0');
	}
	asked_note(r->asked, ASKED_LIST, path, out_text(&o));
	arena_free(&scratch);
}

bool
file_list(struct arena *a, struct diag *d, const struct root *r, str path, struct file_entry **out,
	  int *n)
{
	int fd = open_below(r, path, O_DIRECTORY);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	bool ok;

	if (!dir) {
		diag(d, D_FOLDER_UNREADABLE, whole(path), reason(errno));
		asked_unsure(r->asked);
		if (fd >= 0)
			close(fd);
		return false;
	}
	rewinddir(dir); /* the root's own descriptor is shared by all who list it */
	ok = read_entries(a, d, r, dir, path, out, n);
	if (!ok) {
		diag(d, D_FOLDER_UNREADABLE, whole(path), reason(errno));
		asked_unsure(r->asked);
	}
	closedir(dir);
	if (ok && *n > 1)
		qsort(*out, (size_t)*n, sizeof **out, by_name);
	if (ok)
		note_list(r, path, *out, *n);
	return ok;
}

/* XML 1.0 Char without what no text holds: noncharacters and C1 controls. */
static bool
allowed(uint32_t cp)
{
	if (cp < 0x20)
		return cp == '\t' || cp == '\n';
	return !(cp >= 0x7F && cp < 0xA0) && (cp & 0xFFFE) != 0xFFFE &&
	       !(cp >= 0xFDD0 && cp <= 0xFDEF);
}

/* Characters that print otherwise than they read, or not at all: reported, and kept but for a BOM.
 */
static bool
suspicious(uint32_t cp)
{
	return cp == 0xFFFD || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
	       (cp >= 0x2060 && cp <= 0x2069) || cp == 0xFEFF || (cp >= 0xE000 && cp <= 0xF8FF) ||
	       (cp >= 0xE0000 && cp <= 0xE007F) || cp >= 0xF0000;
}

/* Nothing of that, nor CR, begins in a block; what may begin there does not hold either. */
BLOCK_INLINE bool
clean_block(const unsigned char *p)
{
	unsigned char bad = 0;

	for (int i = 0; i < BLOCK; i++) {
		unsigned char c = p[i], last = p[i - 1], lead = p[i - 2];

		bad |= ((c < 0x20) & (c != '\t') & (c != '\n')) | (c == 0x7F);
		bad |= (last == 0xC2) & (c < 0xA0);
		bad |= (lead == 0xE2) & (last == 0x80) & ((c & 0xDF) >= 0x8A) & ((c & 0xDF) < 0x90);
		bad |= (lead == 0xE2) & (last == 0x81) & (c >= 0xA0);
		bad |= (c == 0xEE) | (c >= 0xF3) | ((last == 0xEF) & (c < 0xA4));
		bad |= (lead == 0xEF) & ((last == 0xB7) | ((last == 0xBB) & (c == 0xBF)));
		bad |= (lead == 0xEF) & (last == 0xBF) & (c >= 0xBD);
		bad |= (p[i - 3] >= 0xF0) & (last == 0xBF) & (c >= 0xBE);
	}
	return !bad;
}

BLOCK_CLONES static bool
surely_clean(str text)
{
	return blocks_all(text, clean_block);
}

/* Whether clean() has nothing to do, as is the case with nearly every file. */
static bool
is_clean(str text)
{
	if (surely_clean(text))
		return true;
	for (ptrdiff_t i = 0; i < text.n;) {
		uint32_t cp = utf8_next(text, &i);

		if (!allowed(cp) || suspicious(cp))
			return false;
	}
	return true;
}

/*
 * Nothing begins in a block that is to be decoded or cleaned, where its characters have two bytes
 * or three: what nearly all text is made of, in one look. Of those of three bytes it knows U+2010
 * to U+2029, U+2080 to U+9FFF and U+FF00 to U+FF7F.
 */
BLOCK_INLINE bool
ordinary(const unsigned char *p)
{
	unsigned char bad = 0;

	for (int i = 0; i < BLOCK; i++) {
		unsigned char c = p[i], last = p[i - 1], lead = p[i - 2];
		unsigned char led = (last >= 0xC0) | (lead >= 0xE0);

		bad |= led ^ ((c & 0xC0) == 0x80);
		bad |= ((last & 0xDE) == 0xC0) | ((last == 0xC2) & (c < 0xA0));
		bad |= (last >= 0xEA) & ((last != 0xEF) | ((c & 0xFE) != 0xBC));
		bad |= (lead == 0xE2) & (last < 0x82) & ((last == 0x81) | (c < 0x90) | (c > 0xA9));
		bad |= ((c < 0x20) & (c != '\n')) | (c == 0x7F);
	}
	return !bad;
}

/* TEXT is what a source holds, as it is. */
BLOCK_CLONES static bool
is_ready(str text)
{
	return blocks_all(text, ordinary);
}

/* TEXT with LF line ends and without forbidden characters, each reported once for its line. */
static str
clean(struct arena *a, struct diag *d, str file, str text)
{
	struct out o = {.mem = a};
	struct pos at = {file, 1, 1, 1};
	int reported = 0;

	if (is_clean(text))
		return text;
	for (ptrdiff_t i = 0; i < text.n; at.col++) {
		ptrdiff_t from = i;
		uint32_t cp = utf8_next(text, &i);
		bool end = cp == '\n' || cp == '\r';

		if (cp == '\r' && i < text.n && text.p[i] == '\n')
			i++;
		if (end)
			out_char(&o, '\n');
		else if (allowed(cp))
			out_str(&o, str_sub(text, from, i));
		if (!end && (!allowed(cp) || suspicious(cp)) && reported < at.line) {
			diag(d, allowed(cp) ? D_TEXT_SUSPICIOUS : D_TEXT_FORBIDDEN, at,
			     str_fmt(d->mem, "U+%04X", (unsigned)cp));
			reported = at.line;
		}
		if (end) {
			at.line++;
			at.col = 0;
		}
	}
	return out_text(&o);
}

const struct source *
source_new(struct arena *a, struct diag *d, str path, str bytes)
{
	struct source *s = NEW(a, struct source, 1);
	str text;

	if (is_ready(bytes)) {
		*s = (struct source){path, bytes};
		diag_source(d, path, bytes);
		return s;
	}
	if (!encoding_decode(a, d, path, bytes, &text))
		return NULL;
	*s = (struct source){path, text};
	diag_source(d, path, text);
	s->text = clean(a, d, path, text);
	diag_source(d, path, s->text);
	return s;
}

const struct source *
source_read(struct arena *a, struct diag *d, const struct root *r, str path)
{
	str bytes;

	if (!file_read(a, d, r, path, FILE_TEXT_MAX, &bytes))
		return NULL;
	return source_new(a, d, str_dup(a, path), bytes);
}
