/*
 * identity.h - which program this is and which files it uses, in words: the same words, the same
 * program and files. For what is kept from one run to the next.
 */
#ifndef BASE_IDENTITY_H
#define BASE_IDENTITY_H

#include "base/out.h"

/*
 * The build identifiers (ELF note NT_GNU_BUILD_ID, which the linker makes of the content) of this
 * program and of all libraries that are loaded. False if the program itself has none. To be asked
 * always at the same point, since libraries may be loaded later.
 */
bool identity_program(struct out *o);

/*
 * Which file PATH is, of this machine, without reading it: its place on the disk, size and times,
 * which change when it is replaced. In a line of its own, also where there is none.
 */
void identity_file(struct out *o, const char *path);

#endif
