-- One page of an issue as it was printed, its stories as links, and the way to its neighbours.
local frame, parts = use("frame"), use("parts")

local function neighbour(ctx, page, word)
	return page and {href = ctx.link(page.path), word = word, title = parts.page_label(page)}
end

local function turn(ctx, issue)
	return parts.turn(t"前后版面",
		neighbour(ctx, issue.pages[ctx.page - 1], t"上一版"),
		neighbour(ctx, issue.pages[ctx.page + 1], t"下一版"),
		t"已是第一版", t"已是最后一版")
end

local function jump(story)
	local from = story.from and t"上接第%d版":format(story.from)
	local to = story.to and t"下转第%d版":format(story.to)
	return (from or to) and h.span{class = "jump", from, from and to and " ", to}
end

-- 标题导航. view.js lights the story in the view that a headline is of.
local function titles(ctx)
	local list = h.ol{}
	for i, story in ipairs(ctx.stories) do
		list[i] = h.li{
			story.kicker and h.span{class = "kicker", story.kicker},
			h.a{href = ctx.link(story.path), ["data-zone"] = story.zone, words(story.title)},
			jump(story),
		}
	end
	return list[1] and h.nav{class = "titles", ["aria-labelledby"] = "titles",
		h.h2{id = "titles", t"本版标题"}, list}
end

local function printed(ctx, issue, current)
	return h.div{class = "view",
		h.div{class = "paper", ctx.view},
		h.div{class = "beside",
			titles(ctx),
			h.h2(t"版面导航"),
			parts.overview(ctx, issue, current.number),
			parts.pdf(ctx, issue, ctx.page),
		},
	}
end

-- Where pages were not laid out: the stories in short.
local function listed(ctx, issue, current)
	return {
		parts.overview(ctx, issue, current.number),
		#current.articles > 0 and parts.plan(ctx, current.articles, 2),
		current.honours and issue.roll and parts.roll(issue.roll, 2, issue.roll.title),
	}
end

return function(ctx)
	local issue, current = ctx.issue, ctx.issue.pages[ctx.page]
	local label = parts.page_label(current)
	return frame(ctx, {
		kind = "page",
		title = label .. " " .. issue.long,
		description = current.articles[1] and current.articles[1].title,
		scripts = {"turn.js", "view.js"},
		h.p{class = "crumbs", h.a{href = ctx.link(issue.path), parts.issue_label(issue)}},
		h.h1(label),
		turn(ctx, issue),
		ctx.view and printed(ctx, issue, current) or listed(ctx, issue, current),
	})
end
