#include "emit/deflate.h"

#include <assert.h>
#include <zlib.h>

enum { LEVEL = 6 };

/* ORDER deflate_kind */
static const int strategies[] = {Z_DEFAULT_STRATEGY, Z_HUFFMAN_ONLY, Z_RLE};

str
deflate_pack(struct arena *a, str bytes, enum deflate_kind kind)
{
	z_stream z = {.next_in = (z_const Bytef *)(uintptr_t)bytes.p, .avail_in = (uInt)bytes.n};
	int status = deflateInit2(&z, LEVEL, Z_DEFLATED, MAX_WBITS, MAX_MEM_LEVEL,
				  strategies[kind]);
	char *packed;

	assert(status == Z_OK); /* but where memory is out */
	z.avail_out = (uInt)deflateBound(&z, (uLong)bytes.n);
	packed = arena_bytes(a, z.avail_out);
	z.next_out = (Bytef *)packed;
	status = deflate(&z, Z_FINISH);
	assert(status == Z_STREAM_END); /* the room is enough for any bytes */
	deflateEnd(&z);
	return (str){packed, (ptrdiff_t)z.total_out};
}

uint32_t
deflate_crc(str bytes)
{
	return (uint32_t)crc32(0, (const Bytef *)bytes.p, (uInt)bytes.n);
}
