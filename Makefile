# make publish   install what is missing, build, publish the sample paper into out/
# make check     set-up for the tests, then unit and golden tests
# make bench-convert bench-print bench-archive   how fast it is
# make lint      include law, format, warnings
# make check SAN=address,undefined    the same tests with sanitisers, in a folder of their own
PROG     = lilong
SAN      =
O        = build/$(or $(SAN),plain)
PREFIX   = /usr/local
FONTS    = /usr/share/fonts/opentype/noto:/usr/share/fonts/truetype/lxgw-wenkai
MATERIAL = ../shared/material
CASES    = $(MATERIAL)/../cases
WERROR   = $(if $(CI),-Werror)
# make V=1 shows the commands
Q        = $(if $(V),,@)
SAY      = $(if $(V)$(findstring s,$(filter-out --%,$(firstword $(MAKEFLAGS)))),:,echo)

PKGS      = libxml-2.0 lua5.4 harfbuzz icu-uc icu-i18n libmd zlib
CFLAGS   ?= $(if $(SAN),-O1,-O3) -g
WARN      = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
            -Wmissing-prototypes -Wwrite-strings -Wundef -Wvla $(WERROR)
# pkg-config is asked when the first object is built: make publish may install it first
PKGFLAGS = $(eval PKGFLAGS := $$(shell pkg-config --cflags $(PKGS) vips | sed 's/-I/-isystem /g'))$(PKGFLAGS)
PKGLIBS  = $(eval PKGLIBS := $$(shell pkg-config --libs $(PKGS)))$(PKGLIBS)
VIPSLIBS = $(eval VIPSLIBS := $$(shell pkg-config --libs vips))$(VIPSLIBS)
CPPFLAGS += -Isrc -D_GNU_SOURCE $(PKGFLAGS) -DLILONG_LAYOUTS='"$(PREFIX)/share/lilong/layouts"' \
            -DLILONG_FONTS='"$(FONTS)"'
# one block for each allocation, so that ASan sees overruns and use after rewind
CPPFLAGS += $(if $(SAN),-DARENA_BLOCK=0)
# the C library has iconv itself, or it is a library of its own
ICONV   := $(shell echo 'int iconv_open(void); int main(void) { return iconv_open(); }' | \
             $(CC) -x c - -o /dev/null 2>/dev/null || echo -liconv)
LDLIBS   += -lcmark $(PKGLIBS) $(ICONV) -lm
ALL       = -std=c17 $(WARN) $(CFLAGS) -fstack-protector-strong \
            $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all)

SRC  := $(sort $(wildcard src/*.c src/*/*.c))
TEST := $(filter %_test.c,$(SRC))
MAIN := src/main.c src/options.c src/paper.c src/pictures.c
LIB  := $(filter-out $(MAIN) $(TEST),$(SRC))
OBJ  := $(LIB:src/%.c=$O/%.o) $O/tables.o $O/classes.o $O/lexicon.o $O/pinyin.o \
        $O/fold.o $O/lunar.o $O/words.o
BIN  := $(TEST:src/%.c=$O/%)

all: $O/$(PROG)
lib: $O/lilong.a
objects: $(OBJ) $(TEST:src/%.c=$O/%.o) $(MAIN:src/%.c=$O/%.o)

publish: setup
	@$(MAKE) --no-print-directory all
	$O/$(PROG) build

setup:
	@scripts/setup

# What a user calls needs no library, and is quick for that; paper.c is all the rest.
$O/$(PROG): $O/main.o $O/options.o $O/lilong.a | $O/$(PROG)-paper
	@$(SAY) link $@
	$Q$(CC) $(ALL) $(LDFLAGS) -o $@ $^

# what was kept of a build is told from that of another program by the identifier (src/build/kept.c)
$O/$(PROG)-paper: $O/paper.o $O/options.o $O/lilong.a | $O/$(PROG)-pictures
	@$(SAY) link $@
	$Q$(CC) $(ALL) $(LDFLAGS) -Wl,--build-id -o $@ $^ $(LDLIBS)

# Alone with libvips, which is slow to load: few builds have a picture that is new.
$O/$(PROG)-pictures: $O/pictures.o $O/lilong.a
	@$(SAY) link $@
	$Q$(CC) $(ALL) $(LDFLAGS) -o $@ $^ $(VIPSLIBS) -lm

$O/lilong.a: $(OBJ)
	@rm -f $@
	$Q$(AR) rcs $@ $^

