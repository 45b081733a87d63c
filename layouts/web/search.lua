-- Search in all issues: search.js reads the index, search-page.js shows what it finds.
local frame = use("frame")

local function choice(name, label, all, options)
	local list = h.select{id = "search-" .. name, name = name, h.option{value = "", all}}
	for i, o in ipairs(options) do
		list[i + 1] = h.option{value = o.value, o.name}
	end
	return h.p{class = "choice", h.label{["for"] = "search-" .. name, label}, list}
end

local function years(ctx)
	local list = {}
	for i, year in ipairs(ctx.search.years) do
		list[i] = {value = tostring(year), name = t"%d年":format(year)}
	end
	return list
end

local function form(ctx)
	return h.form{class = "search", role = "search", method = "get",
		h.p{class = "query",
			h.label{["for"] = "search-q", t"找什么"},
			h.input{type = "search", id = "search-q", name = "q", required = true,
				autocomplete = "off", enterkeyhint = "search",
				["aria-describedby"] = "search-hint"},
			h.button{type = "submit", t"搜索"},
		},
		choice("year", t"年份", t"所有年份", years(ctx)),
		choice("section", t"栏目", t"所有栏目", ctx.search.sections),
		h.p{id = "search-hint", class = "hint",
			t"几个词用空格隔开，都要出现；一句话放在引号里。简体、繁体都可以。"},
	}
end

return function(ctx)
	return frame(ctx, {
		kind = "search-page",
		title = t"搜索",
		h.h1(t"搜索"),
		form(ctx),
		h.noscript{h.p{t"搜索在您的浏览器里进行，要打开 JavaScript。没有它，可以翻看",
			h.a{href = ctx.link("archive/"), t"往期"}, t"。"}},
		h.p{id = "search-status", role = "status", ["aria-live"] = "polite"},
		h.ol{id = "search-results", class = "results",
			["data-home"] = ctx.link(""),
			["data-index"] = ctx.asset("search/shapes.bin"),
			["data-volumes"] = ctx.search.volumes,
			["data-busy"] = t"正在查……",
			["data-found"] = t"找到 %d 篇",
			["data-about"] = t"找到大约 %d 篇",
			["data-none"] = t"没有找到。换一个词，或者少用几个词再试",
			["data-failed"] = t"没有读到索引，请再试一次",
			["data-page"] = t"第%d版",
			["data-day"] = t"%d年%d月%d日",
		},
		h.p{class = "more", h.button{type = "button", id = "search-more", hidden = true, t"再看一些"}},
		h.script{src = ctx.asset("search.js"), defer = true},
		h.script{src = ctx.asset("search-page.js"), defer = true},
	})
end
