-- One page of an issue: its stories in short, and the way to its neighbours.
local frame, parts = use("frame"), use("parts")

local function neighbour(ctx, page, class, label)
	return page and h.a{class = class, rel = class, href = ctx.link(page.path),
		h.span(label), " ", parts.page_label(page)}
end

return function(ctx)
	local issue, current = ctx.issue, ctx.issue.pages[ctx.page]
	local label = parts.page_label(current)
	return frame(ctx, {
		kind = "page",
		title = label .. " " .. issue.long,
		description = current.articles[1] and current.articles[1].title,
		h.p{class = "crumbs", h.a{href = ctx.link(issue.path), parts.issue_label(issue)}},
		h.h1(label),
		parts.page_list(ctx, issue, current.number),
		#current.articles > 0 and parts.plan(ctx, current.articles, 2),
		current.honours and issue.roll and parts.roll(issue.roll, 2, issue.roll.title),
		h.nav{class = "turn", ["aria-label"] = t"前后版面",
			neighbour(ctx, issue.pages[ctx.page - 1], "prev", t"上一版"),
			neighbour(ctx, issue.pages[ctx.page + 1], "next", t"下一版"),
		},
	})
end