# A test includes its module's .c, so the linker does not take that object from the archive.
$(BIN): $O/%_test: $O/%_test.o $O/lilong.a
	@$(SAY) link $@
	$Q$(CC) $(ALL) $(LDFLAGS) -o $@ $< $O/lilong.a -lcmocka $(LDLIBS) $(if $(findstring /picture_,$@),$(VIPSLIBS))

# nobody waits for a test; and of loops over few things, unrolled, gcc 12 says what is not so
$(TEST:src/%.c=$O/%.o): private CFLAGS += $(if $(SAN),,-O2)

# OpenCC's dictionaries as constants: a program for the machine that builds makes them
HOSTCC   = $(CC)
COMPILE := $(filter-out %/tables.c %/classes.c %/lexicon.c %/pinyin.c %/fold.c %/words.c,$(wildcard src/convert/compile/*.c)) \
           $(patsubst %,src/base/%.c,arena fmt out str utf8)
CONFIGS := $(sort $(wildcard data/opencc/*.json))

build/host/tables build/host/classes build/host/lexicon build/host/pinyin build/host/fold build/host/words: build/host/%: src/convert/compile/%.c $(COMPILE) \
		$(wildcard src/convert/*.h src/convert/compile/*.h src/base/*.h)
	@mkdir -p $(@D)
	@$(SAY) cc $@
	$Q$(HOSTCC) -std=c17 $(WARN) -O2 -Isrc -D_GNU_SOURCE $(HOSTFLAGS) -o $@ $< $(COMPILE) $(HOSTLIBS)

# the words of ICU's dictionary
build/host/words: private HOSTFLAGS = $(PKGFLAGS)
build/host/words: private HOSTLIBS = -licuuc
build/host/words.c: build/host/words
	@$(SAY) compile words
	$Qbuild/host/words >$@

build/host/tables.c: build/host/tables $(wildcard data/opencc/*) data/frequency.tsv
	@$(SAY) compile dictionaries
	$Qbuild/host/tables data $(patsubst data/opencc/%.json,%,$(CONFIGS)) >$@

build/host/classes.c: build/host/classes $(wildcard data/opencc/*)
	@$(SAY) compile scripts
	$Qbuild/host/classes data/opencc >$@

build/host/lexicon.c: build/host/lexicon data/lexicon.tsv
	@$(SAY) compile lexicon
	$Qbuild/host/lexicon data/lexicon.tsv >$@

build/host/pinyin.c: build/host/pinyin data/pinyin.tsv
	@$(SAY) compile pinyin
	$Qbuild/host/pinyin data/pinyin.tsv >$@

build/host/fold.c: build/host/fold $(wildcard data/opencc/*)
	@$(SAY) compile shapes
	$Qbuild/host/fold data/opencc >$@

# The lunar calendar as constants, from what ICU computes
LUNAR   := src/content/compile/lunar.c $(patsubst %,src/base/%.c,arena fmt icu out str utf8)
build/host/lunar.c: $(LUNAR) src/base/icu.h src/content/lunar_table.h
	@mkdir -p $(@D)
	@$(SAY) compile calendar
	$Q$(HOSTCC) -std=c17 $(WARN) -O2 -Isrc -D_GNU_SOURCE $(PKGFLAGS) -o build/host/lunar $(LUNAR) $(PKGLIBS)
	$Qbuild/host/lunar >$@.new && mv $@.new $@

$O/tables.o $O/classes.o $O/lexicon.o $O/pinyin.o $O/fold.o $O/lunar.o $O/words.o: $O/%.o: build/host/%.c
	@mkdir -p $(@D)
	@$(SAY) cc $<
	$Q$(CC) $(ALL) -Isrc -c -o $@ $<

$O/%.o: src/%.c
	@mkdir -p $(@D)
	@$(SAY) cc $<
	$Q$(CC) $(ALL) $(CPPFLAGS) -MMD -MP -c -o $@ $<

check: setup-tests
	@$(MAKE) --no-print-directory check-built

setup-tests:
	@scripts/setup tests

check-built: $(BIN) $O/$(PROG) $O/tests/fuzz $O/tests/search/fold
	@CASES=$(CASES) MATERIAL=$(MATERIAL) LILONG=$O/$(PROG) SEED=1 ROUNDS=2000 \
		tests/run $(BIN) $O/tests/fuzz $(sort $(wildcard tests/*/test-*))

# the four newspapers of MATERIAL, published and compared with their source
check-material: $O/$(PROG) $O/tests/material
	@MATERIAL=$(MATERIAL) LILONG=$O/$(PROG) CHECKER=$O/tests/material tests/run tests/material/run

