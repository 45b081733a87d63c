#include "emit/files.h"

#include "base/digest.h"
#include "base/utf8.h"
#include "base/write.h"
#include "emit/cache.h"
#include "markup/known.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FIRST_ROOM = 64, BUCKETS = 1024 };

/* Entries are kept in order and, by the hash of their path, in chains: "twice" is asked often. */
struct files {
	struct arena *mem;
	struct diag *diag;
	int fd;
	struct cache_writer *copy; /* NULL: none */
	str last;		   /* the path that was written last: its folder is there */
	struct files_entry **entry;
	int n, room;
	struct chain {
		struct chain *next;
		str path;
	} * bucket[BUCKETS];
};

struct files *
files_new(struct arena *a, struct diag *d, int fd)
{
	struct files *f = NEW(a, struct files, 1);

	f->mem = a;
	f->diag = d;
	f->fd = fd;
	return f;
}

bool
files_kept(const struct files *f)
{
	return f->fd >= 0;
}

int
files_count(const struct files *f)
{
	return f->n;
}

const struct files_entry *
files_at(const struct files *f, int i)
{
	assert(0 <= i && i < f->n);
	return f->entry[i];
}

void
files_copy(struct files *f, struct cache_writer *to)
{
	f->copy = to;
}

/* A name that begins at P and has N bytes, none of them a control. */
static bool
name_ok(const char *p, ptrdiff_t n)
{
	return n > 0 && n <= NAME_MAX && !(p[0] == '.' && (n == 1 || (n == 2 && p[1] == '.')));
}

bool
files_path_ok(str path)
{
	ptrdiff_t name = 0;
	unsigned char all = 0;

	for (ptrdiff_t i = 0; i < path.n; i++) {
		unsigned char c = (unsigned char)path.p[i];

		if (c < 0x20 || c == 0x7F || c == '\\')
			return false;
		if (c == '/' && !name_ok(path.p + name, i - name))
			return false;
		if (c == '/')
			name = i + 1;
		all |= c;
	}
	return path.n > 0 && path.n < PATH_MAX / 2 && name_ok(path.p + name, path.n - name) &&
	       (all < 0x80 || utf8_bad(path) < 0);
}

/* The folder of *PATH, opened below FD and made where it is missing; *PATH is cut to its last name.
 * -1 with errno. */
static int
open_folder(struct arena *scratch, int fd, str *path)
{
	int at = fcntl(fd, F_DUPFD_CLOEXEC, 0);

	while (at >= 0 && str_find(*path, STR("/")) >= 0) {
		const int how = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
		char *name = str_z(scratch, str_cut(path, STR("/")));
		int below = openat(at, name, how); /* mostly it is there */

		if (below < 0 && errno == ENOENT &&
		    (mkdirat(at, name, 0777) == 0 || errno == EEXIST))
			below = openat(at, name, how);
		close(at);
		at = below;
	}
	return at;
}

static str
folder_of(str path)
{
	while (path.n > 0 && path.p[path.n - 1] != '/')
		path.n--;
	return path;
}

/*
 * A new file at PATH, in folders of which at most the last is missing, unless it is that of LAST:
 * nearly all pages have one of their own. -1 with errno.
 */
static int
create_quickly(struct arena *scratch, int at, str last, str path)
{
	struct open_how how = {.flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
			       .mode = 0666,
			       .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS};
	char *z = str_z(scratch, path), *slash = strrchr(z, '/');

	if (slash && !str_eq(folder_of(path), folder_of(last))) {
		*slash = '\0';
		mkdirat(at, z, 0777);
		*slash = '/';
	}
	return (int)syscall(SYS_openat2, at, z, &how, sizeof how);
}

