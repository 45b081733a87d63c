-- One page of an issue as it was printed, its stories as links, and the way to its neighbours.
local frame, parts = use("frame"), use("parts")

local turn = part(function(ctx)
	return parts.turn{label = t"前后版面",
		before = ctx.before, before_word = t"上一版", before_title = parts.page_label_of(ctx.before),
		first = t"已是第一版",
		after = ctx.after, after_word = t"下一版", after_title = parts.page_label_of(ctx.after),
		last = t"已是最后一版"}
end)

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

local function printed(ctx, issue)
	return h.div{class = "view",
		h.div{class = "paper", ctx.view},
		h.div{class = "beside",
			titles(ctx),
			h.h2(t"版面导航"),
			parts.overview(issue),
			parts.pdf(ctx, issue, ctx.page),
		},
	}
end

-- Where pages were not laid out: the stories in short.
local function listed(ctx, issue, shown, first)
	return {
		parts.overview(issue),
		first and parts.plan(ctx, shown.articles, 2),
		shown.honours and issue.roll and parts.roll(issue.roll, 2, issue.roll.title),
	}
end

local crumbs = part(function(of)
	return h.p{class = "crumbs", h.a{href = link(of.path), parts.issue_label_of(of)}}
end)

return function(ctx)
	local issue, shown = ctx.issue, ctx.shown
	local label, first = parts.page_label(shown), shown.articles[1]
	return frame(ctx, {
		kind = "page",
		title = label .. " " .. issue.long,
		description = first and first.title,
		main = {
			crumbs(issue),
			h.h1(label),
			turn(ctx),
			ctx.view and printed(ctx, issue) or listed(ctx, issue, shown, first),
		},
	})
end