$O/tests/material: tests/material/lost.c $O/lilong.a
	@mkdir -p $(@D)
	@$(SAY) cc $<
	$Q$(CC) $(ALL) $(CPPFLAGS) $(LDFLAGS) -o $@ $< $O/lilong.a $(LDLIBS)

# the site in Chromium: barriers, markup, what readers do; npm fetches the tools
check-browser: $O/$(PROG)
	@scripts/setup browser
	@tests/browser/run $O/$(PROG) build/browser

# how quick pages are set and written: the newspapers of MATERIAL or the sample paper, made as long as
# a newspaper, beside Typst, WeasyPrint and Chromium
BENCHPAPER = $(firstword $(wildcard $(MATERIAL)) .)

bench-print: $O/tests/bench/compose $O/tests/bench/issue $O/tests/bench/newspaper | setup-bench
	@$O/tests/bench/compose $(BENCHPAPER)
	@tests/bench/print $(BENCHPAPER) $O/tests/bench

# an archive, built whole: ISSUES of 8 pages
ISSUES = 50
bench-archive: $O/$(PROG) $O/tests/bench/newspaper | setup-bench
	@tests/bench/archive $(BENCHPAPER) $O $(ISSUES)

# how fast conversion is: ratios of one run, on the newspapers of MATERIAL or on the sample paper
BENCHTEXT = $(or $(wildcard $(MATERIAL)/raw/00[013].txt),$(wildcard content/*/*.md))

bench-convert: $O/tests/bench/convert
	@$O/tests/bench/convert $(BENCHTEXT)

# the web site of 1,000 and 10,000 articles, beside Hugo's
bench-site: $O/$(PROG) $(addprefix $O/tests/bench/,corpus search least) | setup-bench
	@tests/bench/site $O/$(PROG) $(addprefix $O/tests/bench/,corpus search least) $(ARTICLES)

setup-bench:
	@scripts/setup bench

$O/tests/bench/convert: | setup-bench
$O/tests/bench/convert: private CPPFLAGS += -isystem /usr/include/opencc
$O/tests/bench/convert: private LDLIBS += -lopencc
# it times an issue without PDF, too
$O/tests/bench/issue: private LDFLAGS += -Wl,--wrap=pdf_edition
$O/tests/bench/%: tests/bench/%.c $O/lilong.a
	@mkdir -p $(@D)
	@$(SAY) cc $<
	$Q$(CC) $(ALL) $(CPPFLAGS) $(LDFLAGS) -o $@ $< $O/lilong.a $(LDLIBS)

$O/tests/search/%: tests/search/%.c $O/lilong.a
	@mkdir -p $(@D)
	@$(SAY) cc $<
	$Q$(CC) $(ALL) $(CPPFLAGS) $(LDFLAGS) -o $@ $< $O/lilong.a $(LDLIBS)

# conversion on random input: seconds, and the seed of a run that is to be repeated
SECONDS  = 60
FUZZ    := $(wildcard tests/fuzz/*.c)
fuzz: $O/tests/fuzz
	@CASES=$(CASES) SECONDS=$(SECONDS) SEED=$(SEED) ROUNDS=$(ROUNDS) $<

$O/tests/fuzz: $(FUZZ) $(wildcard tests/fuzz/*.h) $O/lilong.a
	@mkdir -p $(@D)
	@$(SAY) cc $@
	$Q$(CC) $(ALL) $(CPPFLAGS) -Itests $(LDFLAGS) -o $@ $(FUZZ) $O/lilong.a $(LDLIBS)

# what is made from the program itself; tests/docs says if it is out of date
docs: $O/$(PROG)
	@scripts/message-manual $O/$(PROG) >docs/messages.md
	@scripts/layout-manual >docs/layout-api.md

install: $O/$(PROG)
	install -d $(addprefix $(DESTDIR)$(PREFIX)/,bin libexec/lilong share/lilong)
	install $O/$(PROG) $(DESTDIR)$(PREFIX)/bin
	install $O/$(PROG)-paper $O/$(PROG)-pictures $(DESTDIR)$(PREFIX)/libexec/lilong
	cp -R layouts $(DESTDIR)$(PREFIX)/share/lilong

lint:
	@scripts/lint

clean:
	rm -rf build

-include $(OBJ:.o=.d) $(BIN:=.d) $(MAIN:src/%.c=$O/%.d)
.PHONY: all lib objects publish setup check setup-tests check-built check-material check-browser bench-print \
        bench-archive bench-convert bench-site setup-bench docs install lint clean
.DELETE_ON_ERROR:
