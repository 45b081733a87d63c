#include "base/digest.h"

#include <sha2.h>

#if defined __x86_64__
#include <immintrin.h>

#define SHA __attribute__((target("sha,sse4.1")))

enum { BLOCK = 64, GROUPS = 16, LENGTH = 8 /* bytes of the number of bits, at the end */ };

/* FIPS 180-4, 4.2.2: four rounds a line */
static const uint32_t round_constants[GROUPS][4] = {
    {0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5},
    {0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5},
    {0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3},
    {0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174},
    {0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc},
    {0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da},
    {0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7},
    {0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967},
    {0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13},
    {0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85},
    {0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3},
    {0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070},
    {0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5},
    {0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3},
    {0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208},
    {0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2},
};

/* The working variables as the instructions want them: a b e f, c d g h, the highest first. */
struct state {
	__m128i abef, cdgh;
};

SHA static inline __m128i
load(const void *p)
{
	return _mm_loadu_si128(p);
}

/* Numbers of 32 bits turned round. */
SHA static inline __m128i
turned(__m128i v)
{
	return _mm_shuffle_epi8(
	    v, _mm_setr_epi8(3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12));
}

SHA static void
add_block(struct state *s, const char *p)
{
	__m128i w[4], abef = s->abef, cdgh = s->cdgh;

	for (int i = 0; i < 4; i++)
		w[i] = turned(load(p + (ptrdiff_t)16 * i));
	for (int i = 0; i < GROUPS; i++) {
		__m128i *now = &w[i & 3], last = w[(i + 3) & 3];
		__m128i k = _mm_add_epi32(*now, load(round_constants[i]));

		cdgh = _mm_sha256rnds2_epu32(cdgh, abef, k);
		abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(k, 0x0E));
		*now = _mm_add_epi32(_mm_sha256msg1_epu32(*now, w[(i + 1) & 3]),
				     _mm_alignr_epi8(last, w[(i + 2) & 3], 4));
		*now = _mm_sha256msg2_epu32(*now, last);
	}
	s->abef = _mm_add_epi32(s->abef, abef);
	s->cdgh = _mm_add_epi32(s->cdgh, cdgh);
}

/* What is left of BYTES, a bit that is set, zeros, and their length in bits. */
SHA static void
add_end(struct state *s, str bytes, ptrdiff_t from)
{
	char end[2 * BLOCK] = {0};
	ptrdiff_t left = bytes.n - from, n = left + 1 + LENGTH <= BLOCK ? BLOCK : 2 * BLOCK;
	uint64_t bits = (uint64_t)bytes.n * 8;

	if (left > 0)
		memcpy(end, bytes.p + from, (size_t)left);
	end[left] = (char)0x80;
	for (int i = 1; i <= LENGTH; i++, bits >>= 8)
		end[n - i] = (char)(bits & 0xFF);
	for (ptrdiff_t at = 0; at < n; at += BLOCK)
		add_block(s, end + at);
}

SHA static void
digest(str bytes, unsigned char sum[DIGEST_BYTES])
{
	struct state s = {_mm_set_epi32(0x6a09e667, (int)0xbb67ae85, 0x510e527f, (int)0x9b05688c),
			  _mm_set_epi32(0x3c6ef372, (int)0xa54ff53a, 0x1f83d9ab, 0x5be0cd19)};
	__m128i feba, dchg;
	ptrdiff_t at = 0;

	for (; at + BLOCK <= bytes.n; at += BLOCK)
		add_block(&s, bytes.p + at);
	add_end(&s, bytes, at);
	feba = _mm_shuffle_epi32(s.abef, 0x1B);
	dchg = _mm_shuffle_epi32(s.cdgh, 0xB1);
	_mm_storeu_si128((__m128i *)(void *)sum, turned(_mm_blend_epi16(feba, dchg, 0xF0)));
	_mm_storeu_si128((__m128i *)(void *)(sum + 16), turned(_mm_alignr_epi8(dchg, feba, 8)));
}

/* False, and nothing is done, where the processor has no instructions for it. */
static bool
digest_quick(str bytes, unsigned char sum[DIGEST_BYTES])
{
	if (!__builtin_cpu_supports("sha") || !__builtin_cpu_supports("sse4.1"))
		return false;
	digest(bytes, sum);
	return true;
}
#else
static bool
digest_quick(str bytes, unsigned char sum[DIGEST_BYTES])
{
	(void)bytes;
	(void)sum;
	return false;
}
#endif

static void
digest_anywhere(str bytes, unsigned char sum[DIGEST_BYTES])
{
	SHA2_CTX context;

	SHA256Init(&context);
	SHA256Update(&context, (const uint8_t *)bytes.p, (size_t)bytes.n);
	SHA256Final(sum, &context);
}

void
digest_of(str bytes, unsigned char sum[DIGEST_BYTES])
{
	if (!digest_quick(bytes, sum))
		digest_anywhere(bytes, sum);
}

void
digest_hex(str bytes, char hex[DIGEST_HEX])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char sum[DIGEST_BYTES];

	digest_of(bytes, sum);
	for (int i = 0; i < DIGEST_BYTES; i++) {
		hex[2 * i] = digits[sum[i] >> 4];
		hex[2 * i + 1] = digits[sum[i] & 15];
	}
	hex[2 * DIGEST_BYTES] = '\0';
}
