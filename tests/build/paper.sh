# shellcheck shell=sh
# paper.sh - what the tests of a whole run share: a small paper of two issues in a folder of its own,
# and TAP. To be read with ".", in the project's root; $LILONG is the program.
lilong=$(realpath "${LILONG:?}")
layouts=$(realpath layouts)
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 2
tests=0 failed=0

ok() { # ok STATUS WHAT: 0 is good; what the last run said is shown otherwise
	tests=$((tests + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $tests - $2"
	else
		echo "not ok $tests - $2"
		failed=1
		[ -f log ] && sed 's/^/# /' log
	fi
}

is() { # is GOT WANTED WHAT
	[ "$1" = "$2" ] || echo "# got $1, wanted $2"
	[ "$1" = "$2" ]
	ok $? "$3"
}

end() {
	echo "1..$tests"
	exit $failed
}

wait_for() { # wait_for FILE: five seconds at most
	for i in $(seq 500); do
		[ -e "$1" ] && return
		sleep 0.01
	done
}

# run ARGUMENTS: the program in the paper's folder; its output in log, its status in $status
run() {
	# shellcheck disable=SC2034 # status is for who calls
	{ "$lilong" "$@" --layouts "${use_layouts:-$layouts}" --lang en >log 2>&1; status=$?; }
}

article() { # article FILE TITLE PAGE
	printf -- '---\ntitle: %s\nbyline: 记者 钟南\npage: %s\n---\n\n' "$2" "$3" >"$1"
	for i in 1 2 3 4 5 6; do
		printf '第%s段。梧桐里的早晨是从一碗豆浆开始的，卖豆浆的老人在弄堂口站了四十年，谁家几口人、爱甜爱咸，他都记得。**邻居们**说，他不在的那几天，弄堂里少了一点热气。\n\n' "$i" >>"$1"
	done
}

issue() { # issue DATE NUMBER
	mkdir -p "content/$1"
	printf -- '---\nnumber: %s\npages:\n  - 1 要闻: front\n---\n' "$2" >"content/$1/issue.md"
	article "content/$1/doujiang.md" "弄堂口的豆浆" 1
	article "content/$1/wutong.md" "梧桐又绿了" 1
}

mkdir content
cat >content/paper.md <<-'END'
	---
	name: 梧桐晨报
	script: hans
	editions: hans, hant
	url: https://wutong.example/
	---

	只为测试而有的报纸。
END
issue 2026-01-02 1
issue 2026-02-03 2
