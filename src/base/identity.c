#include "base/identity.h"

#include <elf.h>
#include <link.h>
#include <sys/stat.h>

struct identity {
	struct out *o;
	bool known; /* of the program, which is told of first */
	int n;
};

/* Names and contents of notes fill four bytes each time. */
static size_t
filled(size_t n)
{
	return (n + 3) & ~(size_t)3;
}

static bool
put_note(struct out *o, const char *p, size_t n)
{
	while (n >= sizeof(ElfW(Nhdr))) {
		const ElfW(Nhdr) *note = (const void *)p;
		size_t name = sizeof *note, content = name + filled(note->n_namesz),
		       next = content + filled(note->n_descsz);

		if (next > n)
			return false;
		if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == sizeof ELF_NOTE_GNU &&
		    memcmp(p + name, ELF_NOTE_GNU, sizeof ELF_NOTE_GNU) == 0) {
			for (size_t i = 0; i < note->n_descsz; i++)
				out_fmt(o, "%02x", (unsigned char)p[content + i]);
			return true;
		}
		p += next;
		n -= next;
	}
	return false;
}

static int
put_object(struct dl_phdr_info *info, size_t size, void *to)
{
	struct identity *id = to;
	bool known = false;

	(void)size;
	for (int i = 0; i < info->dlpi_phnum && !known; i++) {
		const ElfW(Phdr) *h = &info->dlpi_phdr[i];

		if (h->p_type == PT_NOTE)
			known = put_note(id->o, (const char *)info->dlpi_addr + h->p_vaddr,
					 h->p_memsz);
	}
	if (!known)
		out_z(id->o, info->dlpi_name);
	if (id->n++ == 0)
		id->known = known;
	out_char(id->o, '\n');
	return 0;
}

bool
identity_program(struct out *o)
{
	struct identity id = {.o = o};

	dl_iterate_phdr(put_object, &id);
	return id.known;
}

void
identity_file(struct out *o, const char *path)
{
	struct stat st = {0};
	bool there = stat(path, &st) == 0;

	out_fmt(o, "%d %llu %llu %lld", there, (unsigned long long)st.st_dev,
		(unsigned long long)st.st_ino, (long long)st.st_size);
	out_fmt(o, " %lld.%ld %lld.%ld\n", (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec,
		(long long)st.st_ctim.tv_sec, st.st_ctim.tv_nsec);
}
