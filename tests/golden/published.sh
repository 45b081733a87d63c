# shellcheck shell=sh
# published.sh - what the tests of published files share: a small paper, published in a folder of its
# own, and TAP. To be read with ".", in the project's root; $LILONG is the program.
lilong=$(realpath "${LILONG:?}") || exit 2
golden=$(realpath tests/golden)
layouts=$(realpath layouts)
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
cp -R tests/golden/content-clean/content "$dir" || exit 2
cd "$dir" || exit 2
n=0 failed=0

ok() { # ok STATUS WHAT: 0 is good; log says why not
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' log
		failed=1
	fi
}

# hold SEEN NAME: the file SEEN is the golden file NAME, but for the sums in the names of style sheets,
# scripts and pages drawn small. GOLDEN=write writes what is seen instead: read the difference.
hold() {
	sed -E 's/-[0-9a-f]{10}\.(css|js)/.\1/g; s/small-[0-9a-f]{10}\.svg/small.svg/g' "$1" >seen
	[ "$GOLDEN" = write ] && mkdir -p "$(dirname "$golden/$2")" && cp seen "$golden/$2"
	diff "$golden/$2" seen >log 2>&1
	ok $? "$1"
}

end() {
	echo "1..$n"
	exit $failed
}

"$lilong" build --layouts "$layouts" >log 2>&1
status=$?
[ $status -eq 0 ] || GOLDEN=
ok $status 'the paper is published'
