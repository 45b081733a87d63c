-- One issue: its pages small, its headlines, and what stands on which page.
local frame, parts = use("frame"), use("parts")

local inside = part(function(page)
	return h.section{class = "inside",
		h.h2{class = "rule", h.a{href = link(page.path), parts.page_label_of(page)}},
		h.div{class = "list", each(page.articles, parts.story)}}
end)

local headline = part(function(article)
	return h.li{h.a{href = link(article.path), article.title},
		h.span{class = "where", article.page.number, t"版"}}
end)

-- 标题: all headlines in short, to find one by.
local contents = part(function(of)
	return h.nav{class = "contents", ["aria-labelledby"] = "contents",
		h.h2{class = "rule", id = "contents", t"标题"},
		h.ol{class = "headlines", of.headlines}}
end)

local function headlines(issue)
	local list, any = {}, false
	for i, page in ipairs(issue.pages) do
		list[i] = each(page.articles, headline)
		any = any or page.articles[1]
	end
	return any and contents{headlines = list}
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
		page[#page + 1] = p.articles[1] and inside(p) or {}
	end
	if issue.roll then
		page[#page + 1] = parts.roll(issue.roll, 2, issue.roll.title)
	end
	return frame(ctx, page)
end
