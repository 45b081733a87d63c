-- One issue: its pages small, its headlines, and what stands on which page.
local frame, parts = use("frame"), use("parts")

local inside = part(function(of)
	local page = of.page
	return h.section{class = "inside",
		h.h2{class = "rule", h.a{href = link(page.path), parts.page_label_of(page)}},
		h.div{class = "list", of.stories}}
end)

local excerpt = {excerpt = true}

local function page_of(ctx, page)
	local list = {}
	for i, article in ipairs(page.articles) do
		list[i] = parts.story(ctx, article, 3, excerpt)
	end
	return list[1] and inside{page = page, stories = list}
end

local headline = part(function(of)
	return h.li{h.a{href = link(of.article.path), of.article.title},
		h.span{class = "where", of.where}}
end)

-- 标题: all headlines in short, to find one by.
local function headlines(issue)
	local list = h.ol{class = "headlines"}
	for _, page in ipairs(issue.pages) do
		local where = t"%d版":format(page.number)
		for _, article in ipairs(page.articles) do
			list[#list + 1] = headline{article = article, where = where}
		end
	end
	return list[1] and h.nav{class = "contents", ["aria-labelledby"] = "contents",
		h.h2{class = "rule", id = "contents", t"标题"}, list}
end

local function note(issue)
	local editor = issue.editor and h.p{class = "editor", t"责任编辑 ", issue.editor}
	if not issue.note then
		return editor
	end
	return h.section{class = "note", id = "note", ["aria-label"] = t"编者按", issue.note, editor}
end

return function(ctx)
	local issue = ctx.issue
	local title = parts.issue_label(issue)
	local first = issue.pages[1] and issue.pages[1].articles[1]
	local page = {kind = "issue", title = title, description = first and first.title,
		h.div{class = "top", h.h1(title), parts.pdf(ctx, issue)},
		parts.overview(issue),
		note(issue) or {},
		headlines(issue) or {},
	}
	for _, p in ipairs(issue.pages) do
		page[#page + 1] = page_of(ctx, p) or {}
	end
	if issue.roll then
		page[#page + 1] = parts.roll(issue.roll, 2, issue.roll.title)
	end
	return frame(ctx, page)
end
