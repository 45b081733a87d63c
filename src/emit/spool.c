#include "emit/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

void
spool_open(struct spool *s, int at)
{
	void *shared = mmap(NULL, sizeof *s->end, PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	*s = (struct spool){.fd = -1};
	if (shared == MAP_FAILED)
		return;
	s->end = shared;
	s->fd = openat(at, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (s->fd < 0)
		s->fd = memfd_create("spool", MFD_CLOEXEC);
}

void
spool_close(struct spool *s)
{
	if (s->end)
		munmap(s->end, sizeof *s->end);
	if (s->fd >= 0)
		close(s->fd);
	*s = (struct spool){.fd = -1};
}

int64_t
spool_add(struct spool *s, str bytes)
{
	int64_t at;

	if (s->fd < 0)
		return -1;
	at = (int64_t)atomic_fetch_add((_Atomic uint64_t *)s->end, (uint64_t)bytes.n);
	for (ptrdiff_t done = 0; done < bytes.n;) {
		ssize_t n = pwrite(s->fd, bytes.p + done, (size_t)(bytes.n - done),
				   (off_t)at + done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		done += n;
	}
	return at;
}

str
spool_read(struct arena *a, const struct spool *s, int64_t at, ptrdiff_t n)
{
	char *p = NEW_ROUGH(a, char, (size_t)n);

	for (ptrdiff_t done = 0; done < n;) {
		ssize_t got = pread(s->fd, p + done, (size_t)(n - done), (off_t)at + done);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return (str){0};
		done += got;
	}
	return (str){p, n};
}
