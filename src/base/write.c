#include "base/write.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NEW_MODE = 0666, KEPT_MODE = 0777 };

bool
write_all(int fd, str bytes)
{
	while (bytes.n > 0) {
		ssize_t n = write(fd, bytes.p, (size_t)bytes.n);

		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0)
			bytes = str_from_at(bytes, n);
	}
	return true;
}

bool
write_say(int fd, str bytes)
{
	return write_all(fd, bytes) || errno == EPIPE;
}

static mode_t
mode_of_new(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return NEW_MODE & ~mask;
}

/* The end of a chain of links that starts at PATH, also where nothing is there yet. */
static char *
target(struct arena *a, const char *path)
{
	char there[PATH_MAX];

	return str_z(a, str_from(realpath(path, there) ? there : path));
}

bool
write_open(struct arena *a, struct write_file *w, const char *path)
{
	struct stat st;
	bool old = stat(path, &st) == 0;

	*w = (struct write_file){.fd = -1};
	if (old && !S_ISREG(st.st_mode)) {
		w->fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
		return w->fd >= 0;
	}
	/* a file that is not to be written must not be replaced either */
	if (old && access(path, W_OK) < 0)
		return false;
	w->path = target(a, path);
	w->own = str_z(a, str_fmt(a, "%s.XXXXXX", w->path));
	w->fd = mkostemp(w->own, O_CLOEXEC);
	if (w->fd < 0)
		return false;
	if (fchmod(w->fd, old ? st.st_mode & KEPT_MODE : mode_of_new()) == 0)
		return true;
	write_close(w, false);
	return false;
}

bool
write_close(struct write_file *w, bool good)
{
	int why = 0;

	if (close(w->fd) < 0 && errno != EINTR)
		why = errno;
	if (w->path && good && why == 0 && rename(w->own, w->path) < 0)
		why = errno;
	if (w->path && (!good || why != 0))
		unlink(w->own);
	errno = why;
	return why == 0;
}