/* The same in any folders, and where the system is too old for that. */
static int
create(struct arena *scratch, int at, str last, str path)
{
	int fd = create_quickly(scratch, at, last, path), folder, why;

	if (fd >= 0 || errno == EEXIST)
		return fd;
	folder = open_folder(scratch, at, &path);
	if (folder < 0)
		return -1;
	fd = openat(folder, str_z(scratch, path),
		    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	why = errno;
	close(folder);
	errno = why;
	return fd;
}

/* False with errno; what was begun is removed. */
static bool
write_at(struct arena *scratch, int at, str last, str path, str bytes)
{
	int fd = create(scratch, at, last, path), why;

	if (fd < 0)
		return false;
	if (write_all(fd, bytes)) {
		/* An error that close() reports is one of writing; EINTR has closed it. */
		if (close(fd) == 0 || errno == EINTR)
			return true;
		why = errno;
	} else {
		why = errno;
		close(fd);
	}
	unlinkat(at, str_z(scratch, path), 0);
	errno = why;
	return false;
}

static bool
store(struct files *f, str path, str bytes)
{
	struct arena_mark m = arena_mark(f->mem);
	bool ok = write_at(f->mem, f->fd, f->last, path, bytes);
	int why = errno;

	arena_rewind(f->mem, m);
	if (!ok && (why == ENOSPC || why == EDQUOT || why == EFBIG))
		diag(f->diag, D_OUT_FULL, ((struct pos){path, 0, 0, 0}));
	else if (!ok)
		diag(f->diag, D_OUT_WRITE, ((struct pos){path, 0, 0, 0}), str_from(strerror(why)));
	return ok;
}

static void
copy(struct files *f, str path, str bytes)
{
	struct arena_mark m = arena_mark(f->mem);
	struct out o = {.mem = f->mem};
	struct code c = {.out = &o, .ok = true};
	int n = (int)bytes.n;

	code_bytes(&c, &path);
	code_int(&c, &n); /* and the bytes: as code_bytes() has it */
	cache_add(f->copy, out_text(&o));
	cache_add(f->copy, bytes);
	arena_rewind(f->mem, m);
}

bool
files_again(struct files *f, struct code *from, int n)
{
	bool ok = true;

	while (ok && n-- > 0) {
		str path, bytes;

		code_bytes(from, &path);
		code_bytes(from, &bytes);
		ok = from->ok && files_path_ok(path) && store(f, path, bytes);
	}
	return ok;
}

/* False if PATH was named before. */
static bool
first_time(struct files *f, str path)
{
	uint32_t h = 2166136261u; /* FNV-1a */
	struct chain *c;

	for (ptrdiff_t i = 0; i < path.n; i++)
		h = (h ^ (unsigned char)path.p[i]) * 16777619u;
	for (c = f->bucket[h % BUCKETS]; c; c = c->next)
		if (str_eq(c->path, path))
			return false;
	c = NEW(f->mem, struct chain, 1);
	*c = (struct chain){f->bucket[h % BUCKETS], path};
	f->bucket[h % BUCKETS] = c;
	return true;
}

static void
list(struct files *f, struct files_entry *e)
{
	if (f->n == f->room) {
		int room = f->room ? 2 * f->room : FIRST_ROOM;
		struct files_entry **p = NEW(f->mem, struct files_entry *, (size_t)room);

		if (f->n > 0)
			memcpy(p, f->entry, (size_t)f->n * sizeof(struct files_entry *));
		f->entry = p;
		f->room = room;
	}
	f->entry[f->n++] = e;
}

static bool
is_xml(str path)
{
	return str_ends(path, STR(".xhtml")) || str_ends(path, STR(".html")) ||
	       str_ends(path, STR(".xml")) || str_ends(path, STR(".svg"));
}

static bool
verified(struct files *f, str path, const struct known_text *text, const struct source *schema,
	 struct verify_result *seen)
{
	if (schema)
		return verify_printed(f->mem, f->diag, path, text->bytes, schema, seen);
	return !is_xml(path) || verify_known(f->mem, f->diag, path, text, seen);
}

static bool
write_verified(struct files *f, str path, const struct known_text *text,
	       const struct source *schema)
{
	struct files_entry *e = NEW(f->mem, struct files_entry, 1);
	struct pos at = {path, 0, 0, 0};
	str bytes = text->bytes;

	if (!files_path_ok(path)) {
		diag(f->diag, D_OUT_NAME, at);
		return false;
	}
	e->path = str_dup(f->mem, path);
	e->bytes = (size_t)bytes.n;
	if (!first_time(f, e->path)) {
		diag(f->diag, D_OUT_TWICE, at);
		return false;
	}
	if (!verified(f, path, text, schema, &e->seen))
		return false;
	if (str_ends(path, STR(".css")))
		verify_css(f->mem, bytes, &e->seen);
	if (f->fd >= 0 && !store(f, path, bytes))
		return false;
	f->last = e->path;
	if (f->copy)
		copy(f, path, bytes);
	if (str_starts(path, STR("print/")))
		digest_hex(bytes, e->sha256);
	list(f, e);
	return true;
}

bool
files_write(struct files *f, str path, str bytes)
{
	return write_verified(f, path, &(struct known_text){.bytes = bytes}, NULL);
}

bool
files_write_known(struct files *f, str path, const struct known_text *text)
{
	return write_verified(f, path, text, NULL);
}

bool
files_write_printed(struct files *f, str path, str bytes, const struct source *schema)
{
	return write_verified(f, path, &(struct known_text){.bytes = bytes}, schema);
}
