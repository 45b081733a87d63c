#include "base/mapped.h"

#include <fcntl.h>
#include <limits.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

bool
mapped_open(const char *path, str *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	void *p = MAP_FAILED;
	struct stat st;

	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && 0 < st.st_size && st.st_size <= INT_MAX)
		p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (p == MAP_FAILED)
		return false;
	*out = (str){p, st.st_size};
	return true;
}

void
mapped_close(str file)
{
	munmap((void *)file.p, (size_t)file.n);
}

void
mapped_forget(str file)
{
	madvise((void *)file.p, (size_t)file.n, MADV_DONTNEED);
}
