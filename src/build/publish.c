#include "build/publish.h"

#include "base/write.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MAX = 64 }; /* of folders that are removed */

static const char marker[] = ".lilong";
static const str marker_text = STR_INIT("里弄 lilong: this folder is replaced as a whole\n");

static void
complain(struct publish *p, enum diag_id id, int err)
{
	diag(p->diag, id, ((struct pos){p->out, 0, 0, 0}), str_from(strerror(err)));
}

static bool
refuse(struct publish *p, enum diag_id id)
{
	diag(p->diag, id, ((struct pos){p->out, 0, 0, 0}));
	return false;
}

static bool
dot_name(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static bool remove_tree(int at, const char *name, int depth);

/* All that is in folder FD but the marker, which says that the rest may be removed. FD is closed.
 */
static bool
empty_folder(int fd, int depth)
{
	DIR *dir = fdopendir(fd);
	bool ok = dir != NULL;
	struct dirent *e;

	if (!dir) {
		close(fd);
		return false;
	}
	while (errno = 0, (e = readdir(dir)) != NULL) {
		if (dot_name(e->d_name) || (depth == 0 && strcmp(e->d_name, marker) == 0))
			continue;
		if (unlinkat(fd, e->d_name, 0) < 0 && !remove_tree(fd, e->d_name, depth + 1))
			ok = false;
	}
	ok = ok && errno == 0;
	closedir(dir);
	return ok;
}

/* Folder NAME and all in it, its marker last. False with errno. */
static bool
remove_tree(int at, const char *name, int depth)
{
	int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	int again;

	if (fd < 0)
		return false;
	again = depth < DEPTH_MAX ? openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	if (again < 0 || !empty_folder(again, depth)) {
		close(fd);
		return false;
	}
	unlinkat(fd, marker, 0);
	close(fd);
	return unlinkat(at, name, AT_REMOVEDIR) == 0;
}

/* Whether folder FD has the marker, or nothing in it. */
static bool
is_ours(int fd)
{
	struct stat st;
	struct dirent *e;
	int again = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = again >= 0 ? fdopendir(again) : NULL;
	bool empty = dir != NULL;

	while (dir && (e = readdir(dir)) != NULL)
		empty = empty && dot_name(e->d_name);
	if (dir)
		closedir(dir);
	else if (again >= 0)
		close(again);
	return empty || (fstatat(fd, marker, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode));
}

static bool
same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Whether folder INNER is OUTER or lies in it. INNER is closed. */
static bool
lies_in(int inner, const struct stat *outer)
{
	struct stat st, last = {0};

	while (inner >= 0 && fstat(inner, &st) == 0 && !same(&st, &last)) {
		int up = openat(inner, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

		close(inner);
		inner = up;
		if (same(&st, outer)) {
			close(inner);
			return true;
		}
		last = st;
	}
	if (inner >= 0)
		close(inner);
	return false;
}

/* "a/b/out/" is out in a/b. False if it names no folder of its own. */
static bool
split(struct publish *p)
{
	str above = p->out, name;
	ptrdiff_t cut;

	while (above.n > 1 && str_ends(above, STR("/")))
		above.n--;
	for (cut = above.n; cut > 0 && above.p[cut - 1] != '/'; cut--)
		;
	name = str_from_at(above, cut);
	if (name.n == 0 || name.n > 200 || str_eq(name, STR(".")) || str_eq(name, STR("..")))
		return false;
	p->name = str_z(p->mem, name);
	p->staging_name = str_z(p->mem, str_fmt(p->mem, ".%s.lilong-new", p->name));
	p->lock_name = str_z(p->mem, str_fmt(p->mem, ".%s.lilong-lock", p->name));
	p->above = open(cut > 0 ? str_z(p->mem, str_sub(above, 0, cut)) : ".",
			O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (p->above < 0)
		complain(p, D_OUT_STAGING, errno);
	return true;
}

/* A disk, or a folder of another place, that is mounted as the output cannot be exchanged. */
static bool
is_mounted(const struct publish *p)
{
	struct statx sx;

	return statx(p->above, p->name, AT_SYMLINK_NOFOLLOW, STATX_TYPE, &sx) == 0 &&
	       (sx.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

/* What is there must be a plain folder of ours that does not hold the project. */
static bool
look_at_output(struct publish *p, int project)
{
	struct stat st, content;
	int fd;
	bool ours, paper = fstatat(project, "content", &content, 0) == 0;

	if (paper && lies_in(dup(p->above), &content))
		return refuse(p, D_OUT_PLACE);
	if (fstatat(p->above, p->name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return errno == ENOENT || (complain(p, D_OUT_STAGING, errno), false);
	if (!S_ISDIR(st.st_mode))
		return refuse(p, D_OUT_LINK);
	if (lies_in(dup(project), &st) || (paper && same(&st, &content)))
		return refuse(p, D_OUT_PLACE);
	if (is_mounted(p))
		return refuse(p, D_OUT_MOUNT);
	fd = openat(p->above, p->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0) {
		complain(p, D_OUT_STAGING, errno);
		return false;
	}
	ours = is_ours(fd);
	close(fd);
	p->replaces = true;
	return ours || refuse(p, D_OUT_FOREIGN);
}

/* The lock file is removed at the end, so what was locked may have lost its name meanwhile. */
static bool
take_lock(struct publish *p)
{
	struct stat held, named;

	for (;;) {
		p->lock = openat(p->above, p->lock_name,
				 O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
		if (p->lock < 0) {
			complain(p, D_OUT_STAGING, errno);
			return false;
		}
		if (flock(p->lock, LOCK_EX | LOCK_NB) < 0) {
			close(p->lock);
			p->lock = -1;
			return refuse(p, D_OUT_LOCKED);
		}
		if (fstat(p->lock, &held) == 0 &&
		    fstatat(p->above, p->lock_name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
		    same(&held, &named))
			return true;
		close(p->lock);
	}
}

/* Clear what a killed build left. False with errno. */
static bool
clear_staging(struct publish *p)
{
	int fd = openat(p->above, p->staging_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	bool ours;

	if (fd < 0)
		return errno == ENOENT;
	ours = is_ours(fd);
	close(fd);
	errno = EEXIST;
	return ours && remove_tree(p->above, p->staging_name, 0);
}

static bool
make_staging(struct publish *p)
{
	int fd;
	bool ok;

	if (!clear_staging(p) || mkdirat(p->above, p->staging_name, 0777) < 0)
		return false;
	p->staging = openat(p->above, p->staging_name,
			    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (p->staging < 0)
		return false;
	fd = openat(p->staging, marker, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	ok = fd >= 0 && write_all(fd, marker_text);
	return (fd < 0 || close(fd) == 0) && ok;
}

bool
publish_begin(struct publish *p, struct arena *a, struct diag *d, const char *out, int project)
{
	*p = (struct publish){.mem = a, .diag = d, .out = str_from(out)};
	p->above = p->lock = p->staging = -1;
	if (!split(p))
		return refuse(p, D_OUT_PLACE);
	if (p->above < 0)
		return false;
	if (!take_lock(p) || !look_at_output(p, project)) {
		publish_end(p);
		return false;
	}
	if (!make_staging(p)) {
		complain(p, D_OUT_STAGING, errno);
		publish_end(p);
		return false;
	}
	return true;
}

bool
publish_commit(struct publish *p)
{
	unsigned how = p->replaces ? RENAME_EXCHANGE : RENAME_NOREPLACE;

	if (syncfs(p->staging) < 0 ||
	    renameat2(p->above, p->staging_name, p->above, p->name, how) < 0) {
		complain(p, D_OUT_SWAP, errno);
		return false;
	}
	fsync(p->above);
	close(p->staging);
	p->staging = -1;
	if (p->replaces && !remove_tree(p->above, p->staging_name, 0))
		complain(p, D_OUT_LEFT, errno);
	return true;
}

void
publish_end(struct publish *p)
{
	if (p->staging >= 0) {
		close(p->staging);
		if (!remove_tree(p->above, p->staging_name, 0))
			complain(p, D_OUT_LEFT, errno);
	}
	if (p->lock >= 0) {
		unlinkat(p->above, p->lock_name, 0);
		close(p->lock);
	}
	if (p->above >= 0)
		close(p->above);
	p->staging = p->lock = p->above = -1;
}
