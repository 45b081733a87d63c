-- One issue: what stands on which page.
local frame, parts = use("frame"), use("parts")

local function page_of(ctx, page)
	if #page.articles == 0 then
		return nil
	end
	local list = h.div{class = "list"}
	for i, article in ipairs(page.articles) do
		list[i] = parts.story(ctx, article, 3, {excerpt = true})
	end
	return h.section{class = "inside",
		h.h2{class = "rule", h.a{href = ctx.link(page.path), parts.page_label(page)}}, list}
end

return function(ctx)
	local issue = ctx.issue
	local title = parts.issue_label(issue)
	local page = {kind = "issue", title = title, h.h1(title), parts.page_list(ctx, issue)}
	local first = issue.pages[1] and issue.pages[1].articles[1]
	page.description = first and first.title
	if issue.note then
		page[#page + 1] = h.section{class = "note", ["aria-label"] = t"编者的话", issue.note,
			issue.editor and h.p{class = "editor", t"责任编辑 ", issue.editor}}
	elseif issue.editor then
		page[#page + 1] = h.p{class = "editor", t"责任编辑 ", issue.editor}
	end
	for _, p in ipairs(issue.pages) do
		page[#page + 1] = page_of(ctx, p) or {}
	end
	if issue.roll then
		page[#page + 1] = parts.roll(issue.roll, 2, issue.roll.title)
	end
	return frame(ctx, page)
end
